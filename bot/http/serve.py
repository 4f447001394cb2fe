"""The server of the pages, which ends their streams before it waits for requests to finish."""

import socket

import uvicorn
from starlette.applications import Starlette


class Server(uvicorn.Server):
    """Serves the app, and stops without waiting for open browsers."""

    def __init__(self, app: Starlette, *, host: str, port: int) -> None:
        """Prepare to serve `app`; nothing listens yet."""
        config = uvicorn.Config(
            app, host=host, port=port, log_config=None, access_log=False, server_header=False,
            proxy_headers=False, timeout_graceful_shutdown=10,
        )  # fmt: skip
        super().__init__(config)
        self._app = app

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop: nothing new is taken, streams end, requests under way finish."""
        self._app.state.live.close()
        await super().shutdown(sockets)

"""The files of the pages: scripts, styles, icons."""

from typing import Any

from starlette.responses import Response
from starlette.staticfiles import StaticFiles


class Assets(StaticFiles):
    """Static files that browsers keep but ask about each time, so that an upgrade takes effect at once."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """Return the file, or that the browser's copy is still good."""
        response = super().file_response(*args, **kwargs)
        response.headers["cache-control"] = "no-cache"
        return response

"""A request's body, read no further than it may be long: what is sent in pieces tells no length."""

from starlette.types import Message, Receive


async def whole(receive: Receive, limit: int) -> bytes | None:
    """Return the body; None, and the rest unread, where it is longer than `limit` bytes."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > limit:
            return None
        if not message.get("more_body", False):
            return bytes(body)


def again(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that gives the body once more, and then what comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> Message:
        return waiting.pop() if waiting else await receive()

    return receive_again

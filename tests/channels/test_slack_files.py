"""Files that people sent to Slack, fetched by the bot's own right to see them."""

import pytest

from bot.channels.line import FileGone
from bot.channels.slack.files import NotHanded

from ..platforms.faults import Status
from ..platforms.slack import Person, SlackServer
from .slack_rig import Rig

DATA = b"page 1 of 9" * 10_000


def upload(ann: Person) -> str:
    """Let Ann send a document; return Slack's id for it."""
    (file,) = ann.uploads(ann.dm, "offer.pdf", DATA).files
    return file.id


def test_a_file_is_fetched(out: Rig, ann: Person) -> None:
    """All of its bytes."""
    assert out.run(out.line.fetch(upload(ann))) == DATA


def test_a_file_that_is_gone(out: Rig) -> None:
    """Another attempt is in vain."""
    with pytest.raises(FileGone):
        out.run(out.line.fetch("F000"))


def test_a_file_server_that_fails(out: Rig, server: SlackServer, ann: Person) -> None:
    """That may pass: the next attempt has the file."""
    file = upload(ann)
    server.faults.add("download", Status(502))
    with pytest.raises(NotHanded):
        out.run(out.line.fetch(file))
    assert out.run(out.line.fetch(file)) == DATA


def test_a_page_to_sign_in_is_not_the_file(out: Rig, server: SlackServer, ann: Person) -> None:
    """Without the right to see it Slack shows a page, which is not kept for the file."""
    file = upload(ann)
    server.faults.add("download", Status(200))
    with pytest.raises(NotHanded):
        out.run(out.line.fetch(file))

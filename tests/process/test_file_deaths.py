"""A process that dies in the midst of a file leaves it to the next, which keeps it whole."""

from collections.abc import Callable

import pytest

from domain.attachment import PIECE

from .running import Process, Shop
from .test_deaths import KILLED, OF_A_FILE
from .wires import TelegramWire

pytestmark = pytest.mark.timeout(300)
Start = Callable[..., Process]

DATA = bytes(range(251)) * (7 * PIECE // 502)
"""Three and a half pieces."""


@pytest.mark.parametrize("point", OF_A_FILE)
@pytest.mark.parametrize("at", [1, 2, 4])
def test_a_file_is_whole_although_who_fetched_it_died(shop: Shop, start: Start, point: str, at: int) -> None:
    """Whatever pieces the dead one left, the next writes them all, and the sender is told once; what was on
    its way to them at the death may stand there once more."""
    wire = TelegramWire(1, hook=False)
    with wire.running():
        wire.known_in(shop)
        (ann,) = wire.people
        ann.sends_document(ann.chat, "plan.pdf", DATA, "Acme Labs")
        dying = start(shop, SALESBOT_KILL_AT=f"{point}:{at}", **wire.settings)
        assert dying.ended(), dying.lines
        assert dying.code == KILLED
        assert shop.one("SELECT count(*) FROM attachment_piece") == at
        most = 1 + len(shop.rows("SELECT id FROM outbox WHERE state = 'sending'"))
        living = start(shop, **wire.settings)
        living.until(lambda: shop.one("SELECT state FROM attachment") == "kept", "kept")
        living.until(lambda: wire.answers(0, "File kept") >= 1 and shop.settled, "told")
        assert wire.answers(0, "File kept") <= most
    with shop.store.read() as view:
        (file,) = view.attachments.where()
        assert view.attachments.content(file.id) == DATA

"""What was asked is asked still, whoever died meanwhile: answered by button, by number and by words."""

from collections.abc import Callable

from .running import Guest, Process, Shop

Start = Callable[..., Process]
ASKED = "SELECT id FROM question WHERE state = 'asked'"


def asked(shop: Shop, guest: Guest, process: Process, words: str) -> int:
    """Say something of which a slot must be asked; return the question's number."""
    assert guest.say(process, words)
    process.until(lambda: shop.settled and len(shop.rows(ASKED)) == 1, "asked")
    return int(str(shop.one(ASKED)))


def logged(shop: Shop) -> list[tuple[object, ...]]:
    """Return for which customers what was logged, the first first."""
    return shop.rows(
        "SELECT a.kind, c.name FROM activity a JOIN customer c ON c.id = a.customer_id ORDER BY a.id"
    )


ANSWERS: tuple[tuple[str, str, Callable[[Guest, Process, int], object]], ...] = (
    ("Zenith", "Zenith", lambda guest, process, question: guest.press(process, f"pick q{question} 1")),
    ("Umbrella", "Umbrella", lambda guest, process, _question: guest.say(process, "1")),
    ("Quadrant", "Acme Labs", lambda guest, process, _question: guest.say(process, "Acme Labs")),
)
"""A customer nobody knows, whom the answer names, and the answer: by button, number and words."""


def test_a_question_outlives_the_processes_that_asked_it(any_shop: Shop, start: Start) -> None:
    """Each is asked in one process, which is killed, and answered in the next; what was said is then done,
    once, and a press on its button afterwards does nothing."""
    ann = Guest(any_shop)
    process = start(any_shop).ready()
    done: list[tuple[object, ...]] = []
    for unknown, meant, answer in ANSWERS:
        question = asked(any_shop, ann, process, f"called {unknown}")
        process.clear_away()
        process = start(any_shop).ready()
        assert answer(ann, process, question)
        done.append(("call", meant))
        process.until(lambda: any_shop.settled and logged(any_shop) == done, meant)
        assert ann.press(process, f"pick q{question} 1")
        process.until(lambda: any_shop.settled, "settled")
        assert logged(any_shop) == done
    assert process.stop() == 0

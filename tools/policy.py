"""Write docs/policy.md from the policy and the list of actions; run as `make policy`."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.render.wording.words import ACTION
from domain.audience import Place
from domain.people import Role
from domain.policy import ALL, ALLOWED, Deed, Relation, Visibility, relations
from handlers.actions import ACTIONS

PAGE = Path(__file__).parent.parent / "docs" / "policy.md"

OF_CUSTOMERS: dict[Deed, str] = {
    Deed.SEE_NAME: "see name, owner and tier",
    Deed.SEE: "see the rest: contacts, notes, activities, reminders, files",
    Deed.SEE_DEALS: "see its deals and their amounts",
    Deed.LOG: "log a contact, keep a note or a file, set a reminder",
    Deed.CHANGE: "change it, its contacts and its deals; open a deal",
    Deed.SHARE: "share it with a co-owner or a partner, and end that",
    Deed.ERASE: "erase personal data",
}
OF_PEOPLE: dict[Deed, str] = {
    Deed.TICK: "tick, move or call off their reminders",
    Deed.REPORT: "read their agenda, pipeline and digest",
    Deed.LOG_FOR: "log in their name",
    Deed.ASSIGN: "set a reminder for them",
    Deed.UNDO: "undo or correct what they did",
    Deed.BIND: "tie a chat to their team, and clear it",
    Deed.APPROVE: "decide what they ask for: joining, claims",
}
OF_ALL: dict[Deed, str] = {Deed.CONFIGURE: "change the company's settings"}
RELATION: dict[Relation, str] = {
    Relation.OWN: "one's own",
    Relation.SHARED: "shared with one",
    Relation.POOL: "in the pool, nobody's",
    Relation.LEADS: "of people one leads",
    Relation.TEAM: "of the same team",
    Relation.OTHER: "of anybody else",
}
OF_A_PERSON = (Relation.OWN, Relation.LEADS, Relation.TEAM, Relation.OTHER)
LED: dict[Role, frozenset[Relation]] = {
    Role.PARTNER: ALL - {Relation.LEADS},
    Role.REP: ALL - {Relation.LEADS},
    Role.MANAGER: ALL,
    Role.ADMIN: ALL - {Relation.TEAM, Relation.OTHER},
}
"""How each role can stand to something: partners and reps lead nobody, admins everybody."""
VISIBILITY: dict[Visibility, str] = {
    Visibility.NAMES: "name, owner and tier of all; the rest as above",
    Visibility.OPEN: "everything of everybody's customers",
    Visibility.TEAM: "everything of customers of one's own teams; name, owner and tier of the rest",
    Visibility.OWN: "nothing of them, not even the name",
}
PLACES: dict[Place, tuple[str, str]] = {
    Place.PRIVATE: ("the bot and one person, or an answer only they see", "all that the person may see"),
    Place.CLEARED: (
        "a chat that a manager tied to a team and cleared, without guests",
        "customers of the team's people and of the pool in full; names and dates of all else",
    ),
    Place.OTHER: ("any other chat", "names and dates"),
    Place.GUESTS: ("a chat in which people of other organisations read along", "names and dates"),
}


def page() -> str:
    """Return the page."""
    return "\n".join(_lines())


def _lines() -> Iterable[str]:
    yield "# Who may see and do what"
    yield ""
    yield "Made by `make policy` from `domain/policy.py`; tests hold it against what is done."
    yield "It is asked when a message is planned and again when it is written: buttons, questions and Undo"
    yield "obey the one who presses. What somebody did, is to do, or deals in is theirs at any customer."
    for title, deeds, columns in (
        ("With a customer", OF_CUSTOMERS, tuple(Relation)),
        ("With what people do", OF_PEOPLE, OF_A_PERSON),
        ("With what is the whole company's", OF_ALL, (Relation.POOL,)),
    ):
        yield from ("", f"## {title}")
        for role in Role:
            yield from ("", f"**{role.value.capitalize()}**", "")
            yield from _table(role, deeds, columns)
    yield from ("", "## Colleagues' customers", "")
    yield "The setting `visibility` says what reps and managers see of customers that are neither their own,"
    yield "shared with them, in the pool nor led by them; it is `names` unless it is changed."
    yield from ("", "| `visibility` | is seen |", "| --- | --- |")
    yield from (f"| `{name.value}` | {means} |" for name, means in VISIBILITY.items())
    yield from ("", "## What a chat is told", "")
    yield "What is held back goes to the asker alone, in their private chat. One's agenda, a digest, a choice"
    yield "between deals or reminders are told in full in private only, wherever they were asked for."
    yield from ("", "| place | what it is | is told |", "| --- | --- | --- |")
    yield from (f"| {place.value} | {what} | {told} |" for place, (what, told) in PLACES.items())
    yield from ("", "## What each action needs", "", "| action | needs |", "| --- | --- |")
    yield from (f"| {ACTION[name]} | {_needs(name)} |" for name in sorted(ACTIONS))
    yield ""


def _table(role: Role, deeds: dict[Deed, str], columns: Sequence[Relation]) -> Iterable[str]:
    standing = [relation for relation in columns if relation in LED[role]]
    yield f"| may | {' | '.join(RELATION[relation] for relation in standing)} |"
    yield f"| --- |{' :-: |' * len(standing)}"
    for deed, means in deeds.items():
        allowed = relations(role, Visibility.NAMES, deed)
        marks = " | ".join("yes" if relation in allowed else "–" for relation in standing)
        yield f"| {means} | {marks} |"


def _needs(name: str) -> str:
    told = OF_CUSTOMERS | OF_PEOPLE | OF_ALL
    parts = [
        f"{told[need.deed]} ({' or '.join(need.slots)}{_when(need.when)})" for need in ACTIONS[name].needs
    ]
    return "; ".join(parts) or "–"


def _when(when: tuple[str, str] | None) -> str:
    return f", where {when[0]} is {when[1]}" if when else ""


if __name__ == "__main__":
    assert set(OF_CUSTOMERS) | set(OF_PEOPLE) | set(OF_ALL) == set(Deed)
    assert set(ALLOWED) == set(LED) == set(Role)
    PAGE.write_text(page(), "utf-8")

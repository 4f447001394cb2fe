"""Chats: tied and untied again; moved to a new id on their platform with all that belongs to them."""

from dataclasses import replace

from domain.act import Act
from domain.incoming import Address
from domain.outgoing import About, Document, Outgoing, Paragraph, Priority, Span
from domain.people import Chat, ChatKind
from storage.tables import outbox

OLD, NEW = Address("telegram", "-1"), Address("telegram", "-1001")


def group(address, **fields):
    """Return a group at an address."""
    return Chat(channel=address.channel, platform_id=address.chat, kind=ChatKind.GROUP, **fields)


def moved(store, team, *, spoken_there):
    """Move a tied group for which a message waits; somebody has spoken under its new id before, or not."""
    line = Document("en", (Paragraph((Span("hello"),)),))
    with store.write() as unit:
        unit.chats.open(group(OLD, team_id=team.id))
        unit.chats.conversation(OLD)
        unit.outbox.add(Outgoing(OLD, line, About("talk"), Priority.ANSWER, unit.now()))
        if spoken_there:
            unit.chats.open(group(NEW))
            unit.chats.conversation(NEW)
        unit.commit()
    for _ in range(2):  # the platform's word and its refusal of a post may both say so
        with store.write() as unit:
            unit.chats.move(OLD.channel, OLD.chat, NEW.chat)
            unit.commit()


def telegram_chats(store, team):
    """Return where the team's groups on Telegram are, and where what waits is sent."""
    with store.read() as unit:
        tied = [chat.platform_id for chat in unit.chats.of_team(team.id) if chat.channel == "telegram"]
        waits = unit.connection.execute(outbox.select()).mappings().all()
    return tied, [row["chat"] for row in waits]


def test_a_group_that_moves_takes_everything_along(store, team):
    """Its row, its team and what waits."""
    moved(store, team, spoken_there=False)
    assert telegram_chats(store, team) == (["-1001"], ["-1001"])


def test_a_group_that_was_spoken_in_under_its_new_id_gets_the_tie(store, team):
    """Messages are answered side by side: the first of the new id may come before the word of the move."""
    moved(store, team, spoken_there=True)
    assert telegram_chats(store, team) == (["-1001"], ["-1001"])


def test_tying_a_group_is_undone_like_anything_else(store, office, team):
    """The team's manager ties it in the group itself; undone, it is nobody's again."""
    manager = office.group(team.manager)
    with store.write() as unit:
        unit.begin_act(Act(person_id=None, source_key="untie", said_at=unit.now(), channel="", chat=""))
        (chat,) = unit.chats.of_team(team.id)
        unit.chats.save(replace(chat, team_id=None))
        unit.commit()

    def ties():
        with store.read() as unit:
            return len(unit.chats.of_team(team.id))

    manager.say("@salesbot this is the North team's channel")
    assert ties() == 1
    manager.press("Undo")
    assert ties() == 0

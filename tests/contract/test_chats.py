"""Chats: tied and untied again; moved to a new id on their platform with all that belongs to them."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from domain.act import Act
from domain.customer import Customer
from domain.incoming import Address
from domain.outgoing import About, Document, Outgoing, Paragraph, Priority, Span
from domain.people import Chat, ChatKind
from storage.tables import activity, conversation, customer, outbox

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


# ---- a conversation about one customer ----------------------------------------------------------------


@pytest.fixture
def about_globex(office, team, acting, clock):
    """Return Ann in the chat of her team, which is about Globex; Acme Labs is hers too."""
    with acting(team.ann) as unit:
        for name in ("Acme Labs", "Globex"):
            unit.customers.add(Customer(name=name, owner_id=team.ann.id, cadence_from=clock()))
    ann = office.group(team.ann)
    ann.say("@salesbot this channel is about Globex")
    return ann


def visited(store):
    """Return the names of the customers that activities are about, in the order they were logged."""
    query = select(customer.c.name).join(activity, activity.c.customer_id == customer.c.id)
    with store.read() as unit:
        return list(unit.connection.execute(query.order_by(activity.c.id)).scalars())


def test_what_names_no_customer_means_the_one_the_conversation_is_about(
    about_globex, office, team, store, clock
):
    """For everybody, however long ago it was said, and whoever was spoken of since."""
    clock.forward(days=3)
    about_globex.say("@salesbot visited Acme Labs")
    about_globex.say("@salesbot called them, no answer")
    office.group(team.bob).say("@salesbot called them")
    assert visited(store) == ["Acme Labs", "Globex", "Globex"]


def test_a_reply_to_a_card_means_its_customer_all_the_same(about_globex, store):
    """The card that is answered says more than the channel it stands in."""
    card = about_globex.say("@salesbot visited Acme Labs").new[-1]
    about_globex.say("@salesbot called them", on=card.row)
    assert visited(store) == ["Acme Labs", "Acme Labs"]


def test_the_tie_is_undone_like_anything_else(about_globex, store):
    """Undone, the conversation is about nobody; what was said there stands."""
    about_globex.press("Undo")
    about_globex.say("@salesbot called them")
    assert visited(store) == ["Globex"]
    with store.read() as unit:
        ties = unit.connection.execute(select(conversation.c.customer_id)).scalars()
        assert set(ties) == {None}


def test_a_private_chat_is_about_many(ann, acting, team, clock, store):
    """There the tie is refused, and it is said where it can be made."""
    with acting(team.ann) as unit:
        unit.customers.add(Customer(name="Globex", owner_id=team.ann.id, cadence_from=clock()))
    assert "group" in ann.say("this chat is about Globex").text
    with store.read() as unit:
        ties = unit.connection.execute(select(conversation.c.customer_id)).scalars()
        assert set(ties) == {None}

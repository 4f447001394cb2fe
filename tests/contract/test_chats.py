"""Chats: tied and untied again; moved to a new id on their platform with all that belongs to them."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import select

from bot import accounts
from bot.render.plain import plain
from domain.act import Act
from domain.customer import Customer
from domain.incoming import Address, Incoming, Pressed, RawEvent, Text, Via
from domain.outgoing import About, Document, Outgoing, Paragraph, Priority, Span
from domain.people import Chat, ChatKind, Person, Role, Team
from handlers.receive import receive
from storage import tables
from storage.codec import load
from storage.tables import activity, conversation, customer, outbox
from tests.conftest import nothing

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


# ---- tied to a team -----------------------------------------------------------------------------------

NORTH = "@salesbot this is the North team's channel"


class Groups:
    """What is said in groups of a platform, and what the bot answers there."""

    def __init__(self, office, store):
        """Hear everybody."""
        self.office, self.store = office, store
        self.numbers = count(1)

    def say(self, person, text, chat="-9", **how):
        """Let somebody speak to the bot in a group; return what it answers there."""
        return self._do(person, Text(text.removeprefix("@salesbot ")), chat, **how)

    def press(self, person, command, chat="-9"):
        """Let somebody press a button there."""
        return self._do(person, Pressed(command), chat)

    def _do(self, person, content, chat, **how):
        number = next(self.numbers)
        said = Incoming(
            Address("telegram", chat), str(person.id), self.store.clock(), True, content, private=False, **how
        )
        event = RawEvent("telegram", f"g{number}", f"g{number}", said.said_at, {})
        receive(event, lambda _: said, self.store, reach=nothing)
        self.office.answering = replace(self.office.answering, read=lambda _: said)
        before = self._told(chat)
        self.office.answer()
        return "\n".join(self._told(chat)[len(before) :])

    def _told(self, chat):
        query = select(outbox.c.document).where(outbox.c.chat == chat).order_by(outbox.c.id)
        with self.store.read() as unit:
            return [plain(load(document)) for document in unit.connection.execute(query).scalars()]

    def team_of(self, chat="-9"):
        """Return the team a group is tied to."""
        with self.store.read() as unit:
            found = unit.chats.at("telegram", chat)
        return None if found is None else found.team_id


@pytest.fixture
def south(store, team):
    """Return another team with its manager."""
    with store.write() as unit:
        unit.begin_act(Act(person_id=None, source_key="south", said_at=unit.now(), channel="", chat=""))
        other = unit.teams.add(Team(name="South"))
        lead = unit.admit(
            Person(name="Sue West", role=Role.MANAGER, team_id=other.id, timezone="Asia/Shanghai")
        )
        unit.commit()
    return other, lead


@pytest.fixture
def groups(store, acting, office, team, south):
    """Return groups of a platform on which everybody has an account."""
    with acting() as unit:
        for person in (team.admin, team.manager, team.ann, south[1]):
            unit.people.tie(person.id, "telegram", str(person.id))
    return Groups(office, store)


def undone(store, groups, person):
    """Take back what somebody did last in the group."""
    with store.read() as unit:
        act = unit.acts.latest_of(person.id, Address("telegram", "-9"))
    return groups.press(person, f"undo act-{act.id}")


@pytest.mark.parametrize(
    "before", [None, "this is the South team's channel"], ids=["nobody's", "another team's"]
)
def test_the_undo_of_a_tie_leaves_everything_as_it_was(store, groups, team, dump, before):
    """All tables hold what they held: tie, language, what may be told there, since when it is strange."""
    with store.write() as unit:
        unit.chats.open(group(Address("telegram", "-9"), title="Field"))
        unit.chats.strange(Address("telegram", "-9"), unit.now())
        unit.commit()
    if before:
        groups.say(team.admin, before)
    stood = dump()
    groups.say(team.admin, "这个群是North团队的群，只显示名称和日期")
    assert dump() != stood
    undone(store, groups, team.admin)
    assert dump() == stood


def test_a_tie_that_moved_with_its_group_is_not_undone_where_the_group_was(store, groups, team):
    """It goes on under another id in which somebody has spoken: it is said that something came later."""
    groups.say(team.manager, NORTH)
    with store.write() as unit:
        unit.chats.open(group(Address("telegram", "-1009")))
        unit.chats.move("telegram", "-9", "-1009")
        unit.commit()
    with store.read() as unit:
        act = unit.acts.latest_of(team.manager.id, Address("telegram", "-1009"))
    assert "something later builds on it" in groups.press(team.manager, f"undo act-{act.id}", chat="-1009")
    assert groups.team_of("-1009") == team.id


def test_tying_a_group_is_undone_like_anything_else(store, groups, team):
    """The team's manager ties it in the group itself; undone, it is nobody's again."""
    assert "now the chat of the team North" in groups.say(team.manager, NORTH)
    assert groups.team_of() == team.id
    with store.read() as unit:
        act = unit.acts.latest_of(team.manager.id, Address("telegram", "-9"))
    groups.press(team.manager, f"undo act-{act.id}")
    assert groups.team_of() is None
    with store.read() as unit:
        assert unit.chats.at("telegram", "-9").strange_since is not None


def test_a_group_is_tied_in_chinese(groups, team):
    """With what may be told in it."""
    told = groups.say(team.manager, "这个群是North团队的群，只显示名称和日期")
    assert "names and dates only" in told
    assert groups.team_of() == team.id


def test_a_group_that_hears_names_only_is_cleared_by_tying_it_again(store, groups, team):
    """As whoever upgrades is told to do."""
    groups.say(team.manager, f"{NORTH}, names and dates only")
    assert "names and dates only" not in groups.say(team.manager, NORTH)
    with store.read() as unit:
        assert unit.chats.at("telegram", "-9").cleared


def test_an_admin_ties_any_teams_group(groups, team, south, change_person):
    """Also one who belongs to a team."""
    change_person(team.admin, team_id=team.id)
    groups.say(team.admin, "this is the South team's channel")
    assert groups.team_of() == south[0].id


def test_a_manager_ties_no_other_teams_group(groups, team, south):
    """Neither a new one to another team, nor another team's to their own."""
    assert "not yours" in groups.say(south[1], NORTH)
    groups.say(team.manager, NORTH)
    assert "not yours" in groups.say(south[1], "this is the South team's channel")
    assert groups.team_of() == team.id


def test_a_manager_of_two_teams_ties_the_groups_of_both(store, groups, team, south):
    """Of the second they are let lead by whoever runs the bot."""
    accounts.lead(store, "Sue West", "North")
    groups.say(south[1], NORTH)
    assert groups.team_of() == team.id
    with store.read() as unit:
        assert unit.people.led_by(south[1]) == {team.ann.id, team.bob.id}


def test_a_rep_ties_no_group(groups, team):
    """In one that is nobody's they are not heard; in the team's they are refused."""
    assert groups.say(team.ann, NORTH) == ""
    assert groups.team_of() is None
    groups.say(team.manager, NORTH)
    assert "not yours" in groups.say(team.ann, NORTH)


def test_a_chat_of_our_own_is_tied_by_itself(office, team, south):
    """Nobody takes over a team's chat on the web."""
    told = office.group(team.manager).say("@salesbot this is the North team's channel")
    assert "in the group itself" in told.text
    with office.store.read() as unit:
        assert unit.chats.at("web", f"t{team.id}").team_id == team.id


def test_only_tying_is_answered_in_a_group_that_is_nobodys(groups, team):
    """All else is silence, also towards those who lead; slash commands alone are seen by the asker only."""
    assert groups.say(team.manager, "pipeline") == ""
    assert groups.say(team.admin, "show Acme Labs") == ""
    way = Via("https://example.com", groups.store.clock() + timedelta(minutes=5), "U1")
    assert groups.say(team.ann, "help", via=way) != ""


def test_which_team_is_asked_in_a_group_that_is_nobodys(groups, team):
    """And the answer is heard."""
    asked = groups.say(team.admin, "this is the East team's channel")
    assert "South" in asked
    with groups.store.read() as unit:
        (question,) = unit.connection.execute(select(tables.question.c.id)).scalars()
    groups.press(team.admin, f"pick q{question} 2")
    assert groups.team_of() is not None


def test_guests_who_read_along_are_noted(groups, team):
    """As Slack tells of a shared channel; it is said when the group is tied."""
    groups.say(team.manager, "pipeline", guests=True)
    assert "other organisations read along" in groups.say(team.manager, NORTH)
    with groups.store.read() as unit:
        assert unit.chats.at("telegram", "-9").guests


def test_who_may_tie_a_group_says_that_no_guests_are_left(store, groups, team, dump):
    """By the button under the card of the tie; it is undone, and a guest's next word marks it again."""

    def guests():
        with store.read() as unit:
            return unit.chats.at("telegram", "-9").guests

    groups.say(team.manager, "pipeline", guests=True)
    groups.say(team.manager, NORTH)
    assert "not yours" in groups.press(team.ann, f"bind {team.id} full")
    stood = dump()
    told = groups.press(team.manager, f"bind {team.id} full")
    assert "other organisations" not in told
    assert not guests()
    undone(store, groups, team.manager)
    assert dump() == stood
    groups.press(team.manager, f"bind {team.id} full")
    groups.say(team.ann, "pipeline", guests=True)
    assert guests()


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


def test_the_undo_of_what_a_conversation_is_about_leaves_everything_as_it_was(about_globex, dump):
    """The one before comes back."""
    stood = dump()
    about_globex.say("@salesbot this channel is about Acme Labs")
    assert dump() != stood
    about_globex.press("Undo")
    assert dump() == stood


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

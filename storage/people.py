"""The team, its chats, and the customer each of them last spoke of."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, func, insert, or_, select, update

from domain.act import Act
from domain.incoming import Address
from domain.people import (
    OUR_OWN,
    Account,
    Chat,
    ChatKind,
    Conversation,
    Language,
    Person,
    Role,
    Standing,
    Team,
    private_desk,
    team_desk,
)
from domain.policy import LED, leads_team, teams_led
from storage.records import Records, Shape, given, selected
from storage.tables import (
    account,
    act,
    activity,
    chat,
    context,
    conversation,
    membership,
    outbox,
    person,
    reminder,
    rung,
    team,
)


class Teams(Records[Team]):
    """Teams."""

    shape = Shape(team, Team)

    def all(self) -> Sequence[Team]:
        """Return all teams, by id."""
        return self.where()


class Accounts(Records[Account]):
    """Which account on a platform is whose."""

    shape = Shape(account, Account)


@dataclass(frozen=True, kw_only=True)
class Membership:
    """A team beside their own that a manager leads."""

    id: int = 0
    version: int = 0
    person_id: int
    team_id: int


MEMBERSHIP = Shape(membership, Membership)


class People(Records[Person]):
    """The team."""

    shape = Shape(person, Person)

    def by_account(self, channel: str, platform_id: str) -> Person | None:
        """Return who that account on a platform belongs to, if theirs is open."""
        found = self.ever_by_account(channel, platform_id)
        return found if found is not None and found.standing is Standing.ACTIVE else None

    def ever_by_account(self, channel: str, platform_id: str) -> Person | None:
        """Return who that account on a platform belongs to, also when they have left."""
        return self.first(_BY_ACCOUNT, {"the_channel": channel, "the_platform_id": platform_id})

    def tie(self, person_id: int, channel: str, platform_id: str) -> None:
        """Tie an account on a platform to a person; it is no longer that of who had it before."""
        found = self.unit.accounts.first(
            _ACCOUNT_AT, {"the_channel": channel, "the_platform_id": platform_id}
        )
        if found is None:
            tied = Account(person_id=person_id, channel=channel, platform_id=platform_id)
            self.unit.accounts.add(tied)
        else:
            self.unit.accounts.save(replace(found, person_id=person_id))

    def all(self) -> Sequence[Person]:
        """Return everybody whose account is open, by id."""
        return self.all_of(_ACTIVE, {})

    def everybody(self) -> Sequence[Person]:
        """Return all people, also those whose accounts are closed, by id."""
        return self.where()

    def led_by(self, leader: Person) -> frozenset[int] | None:
        """Return whom somebody leads; None: everybody."""
        teams = self.teams_led(leader)
        if not teams:
            return teams
        return frozenset(self.unit.connection.execute(_LED_IN, {"teams": sorted(teams)}).scalars())

    def leaders_of(self, somebody: Person) -> Sequence[Person]:
        """Return who leads somebody: the managers of their team, and the admins."""
        return self.leaders_of_team(somebody.team_id if somebody.role in LED else None)

    def leaders_of_team(self, team_id: int | None) -> Sequence[Person]:
        """Return who leads a team; of what is no team's, the admins."""
        return [one for one in self.all() if leads_team(self.teams_led(one), team_id)]

    def teams_led(self, leader: Person) -> frozenset[int] | None:
        """Return the teams somebody leads; None: all."""
        return teams_led(leader, self._memberships(leader) if leader.role is Role.MANAGER else ())

    def teams_heard(self, whose: Person) -> Sequence[int]:
        """Return the teams whose chats somebody sees, by id: their own and those they lead."""
        teams = self.teams_led(whose)
        if teams is None:
            return [one.id for one in self.unit.teams.all()]
        return sorted(teams | self._own_team(whose))

    def teams_of(self, somebody: Person) -> frozenset[int]:
        """Return the teams somebody belongs to, or leads beside their own."""
        return self._own_team(somebody) | frozenset(self._memberships(somebody))

    def _own_team(self, somebody: Person) -> frozenset[int]:
        return frozenset() if somebody.team_id is None else frozenset({somebody.team_id})

    def _memberships(self, somebody: Person) -> Sequence[int]:
        return self.unit.connection.execute(_TEAMS_OF, {"the_person_id": somebody.id}).scalars().all()

    def members(self, teams: frozenset[int]) -> frozenset[int]:
        """Return the people of these teams."""
        if not teams:
            return frozenset()
        return frozenset(self.unit.connection.execute(_MEMBERS, {"teams": sorted(teams)}).scalars())

    def lead(self, person_id: int, team_id: int) -> None:
        """Let a manager lead one more team."""
        whose = {"the_person_id": person_id, "the_team_id": team_id}
        if self.unit.connection.execute(_LEADS, whose).first() is None:
            Records(self.unit, MEMBERSHIP).add(Membership(person_id=person_id, team_id=team_id))

    def joined_at(self, person_id: int) -> datetime:
        """Return when the person came into the store."""
        query = select(person.c.created_at).where(person.c.id == person_id)
        joined: datetime = self.unit.connection.execute(query).scalar_one()
        return joined


class Chats(Records[Chat]):
    """Where people talk."""

    shape = Shape(chat, Chat, beside=frozenset({"gone", "strange_since"}))

    def put_right(self, record: Chat) -> None:
        """A group that an undo has untied is nobody's from now on."""
        if record.kind is ChatKind.GROUP and record.channel not in OUR_OWN and record.team_id is None:
            self.strange(record.address, self.unit.now())

    def at(self, channel: str, platform_id: str) -> Chat | None:
        """Return the chat of that id on a platform."""
        return self.first(_CHAT_AT, {"the_channel": channel, "the_platform_id": platform_id})

    def private_of(self, person_id: int) -> Chat | None:
        """Return the private chat in which a person is told things: on a platform that reaches them anywhere
        before one of our own, of those the first they had. Who has left is told nothing."""
        return self.first(_PRIVATE_OF, {"the_person_id": person_id})

    def of_team(self, team_id: int) -> Sequence[Chat]:
        """Return the chats tied to a team in which the bot can write."""
        return self.all_of(_OF_TEAM, {"the_team_id": team_id})

    def open(self, opened: Chat) -> None:
        """Note where somebody talks to the bot, and that it can write there again."""
        now = self.unit.now()
        values = {**self._values(opened), "version": 1, "created_at": now, "updated_at": now}
        values.pop("id")
        if self.unit.insert_new(self.table, values) is None:
            self.back(opened.address)
            self._hand_to(opened)

    def _hand_to(self, opened: Chat) -> None:
        """Note whose private chat it is now."""
        if opened.kind is ChatKind.PRIVATE:
            theirs = and_(chat.c.channel == opened.channel, chat.c.platform_id == opened.platform_id)
            statement = update(chat).where(theirs, chat.c.person_id.is_distinct_from(opened.person_id))
            self._beside(statement.values(person_id=opened.person_id, updated_at=self.unit.now()))

    def open_own(self, owner: Person) -> None:
        """Open the chats on the web that a person sees: their own, and those of their teams that are new."""
        own = Address(OUR_OWN[0], private_desk(owner.id))
        self._open_new(
            Chat(channel=own.channel, platform_id=own.chat, kind=ChatKind.PRIVATE, person_id=owner.id)
        )
        for id in self.unit.people.teams_heard(owner):
            self.open_desk_of(self.unit.teams.get(id), owner.language)

    def open_desk_of(self, of: Team, language: Language) -> None:
        """Open a team's chat on the web, unless it is there."""
        self._open_new(
            Chat(
                channel=OUR_OWN[0],
                platform_id=team_desk(of.id),
                kind=ChatKind.GROUP,
                team_id=of.id,
                title=of.name,
                language=language,
            )
        )

    def _open_new(self, opened: Chat) -> None:
        if self.at(opened.channel, opened.platform_id) is None:
            self.add(opened)

    def back(self, address: Address) -> None:
        """Note that the bot can write there again."""
        self._note_gone(address, False)

    def gone(self, address: Address) -> bool:
        """Note that the bot cannot write there any more; False where that is known or the chat is not."""
        return self._note_gone(address, True)

    def _note_gone(self, address: Address, gone: bool) -> bool:
        """Note whether the bot can write there; False where nothing changed."""
        known = update(chat).where(
            chat.c.channel == address.channel, chat.c.platform_id == address.chat, chat.c.gone.is_(not gone)
        )
        return self._beside(known.values(gone=gone, updated_at=self.unit.now())).rowcount == 1

    def strange(self, address: Address, since: datetime) -> bool:
        """Note that the bot was put into a group that nobody has tied; False where that is known or it is
        tied."""
        untied = and_(*_here(address), chat.c.team_id.is_(None), chat.c.strange_since.is_(None))
        statement = update(chat).where(untied, chat.c.kind == ChatKind.GROUP)
        changed = statement.values(strange_since=since, updated_at=self.unit.now())
        return self._beside(changed).rowcount == 1

    def strangers(self, channels: Collection[str], before: datetime) -> Sequence[Chat]:
        """Return the groups on these channels that nobody has tied since before then."""
        return self.where(
            chat.c.channel.in_(channels), chat.c.strange_since <= before, chat.c.team_id.is_(None)
        )

    def forget(self, address: Address) -> bool:
        """Forget a group that nobody has tied; False where it is none."""
        statement = update(chat).where(*_here(address), chat.c.strange_since.is_not(None))
        left = statement.values(strange_since=None, title="", gone=True, updated_at=self.unit.now())
        return self._beside(left).rowcount == 1

    def guests(self, address: Address) -> None:
        """Note that people of other organisations read along."""
        statement = update(chat).where(*_here(address), chat.c.guests.is_(False))
        self._beside(statement.values(guests=True, updated_at=self.unit.now()))

    def move(self, channel: str, chat_id: str, moved_to: str) -> None:
        """Let a chat go on under its new id on the platform, with all that was said and waits there; somebody
        may have spoken under the new id already."""
        now = self.unit.now()
        old, new = self.at(channel, chat_id), self.at(channel, moved_to)
        if new is None:
            renamed = update(chat).where(chat.c.channel == channel, chat.c.platform_id == chat_id)
            self._beside(renamed.values(platform_id=moved_to, updated_at=now))
        elif old is not None:
            self._hand_over(old, new)
        there = select(conversation.c.thread).where(
            conversation.c.channel == channel, conversation.c.chat == moved_to
        )
        for place, more in (
            (conversation, (conversation.c.thread.not_in(there),)),
            (outbox, ()),
            (reminder, ()),
            (act, ()),
        ):
            statement = update(place).where(place.c.channel == channel, place.c.chat == chat_id, *more)
            self._beside(statement.values(chat=moved_to, updated_at=now))

    def _hand_over(self, old: Chat, new: Chat) -> None:
        """Give a chat's tie and language to the one it goes on as, on the record; the old one can be written
        to no more."""
        now = self.unit.now()
        told = update(rung).where(rung.c.chat_id == old.id)
        self.unit.connection.execute(told.values(chat_id=new.id, updated_at=now))
        if old.team_id is not None or old.language is not None:
            key = f"moved:{old.channel}:{old.platform_id}:{old.version}"
            self.unit.begin_act(
                Act(person_id=None, source_key=key, said_at=now, channel=old.channel, chat="")
            )
            tied = old.team_id is not None and new.team_id is None
            heir = replace(new, team_id=old.team_id, cleared=old.cleared) if tied else new
            self.save(replace(heir, language=new.language or old.language, strange_since=None))
            self.save(replace(old, team_id=None, language=None))
        self.back(new.address)
        self.gone(old.address)

    def conversation(self, address: Address) -> int:
        """Return the conversation's id, opening it where it is new."""
        found = self.conversation_at(address)
        if found is None:
            now = self.unit.now()
            self.unit.insert_new(conversation, {**_place(address), "created_at": now, "updated_at": now})
            found = self.conversation_at(address)
        assert found is not None
        return found

    def conversation_at(self, address: Address) -> int | None:
        """Return the conversation's id, if there is one."""
        place = {f"the_{name}": value for name, value in _place(address).items()}
        return self.unit.connection.execute(_CONVERSATION, place).scalar_one_or_none()


CONVERSATIONS = Shape(conversation, Conversation)


def _here(address: Address) -> tuple[ColumnElement[bool], ...]:
    return chat.c.channel == address.channel, chat.c.platform_id == address.chat


def _place(address: Address) -> dict[str, str]:
    return {"channel": address.channel, "chat": address.chat, "thread": address.thread}


_LEADS = select(membership.c.id).where(given(membership.c.person_id, membership.c.team_id))
_BY_ACCOUNT = (
    selected(People.shape)
    .join(account, account.c.person_id == person.c.id)
    .where(given(account.c.channel, account.c.platform_id))
)
_ACTIVE = selected(People.shape).where(person.c.standing == Standing.ACTIVE).order_by(person.c.id)
_ACCOUNT_AT = selected(Accounts.shape).where(given(account.c.channel, account.c.platform_id))
_TEAMS_OF = select(membership.c.team_id).where(given(membership.c.person_id)).order_by(membership.c.team_id)
_THESE: BindParameter[Any] = bindparam("teams", expanding=True)
_MEMBERS = select(person.c.id).where(
    or_(
        person.c.team_id.in_(_THESE),
        person.c.id.in_(select(membership.c.person_id).where(membership.c.team_id.in_(_THESE))),
    )
)
_LED_IN = select(person.c.id).where(person.c.team_id.in_(_THESE), person.c.role.in_(LED))
_CHAT_AT = selected(Chats.shape).where(given(chat.c.channel, chat.c.platform_id))
_PRIVATE_OF = (
    selected(Chats.shape)
    .join(person, person.c.id == chat.c.person_id)
    .where(given(chat.c.person_id), chat.c.kind == ChatKind.PRIVATE, chat.c.gone.is_(False))
    .where(person.c.standing == Standing.ACTIVE)
    .order_by(chat.c.channel.in_(OUR_OWN), chat.c.id)
    .limit(1)
)
_OF_TEAM = (
    selected(Chats.shape)
    .where(given(chat.c.team_id), chat.c.kind == ChatKind.GROUP, chat.c.gone.is_(False))
    .order_by(chat.c.id)
)
_CONVERSATION = select(conversation.c.id).where(
    given(conversation.c.channel, conversation.c.chat, conversation.c.thread)
)


class Spoken:
    """The customer each person last spoke of, in each conversation."""

    def __init__(self, unit: "Records[Person]") -> None:
        """Read and write through the unit that `unit` is opened on."""
        self.unit = unit.unit

    def of(self, conversation_id: int, person_id: int, since: datetime) -> int | None:
        """Return the customer the conversation is tied to, else the one spoken of, if not before `since`."""
        whose = {"the_conversation_id": conversation_id, "the_person_id": person_id, "since": since}
        return self.unit.connection.execute(_SPOKEN_OF, whose).scalar_one_or_none()

    def recent(self, person_id: int, limit: int) -> Sequence[int]:
        """Return the customers this person last acted on, the latest first."""
        latest = func.max(activity.c.id)
        query = (
            select(activity.c.customer_id)
            .where(activity.c.person_id == person_id)
            .group_by(activity.c.customer_id)
            .order_by(latest.desc())
            .limit(limit)
        )
        return list(self.unit.connection.execute(query).scalars())

    def note(self, conversation_id: int, person_id: int, customer_id: int, at: datetime) -> None:
        """Remember the customer; another's words do not change mine."""
        now = self.unit.now()
        values = {"customer_id": customer_id, "at": at, "updated_at": now}
        whose = {"the_conversation_id": conversation_id, "the_person_id": person_id}
        if self.unit.connection.execute(_SPEAK_OF, {**values, **whose}).rowcount == 0:
            new = {"conversation_id": conversation_id, "person_id": person_id, "created_at": now}
            self.unit.connection.execute(insert(context), {**values, **new})


_WHOSE = given(context.c.conversation_id, context.c.person_id)
_SPOKEN_OF = (
    select(func.coalesce(conversation.c.customer_id, context.c.customer_id))
    .select_from(
        conversation.outerjoin(
            context,
            and_(
                context.c.conversation_id == conversation.c.id,
                given(context.c.person_id),
                context.c.at >= bindparam("since"),
            ),
        )
    )
    .where(conversation.c.id == bindparam("the_conversation_id"))
)
_SPEAK_OF = update(context).where(_WHOSE)

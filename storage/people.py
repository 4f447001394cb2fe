"""The team, its chats, and the customer each of them last spoke of."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, insert, select, update

from domain.incoming import Address
from domain.people import Chat, ChatKind, Person, Role, Standing, Team
from storage.records import Records, Shape
from storage.tables import account, activity, chat, context, conversation, person, team

TEAMS = Shape(team, Team)


class People(Records[Person]):
    """The team."""

    shape = Shape(person, Person)

    def by_account(self, channel: str, platform_id: str) -> Person | None:
        """Return who that account on a platform belongs to."""
        query = select(account.c.person_id).where(
            account.c.channel == channel, account.c.platform_id == platform_id
        )
        return self.find(self.unit.connection.execute(query).scalar_one_or_none())

    def tie(self, person_id: int, channel: str, platform_id: str) -> None:
        """Tie an account on a platform to a person."""
        now = self.unit.now()
        self.unit.connection.execute(
            insert(account).values(
                person_id=person_id, channel=channel, platform_id=platform_id, created_at=now, updated_at=now
            )
        )

    def all(self) -> Sequence[Person]:
        """Return everybody whose account is open, by id."""
        return self.where(person.c.standing == Standing.ACTIVE)

    def led_by(self, leader: Person) -> frozenset[int]:
        """Return the people of the leader's team; nobody where they lead none."""
        if leader.role is not Role.MANAGER or leader.team_id is None:
            return frozenset()
        query = select(person.c.id).where(person.c.team_id == leader.team_id)
        return frozenset(self.unit.connection.execute(query).scalars())

    def joined_at(self, person_id: int) -> datetime:
        """Return when the person came into the store."""
        query = select(person.c.created_at).where(person.c.id == person_id)
        joined: datetime = self.unit.connection.execute(query).scalar_one()
        return joined


class Chats(Records[Chat]):
    """Where people talk."""

    shape = Shape(chat, Chat)

    def at(self, channel: str, platform_id: str) -> Chat | None:
        """Return the chat of that id on a platform."""
        found = self.where(chat.c.channel == channel, chat.c.platform_id == platform_id)
        return found[0] if found else None

    def private_of(self, person_id: int) -> Chat | None:
        """Return the private chat in which a person is told things: the first they had."""
        found = self.where(chat.c.person_id == person_id, chat.c.kind == ChatKind.PRIVATE, limit=1)
        return found[0] if found else None

    def of_team(self, team_id: int) -> Sequence[Chat]:
        """Return the chats tied to a team."""
        return self.where(chat.c.team_id == team_id, chat.c.kind == ChatKind.GROUP)

    def conversation(self, address: Address) -> int:
        """Return the conversation's id, opening it where it is new."""
        place = {"channel": address.channel, "chat": address.chat, "thread": address.thread}
        query = select(conversation.c.id).filter_by(**place)
        found = self.unit.connection.execute(query).scalar_one_or_none()
        if found is not None:
            return int(found)
        now = self.unit.now()
        return self.unit.insert_once(conversation, {**place, "created_at": now, "updated_at": now}, query)


class Spoken:
    """The customer each person last spoke of, in each conversation."""

    def __init__(self, unit: "Records[Person]") -> None:
        """Read and write through the unit that `unit` is opened on."""
        self.unit = unit.unit

    def of(self, conversation_id: int, person_id: int, since: datetime) -> int | None:
        """Return the customer, if it was not before `since`."""
        query = select(context.c.customer_id).where(
            context.c.conversation_id == conversation_id,
            context.c.person_id == person_id,
            context.c.at >= since,
        )
        return self.unit.connection.execute(query).scalar_one_or_none()

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
        place = (context.c.conversation_id == conversation_id, context.c.person_id == person_id)
        now = self.unit.now()
        values = {"customer_id": customer_id, "at": at, "updated_at": now}
        if self.unit.connection.execute(update(context).where(*place).values(values)).rowcount == 0:
            self.unit.connection.execute(
                insert(context).values(
                    conversation_id=conversation_id, person_id=person_id, created_at=now, **values
                )
            )

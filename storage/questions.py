"""Pending questions."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, and_, insert, select, update

from domain.act import Question, QuestionState
from domain.incoming import Said
from domain.ports import Stale
from storage.codec import dump, load
from storage.records import given
from storage.tables import question

if TYPE_CHECKING:
    from storage.unit import Unit

FORMAT = 1


class Questions:
    """What still has to be told before a message can be carried out."""

    def __init__(self, unit: "Unit") -> None:
        """Read and write through `unit`."""
        self.unit = unit

    def find(self, id: int) -> Question | None:
        """Return the question, or None."""
        return self._one(_BY_ID, {"the_id": id})

    def asked(self, conversation_id: int, person_id: int) -> Question | None:
        """Return the question that words of this person there answer."""
        return self._one(_ASKED, {"the_conversation_id": conversation_id, "the_person_id": person_id})

    def of_message(self, source_key: str) -> Question | None:
        """Return the latest question that a message led to, or None."""
        return self._one(_OF_MESSAGE, {"the_source_key": source_key})

    def ask(self, asked: Question) -> Question:
        """Store a question; return it with its id."""
        now = self.unit.now()
        values = {
            "conversation_id": asked.conversation_id,
            "person_id": asked.person_id,
            "source_key": asked.source_key,
            "said_at": asked.said_at,
            "format": FORMAT,
            "actions": dump(asked.actions),
            "open": dump(asked.open),
            "corrects": asked.corrects,
            "state": QuestionState.ASKED,
            "created_at": now,
            "updated_at": now,
        }
        made = self.unit.connection.execute(insert(question), values)
        assert made.inserted_primary_key is not None
        found = self.find(int(made.inserted_primary_key[0]))
        assert found is not None
        return found

    def extend(self, extended: Question, actions: Sequence[Said]) -> None:
        """Let a question stand for more actions; raise `Stale` when it was closed meanwhile."""
        statement = (
            update(question)
            .where(question.c.id == extended.id, question.c.state == extended.state)
            .values(actions=dump(tuple(actions)), updated_at=self.unit.now())
        )
        if self.unit.connection.execute(statement).rowcount != 1:
            raise Stale(f"question {extended.id}")

    def close(self, closed: Question, state: QuestionState) -> None:
        """Bring the question to its end, once; raise `Stale` when somebody else did."""
        place = {"the_id": closed.id, "the_state": closed.state}
        changed = {"state": state, "updated_at": self.unit.now()}
        if self.unit.connection.execute(_CLOSE, {**place, **changed}).rowcount != 1:
            raise Stale(f"question {closed.id}")

    def set_aside(self, conversation_id: int, person_id: int) -> None:
        """From now on only the buttons of this person's question there answer it."""
        whose = {"the_conversation_id": conversation_id, "the_person_id": person_id}
        changed = {"state": QuestionState.ASIDE, "updated_at": self.unit.now()}
        self.unit.connection.execute(_SET_ASIDE, {**whose, **changed})

    def drop_all(self, person_id: int) -> None:
        """Let none of a person's questions be answered any more."""
        theirs = update(question).where(question.c.person_id == person_id, question.c.state.in_(_OPEN))
        changed = {"state": QuestionState.DROPPED, "updated_at": self.unit.now()}
        self.unit.connection.execute(theirs.values(**changed))

    def _one(self, query: Select[Any], given: dict[str, Any]) -> Question | None:
        row = self.unit.connection.execute(query, given).first()
        if row is None:
            return None
        held = dict(zip(_FIELDS, row, strict=True))
        return Question(**{**held, "actions": load(held["actions"]), "open": load(held["open"])})


_OPEN = (QuestionState.ASKED, QuestionState.ASIDE)
_FIELDS = tuple(Question.__dataclass_fields__)
_QUESTIONS = select(*(question.c[name] for name in _FIELDS)).order_by(question.c.id.desc())
_BY_ID = _QUESTIONS.where(given(question.c.id))
_OF_MESSAGE = _QUESTIONS.where(given(question.c.source_key))
_OF_THEIRS = and_(
    given(question.c.conversation_id, question.c.person_id), question.c.state == QuestionState.ASKED
)
_ASKED = _QUESTIONS.where(_OF_THEIRS)
_SET_ASIDE = update(question).where(_OF_THEIRS)
_CLOSE = update(question).where(given(question.c.id, question.c.state))

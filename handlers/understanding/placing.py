"""Where a new action goes among those already said: on its own, or into the deal that it goes on about."""

from copy import deepcopy
from dataclasses import dataclass, field

from domain.incoming import Situation
from handlers.understanding.drafts import Draft
from handlers.understanding.phrases.words import GIVEN_NAMES
from handlers.understanding.shapes import OF_A_DEAL


@dataclass
class Placed:
    """The actions said so far; the customer and the people spoken of are carried on to the next."""

    situation: Situation
    drafts: list[Draft] = field(default_factory=list)

    def place(self, draft: Draft) -> None:
        """Give a draft the customer spoken of, and add it or merge it with the deal it goes on about."""
        draft.named = list(draft.customers)
        if draft.wants_customer:
            self._carry(draft)
        for earlier in reversed(self.drafts):
            if _repeats(earlier, draft):
                return
            if _goes_on(earlier, draft):
                earlier.slots |= draft.slots
                earlier.times += draft.times
                return
        self.drafts.append(draft)

    def place_alike(self, numbers: list[int]) -> None:
        """Add the last action once more for each further number: "done 12, 14 and 15"."""
        said = self.drafts[-1]
        self.drafts += [deepcopy(said) for _ in numbers]
        for draft, number in zip(self.drafts[-len(numbers) :], numbers, strict=True):
            draft.slots["id"] = number

    def for_addition(self, slot: str) -> Draft:
        """Return the draft that a particular belongs to; what a log cannot hold makes a deal beside it."""
        draft = self.drafts[-1]
        if slot in OF_A_DEAL and slot not in draft.shape.adds:
            self.place(Draft("update_deal", customers=list(draft.customers)))
        return self.drafts[-1]

    def is_person(self, name: str) -> bool:
        """Tell a person spoken of before, or one who can hardly be a company."""
        return any(draft.slots.get("contact") == name for draft in self.drafts) or name.lower() in GIVEN_NAMES

    def _carry(self, draft: Draft) -> None:
        """Carry on the customer last named, and to a reminder the person who was met there."""
        for earlier in reversed(self.drafts):
            if earlier.customers:
                draft.customers = list(earlier.customers)
                if draft.name == "remind" and earlier.name == "log" and "contact" in earlier.slots:
                    draft.slots.setdefault("contact", earlier.slots["contact"])
                return
        context = self.situation.context_customer
        stands_alone = draft.slots.get("kind") == "task" and draft.notes and not draft.is_pronoun
        draft.customers = [context] if context and not stands_alone else []


def _repeats(earlier: Draft, draft: Draft) -> bool:
    """Tell the same said twice: "no need to visit Acme, delete that task"."""
    if earlier.name != draft.name or earlier.customers != draft.customers or "id" in draft.slots:
        return False
    return draft.name == "release" or (draft.name == "cancel" and draft.slots.get("kind") == "task")


def _goes_on(earlier: Draft, draft: Draft) -> bool:
    """Tell a deal's further particulars from another deal."""
    if draft.name != "update_deal" or earlier.name not in ("update_deal", "add_deal"):
        return False
    return earlier.customers == draft.customers and not (set(earlier.slots) & set(draft.slots))

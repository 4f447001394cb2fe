"""Deals and their way through the stages."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from domain.money import Money


class Stage(StrEnum):
    """The stages of the pipeline, in order; won and lost end it."""

    LEAD = "lead"
    QUALIFIED = "qualified"
    PROPOSAL = "proposal"
    NEGOTIATION = "negotiation"
    WON = "won"
    LOST = "lost"


OPEN_STAGES = (Stage.LEAD, Stage.QUALIFIED, Stage.PROPOSAL, Stage.NEGOTIATION)


@dataclass(frozen=True, kw_only=True)
class Deal:
    """An opportunity at a customer. `stage_since` is when it entered its stage (UTC)."""

    id: int = 0
    version: int = 0
    customer_id: int
    owner_id: int
    title: str | None = None
    amount: Decimal | None = None
    currency: str | None = None
    stage: Stage = Stage.LEAD
    stage_since: datetime
    close: date | None = None
    reason: str | None = None

    @property
    def money(self) -> Money | None:
        """Its worth, where an amount was named."""
        return None if self.amount is None else Money(self.amount, self.currency)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be won or lost."""
        return self.stage in OPEN_STAGES

    def moved_to(self, stage: Stage, *, at: datetime) -> "Deal":
        """Return it in `stage`, entered at `at`; in the stage it has already nothing changes."""
        return self if stage is self.stage else replace(self, stage=stage, stage_since=at)


@dataclass(frozen=True, kw_only=True)
class DealStage:
    """One step of a deal's history: the stage it entered, when, and by whom."""

    id: int = 0
    version: int = 0
    deal_id: int
    stage: Stage
    entered_at: datetime
    person_id: int

"""Deals: opened, moved, and the pipeline they make."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from domain.deal import Deal, DealStage, Stage
from domain.facts import DealAdded, DealChanged, Fact, PipelineShown
from domain.people import Person
from domain.policy import Deed
from domain.ports import View, Work
from domain.reports import chances_of, pipeline_of
from domain.turn import Turn
from handlers.declare import Ask, Change, needs
from handlers.settle import (
    CustomerRef,
    Everybody,
    as_said,
    maybe_amount,
    maybe_day,
    maybe_people,
    one_of,
    the_customer,
    the_deal,
    the_period,
)


@dataclass(frozen=True, kw_only=True)
class AddDeal:
    """A new opportunity at a customer."""

    customer: CustomerRef
    title: str | None
    amount: Decimal | None
    currency: str | None
    stage: Stage
    close: date | None


def add_deal(wish: AddDeal, work: Work, turn: Turn) -> Fact:
    """Open the deal for who says so."""
    customer = work.customers.get(wish.customer.id)
    deal = _opened(
        Deal(
            customer_id=customer.id,
            owner_id=turn.person.id,
            title=wish.title,
            amount=wish.amount,
            currency=_currency(wish.amount, wish.currency, turn),
            stage=wish.stage,
            stage_since=turn.said_at,
            close=wish.close,
        ),
        work,
        turn,
    )
    return DealAdded(deal, customer)


@dataclass(frozen=True, kw_only=True)
class UpdateDeal:
    """What changed on a customer's open deal; `deal` None: there is none yet."""

    customer: CustomerRef
    deal: Deal | None
    stage: Stage | None
    amount: Decimal | None
    currency: str | None
    close: date | None
    reason: str | None


def update_deal(wish: UpdateDeal, work: Work, turn: Turn) -> Fact:
    """Change the customer's open deal, or open one as it is said where there is none."""
    customer = work.customers.get(wish.customer.id)
    if wish.deal is None:
        opened = AddDeal(
            customer=wish.customer,
            title=None,
            amount=wish.amount,
            currency=wish.currency,
            stage=wish.stage or Stage.LEAD,
            close=wish.close,
        )
        return add_deal(opened, work, turn)
    after = work.deals.save(_changed(wish.deal, wish, turn))
    if after.stage is not wish.deal.stage:
        _entered(after, work, turn)
    return DealChanged(wish.deal, after, customer)


def _changed(deal: Deal, wish: UpdateDeal, turn: Turn) -> Deal:
    if wish.stage is not None:
        deal = deal.moved_to(wish.stage, at=turn.said_at)
    if wish.amount is not None:
        deal = replace(deal, amount=wish.amount, currency=wish.currency or deal.currency or turn.currency)
    return replace(deal, close=wish.close or deal.close, reason=wish.reason or deal.reason)


def _opened(deal: Deal, work: Work, turn: Turn) -> Deal:
    stored = work.deals.add(deal)
    _entered(stored, work, turn)
    return stored


def _entered(deal: Deal, work: Work, turn: Turn) -> None:
    work.deal_stages.add(
        DealStage(deal_id=deal.id, stage=deal.stage, entered_at=turn.said_at, person_id=turn.person.id)
    )


def _currency(amount: Decimal | None, currency: str | None, turn: Turn) -> str | None:
    return None if amount is None else currency or turn.currency


@dataclass(frozen=True, kw_only=True)
class ShowPipeline:
    """Open deals by stage: of one person or all one may see, closing within a period, in one stage."""

    owner: Person | Everybody | None
    period: tuple[date, date] | None
    stage: Stage | None


def show_pipeline(wish: ShowPipeline, view: View, turn: Turn) -> Fact:
    """Return the pipeline of what the person may see."""
    owners = frozenset({wish.owner.id}) if isinstance(wish.owner, Person) else turn.circle
    today = turn.said_local.date()
    open_deals = view.figures().open_deals(owners, today, stage=wish.stage, closing=wish.period)
    pipeline = pipeline_of(open_deals, chances_of(view.settings.value))
    owner = wish.owner.name if isinstance(wish.owner, Person) else None
    return PipelineShown(pipeline, owner, today, owners)


ACTIONS = (
    Change(
        "add_deal",
        AddDeal,
        add_deal,
        settle={
            "customer": the_customer,
            "title": as_said,
            "amount": maybe_amount,
            "currency": as_said,
            "stage": one_of(Stage, Stage.LEAD),
            "close": maybe_day,
        },
        needs=(needs(Deed.CHANGE, "customer"),),
    ),
    Change(
        "update_deal",
        UpdateDeal,
        update_deal,
        settle={
            "customer": the_customer,
            "deal": the_deal,
            "stage": one_of(Stage),
            "amount": maybe_amount,
            "currency": as_said,
            "close": maybe_day,
            "reason": as_said,
        },
        needs=(needs(Deed.CHANGE, "deal", "customer"),),
    ),
    Ask(
        "pipeline",
        ShowPipeline,
        show_pipeline,
        settle={"owner": maybe_people, "period": the_period, "stage": one_of(Stage)},
        needs=(needs(Deed.REPORT, "owner"),),
    ),
)

"""Deals and the pipeline in words and as a chart."""

from decimal import Decimal

from bot.render.wording.card import Card
from bot.render.wording.words import STAGE
from bot.render.wording.writer import Writer
from domain.charts import Bar, Chart, Panel
from domain.deal import Deal
from domain.facts import DealAdded, DealChanged, PipelineShown
from domain.outgoing import Picture
from domain.reports import Pipeline


def deal_added(fact: DealAdded, w: Writer) -> Card:
    """Word that a deal was opened."""
    card = Card().title(w.text("New deal · {customer}", customer=fact.customer.name), "good")
    return card.rows(*_rows(fact.deal, w))


def deal_changed(fact: DealChanged, w: Writer) -> Card:
    """Word what changed on a deal."""
    before, after = fact.before, fact.after
    card = Card().title(_changed_title(fact, w), "good" if after.stage.value != "lost" else "bad")
    moved = f"{w.text(STAGE[before.stage.value])} → {w.text(STAGE[after.stage.value])}"
    return card.rows(
        (w.text("Deal"), after.title),
        (w.text("Stage"), moved if before.stage is not after.stage else w.text(STAGE[after.stage.value])),
        (w.text("Amount"), _amount_change(before, after, w)),
        (w.text("Expected close"), w.day(after.close) if after.close else None),
        (w.text("Reason"), after.reason),
    )


def _changed_title(fact: DealChanged, w: Writer) -> str:
    name = fact.customer.name
    if fact.before.stage is fact.after.stage:
        return w.text("Deal changed · {customer}", customer=name)
    match fact.after.stage.value:
        case "won":
            return w.text("Deal won · {customer}", customer=name)
        case "lost":
            return w.text("Deal lost · {customer}", customer=name)
        case _:
            return w.text("Deal moved · {customer}", customer=name)


def _amount_change(before: Deal, after: Deal, w: Writer) -> str | None:
    if after.money is None:
        return None
    if before.money is None or before.money == after.money:
        return w.money(after.money)
    return f"{w.money(before.money)} → {w.money(after.money)}"


def _rows(deal: Deal, w: Writer) -> tuple[tuple[str, str | None], ...]:
    return (
        (w.text("Deal"), deal.title),
        (w.text("Stage"), w.text(STAGE[deal.stage.value])),
        (w.text("Amount"), w.money(deal.money) if deal.money else None),
        (w.text("Expected close"), w.day(deal.close) if deal.close else None),
    )


def deal_line(deal: Deal, w: Writer) -> str:
    """Return a deal in one line of a list."""
    stage = w.text(STAGE[deal.stage.value])
    close = w.text("closes {day}", day=w.short_day(deal.close)) if deal.close and deal.is_open else None
    return w.dot(deal.title, stage, w.money(deal.money) if deal.money else None, close)


def pipeline_shown(fact: PipelineShown, w: Writer) -> Card:
    """Word the pipeline by stage."""
    card = Card().title(w.dot(w.text("Pipeline"), fact.owner))
    pipeline = fact.pipeline
    if not pipeline.count:
        return card.say(w.text("No open deals."))
    pipeline_rows(pipeline, card, w)
    chart = Chart(
        title=w.dot(w.text("Pipeline"), fact.owner),
        subtitle=w.day(fact.today),
        panels=(pipeline_panel(pipeline, w),),
    )
    return card.add(Picture(chart, w.text("Pipeline by stage")))


def pipeline_rows(pipeline: Pipeline, card: Card, w: Writer) -> None:
    """Add the pipeline's figures, a row a stage."""
    card.rows(
        *(
            (
                w.text(STAGE[stage.stage.value]),
                w.dot(_deals(stage.count, w), w.sum(stage.worth) if stage.worth else None),
            )
            for stage in pipeline.stages
            if stage.count
        ),
        (w.text("Total"), w.dot(_deals(pipeline.count, w), w.sum(pipeline.total))),
        (w.text("Weighted forecast"), w.sum(pipeline.forecast) if pipeline.forecast else None),
        (w.text("Past their close date"), _deals(pipeline.overdue, w) if pipeline.overdue else None),
    )


def _deals(count: int, w: Writer) -> str:
    return w.plural("{n} deal", "{n} deals", count)


def pipeline_panel(pipeline: Pipeline, w: Writer) -> Panel:
    """Return the pipeline as a funnel, currency by currency."""
    currencies = [money.currency for money in pipeline.total]
    bars = [
        Bar(
            label=w.text(STAGE[stage.stage.value]),
            value=next((money.amount for money in stage.worth if money.currency == currency), Decimal(0)),
            note=_deals(stage.count, w) if len(currencies) == 1 else "",
            group=(currency or "") if len(currencies) > 1 else "",
        )
        for currency in currencies
        for stage in pipeline.stages
    ]
    unit = (currencies[0] or "") if len(currencies) == 1 else ""
    return Panel(kind="funnel", bars=tuple(bars), title=w.text("Pipeline by stage"), unit=unit, total=True)

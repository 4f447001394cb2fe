"""Digests in words and one picture."""

from decimal import Decimal

from bot.render.wording.card import Card
from bot.render.wording.deals import pipeline_panel, pipeline_rows
from bot.render.wording.words import KIND, STAGE
from bot.render.wording.writer import Writer
from domain.charts import Bar, Chart, Panel
from domain.facts import DigestReady
from domain.outgoing import Picture
from domain.reports import ROWS, Digest, Movement, Seen


def digest_ready(fact: DigestReady, w: Writer) -> Card:
    """Word a digest; an empty one is one line."""
    digest = fact.digest
    card = Card().title(w.text("Pipeline digest · {day}", day=w.day(digest.day)))
    if digest.empty:
        return card.say(w.text("Nothing open, nothing moved, nobody seen."))
    pipeline_rows(digest.pipeline, card, w)
    _list(card, w.text("Moved"), [_moved(move, w) for move in digest.moved], w)
    _list(
        card,
        w.text("Stuck"),
        [
            w.dot(
                line.customer,
                w.text(STAGE[line.deal.stage.value]),
                w.text("since {day}", day=w.month_day(line.deal.stage_since)),
                line.owner,
            )
            for line in digest.stuck
        ],
        w,
        beyond=digest.stuck_beyond,
    )
    _list(card, w.text("Who saw whom"), [_seen(seen, w) for seen in digest.seen], w)
    _list(
        card,
        w.text("Key accounts gone quiet"),
        [
            w.dot(
                quiet.customer.name,
                w.plural("{n} day", "{n} days", quiet.days),
                quiet.owner or w.text("nobody"),
            )
            for quiet in digest.quiet
        ],
        w,
        beyond=digest.quiet_beyond,
    )
    if digest.overdue_tasks:
        card.rows((w.text("Overdue reminders"), w.number(digest.overdue_tasks)))
    chart = Chart(
        title=w.text("Pipeline digest"),
        subtitle=w.day(digest.day),
        panels=(pipeline_panel(digest.pipeline, w), _seen_panel(digest, w)),
    )
    return card.add(Picture(chart, w.text("Pipeline by stage and contacts per person")))


def _list(card: Card, label: str, lines: list[str], w: Writer, *, beyond: int = 0) -> None:
    """Show the first lines of a list and how many there are; `beyond`: more than these lines."""
    if not lines:
        return
    shown = lines[:ROWS]
    every = len(lines) + beyond
    if every > len(shown):
        shown.append(w.text("and {n} more", n=every - len(shown)))
    card.title(w.text("{list} ({n})", list=label, n=every)).items(shown)


def _moved(move: Movement, w: Writer) -> str:
    after = w.text(STAGE[move.after.value])
    way = (
        f"{w.text(STAGE[move.before.value])} → {after}"
        if move.before
        else w.text("new: {stage}", stage=after)
    )
    return w.dot(
        move.line.customer,
        way,
        w.money(move.line.deal.money) if move.line.deal.money else None,
        move.line.owner,
    )


def _seen(seen: Seen, w: Writer) -> str:
    kinds = [
        w.text("{kind} {n}", kind=w.text(KIND[kind.value]), n=count) for kind, count in seen.reached.items()
    ]
    missed = w.plural("{n} attempt", "{n} attempts", seen.attempts) if seen.attempts else None
    return w.dot(seen.person, w.join(kinds), missed)


def _seen_panel(digest: Digest, w: Writer) -> Panel:
    bars = tuple(Bar(label=seen.person, value=Decimal(seen.total)) for seen in digest.seen[:8])
    return Panel(
        kind="bars",
        bars=bars,
        title=w.text("Contacts per person"),
        empty=w.text("Nobody was seen on this day."),
    )

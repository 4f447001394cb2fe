"""What is asked back, with the options as buttons."""

from datetime import date, time
from decimal import Decimal

from bot.render.wording.card import Card
from bot.render.wording.erasing import preview
from bot.render.wording.talk import setting_value
from bot.render.wording.words import CHOICE, KIND, PART, SLOT, STAGE
from bot.render.wording.writer import Writer
from domain.facts import Asked, Option
from domain.money import Money
from domain.outgoing import Button
from domain.turn import Closed


def asked(fact: Asked, w: Writer) -> Card:
    """Word the question, its options numbered and as buttons."""
    if fact.why == "erase":
        return preview(fact.question, fact.options[0], w)
    card = Card().title(_question(fact, w), "ask")
    if not fact.options and (hint := _hint(fact, w)):
        card.say(hint)
    buttons = [
        Button(f"{number}. {_label(option, w)}", f"pick q{fact.question} {number}", main=number == 1)
        for number, option in enumerate(fact.options, 1)
    ]
    in_a_row = 3 if fact.why in ("change", "change_value") else 1
    for row in range(0, len(buttons), in_a_row):
        card.press(*buttons[row : row + in_a_row])
    return card.press(Button(w.text("Never mind"), f"drop q{fact.question}"))


def _question(fact: Asked, w: Writer) -> str:
    typed = w.quoted(fact.typed) if fact.typed else ""
    slot = w.text(SLOT.get(fact.slot, fact.slot))
    if fact.files and fact.why == "missing":
        return w.plural(
            "Which customer is the file for?", "Which customer are the {n} files for?", fact.files
        )
    match fact.why, fact.slot:
        case "change", _:
            return w.text("What is wrong?")
        case "change_value", _:
            return w.text("{slot}: what is right?", slot=slot)
        case "choose", "reminder":
            return w.text("Which reminder do you mean?")
        case "choose", "deal":
            return w.text("Which deal at {customer} do you mean?", customer=fact.typed)
        case "choose", _:
            return w.text("Which one do you mean by {typed}?", typed=typed)
        case "similar", _:
            return w.text("Is {typed} one of these?", typed=typed)
        case "unknown", _:
            return w.text("I know no customer {typed}. Which one is it?", typed=typed)
        case "unsure", _:
            return w.text("{slot}: did I read {typed} right?", slot=slot, typed=typed or "?")
        case _:
            return _missing(fact, slot, w)


def _setting(field: str, w: Writer) -> str:
    match field:
        case "language":
            return w.text("Which language shall I speak with you?")
        case "timezone":
            return w.text("Which time zone are you in? Choose, or type a city.")
        case _:
            return w.text("When do you work? Choose, or type hours such as 09:00-18:00.")


def _missing(fact: Asked, slot: str, w: Writer) -> str:
    match fact.slot:
        case "value" if fact.options:
            return _setting(str(fact.options[0].word), w)
        case "customer":
            return w.text("Which customer?")
        case "at":
            return w.text("When?")
        case "team":
            return w.text("Which team?")
        case _:
            return w.text("{slot}: what shall I put?", slot=slot)


def _hint(fact: Asked, w: Writer) -> str | None:
    examples = {
        "at": w.text("For example: tomorrow 3pm"),
        "close": w.text("For example: end of March"),
        "amount": w.text("For example: 500k"),
        "customer": w.text("Type the customer's name."),
    }
    return examples.get(fact.slot, w.text("Type it."))


def _label(option: Option, w: Writer) -> str:
    match option.word:
        case None:
            return w.dot(option.label, option.hint.get("region"), option.hint.get("owner"))
        case "add_new":
            return w.text("Add {name} as new", name=w.quoted(option.label or ""))
        case "reminder":
            return _reminder(option, w)
        case "deal":
            return _deal(option, w)
        case "language" | "timezone" | "work_hours":
            return setting_value(option.word, str(option.value), w)
        case word:
            part = option.hint.get("action")
            return w.dot(w.text(PART[part]) if part in PART else None, w.text(CHOICE[word]))


def _reminder(option: Option, w: Writer) -> str:
    clock = option.hint.get("clock")
    when = w.when(date.fromisoformat(option.hint["on"]), time.fromisoformat(clock) if clock else None)
    return w.dot(w.text(KIND[option.hint["kind"]]), option.label, when)


def _deal(option: Option, w: Writer) -> str:
    amount = option.hint.get("amount")
    money = w.money(Money(Decimal(amount), option.hint.get("currency"))) if amount else None
    return w.dot(option.label or w.text("Deal"), w.text(STAGE[option.hint["stage"]]), money)


def closed(fact: Closed, w: Writer) -> Card:
    """Word the line that takes the place of an answered question."""
    if fact.word == "drop":
        return Card().say(w.text("Dropped. Nothing was stored."))
    if fact.chosen is None:
        return Card().say(w.text("Answered."))
    chosen = w.text(CHOICE[fact.chosen]) if fact.chosen in CHOICE else fact.chosen
    return Card().say(w.text("Answered: {chosen}", chosen=chosen))

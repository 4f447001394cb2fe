"""Files and places in words."""

from collections.abc import Iterable

from bot.render.wording.card import Card
from bot.render.wording.words import KIND, SORT
from bot.render.wording.writer import Writer
from domain.activity import Activity
from domain.attachment import Attachment, Sort
from domain.facts import Attached, FileLost, FileTooLarge

MB = 2**20


def attached(fact: Attached, w: Writer) -> Card:
    """Word what is kept with a customer: several files in one line."""
    what = _what(fact.files, w)
    card = Card().title(w.text("📎 {what} kept · {customer}", what=what, customer=fact.customer.name), "good")
    return card.rows(
        (w.text("Name"), w.join(_each(file.name for file in fact.files))),
        (w.text("Position"), w.join([_position(f) for f in fact.files if f.kind is Sort.PLACE])),
        (w.text("Belongs to"), _activity(fact.activity, w) if fact.activity else None),
        (w.text("Note"), w.join(_each(file.note for file in fact.files))),
    )


def _what(files: tuple[Attachment, ...], w: Writer) -> str:
    if len(files) == 1:
        return w.text(SORT[files[0].kind.value])
    if all(file.kind is Sort.PHOTO for file in files):
        return w.plural("{n} photo", "{n} photos", len(files))
    return w.plural("{n} file", "{n} files", len(files))


def _activity(activity: Activity, w: Writer) -> str:
    return w.dot(w.text(KIND[activity.kind.value]), w.day(activity.on))


def _each(words: Iterable[str | None]) -> list[str]:
    """Return what there is of the words, each once."""
    return list(dict.fromkeys(word for word in words if word))


def _position(place: Attachment) -> str:
    """Return where a place is, in degrees; a tenth of a metre is finer than any phone knows."""
    return f"{place.latitude:.6f}, {place.longitude:.6f}"


def file_too_large(fact: FileTooLarge, w: Writer) -> Card:
    """Say what can be kept."""
    card = Card().title(
        w.text("That file is too large for me: I keep files of up to {size}.", size=f"{fact.limit // MB} MB"),
        "ask",
    )
    return card.say(w.text("Nothing was stored. Send a smaller one, or a photo of what matters in it."))


def file_lost(fact: FileLost, w: Writer) -> Card:
    """Say that the bytes of a file could not be had."""
    kind = w.text(SORT[fact.file.kind.value])
    card = Card().title(
        w.text("Could not be fetched: {what} · {customer}", what=kind, customer=fact.customer.name)
    )
    return card.rows((w.text("Name"), fact.file.name), (w.text("Note"), fact.file.note)).say(
        w.text("I tried for an hour, or it was deleted. Please send it again.")
    )

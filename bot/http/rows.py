"""Rows of a chat as the page gets them."""

from typing import Any

from bot.render.html import html
from bot.render.plain import plain
from bot.seal import Reveal, as_it_is
from domain.outgoing import Button, Document, Picture
from domain.people import Person
from storage.codec import load
from storage.traffic import Shown


def row_json(row: Shown, reader: Person, reveal: Reveal = as_it_is) -> dict[str, Any]:
    """Return one row as JSON values; only `html` is markup."""
    told = {
        "id": row.id,
        "kind": row.kind,
        "mine": row.person_id == reader.id,
        "replaces": row.replaces,
        "at": row.at.isoformat(),
    }
    return {**told, **(_said(row.body) if row.kind == "said" else _sent(row.id, reveal(load(row.body))))}


def _said(body: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": body.get("key"),
        "name": body["name"],
        "language": "",
        "html": "",
        "text": body["text"],
        "buttons": [],
        "pictures": [],
    }


def _sent(row_id: int, document: Document) -> dict[str, Any]:
    pictures = [picture_url(row_id, n) for n in range(len(pictures_of(document)))]
    return {
        "key": None,
        "name": "",
        "language": document.language,
        "html": html(document, pictures),
        "text": plain(document),
        "buttons": [[_button(button) for button in row] for row in document.buttons],
        "pictures": pictures,
    }


def _button(button: Button) -> dict[str, Any]:
    return {"label": button.label, "command": button.command, "main": button.main}


def pictures_of(document: Document) -> list[Picture]:
    """Return the document's pictures, in order."""
    return [block for block in document.blocks if isinstance(block, Picture)]


def picture_url(row_id: int, number: int) -> str:
    """Return where the row's picture of that number, counted from 0, is drawn."""
    return f"/picture/{row_id}/{number}.png"

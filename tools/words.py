"""Bring the Chinese catalogues up to the words in the code; run as `make words`.

Words are marked where they stand: `w.text("…")` and `w.plural("…", "…", n)` in Python, `_("…")` in tables
and templates. New words are added without a translation, words no longer said are dropped, the rest stays.
"""

import ast
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from domain.people import Role

ROOT = Path(__file__).parent.parent
BOT = ROOT / "bot"
LOCALES = ("zh_Hans", "zh_Hant")
PAGES = BOT / "http" / "words.py"
"""A module of which every value is said on a page."""
MARKS = {"_": 1, "text": 1, "plural": 2}
"""What marks words, with how many forms of them it takes."""
Words = str | tuple[str, ...]

HEADER = """\
# What Salesbot says, in the language named below. `make words` adds new words and drops old ones.
msgid ""
msgstr ""
"Language: {locale}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""


def said() -> set[Words]:
    """Return all words that are said: a msgid, or the forms of a plural."""
    in_code = {words for path in BOT.rglob("*.py") for words in marked(path)}
    templates = extract_from_dir(BOT, [("**.html", "jinja2.ext:babel_extract")], keywords={"_": None})
    in_templates = {message for _, _, message, _, _ in templates}
    return in_code | in_templates | set(values(PAGES)) | {role.value for role in Role}


def marked(path: Path) -> Iterator[Words]:
    """Return the words that are marked in a module."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Call):
            forms = node.args[: MARKS.get(_name(node.func), 0)]
            words = tuple(_strings(forms))
            if words and len(words) == len(forms):
                yield words[0] if len(words) == 1 else words


def values(path: Path) -> Iterator[str]:
    """Return the strings a module gives names to."""
    for statement in _tree(path).body:
        if isinstance(statement, ast.Assign):
            told = statement.value.values if isinstance(statement.value, ast.Dict) else [statement.value]
            yield from _strings(told)


def _strings(nodes: Iterable[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
    return ""


def catalogue(locale: str) -> Catalog:
    """Return a catalogue as it stands in the code."""
    with path_of(locale).open("rb") as file:
        return read_po(file, locale=locale)


def updated(locale: str) -> bytes:
    """Return the file of a catalogue with exactly the words that are said."""
    known = catalogue(locale)
    told = Catalog(locale=locale)
    for words in said():
        message = known.get(words)
        told.add(words, message.string if message else None)
    body = BytesIO()
    write_po(body, told, width=0, omit_header=True, sort_output=True)
    return HEADER.format(locale=locale).encode() + body.getvalue()


def path_of(locale: str) -> Path:
    """Return where a catalogue lies."""
    return BOT / "render" / "locale" / f"{locale}.po"


def main() -> None:
    """Write both catalogues anew."""
    for locale in LOCALES:
        path_of(locale).write_bytes(updated(locale))


if __name__ == "__main__":
    main()

"""From a text to the tokens of time in it; the kinds are listed in lexicon.py."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from domain.script import simplified
from handlers.understanding.numbers import HALF_WIDTH
from handlers.understanding.times import lexicon_en, lexicon_zh, literals
from handlers.understanding.times.doubtful import is_date_word
from handlers.understanding.times.lexicon import CHINESE, ENGLISH, Meaning

LONGEST = 2_500
"""Characters looked at: more than platforms let a person write, less than a pasted log."""

_SIGNS = {
    ",": ",",
    "，": ",",
    "、": "&",
    "(": ",",
    ")": ",",
    "&": "&",
    "~": "T",
    "-": "-",
    "–": "T",
    "—": "T",
    "/": "/",
    "@": "@",
}


class Token(NamedTuple):
    """A word of time, or what the grammar made of several; `value` is what its kind says."""

    kind: str
    value: Any
    start: int
    end: int


def _by_first(words: Iterator[str], length: int | None = None) -> dict[str, list[str]]:
    """Words by their first word (letter, for Chinese), the longest first."""
    found: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        first = word[:length] if length else re.split(r"[^a-z0-9]", word)[0]
        found.setdefault(first, []).append(word)
    return found


_CHINESE_LENGTHS = {
    char: sorted({len(word) for word in words}, reverse=True)
    for char, words in _by_first(iter(CHINESE), 1).items()
}
"""How long the words are that begin with a character."""
_ENGLISH_BY_WORD = _by_first(word for word in ENGLISH if not word.isalnum())
_LITERAL_STARTS = frozenset(
    "0123456789零〇一二两俩三仨四五六七八九十廿卅百千几周星礼民农阴旧第前早晚大正腊朝差年头"
)
_ABBREVIATIONS = frozenset(word for word in (*lexicon_en.WEEKDAYS, *lexicon_en.MONTHS) if len(word) < 5)
_FIRST_WORDS = frozenset(word for word in ENGLISH if word.isalnum()).union(
    _ENGLISH_BY_WORD, lexicon_zh.INITIALS
)
_INTERESTING = re.compile(
    "[a-z][a-z0-9]*|[0-9'"
    + re.escape("".join(_SIGNS))
    + "".join(_LITERAL_STARTS)
    + "".join(_CHINESE_LENGTHS)
    + "]"
)
_CHAT = re.compile(rf"(?:{'|'.join(w for w in ENGLISH if w[0].isdigit() and w.isalnum())})(?![a-z0-9])")
_DOMAIN = re.compile(r"\.[a-z]")
_WORD = re.compile(r"[a-z0-9]+")


def folded(text: str) -> str:
    """The text as it is compared: Simplified, small letters, half-width, each character in its place."""
    plain = simplified(text[:LONGEST]).translate(HALF_WIDTH)
    lowered = plain.lower()
    return lowered if len(lowered) == len(plain) else "".join(c.lower() if c.isascii() else c for c in plain)


def tokens_of(text: str, blocked: tuple[tuple[int, int], ...] = ()) -> list[Token]:
    """The tokens of a folded text; what lies between them, if more than spaces, is a token "."."""
    found: list[Token] = []
    position, last = 0, 0
    while hit := _INTERESTING.search(text, position):
        at, position = hit.span()
        word = hit[0]
        if len(word) > 1 and word not in _FIRST_WORDS:
            continue
        stop = next((end for begin, end in blocked if begin <= at < end), None) if blocked else None
        end, meaning = (stop, None) if stop else _meaning(text, at, word)
        if meaning is not None:
            if between := text[last:at].strip():
                found.append(Token(".", between, last, at))
            found += [Token(kind, value, at, end) for kind, value in meaning]
            last = end
        position = end
    if rest := text[last:].strip():
        found.append(Token(".", rest, last, len(text)))
    return found


def _meaning(text: str, at: int, word: str) -> tuple[int, Meaning | None]:
    """Where the longest word at a place ends, and what it means; `word` is what stands there at least."""
    char = word[0]
    if "a" <= char <= "z":
        return (_literal(text, at) if word in lexicon_zh.INITIALS else None) or _english(text, at, word)
    if "2" <= char <= "9" and text[at + 1 : at + 2].isalpha() and (chat := _CHAT.match(text, at)):
        return chat.end(), ENGLISH[chat[0]]
    best: tuple[int, Meaning | None] = (at + 1, ((_SIGNS[char], None),) if char in _SIGNS else None)
    if char in _LITERAL_STARTS and not _continues(text, at):
        best = _literal(text, at) or best
    for length in _CHINESE_LENGTHS.get(char, ()):
        if length < best[0] - at:
            break
        if known := CHINESE.get(text[at : at + length]):
            return at + length, known
    if char == "'":
        return (at + 2, (("_", None),)) if text.startswith("'s", at) else (at + 1, None)
    if char.isdigit() and best[1] is None and (digits := _WORD.match(text, at)):
        return _english(text, at, digits[0])
    return best


def _continues(text: str, at: int) -> bool:
    """Whether a digit stands inside a number, a sum of money, an id, a phone number or a version."""
    if not text[at].isdigit() or at == 0:
        return False
    before = text[at - 1]
    if before in "$€£¥₹#+_第" or (before.isascii() and before.isalnum()):
        return True
    return before in ".,:/-" and at > 1 and text[at - 2].isdigit() and before != "-"


def _literal(text: str, at: int) -> tuple[int, Meaning] | None:
    match = literals.literal().match(text, at)
    meaning = match and literals.read(match)
    return (match.end(), meaning) if match and meaning else None


def _english(text: str, at: int, word: str) -> tuple[int, Meaning | None]:
    for phrase in _ENGLISH_BY_WORD.get(word, ()):
        end = at + len(phrase)
        if text.startswith(phrase, at) and not _WORD.match(text, end):
            return end, ENGLISH[phrase]
    meaning, end = ENGLISH.get(word), at + len(word)
    if meaning is None or _DOMAIN.match(text, end):
        return end, None
    if word in lexicon_en.DOUBTFUL and not is_date_word(text, at, end):
        return end, None
    dotted = word in _ABBREVIATIONS and text.startswith(". ", end)
    return end + dotted, meaning

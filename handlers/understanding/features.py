"""What the models see: of each token the words around it, of a stretch or a whole message all its words.

A feature is a short text: a sign that says which kind it is, then what was seen. Names are open: a word that
the corpus knows only inside of names is seen by how it is written, not by what it is.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from handlers.understanding.phrases.words import SURNAMES
from handlers.understanding.stretches import Stretch
from handlers.understanding.tokens import Tokens

SEPARATORS = frozenset(",.;!?\n\x10:")
"""Tokens that end a clause; \\x10 is the sign 、."""
_SURNAME = re.compile(SURNAMES)
_EDGE = "<>"
_NOWHERE = ("", "")
_NOTHING: list[str] = []
_MOODS = frozenset(("not", "maybe", "we_talk", "question", "please", "remind", "past", "future", "they"))
"""What may turn the sense of a whole clause or message."""


# ---- of a token ------------------------------------------------------------------------------------------


def features(tokens: Tokens, channel: str, vocabulary: frozenset[str]) -> list[list[str]]:
    """Return what is seen of each token; `vocabulary` holds the words known outside of names."""
    typed = tokens.typed
    seen = (w if w in vocabulary else _written(said) for w, said in zip(tokens.words, typed, strict=True))
    words = (_EDGE, _EDGE, *seen, _EDGE, _EDGE)
    places = (_NOWHERE, _NOWHERE, *tokens.places, _NOWHERE, _NOWHERE)
    cues = tokens.cues
    pointed = (_NOTHING, _NOTHING, *cues, _NOTHING, _NOTHING)
    about = _about(tokens.words, cues, channel)
    rows = []
    for at in range(len(typed)):
        b, a, w, x, y = words[at : at + 5]
        (_, kb), (va, ka), (vw, kw), (vx, kx), (_, ky) = places[at : at + 5]
        va, vw, vx = (one if one in vocabulary else "?" for one in (va, vw, vx))
        row = [
            f"l{kw}{vw}",
            f"m{ka}{va}",
            f"n{kx}{vx}",
            f"o{kb}{ka}{kw}{kx}{ky}",
            f"p{ka}{va} {kw}{vw}",
            f"q{kw}{vw} {kx}{vx}",
            "0" + w,
            "1" + a,
            "3" + x,
            f"5{a} {w}",
            f"6{w} {x}",
            f"7{b} {a}",
            f"8{x} {y}",
            f"9{a} {w} {x}",
            "e" + _look(typed[at], w),
            f"f{a} {x}",
        ]
        row += about[at]
        for sign, near in zip("jhgik", pointed[at : at + 5], strict=True):
            row += (sign + cue for cue in near)
        rows.append(row)
    return rows


def _written(typed: str) -> str:
    """Return what stands for a word that the corpus does not know apart from names."""
    if not typed.isascii():
        return "<han>" if "\u3400" <= typed[0] <= "\u9fff" else "<other>"
    return "<XX>" if typed.isupper() else "<Xx>" if typed[:1].isupper() else "<xx>"


def _look(typed: str, word: str) -> str:
    """Return how a token is written: its letters' case and ending, or whether a surname."""
    if word[0] == "<":
        return word
    if not typed.isascii():
        return "s" if _SURNAME.fullmatch(word) else "h"
    if not typed.isalpha():
        return "p"
    case = "X" if typed.isupper() else "x" if typed.islower() else "Xx"
    return f"{case}{word[-3:]}" if len(word) > 3 else case


def _about(words: Sequence[str], cues: Sequence[list[str]], channel: str) -> list[list[str]]:
    """Return for each token what its clause and the message point to: all of it where a clause begins."""
    moods = sorted({cue.split("=")[0] for pointed in cues for cue in pointed} & _MOODS)
    asks = "?" if "?" in words else ""
    message = [channel, *(f"M{mood}" for mood in moods), f"M{asks}{min(len(words) // 8, 4)}"]
    rows: list[list[str]] = []
    before: list[str] = []
    for start, end in clauses(words):
        own = list(dict.fromkeys(cue for pointed in cues[start:end] for cue in pointed))
        signs = sorted({word for word in words[start:end] if word[0] == "<"})
        each = [
            *message,
            *(f"C{cue}" for cue in own if cue.split("=")[0] in _MOODS),
            f"C1{own[0] if own else ''}",
        ]
        first = [*each, *(f"F{one}" for one in (*own, *signs)), *(f"B{cue}" for cue in before)]
        rows += [first, *[each] * (end - start - 1)]
        before = own
    return rows


def clauses(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where each clause begins and ends, its separator included."""
    start = 0
    for at, word in enumerate(words):
        if word in SEPARATORS or at == len(words) - 1:
            yield start, at + 1
            start = at + 1


# ---- of a stretch, and of a message ----------------------------------------------------------------------

MOST_WORDS, MOST_CUES = 120, 24
"""Words and cues of a stretch that are looked at; its pairs of cues grow with the square."""


def stretch_features(tokens: Tokens, stretch: Stretch, channel: str) -> list[str]:
    """Return what is seen of a stretch: its words, with a sign in place of each role."""
    words, cues = _with_signs(tokens, stretch)
    first, last = (words[0], words[-1]) if words else ("", "")
    seen = [channel, "talk" if stretch.is_talk else "say", f"^{first}", f"${last}", f"n{min(len(words), 8)}"]
    seen.append(f"f{cues[0] if cues else ''}")
    seen += (f"w{word}" for word in words)
    seen += (f"{a} {b}" for a, b in pairwise(words))
    seen += (f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False))
    seen += (f"s{word[:4]}" for word in words if len(word) > 5 and word.isascii())
    seen += (f"c{cue}" for cue in cues)
    seen += (f"c{a}&{b}" for a, b in combinations(cues, 2))
    return list(dict.fromkeys(seen))


def message_features(tokens: Tokens, stretches: Sequence[Stretch], channel: str) -> list[str]:
    """Return what is seen of a whole message."""
    roles = tuple(role for stretch in stretches for role in stretch.roles)
    return stretch_features(tokens, Stretch(0, len(tokens.words) - 1, False, roles), channel)


def _with_signs(tokens: Tokens, stretch: Stretch) -> tuple[list[str], list[str]]:
    """Return the words of a stretch, a sign for each role, and what those outside of roles point to."""
    words: list[str] = []
    cues: dict[str, None] = {}
    roles = {role.first: role for role in stretch.roles}
    at = stretch.first
    while at <= stretch.last and len(words) < MOST_WORDS:
        role = roles.get(at)
        words.append(f"<{role.name}>" if role else tokens.words[at])
        cues |= {} if role else dict.fromkeys(tokens.cues[at])
        at = (role.last if role else at) + 1
    return words, list(cues)[:MOST_CUES]

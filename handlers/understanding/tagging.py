"""Which words are whose: the two models that say what each word of a message is, and what each stretch asks for.

Both are linear-chain CRFs (python-crfsuite), trained by tools/model.py from the corpus and shipped beside this
module. The first gives each token a tag: `!` before the tag that begins a new stretch, a role (`customer`, …)
with `-` before it where the role goes on, `.` for other words of an order, `~` for talk. The second names what each
stretch asks for.
"""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from handlers.understanding.cues import cues_of
from handlers.understanding.lexis import words_at
from handlers.understanding.phrases.words import SURNAMES
from handlers.understanding.tokens import Tokens

MODELS = Path(os.environ.get("MODELDIR", Path(__file__).with_name("model")))
STARTS, GOES_ON, WORD, TALK = "!", "-", ".", "~"
_SURNAME = re.compile(SURNAMES)
_EDGE = "<>"


@dataclass(frozen=True)
class Role:
    """Tokens `first` to `last` (included) in one role."""

    name: str
    first: int
    last: int


@dataclass(frozen=True)
class Stretch:
    """Tokens `first` to `last` (included) that ask for one thing, or for nothing; the roles among them."""

    first: int
    last: int
    is_talk: bool
    roles: tuple[Role, ...]


# ---- what the first model sees ------------------------------------------------------------------------


def features(tokens: Tokens, channel: str) -> list[list[str]]:
    """Return what the tagger sees of each token: the words around it and how it is written."""
    typed, known = tokens.typed, vocabulary()
    seen = [word if word in known else _unknown(said) for word, said in zip(tokens.words, typed, strict=True)]
    words = (_EDGE, _EDGE, _EDGE, *seen, _EDGE, _EDGE, _EDGE)
    places = [("", ""), ("", ""), *words_at(tokens.words), ("", ""), ("", "")]
    pointed = (_NONE, _NONE, *cues_of(tokens.words), _NONE, _NONE)
    rows = []
    about = _about(tokens.words, pointed[2:-2], channel)
    for at in range(len(typed)):
        c, b, a, w, x, y, z = words[at : at + 7]
        (_, kb), (wa, ka), (ww, kw), (wx, kx), (_, ky) = places[at : at + 5]
        wa, ww, wx = (one if one in known else "?" for one in (wa, ww, wx))
        row = [
            f"l{kw}{ww}",
            f"m{ka}{wa}",
            f"n{kx}{wx}",
            f"o{kb}{ka}{kw}{kx}{ky}",
            f"p{ka}{wa} {kw}{ww}",
            f"q{kw}{ww} {kx}{wx}",
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
            *about[at],
            *("g" + cue for cue in pointed[at + 2]),
            *("h" + cue for cue in pointed[at + 1]),
            *("i" + cue for cue in pointed[at + 3]),
            *("j" + cue for cue in pointed[at]),
            *("k" + cue for cue in pointed[at + 4]),
        ]
        rows.append(row)
    return rows


_NONE: list[str] = []
_SEPARATORS = frozenset(",.;!?\n\x10:")
_MOODS = frozenset({"not", "maybe", "we_talk", "question", "please", "remind", "past", "future", "they"})


def _about(words: Sequence[str], pointed: Sequence[list[str]], channel: str) -> list[list[str]]:
    """Return for each token what its clause and the message point to: the whole of it where a clause begins."""
    whole = {cue.split("=")[0] for cues in pointed for cue in cues} & _MOODS
    asks = "?" if "?" in words else ""
    message = [channel, *(f"M{cue}" for cue in sorted(whole)), f"M{asks}{min(len(words) // 8, 4)}"]
    rows: list[list[str]] = []
    before: list[str] = []
    start = 0
    while start < len(words):
        end = start
        while end < len(words) - 1 and words[end] not in _SEPARATORS:
            end += 1
        cues = list(dict.fromkeys(cue for at in range(start, end + 1) for cue in pointed[at]))
        times = sorted({word for word in words[start : end + 1] if word[0] == "<"})
        own = [*message, *(f"C{cue}" for cue in cues if cue.split("=")[0] in _MOODS), f"C1{cues[0] if cues else ''}"]
        first = [*own, *(f"F{cue}" for cue in cues), *(f"B{cue}" for cue in before), *(f"F{w}" for w in times)]
        rows += [first, *[own] * (end - start)]
        before, start = cues, end + 1
    return rows


def _unknown(typed: str) -> str:
    """Return what stands for a word that the corpus does not know apart from names: how it is written."""
    if not typed.isascii():
        return "<han>" if "\u3400" <= typed[0] <= "\u9fff" else "<other>"
    return "<XX>" if typed.isupper() else "<Xx>" if typed[:1].isupper() else "<xx>"


@cache
def vocabulary() -> frozenset[str]:
    """Return the words that the corpus uses outside of names."""
    return frozenset((MODELS / "vocabulary.txt").read_text(encoding="utf-8").split("\n"))


def _look(typed: str, word: str) -> str:
    if word[0] == "<":
        return word
    if typed.isascii():
        if typed.isalpha():
            case = "X" if typed.isupper() else "x" if typed.islower() else "Xx"
            return f"{case}{word[-3:]}" if len(word) > 3 else case
        return "p"
    return "s" if _SURNAME.fullmatch(word) else "h"


# ---- what the second model sees -----------------------------------------------------------------------


def stretch_features(tokens: Tokens, stretch: Stretch, channel: str) -> list[str]:
    """Return what the second model sees of a stretch: its words, with a sign in place of each name."""
    words = _with_signs(tokens, stretch)
    pairs = zip(words, words[1:], strict=False)
    threes = zip(words, words[1:], words[2:], strict=False)
    seen = {f"w{word}" for word in words}
    seen |= {f"{a} {b}" for a, b in pairs}
    seen |= {f"{a} {b} {c}" for a, b, c in threes}
    seen |= {f"s{word[:4]}" for word in words if len(word) > 5 and word.isascii()}
    first, last = words[0] if words else "", words[-1] if words else ""
    seen |= {f"^{first}", f"${last}", channel, "talk" if stretch.is_talk else "say"}
    seen.add(f"n{min(len(words), 8)}")
    cues = list(dict.fromkeys(cue for pointed in cues_of(words) for cue in pointed))
    seen |= {f"c{cue}" for cue in cues}
    seen |= {f"c{a}&{b}" for i, a in enumerate(cues) for b in cues[i + 1 :]}
    seen.add(f"f{cues[0] if cues else ''}")
    return sorted(seen)


_FREE = frozenset({"note", "title", "item", "reason", "text", "outcome"})


def _with_signs(tokens: Tokens, stretch: Stretch) -> list[str]:
    words: list[str] = []
    at = stretch.first
    ends = {role.first: role for role in stretch.roles}
    while at <= stretch.last:
        role = ends.get(at)
        if role:
            words.append(f"<{role.name}>")
            at = role.last + 1
            continue
        words.append(tokens.words[at])
        at += 1
    return words


# ---- the models ------------------------------------------------------------------------------------------


class Model:
    """One trained model; a tagger of python-crfsuite holds what it tags, so one at a time may use it."""

    def __init__(self, path: Path) -> None:
        import pycrfsuite

        self._tagger: Any = pycrfsuite.Tagger()
        self._tagger.open(str(path))
        self._lock = Lock()

    def tags(self, rows: Sequence[Sequence[str]]) -> list[str]:
        """Return the likeliest tags."""
        with self._lock:
            return list(self._tagger.tag(rows))

    def chances(self, rows: Any, labels: Sequence[str]) -> list[float]:
        """Return for each row the probability that its tag is one of some labels."""
        with self._lock:
            self._tagger.set(rows)
            known = [label for label in labels if label in self._tagger.labels()]
            return [sum(self._tagger.marginal(label, at) for label in known) for at in range(len(rows))]

    def sure_tags(self, rows: Sequence[Sequence[str]]) -> list[tuple[str, float]]:
        """Return the likeliest tags, each with its probability."""
        with self._lock:
            tags = self._tagger.tag(rows)
            return [(tag, self._tagger.marginal(tag, at)) for at, tag in enumerate(tags)]


@cache
def roles_model() -> Model:
    """Return the model that gives each word its role."""
    return Model(MODELS / "roles.crf")


@cache
def cuts_model() -> Model:
    """Return the model that cuts a message into stretches."""
    return Model(MODELS / "cuts.crf")


def tags(tokens: Tokens, channel: str) -> list[str]:
    """Return the tag of each token."""
    from pycrfsuite import ItemSequence

    rows = ItemSequence(features(tokens, channel))
    roles = whole_names(roles_model().tags(rows), tokens)
    return [joint(role, cut) for role, cut in zip(roles, cuts_model().tags(rows), strict=True)]


LIKELY, LIKELY_BESIDE_ANOTHER = float(os.environ.get("LK","0.1")), float(os.environ.get("LKB","0.45"))
"""How probable a customer's name must be where an action needs one: when none is known, and when one is."""


def likely_customer(tokens: Tokens, stretch: Stretch, channel: str, *, beside_another: bool) -> Stretch:
    """Return a stretch that needs a customer and names none with the likeliest words as one."""
    chances = roles_model().chances(features(tokens, channel), ("customer", GOES_ON + "customer"))
    taken = {at for role in stretch.roles if role.name not in _LEFT_OVER for at in range(role.first, role.last + 1)}
    free = [at for at in range(stretch.first, stretch.last + 1) if at not in taken and tokens.words[at] not in _SEPARATORS]
    best = max(free, key=chances.__getitem__, default=None)
    if best is None or chances[best] < (LIKELY_BESIDE_ANOTHER if beside_another else LIKELY):
        return stretch
    first = last = best
    least = chances[best] / 3
    while first - 1 in free and chances[first - 1] > least:
        first -= 1
    while last + 1 in free and chances[last + 1] > least:
        last += 1
    others = [role for role in stretch.roles if role.last < first or role.first > last]
    return replace(stretch, roles=(*others, Role("customer", first, last)))


_LEFT_OVER = frozenset({"note", "title", "item", "reason", "text", "value"})
_NAMED = frozenset({"customer", "into", "contact"})
_TOGETHER = re.compile(r" ?[&'’-]? ?")


def whole_names(roles: list[str], tokens: Tokens) -> list[str]:
    """Return the roles with each name taken as far as it goes: to the end of a word, over further capitals."""
    roles = list(roles)
    places = words_at(tokens.words)
    for at in range(len(roles) - 1):
        name = roles[at].lstrip(GOES_ON)
        if name in _NAMED and roles[at + 1] == WORD and _goes_on(at, tokens, places):
            roles[at + 1] = GOES_ON + name
    return roles


def _goes_on(at: int, tokens: Tokens, places: list[tuple[str, str]]) -> bool:
    """Tell whether a name that a token ends goes on with the next."""
    if places[at][1] in "BM" and places[at + 1][1] in "ME":
        return True
    this, following = tokens.typed[at], tokens.typed[at + 1]
    gap = tokens.text[tokens.ends[at] : tokens.starts[at + 1]]
    return gap == " " and this[:1].isupper() and following[:1].isupper() and following.isalpha() and following.isascii()


def joint(role: str, cut: str) -> str:
    """Return the tag of a token that has a role and stands at a cut or not."""
    said = TALK if cut in "Tt" else role
    return STARTS + said.lstrip(GOES_ON) if cut in "ST" else said


def apart(tag: str) -> tuple[str, str]:
    """Return role and cut of a token from its tag."""
    bare = tag.removeprefix(STARTS)
    is_talk, starts = bare == TALK, tag.startswith(STARTS)
    return WORD if is_talk else bare, ("T" if starts else "t") if is_talk else ("S" if starts else "I")


@cache
def stretches_model() -> Model:
    """Return the model of the stretches."""
    return Model(MODELS / "stretches.crf")


def stretches_of(tags: Sequence[str]) -> list[Stretch]:
    """Return the stretches that the tags of a message's tokens make."""
    found: list[Stretch] = []
    starts = [at for at, tag in enumerate(tags) if tag.startswith(STARTS) or at == 0]
    for first, beyond in zip(starts, [*starts[1:], len(tags)], strict=True):
        part = [tag.removeprefix(STARTS) for tag in tags[first:beyond]]
        is_talk = part.count(TALK) * 2 > len(part)
        found.append(Stretch(first, beyond - 1, is_talk, tuple(_roles(part, first))))
    return found


def _roles(tags: Sequence[str], first: int) -> list[Role]:
    roles: list[Role] = []
    for at, tag in enumerate(tags, first):
        if tag in (WORD, TALK):
            continue
        if tag.startswith(GOES_ON) and roles and roles[-1].last == at - 1 and roles[-1].name == tag[1:]:
            roles[-1] = Role(tag[1:], roles[-1].first, at)
        else:
            roles.append(Role(tag.lstrip(GOES_ON), at, at))
    return roles

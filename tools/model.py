"""Train the two models of handlers/understanding from the corpus: `make model`.

Each message of the corpus is tokenised as the program does it; its labels say which stretch asks for what and which
words fill which slot. Names are swapped for others, letters made small, punctuation left out in copies, so that the
models learn the words around a name rather than the names.
"""

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pycrfsuite

from domain.incoming import Situation
from handlers.understanding.marked import plain
from handlers.understanding.money import find_money, number
from handlers.understanding.segment import addressed
from handlers.understanding.cues import cue_words
from handlers.understanding.lexis import words_at
from handlers.understanding.tagging import (
    vocabulary,
    GOES_ON,
    MODELS,
    STARTS,
    TALK,
    WORD,
    apart,
    Stretch,
    features,
    stretch_features,
    stretches_of,
)
from handlers.understanding.tokens import Tokens, tokens_of

CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
_PART = re.compile(r"\{([\d,]*)\}(.*?)(?=\{[\d,]*\}|$)", re.S)

TYPED = (
    *("customer", "into", "contact", "owner", "to", "from", "assignee", "region", "industry", "source", "team"),
    *("value", "title", "item", "reason", "note", "text"),
)
"""Slots whose value stands in the message as typed, and the role of its words."""
import os
C1=float(os.environ.get("C1","0")); C2=float(os.environ.get("C2","1"))
S1=float(os.environ.get("S1","0")); S2=float(os.environ.get("S2","1"))
KINDS = frozenset({"log", "remind"})
FIELDS = frozenset({"set_customer", "setting"})


@dataclass(frozen=True)
class Message:
    """A labelled message: `parts` are (indices of actions, where the words begin and end)."""

    text: str
    situation: Situation
    actions: Sequence[Mapping[str, Any]]
    parts: Sequence[tuple[tuple[int, ...], int, int]]


def message_of(case: Mapping[str, Any]) -> Message | None:
    """Return a case of the corpus as it is trained on; None where it is not said to the bot at all."""
    situation = Situation(
        now_local=datetime.fromisoformat(case["now"]),
        channel=case["channel"],
        context_customer=case.get("context", {}).get("customer"),
        country=case.get("country"),
    )
    spoken = addressed(case["text"], situation)
    if not spoken or not case["text"].endswith(spoken):
        return None
    offset = len(case["text"]) - len(spoken)
    parts, at = [], -offset
    for found in _PART.finditer(case["cut"]):
        numbers = tuple(int(n) for n in found[1].split(",") if n)
        end = at + len(found[2])
        if end > 0 and found[2].strip():
            parts.append((numbers, max(at, 0), end))
        at = end
    if any(n >= len(case['gold'][0]) for ns, _, _ in parts for n in ns):
        return None
    return Message(spoken, situation, case["gold"][0], parts)


# ---- what stands where ------------------------------------------------------------------------------------


def name_of(action: Mapping[str, Any]) -> str:
    """Return what the second model calls an action: its name, and what its words alone tell."""
    name = str(action["action"])
    if name in KINDS:
        return f"{name} {action.get('kind', '')}".strip()
    if name in FIELDS:
        return f"{name} {action.get('field', '')}".strip()
    if name in ("ticket", "report", "target"):
        return f"{name} {action.get('kind') or action.get('metric') or ''}".strip()
    return name


def tags_of(message: Message, tokens: Tokens) -> list[str]:
    """Return the tag of each token."""
    tags = [TALK] * len(tokens.words)
    for numbers, start, end in message.parts:
        inside = [i for i, at in enumerate(tokens.starts) if start <= at < end]
        if not inside:
            continue
        for i in inside:
            tags[i] = WORD if numbers else TALK
        for number_ in numbers:
            _tag_slots(message.actions[number_], tokens, inside, tags)
        tags[inside[0]] = STARTS + tags[inside[0]]
    return tags


def _tag_slots(action: Mapping[str, Any], tokens: Tokens, inside: list[int], tags: list[str]) -> None:
    for slot in TYPED:
        value = action.get(slot)
        if isinstance(value, str) and value not in ("me", "team"):
            for first, last in _places(value, tokens, inside):
                if all(tags[i] == WORD for i in range(first, last + 1)):
                    tags[first] = slot
                    tags[first + 1 : last + 1] = [GOES_ON + slot] * (last - first)
    for slot in ("id", "amount", "score"):
        if slot in action:
            at = next((i for i in inside if tags[i] == WORD and _is_number(tokens, i, action[slot])), None)
            if at is not None:
                tags[at] = slot


def _is_number(tokens: Tokens, at: int, value: float) -> bool:
    if tokens.words[at] == "<$>":
        money = tokens.marked.monies.get(tokens.starts[at])
        return bool(money) and number(money.amount) == value
    said = plain(tokens.typed[at]).strip("#号號")
    if said.replace(",", "").replace(".", "", 1).isdecimal():
        return float(said.replace(",", "")) == value
    return False


def _places(value: str, tokens: Tokens, inside: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last tokens of each place where a value stands in a stretch."""
    text, wanted = plain(tokens.text).casefold(), plain(value).casefold().strip()
    if len(text) != len(tokens.text) or not wanted:
        return
    at = text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        held = [i for i in inside if tokens.starts[i] < end and at < tokens.ends[i]]
        if held and tokens.starts[held[0]] >= at - 1:
            yield held[0], held[-1]
        at = text.find(wanted, end)


# ---- copies ------------------------------------------------------------------------------------------------


def copies(message: Message, names: Mapping[str, list[str]], chance: random.Random, many: int) -> Iterator[Message]:
    """Yield a message, and copies with other names."""
    yield message
    for _ in range(many):
        yield _with_names_known(_with_other_names(message, names, chance), chance)


def _with_names_known(message: Message, chance: random.Random) -> Message:
    """Return a message of which the store knows some names, as it does in earnest."""

    def known(*slots: str) -> tuple[str, ...]:
        said = {str(a[slot]) for a in message.actions for slot in slots if a.get(slot) not in (None, "me", "team")}
        return tuple(sorted(name for name in said if chance.random() < KNOWN))

    situation = replace(message.situation, customers=known("customer", "into"), people=known("owner", "to", "from", "assignee"))
    return replace(message, situation=situation)


KNOWN = 0.5
"""How many of the names in copies the store knows."""


def _with_other_names(message: Message, names: Mapping[str, list[str]], chance: random.Random) -> Message:
    swaps: dict[str, str] = {}
    for action in message.actions:
        for slot, pool in names.items():
            value = action.get(slot)
            if isinstance(value, str) and value in message.text and value not in swaps:
                han = bool(re.search(r"[\u4e00-\u9fff]", value))
                alike = [n for n in (chance.choice(pool) for _ in range(12)) if bool(re.search(r"[\u4e00-\u9fff]", n)) == han]
                if alike:
                    swaps[value] = alike[0].lower() if value.islower() else alike[0]
    if not swaps:
        return message
    ways = re.compile("|".join(re.escape(name) for name in sorted(swaps, key=len, reverse=True)))
    text, moved, at = "", [], 0
    shift: list[tuple[int, int]] = []
    for hit in ways.finditer(message.text):
        text += message.text[at : hit.start()]
        text += swaps[hit.group()]
        at = hit.end()
        shift.append((hit.end(), len(text) - hit.end()))
    text += message.text[at:]

    def place(offset: int) -> int:
        gained = 0
        for end, more in shift:
            if offset >= end:
                gained = more
        return offset + gained

    for numbers, start, end in message.parts:
        moved.append((numbers, place(start), place(end)))
    actions = [
        {slot: swaps.get(value, value) if isinstance(value, str) and slot in names else value for slot, value in a.items()}
        for a in message.actions
    ]
    return Message(text, message.situation, actions, moved)


# ---- training ----------------------------------------------------------------------------------------------


def read_corpus(files: Iterable[Path]) -> list[dict[str, Any]]:
    """Return the cases of some files."""
    lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    return [case for case in map(json.loads, lines)]


def train(cases: Sequence[Mapping[str, Any]], folder: Path, *, many: int = 2, verbose: bool = False) -> None:
    """Train both models from some cases and write them to a folder."""
    chance = random.Random(7)
    messages = [m for m in map(message_of, cases) if m]
    names = _names(messages)
    folder.mkdir(exist_ok=True)
    _write_vocabulary(messages, folder)
    roles, cuts = _trainer(C1, C2, verbose), _trainer(C1, C2, verbose)
    stretches = _trainer(S1, S2, verbose)
    count: Counter[str] = Counter()
    for message in messages:
        joint = list(mixed(messages, names, chance, message))
        for copy in (*copies(message, names, chance, many), *joint):
            tokens = tokens_of(copy.text, copy.situation)
            if not tokens.words:
                continue
            tags = tags_of(copy, tokens)
            seen = pycrfsuite.ItemSequence(features(tokens, copy.situation.channel))
            if copy not in joint:
                roles.append(seen, [apart(tag)[0] for tag in tags])
            cuts.append(seen, [apart(tag)[1] for tag in tags])
            rows, labels = [], []
            for stretch in stretches_of(tags):
                rows.append(stretch_features(tokens, stretch, copy.situation.channel))
                labels.append(label_of(copy, tokens, stretch))
            count.update(labels)
            stretches.append(rows, labels)
    folder.mkdir(exist_ok=True)
    only = os.environ.get("ONLY", "roles cuts stretches").split()
    if "roles" in only:
        roles.train(str(folder / "roles.crf"))
    if "cuts" in only:
        cuts.train(str(folder / "cuts.crf"))
    if "stretches" in only:
        stretches.train(str(folder / "stretches.crf"))


def _trainer(c1: float, c2: float, verbose: bool) -> Any:
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=verbose)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": int(os.environ.get("IT", "80")), "feature.possible_transitions": False})
    return trainer


NAMED = frozenset({"customer", "into", "contact", "owner", "to", "from", "assignee", "team"})


def _write_vocabulary(messages: Sequence[Message], folder: Path) -> None:
    """Write down the words used at least twice outside of names."""
    count: Counter[str] = Counter()
    for message in messages:
        tokens = tokens_of(message.text, message.situation)
        tags = tags_of(message, tokens)
        inside = words_at(tokens.words)
        seen = [i for i, tag in enumerate(tags) if tag.removeprefix(STARTS).lstrip(GOES_ON) not in NAMED]
        count.update({tokens.words[i] for i in seen} | {inside[i][0] for i in seen})
    cues = {word for words in cue_words() for word in words}
    known = sorted(cues | {word for word, n in count.items() if n > 1 and word != "\n"})
    (folder / "vocabulary.txt").write_text("\n".join(known), encoding="utf-8")
    vocabulary.cache_clear()


def mixed(
    messages: Sequence[Message], names: Mapping[str, list[str]], chance: random.Random, one: Message
) -> Iterator[Message]:
    """Yield a message followed by another, as one."""
    other = chance.choice(messages)
    han = [bool(re.search(r"[\u4e00-\u9fff]", m.text)) for m in (one, other)]
    if han[0] != han[1] or len(one.text) + len(other.text) > 160 or one.situation.now_local.year < 2026:
        return
    joint = chance.choice(["，", "，", "。", " ", "；", "\n"] if han[0] else [", ", ". ", " and ", "; ", "\n", " "])
    other = _with_other_names(other, names, chance)
    first = one.text.rstrip(" .。,，!！")
    shift, more = len(first) + len(joint), len(one.actions)
    parts = [(n, start, min(end, len(first))) for n, start, end in one.parts if start < len(first)]
    parts += [(tuple(i + more for i in n), start + shift, end + shift) for n, start, end in other.parts]
    yield Message(first + joint + other.text, one.situation, [*one.actions, *other.actions], parts)


def label_of(message: Message, tokens: Tokens, stretch: Stretch) -> str:
    at = tokens.starts[stretch.first]
    for numbers, start, end in message.parts:
        if start <= at < end:
            return "+".join(dict.fromkeys(name_of(message.actions[n]) for n in numbers)) or "nothing"
    return "nothing"


def _names(messages: Sequence[Message]) -> dict[str, list[str]]:
    pools: dict[str, list[str]] = {"customer": [], "contact": [], "person": []}
    for message in messages:
        for action in message.actions:
            for slot in ("customer", "into"):
                if isinstance(action.get(slot), str):
                    pools["customer"].append(action[slot])
            if isinstance(action.get("contact"), str):
                pools["contact"].append(action["contact"])
            for slot in ("owner", "to", "from", "assignee"):
                if action.get(slot) not in (None, "me", "team"):
                    pools["person"].append(str(action[slot]))
    pools["into"] = pools["customer"]
    for slot in ("owner", "to", "from", "assignee"):
        pools[slot] = pools["person"]
    return pools


if __name__ == "__main__":
    train(read_corpus(map(Path, sys.argv[1:])), Path(os.environ.get("OUT",str(MODELS))), verbose=True, many=int(os.environ.get("MANY","2")))

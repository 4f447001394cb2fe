"""Train the models of handlers/understanding from the corpus: `make model`.

Each message of tests/corpus/open is tokenised as the program does it; its labels say which stretch asks
for what and which words fill which slot. Copies with other names, some of them known to the store, teach the
words around a name rather than the names; messages put one after the other teach where one order ends and the
next begins. The same corpus gives the same models.
"""

import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import pycrfsuite

from domain.incoming import Situation
from handlers.understanding.cues import cue_words
from handlers.understanding.features import features, message_features, stretch_features
from handlers.understanding.marked import plain
from handlers.understanding.models import FOLDER, Models
from handlers.understanding.money import number
from handlers.understanding.segment import addressed
from handlers.understanding.stretches import GOES_ON, STARTS, TALK, WORD, Stretch, apart, stretches_of
from handlers.understanding.tagging import NOTHING, Tagged
from handlers.understanding.tokens import Tokens, tokens_of

OPEN = Path(__file__).parents[1] / "tests" / "corpus" / "open"
_PART = re.compile(r"\{([\d,]*)\}(.*?)(?=\{[\d,]*\}|$)", re.S)
_HAN = re.compile(r"[\u4e00-\u9fff]")

COLLEAGUES = ("owner", "to", "from", "assignee")
TYPED = (
    *("customer", "into", "contact", *COLLEAGUES, "region", "industry", "source", "team"),
    *("value", "title", "item", "reason", "note", "text"),
)
"""Slots whose value stands in the message as typed; the role of its words has the slot's name."""
NUMBERS = ("id", "amount", "score")
NAMED = frozenset({"customer", "into", "contact", *COLLEAGUES, "team"})
SUBS = {
    "log": "kind",
    "remind": "kind",
    "ticket": "kind",
    "set_customer": "field",
    "setting": "field",
} | dict.fromkeys(("report", "target"), "metric")
"""The slot that an action's words tell as a whole: it is part of what a stretch is called."""
OWN, OFTEN = "own", 3
"""The voice of our own documents and tests, and how many times what it says is seen: it must be read."""
KNOWN = 0.5
"""How many of the names in a copy the store knows."""


@dataclass(frozen=True)
class Message:
    """A labelled message: `parts` are (indices of actions, where their words begin and end)."""

    text: str
    situation: Situation
    actions: Sequence[Mapping[str, Any]]
    parts: Sequence[tuple[tuple[int, ...], int, int]]

    @cached_property
    def tokens(self) -> Tokens:
        """Its tokens."""
        return tokens_of(self.text, self.situation)

    @cached_property
    def tags(self) -> list[str]:
        """The tag of each token."""
        return tags_of(self)


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
    parts, at = [], len(spoken) - len(case["text"])
    for found in _PART.finditer(case["cut"]):
        end = at + len(found[2])
        if end > 0 and found[2].strip():
            parts.append((tuple(int(n) for n in found[1].split(",") if n), max(at, 0), end))
        at = end
    message = Message(spoken, situation, case["gold"][0], parts)
    return message if message.tokens.words else None


# ---- what stands where -----------------------------------------------------------------------------------


def name_of(action: Mapping[str, Any]) -> str:
    """Return what the models call an action: its name, and the slot that its words tell as a whole."""
    name = str(action["action"])
    return f"{name} {action.get(SUBS.get(name, ''), '')}".strip()


def label_of(message: Message, stretch: Stretch) -> str:
    """Return what a stretch of a message asks for."""
    at = message.tokens.starts[stretch.first]
    for numbers, start, end in message.parts:
        if start <= at < end:
            return "+".join(dict.fromkeys(name_of(message.actions[n]) for n in numbers)) or NOTHING
    return NOTHING


def tags_of(message: Message) -> list[str]:
    """Return the tag of each token of a message."""
    tokens = message.tokens
    tags = [TALK] * len(tokens.words)
    for numbers, start, end in message.parts:
        inside = [i for i, at in enumerate(tokens.starts) if start <= at < end]
        for i in inside:
            tags[i] = WORD if numbers else TALK
        for n in numbers:
            _tag_slots(message.actions[n], tokens, inside, tags)
        if inside:
            tags[inside[0]] = STARTS + tags[inside[0]]
    return tags


def _tag_slots(action: Mapping[str, Any], tokens: Tokens, inside: list[int], tags: list[str]) -> None:
    """Tag the words of an action's slots, the longest value first."""
    for slot in sorted(TYPED, key=lambda slot: -len(str(action.get(slot, "")))):
        value = action.get(slot)
        if isinstance(value, str) and value not in ("me", "team"):
            for first, last in _places(value, tokens, inside):
                if all(tags[i] == WORD for i in range(first, last + 1)):
                    tags[first : last + 1] = [slot, *[GOES_ON + slot] * (last - first)]
    for slot in NUMBERS:
        if slot in action:
            at = next((i for i in inside if tags[i] == WORD and _is_number(tokens, i, action[slot])), None)
            if at is not None:
                tags[at] = slot


def _is_number(tokens: Tokens, at: int, value: float) -> bool:
    money = tokens.marked.monies.get(tokens.starts[at])
    if money:
        return number(money.amount) == value
    said = plain(tokens.typed[at]).strip("#号號").replace(",", "")
    return said.replace(".", "", 1).isdecimal() and float(said) == value


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


# ---- copies ----------------------------------------------------------------------------------------------

Pools = Mapping[str, Sequence[str]]
"""Names to put in place of others, by slot."""


def pools_of(messages: Iterable[Message]) -> Pools:
    """Return the names of a corpus."""
    pools: dict[str, list[str]] = {"customer": [], "contact": [], "owner": []}
    kinds = {"into": "customer"} | dict.fromkeys(COLLEAGUES, "owner")
    for action in (action for message in messages for action in message.actions):
        for slot in ("customer", "into", "contact", *COLLEAGUES):
            if isinstance(action.get(slot), str) and action[slot] not in ("me", "team"):
                pools[kinds.get(slot, slot)].append(action[slot])
    return pools | {slot: pools[kind] for slot, kind in kinds.items()}


def with_other_names(message: Message, pools: Pools, chance: random.Random) -> Message:
    """Return a message with other names in the same script, some of which the store knows."""
    swaps: dict[str, str] = {}
    for action in message.actions:
        for slot, pool in pools.items():
            value = action.get(slot)
            if isinstance(value, str) and value in message.text and value not in swaps:
                swaps[value] = _another(value, pool, chance)
    if not swaps:
        return message
    text, place = _swapped(message.text, swaps)
    parts = [(numbers, place(start), place(end)) for numbers, start, end in message.parts]
    actions = [
        {slot: swaps.get(v, v) if slot in pools else v for slot, v in a.items()} for a in message.actions
    ]
    return _with_names_known(Message(text, message.situation, actions, parts), chance)


def _another(name: str, pool: Sequence[str], chance: random.Random) -> str:
    found = (chance.choice(pool) for _ in range(12))
    other = next((one for one in found if bool(_HAN.search(one)) == bool(_HAN.search(name))), name)
    return other.lower() if name.islower() else other


def _swapped(text: str, swaps: Mapping[str, str]) -> tuple[str, Callable[[int], int]]:
    """Return a text with words put in place of others, and where an offset of the old one is in it."""
    ways = re.compile("|".join(re.escape(name) for name in sorted(swaps, key=len, reverse=True)))
    new, at, moved = "", 0, [(0, 0)]
    for hit in ways.finditer(text):
        new += text[at : hit.start()] + swaps[hit.group()]
        at = hit.end()
        moved.append((at, len(new) - at))
    return new + text[at:], lambda offset: offset + [by for end, by in moved if end <= offset][-1]


def _with_names_known(message: Message, chance: random.Random) -> Message:
    """Return a message of which the store knows some names, as it does in earnest."""

    def known(*slots: str) -> tuple[str, ...]:
        said = {
            str(a[slot]) for a in message.actions for slot in slots if a.get(slot) not in (None, "me", "team")
        }
        return tuple(name for name in sorted(said) if chance.random() < KNOWN)

    situation = replace(message.situation, customers=known("customer", "into"), people=known(*COLLEAGUES))
    return replace(message, situation=situation)


_JOINTS = {True: ("，", "，", "。", " ", "；", "\n"), False: (", ", ". ", " and ", "; ", "\n", " ")}
_LONGEST = 160


def with_another_after(message: Message, other: Message, chance: random.Random) -> Message | None:
    """Return two messages of one script as one; None where they do not go together."""
    is_han = bool(_HAN.search(message.text))
    if is_han != bool(_HAN.search(other.text)) or len(message.text) + len(other.text) > _LONGEST:
        return None
    first = message.text.rstrip(" .。,，!！")
    before = first + chance.choice(_JOINTS[is_han])
    parts = [
        (numbers, start, min(end, len(first))) for numbers, start, end in message.parts if start < len(first)
    ]
    more = len(message.actions)
    parts += [
        (tuple(n + more for n in ns), len(before) + start, len(before) + end)
        for ns, start, end in other.parts
    ]
    return Message(before + other.text, message.situation, [*message.actions, *other.actions], parts)


# ---- training --------------------------------------------------------------------------------------------

_SETTINGS = {
    "roles": {"c1": 0.1, "c2": 0.1, "max_iterations": 80},
    "cuts": {"c1": 0.4, "c2": 0.05, "max_iterations": 80},
    "stretches": {"c1": 0.1, "c2": 0.1, "max_iterations": 120},
    "talk": {"c1": 0.1, "c2": 0.1, "max_iterations": 100},
}
"""How much of both regularisations: c1 keeps a model small. Four times as much costs the roles two messages
in a hundred and the cuts none, and halves either."""
Item = tuple[Any, list[str]]


def read_corpus(files: Iterable[Path]) -> list[dict[str, Any]]:
    """Return the cases of some files."""
    return [
        json.loads(line)
        for file in sorted(files)
        for line in file.read_text(encoding="utf-8").splitlines()
        if line
    ]


def train(cases: Sequence[Mapping[str, Any]], folder: Path) -> None:
    """Train all models from some cases and write them to a folder, two at a time."""
    folder.mkdir(exist_ok=True)
    write_vocabulary([message for case in cases if (message := message_of(case))], folder)
    with ProcessPoolExecutor(2) as pool:
        for names in (("roles", "cuts"), ("stretches", "talk")):
            for name in pool.map(train_one, names, [cases] * 2, [folder] * 2):
                print(f"{name}: {(folder / f'{name}.crf').stat().st_size:,} bytes", flush=True)


def train_one(name: str, cases: Sequence[Mapping[str, Any]], folder: Path) -> str:
    """Train one model; return its name."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({**_SETTINGS[name], "feature.possible_transitions": False})
    often = [case for case in cases for _ in range(OFTEN if case["voice"] == OWN else 1)]
    messages = [message for case in often if (message := message_of(case))]
    for seen, tags in _ITEMS[name](messages, Models(folder)):
        trainer.append(seen, tags)
    trainer.train(str(folder / f"{name}.crf"))
    return name


def write_vocabulary(messages: Iterable[Message], folder: Path) -> None:
    """Write down the words used at least twice outside of names, and all that cues are made of."""
    count: Counter[str] = Counter()
    for message in messages:
        inside = message.tokens.places
        outside = [
            i for i, tag in enumerate(message.tags) if apart(tag)[0].removeprefix(GOES_ON) not in NAMED
        ]
        count.update({message.tokens.words[i] for i in outside} | {inside[i][0] for i in outside})
    cues = {word for words in cue_words() for word in words}
    known = sorted(cues | {word for word, times in count.items() if times > 1 and word != "\n"})
    (folder / "vocabulary.txt").write_text("\n".join(known), encoding="utf-8")


def _copies(messages: Sequence[Message], *, joined: bool) -> Iterator[Message]:
    chance, pools = random.Random(7), pools_of(messages)
    for message in messages:
        yield message
        yield with_other_names(message, pools, chance)
        other = with_other_names(chance.choice(messages), pools, chance)
        if joined and (both := with_another_after(message, other, chance)):
            yield both


def _tagged(messages: Sequence[Message], models: Models, which: int) -> Iterator[Item]:
    for message in _copies(messages, joined=which == 1):
        seen = features(message.tokens, message.situation.channel, models.vocabulary)
        yield seen, [apart(tag)[which] for tag in message.tags]


def _stretches(messages: Sequence[Message], _models: Models) -> Iterator[Item]:
    for message in _copies(messages, joined=True):
        stretches = stretches_of(message.tags)
        seen = [stretch_features(message.tokens, one, message.situation.channel) for one in stretches]
        yield seen, [label_of(message, one) for one in stretches]


def _talk(messages: Sequence[Message], models: Models) -> Iterator[Item]:
    """Yield whole messages with the roles the trained model sees: the labels give none to names in talk."""
    for message in messages:
        tagged = Tagged(message.tokens, message.situation.channel, models)
        seen = message_features(message.tokens, stretches_of(tagged.tags()), message.situation.channel)
        yield [seen], ["order" if message.actions else "talk"]


_ITEMS: Mapping[str, Callable[[Sequence[Message], Models], Iterator[Item]]] = {
    "roles": lambda messages, models: _tagged(messages, models, 0),
    "cuts": lambda messages, models: _tagged(messages, models, 1),
    "stretches": _stretches,
    "talk": _talk,
}

if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:]]
    train(read_corpus(given or OPEN.glob("*.jsonl")), FOLDER)

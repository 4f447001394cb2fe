"""The trained models: what words are, where a message is cut, what a stretch asks for, what is mere talk.

All are linear-chain CRFs (python-crfsuite), trained by `make model` from tests/corpus/open and shipped in the
folder `model`.
"""

from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import pycrfsuite

FOLDER = Path(__file__).with_name("model")
Rows = Any
"""What is seen of each item of a sequence: lists of features, or an ItemSequence made of them."""


class Model:
    """One trained model, and the tags it knows.

    Its tagger holds the sequence it tags, so one thread at a time may use it.
    """

    def __init__(self, path: Path) -> None:
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(path))
        self.labels = frozenset(self._tagger.labels())
        self._lock = Lock()

    def tags(self, rows: Rows) -> list[str]:
        """Return the likeliest tags."""
        with self._lock:
            return list(self._tagger.tag(rows))

    def sure_tags(self, rows: Rows) -> list[tuple[str, float]]:
        """Return the likeliest tags, each with its probability."""
        with self._lock:
            return [(tag, self._tagger.marginal(tag, at)) for at, tag in enumerate(self._tagger.tag(rows))]

    def chances(self, rows: Rows, tags: Sequence[str]) -> list[float]:
        """Return for each item the probability that it has one of some tags."""
        known = self.labels.intersection(tags)
        with self._lock:
            self._tagger.set(rows)
            return [sum(self._tagger.marginal(tag, at) for tag in known) for at in range(len(rows))]


class Models:
    """The models in a folder, each read when it is first used, and the words known outside of names."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words that the corpus uses outside of names."""
        return frozenset((self._folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n"))

    @cached_property
    def roles(self) -> Model:
        """Gives each token its role."""
        return Model(self._folder / "roles.crf")

    @cached_property
    def cuts(self) -> Model:
        """Cuts a message into stretches."""
        return Model(self._folder / "cuts.crf")

    @cached_property
    def stretches(self) -> Model:
        """Names what each stretch asks for."""
        return Model(self._folder / "stretches.crf")

    @cached_property
    def talk(self) -> Model:
        """Tells messages that ask for nothing."""
        return Model(self._folder / "talk.crf")


@cache
def models() -> Models:
    """Return the models that are shipped."""
    return Models(FOLDER)

"""The words of time in both languages, as the grammar's kinds of token.

A kind is one letter, so that a sentence's kinds form a string which the grammar's patterns match:

    n number        o 5th  9 fifth   a "a"           h half          y year          m month
    d day of month  w weekday       W weekdays      D day from today  L holiday
    t hour  j 一点   P part of day   q quarter       H half of year  u unit          k weekend
    r next, last, this               c coming        p past ..., 最近   f coming ..., 未来
    e start, end    v every          O every other   V rhythm        1 once
    i in            g ago, 前        l later, 后      x within, 内     s since, so far
    b by, before    T to, -          F from          & and           @ at   + on   # the
    G back          S starting, 起   Z rest of
    _ of, 的         , comma          K o'clock       B after the holidays
    8 am, pm        ~ for           = about           < earlier, 提前  / /
    . any other text

The grammar makes of them:

    U length of time  X day  Y period  C time of day  R rhythm  M all of these together
"""

from typing import Any

from handlers.understanding.times import lexicon_en, lexicon_zh

Meaning = tuple[tuple[str, Any], ...]
"""What a word or phrase says, as kinds with values: "tonight" is today, evening."""


def _meanings(table: dict[str, dict[str, Any]]) -> dict[str, Meaning]:
    return {word: ((kind, value),) for kind, words in table.items() for word, value in words.items()}


ENGLISH: dict[str, Meaning] = _meanings(lexicon_en.WORDS) | lexicon_en.COMPOUNDS
CHINESE: dict[str, Meaning] = _meanings(lexicon_zh.WORDS) | lexicon_zh.COMPOUNDS
UNITS: dict[str, str] = lexicon_en.WORDS["u"] | {"h": "hour"}

"""Catalogues: complete, current, and in the characters and punctuation of their own script."""

import re
import runpy
from itertools import chain
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from opencc import OpenCC

from bot.render.wording.writer import CATALOGUES, LOCALES, translations

WORDS = runpy.run_path(str(Path(__file__).parents[2] / "tools" / "words.py"))
CHINESE = {language: locale for language, locale in LOCALES.items() if language != "en"}

TO_OWN_SCRIPT = {"zh_Hans": "t2s", "zh_Hant": "s2tw"}
BOTH_SCRIPTS = frozenset("台")
"""Characters that are at home in Traditional text though OpenCC knows a fuller form."""
LATIN = frozenset({"Salesbot", "salesbot", "invite", "personal", "JavaScript", "MB"})
"""Names, a unit, and commands that are typed in Latin letters."""
HAN = r"[\u3400-\u9fff]"
STRANGE_QUOTES = {"zh_Hans": "「」『』", "zh_Hant": "“”‘’"}

locales = pytest.mark.parametrize("locale", CHINESE.values())


def messages(locale: str) -> list[Message]:
    """Return the entries of a catalogue, its header apart."""
    return [message for message in WORDS["catalogue"](locale) if message.id]


def forms(words: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """Return the forms of an entry's words: one, or those of a plural."""
    return (words,) if isinstance(words, str) else tuple(words or ())


def translated(locale: str) -> list[str]:
    """Return all that a catalogue says, without its placeholders."""
    told = chain.from_iterable(forms(message.string) for message in messages(locale))
    return [re.sub(r"\{\w+\}", "", words) for words in told]


def placeholders(words: str) -> set[str | None]:
    """Return the names in braces."""
    return {name for _, name, _, _ in Formatter().parse(words)} - {None}


@locales
def test_catalogue_holds_what_the_code_says(locale: str) -> None:
    """No words are missing, none are left over; `make words` mends it."""
    assert (CATALOGUES / f"{locale}.po").read_bytes() == WORDS["updated"](locale)


@locales
def test_everything_is_translated(locale: str) -> None:
    """Nothing is empty or a guess."""
    assert [m.id for m in messages(locale) if m.fuzzy or not all(forms(m.string))] == []


@locales
def test_placeholders_are_kept(locale: str) -> None:
    """A translation names the same values as the English words."""
    for message in messages(locale):
        wanted = set().union(*map(placeholders, forms(message.id)))
        assert [placeholders(words) for words in forms(message.string)] == [wanted], message.id


@pytest.mark.parametrize("language", CHINESE)
def test_one_form_for_every_number(language: str) -> None:
    """Chinese has no plural; the catalogue a reader gets agrees."""
    known = translations(language)
    plurals = [forms(message.id) for message in messages(CHINESE[language]) if message.pluralizable]
    assert plurals
    for one, many in plurals:
        assert known.ngettext(one, many, 1) == known.ngettext(one, many, 2) != many


@locales
def test_characters_are_of_the_script(locale: str) -> None:
    """No Traditional character in Simplified text, no Simplified one in Traditional text."""
    convert = OpenCC(TO_OWN_SCRIPT[locale]).convert
    used = set().union(*translated(locale)) - BOTH_SCRIPTS
    assert {char for char in used if convert(char) != char} == set()


@locales
def test_no_english_is_left(locale: str) -> None:
    """Latin letters spell names only."""
    assert set(re.findall(r"[A-Za-z]+", " ".join(translated(locale)))) <= LATIN


@locales
def test_punctuation_is_chinese(locale: str) -> None:
    """Full-width marks beside Chinese characters, no space between two of them, quotes of the script."""
    strange = re.compile(rf"{HAN} +{HAN}|{HAN} ?[,;:!?()]|[(,]{HAN}|\.\.\.|[{STRANGE_QUOTES[locale]}]")
    assert [words for words in translated(locale) if strange.search(words)] == []

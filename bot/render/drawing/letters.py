"""The font of the charts: one packaged file that draws Latin, Simplified and Traditional Chinese alike."""

import unicodedata
from collections.abc import Set
from functools import cache
from importlib.resources import files
from pathlib import Path

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

FONT = Path(str(files("noto_cjk_sans_otc") / "NotoSansCJK-Regular.ttc"))

_FACES = {"en": "SC", "zh-Hans": "SC", "zh-Hant": "TC"}
_RESERVE = "DejaVu Sans"
_UNKNOWN_LETTER = "□"


@cache
def families(language: str) -> tuple[str, ...]:
    """Return the families to draw `language` with, the second for letters the first lacks (Arabic, …)."""
    if str(FONT) not in {str(entry.fname) for entry in font_manager.fontManager.ttflist}:
        font_manager.fontManager.addfont(str(FONT))
    return f"Noto Sans CJK {_FACES.get(language, 'SC')}", _RESERVE


def legible(text: str) -> str:
    """Return `text` on one line with only what the fonts can draw: emoji go, unknown letters become boxes."""
    shown = "".join(_drawable(char) for char in " ".join(text.split()))
    return " ".join(shown.split()).replace(" · ", "·")  # this font's dot brings its own space


def _drawable(char: str) -> str:
    if ord(char) in _covered():
        return char
    return _UNKNOWN_LETTER if unicodedata.category(char).startswith("L") else ""


@cache
def _covered() -> Set[int]:
    reserve = Path(mpl.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf")
    return FT2Font(FONT).get_charmap().keys() | FT2Font(reserve).get_charmap().keys()

"""Parts of a whole: one bar of the full width, and its parts listed below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.render.drawing.figures import figure
from bot.render.drawing.palette import REST, SERIES, SOFT
from bot.render.drawing.pen import Box, Pen
from domain.charts import Panel

LABEL, NOTE = 27.0, 23.0
MOST_PARTS = len(SERIES)
_WHOLE, _ROW = 92.0, 54.0
_BAR, _SWATCH, _GAP = 56.0, 20.0, 14.0
_SHARE_COLUMN = 92.0


@dataclass(frozen=True)
class Part:
    """One part with its colour; the last may stand for all the rest."""

    label: str
    value: Decimal
    colour: str


def height(panel: Panel) -> float:
    """Return how high the bar and its list stand."""
    return _WHOLE + _ROW * len(_parts(panel))


def paint(pen: Pen, panel: Panel, box: Box) -> None:
    """Draw the bar and below it each part with its share and its figure."""
    parts = _parts(panel)
    whole = sum((part.value for part in parts), Decimal(0))
    widths = [float(part.value / whole) * box.width for part in parts]
    bar = Box(box.x, box.y + 8, box.width, _BAR)
    pen.pieces(bar, widths, [part.colour for part in parts], radius=10)
    box = box.below(_WHOLE)
    for part in parts:
        share = _percent(part.value, whole, pen.language)
        _line(pen, part, share, figure(part.value, panel.unit, language=pen.language), box)
        box = box.below(_ROW)


def has_parts(panel: Panel) -> bool:
    """Whether anything is there to be shared."""
    return bool(_parts(panel))


def _line(pen: Pen, part: Part, share: str, words: str, box: Box) -> None:
    middle = box.y + _ROW / 2
    pen.box(Box(box.x, middle - _SWATCH / 2, _SWATCH, _SWATCH), part.colour, radius=6)
    pen.write(box.right, middle, share, LABEL, bold=True, align="right")
    used = pen.write(box.right - _SHARE_COLUMN, middle, words, NOTE, colour=SOFT, align="right")
    room = box.width - _SHARE_COLUMN - used - _SWATCH - 2 * _GAP
    pen.write(box.x + _SWATCH + _GAP, middle, part.label, LABEL, room=room)


def _parts(panel: Panel) -> Sequence[Part]:
    bars = [(bar.label, bar.value) for bar in panel.bars if bar.value is not None and bar.value > 0]
    if len(bars) > MOST_PARTS:
        rest = bars[MOST_PARTS - 1 :]
        total = sum((value for _, value in rest), Decimal(0))
        bars = [*bars[: MOST_PARTS - 1], (f"+{len(rest)}", total)]
        colours = (*SERIES[: MOST_PARTS - 1], REST)
    else:
        colours = SERIES
    return [Part(label, value, colour) for (label, value), colour in zip(bars, colours, strict=False)]


def _percent(value: Decimal, whole: Decimal, language: str) -> str:
    share = 100 * value / whole
    return "<1%" if share < 1 else figure(share.quantize(Decimal(1)), "%", language=language)

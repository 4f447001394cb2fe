"""Bars one below the other: the funnel's stages, a ranking, a day's activity by person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.render.drawing.figures import figure
from bot.render.drawing.palette import ACCENT, BELOW_ZERO, FAINT, REST, SERIES, SOFT, TRACK, pale, steps
from bot.render.drawing.pen import Box, Pen
from domain.charts import Bar, Panel

LABEL, NOTE = 27.0, 23.0
MOST_ROWS = 12
_WIDE = 500  # from here on label, bar and figure share one line
_ROW_WIDE, _ROW_NARROW = 60.0, 72.0
_BAR_WIDE, _BAR_NARROW = 30.0, 12.0
_HEADER, _LEGEND, _BETWEEN = 54.0, 46.0, 20.0
_GAP = 14.0
_LABEL_SHARE, _NOTE_SHARE = 0.36, 0.3
_STUB = 4.0  # a measured zero is still to be seen


@dataclass(frozen=True)
class Row:
    """One line: its pieces with their colours, and what is written beside them."""

    label: str
    pieces: tuple[tuple[Decimal, str], ...]
    shown: str
    note: str

    @property
    def length(self) -> Decimal:
        """The sum of its pieces, whichever way they count."""
        return sum((size for size, _ in self.pieces), Decimal(0))


@dataclass(frozen=True)
class Block:
    """Rows that share one scale, under a header where there are several blocks."""

    rows: tuple[Row, ...]
    more: int
    header: str = ""
    total: str = ""

    @property
    def scale(self) -> Decimal:
        """The longest row."""
        return max((row.length for row in self.rows), default=Decimal(0))


def height(panel: Panel, width: float, *, language: str) -> float:
    """Return how high the rows stand when they are `width` wide."""
    pitch = _ROW_WIDE if width >= _WIDE else _ROW_NARROW
    blocks = _blocks(panel, language)
    lines = sum(len(block.rows) + bool(block.more) for block in blocks)
    headers = sum(bool(block.header) for block in blocks)
    legend = _LEGEND if _names(panel) else 0
    return lines * pitch + headers * _HEADER + (len(blocks) - 1) * _BETWEEN + legend


def paint(pen: Pen, panel: Panel, box: Box) -> None:
    """Draw the rows from the top of `box` down."""
    if names := _names(panel):
        _legend(pen, names, box)
        box = box.below(_LEGEND)
    for block in _blocks(panel, pen.language):
        if block.header:
            _header(pen, block, box)
            box = box.below(_HEADER)
        box = _rows(pen, block, box).below(_BETWEEN)


def _rows(pen: Pen, block: Block, box: Box) -> Box:
    wide = box.width >= _WIDE
    pitch = _ROW_WIDE if wide else _ROW_NARROW
    column = _label_column(pen, block, box)
    tail = max((_tail(pen, row, box) for row in block.rows), default=0)
    for row in block.rows:
        line = Box(box.x, box.y, box.width, pitch)
        if wide:
            _wide(pen, row, line, block.scale, column=column, tail=tail)
        else:
            _narrow(pen, row, line, block.scale)
        box = box.below(pitch)
    if block.more:
        pen.write(box.x, box.y + pitch / 2, f"… +{block.more}", NOTE, colour=FAINT)
        box = box.below(pitch)
    return box


def _wide(pen: Pen, row: Row, line: Box, scale: Decimal, *, column: float, tail: float) -> None:
    middle = line.y + line.height / 2
    pen.write(line.x, middle, row.label, LABEL, room=column)
    start = line.x + column + _GAP
    track = Box(start, middle - _BAR_WIDE / 2, line.right - start - _GAP - tail, _BAR_WIDE)
    end = start + _bar(pen, row, track, scale, radius=6) + _GAP
    width = pen.write(end, middle, row.shown, LABEL, bold=True)
    pen.write(end + width + _GAP, middle, row.note, NOTE, colour=SOFT, room=line.width * _NOTE_SHARE)


def _narrow(pen: Pen, row: Row, line: Box, scale: Decimal) -> None:
    middle = line.y + line.height * 0.36
    used = pen.write(line.right, middle, row.shown, LABEL, bold=True, align="right") + _GAP
    note = pen.fit(row.note, NOTE, line.width * _NOTE_SHARE)
    used += pen.write(line.right - used, middle, note, NOTE, colour=SOFT, align="right")
    pen.write(line.x, middle, row.label, LABEL, room=line.width - used - _GAP)
    track = Box(line.x, line.y + line.height * 0.7, line.width, _BAR_NARROW)
    pen.box(track, TRACK, radius=_BAR_NARROW / 2)
    _bar(pen, row, track, scale, radius=_BAR_NARROW / 2)


def _bar(pen: Pen, row: Row, track: Box, scale: Decimal, *, radius: float) -> float:
    """Draw a row's pieces and return how far they reach."""
    if not row.pieces:
        return 0.0
    reach = _STUB
    if row.length:
        reach = max(float(row.length / scale) * track.width, _STUB)
    bar = Box(track.x, track.y, reach, track.height)
    widths = [float(size / row.length) * reach for size, _ in row.pieces] if row.length else [reach]
    colours = [colour for _, colour in row.pieces] if row.length else [REST]
    pen.pieces(bar, widths, colours, radius=radius)
    return reach


def _header(pen: Pen, block: Block, box: Box) -> None:
    middle = box.y + _HEADER / 2 - 4
    used = pen.write(box.right, middle, block.total, LABEL + 3, bold=True, align="right")
    pen.write(box.x, middle, block.header, NOTE, colour=SOFT, bold=True, room=box.width - used - _GAP)


def _legend(pen: Pen, names: Sequence[str], box: Box) -> None:
    x, swatch = box.x, 18.0
    room = box.width / len(names) - swatch - 3 * _GAP
    for name, colour in zip(names, _colours(names), strict=True):
        pen.box(Box(x, box.y + 5, swatch, swatch), colour, radius=5)
        width = pen.write(x + swatch + 10, box.y + 5 + swatch / 2, name, NOTE, colour=SOFT, room=room)
        x += swatch + 10 + width + 2 * _GAP


def _label_column(pen: Pen, block: Block, box: Box) -> float:
    widest = max((pen.width(row.label, LABEL) for row in block.rows), default=0.0)
    return min(widest + 1, box.width * _LABEL_SHARE)


def _tail(pen: Pen, row: Row, box: Box) -> float:
    note = min(pen.width(row.note, NOTE), box.width * _NOTE_SHARE)
    return pen.width(row.shown, LABEL, bold=True) + (note + _GAP if note else 0)


# ---- from bars to rows --------------------------------------------------------------------------------


def _blocks(panel: Panel, language: str) -> tuple[Block, ...]:
    if panel.kind == "bars":
        return (_block(_stacked(panel, language)),)
    groups = _unique(bar.group for bar in panel.bars)
    return tuple(_funnel(panel, group, language, alone=len(groups) == 1) for group in groups)


def _block(rows: tuple[Row, ...], *, header: str = "", total: str = "") -> Block:
    return Block(rows[:MOST_ROWS], max(0, len(rows) - MOST_ROWS), header, total)


def _funnel(panel: Panel, group: str, language: str, *, alone: bool) -> Block:
    bars = [bar for bar in panel.bars if bar.group == group]
    unit = panel.unit or group
    colours = steps(len(bars))
    rows = tuple(
        Row(bar.label, _piece(bar, colour), figure(bar.value, unit, language=language), bar.note)
        for bar, colour in zip(bars, colours, strict=True)
    )
    if alone:
        return _block(rows)
    total = figure(sum((bar.value or Decimal(0) for bar in bars), Decimal(0)), unit, language=language)
    return _block(rows, header=group, total=total if panel.total else "")


def _stacked(panel: Panel, language: str) -> tuple[Row, ...]:
    names = _names(panel)
    colours = dict(zip(names, _colours(names), strict=True))
    return tuple(
        _stack(label, [bar for bar in panel.bars if bar.label == label], colours, panel.unit, language)
        for label in _unique(bar.label for bar in panel.bars)
    )


def _stack(label: str, bars: Sequence[Bar], colours: dict[str, str], unit: str, language: str) -> Row:
    pieces = tuple(piece for bar in bars for piece in _piece(bar, colours.get(bar.group, ACCENT)))
    measured = [bar.value for bar in bars if bar.value is not None]
    total = sum(measured, Decimal(0)) if measured else None
    note = next((bar.note for bar in bars if bar.note), "")
    return Row(label, pieces, figure(total, unit, language=language), note)


def _piece(bar: Bar, colour: str) -> tuple[tuple[Decimal, str], ...]:
    if bar.value is None:
        return ()
    if bar.value < 0:
        colour = BELOW_ZERO
    return ((abs(bar.value), pale(colour) if bar.unfinished else colour),)


def _names(panel: Panel) -> tuple[str, ...]:
    """Return the parts of stacked bars, where there are several."""
    names = _unique(bar.group for bar in panel.bars) if panel.kind == "bars" else ()
    return names if len(names) > 1 else ()


def _colours(names: Sequence[str]) -> list[str]:
    return [SERIES[at % len(SERIES)] for at in range(len(names))]


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))

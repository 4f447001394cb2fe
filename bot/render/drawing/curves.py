"""Lines over time: months, weeks, a running share."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from math import ceil, floor, log10, nan

from bot.render.drawing.figures import figure
from bot.render.drawing.palette import CARD, EDGE, FAINT, INK, SERIES, SOFT, mixed
from bot.render.drawing.pen import Box, Pen
from domain.charts import Bar, Panel

LABEL, TICK = 25.0, 22.0
HEIGHT = 430.0
_BELOW, _ABOVE = 48.0, 40.0
_GUTTER_SHARE = 0.26
_APART = 56.0
_TO_NAMES = 24.0
MOST_LINES = len(SERIES)
_MOST_DOTS = 16
_LONGEST_PERIOD = 130.0
_NICE = (1, 2, 4, 5, 10)


@dataclass(frozen=True)
class Frame:
    """Where the plot stands on the sheet, and what its height means."""

    box: Box
    labels: tuple[str, ...]
    low: float
    high: float

    def x(self, at: int) -> float:
        """Return where the point number `at` stands."""
        if len(self.labels) == 1:
            return self.box.x + self.box.width / 2
        return self.box.x + self.box.width * at / (len(self.labels) - 1)

    def y(self, value: Decimal | float) -> float:
        """Return where `value` stands."""
        return self.box.bottom - self.box.height * (float(value) - self.low) / (self.high - self.low)


def paint(pen: Pen, panel: Panel, box: Box) -> None:
    """Draw each group as a line, named at its end."""
    every = _series(panel)
    series = dict(islice(every.items(), MOST_LINES))
    ends = {
        name: figure(_last(bars).value, panel.unit, language=pen.language) for name, bars in series.items()
    }
    gutter = _gutter(pen, ends, box)
    frame = _grid(pen, series, panel.unit, Box(box.x, box.y, box.width - gutter, box.height))
    _periods(pen, frame)
    if len(series) == 1:
        _tint(pen, frame, next(iter(series.values())))
    for bars, colour in zip(series.values(), SERIES, strict=False):
        _curve(pen, frame, bars, colour)
    _names(pen, frame, series, ends, room=gutter - _TO_NAMES)
    if more := len(every) - len(series):
        pen.write(frame.box.right + _TO_NAMES, box.y, f"… +{more}", TICK, colour=FAINT)


def _series(panel: Panel) -> dict[str, tuple[Bar, ...]]:
    """Return each line's points, a gap where it has none."""
    labels = tuple(dict.fromkeys(bar.label for bar in panel.bars))
    found = {(bar.group, bar.label): bar for bar in panel.bars}
    groups = dict.fromkeys(bar.group for bar in panel.bars)
    return {name: tuple(found.get((name, at), Bar(at, None, group=name)) for at in labels) for name in groups}


def _last(bars: Sequence[Bar]) -> Bar:
    return next((bar for bar in reversed(bars) if bar.value is not None), bars[-1])


def _gutter(pen: Pen, ends: dict[str, str], box: Box) -> float:
    names = max(pen.width(group, TICK) for group in ends)
    values = max(pen.width(value, LABEL, bold=True) for value in ends.values())
    return max(min(names, box.width * _GUTTER_SHARE), values) + _TO_NAMES


def ticks(low: float, high: float) -> tuple[float, ...]:
    """Return two to five round figures from `low` to `high`."""
    rough = (high - low) / 4
    power = 10.0 ** floor(log10(rough))
    step = next(nice * power for nice in _NICE if nice * power >= rough * 0.999)
    return tuple(step * at for at in range(ceil(low / step), floor(high / step + 1e-9) + 1))


def _grid(pen: Pen, series: dict[str, tuple[Bar, ...]], unit: str, box: Box) -> Frame:
    """Draw the scale and return the frame right of its figures."""
    values = [float(bar.value) for bars in series.values() for bar in bars if bar.value is not None]
    low, high = min(0.0, *values), max(0.0, *values)
    high = high if high > low else low + 1
    words = {at: figure(Decimal(repr(at)), unit, language=pen.language) for at in ticks(low, high)}
    left = max(pen.width(text, TICK) for text in words.values()) + 26
    plot = Box(box.x + left, box.y + _ABOVE, box.width - left, box.height - _ABOVE - _BELOW)
    frame = Frame(plot, tuple(bar.label for bar in next(iter(series.values()))), low, high)
    for at, text in words.items():
        y = frame.y(at)
        pen.line([plot.x - 8, plot.right + 8], [y, y], FAINT if at == 0 else EDGE, width=1.5)
        pen.write(plot.x - 20, y, text, TICK, colour=FAINT, align="right")
    return frame


def _periods(pen: Pen, frame: Frame) -> None:
    """Name as many points as there is room for, the last one always."""
    names = [pen.fit(label, TICK, _LONGEST_PERIOD) for label in frame.labels]
    apart = max(pen.width(name, TICK) for name in names) + 18
    every = ceil((len(names) - 1) * apart / frame.box.width) or 1
    for at in range(len(names) - 1, -1, -every):
        pen.write(frame.x(at), frame.box.bottom + 30, names[at], TICK, colour=SOFT, align="center")


def _curve(pen: Pen, frame: Frame, bars: Sequence[Bar], colour: str) -> None:
    """Draw a line, dashed to what is not over, with a dot at its end."""
    points = [(frame.x(at), nan if bar.value is None else frame.y(bar.value)) for at, bar in enumerate(bars)]
    for (left, bar), right in zip(zip(points, bars[1:], strict=False), points[1:], strict=True):
        pen.line([left[0], right[0]], [left[1], right[1]], colour, width=5, dashed=bar.unfinished)
    alone = sum(bar.value is not None for bar in bars) == 1
    for (x, y), bar in zip(points, bars, strict=True):
        if bar.value is not None and (alone or bar is _last(bars) or len(bars) <= _MOST_DOTS):
            last = bar is _last(bars)
            pen.dot(x, y, colour, size=15 if last else 8, hollow=bar.unfinished)


def _tint(pen: Pen, frame: Frame, bars: Sequence[Bar]) -> None:
    ys = [nan if bar.value is None else frame.y(bar.value) for bar in bars]
    xs = [frame.x(at) for at in range(len(bars))]
    pen.shade(xs, ys, frame.y(0), mixed(SERIES[0], CARD, 0.9))


def _names(
    pen: Pen, frame: Frame, series: dict[str, tuple[Bar, ...]], ends: dict[str, str], *, room: float
) -> None:
    wanted = [frame.y(_last(bars).value or 0) for bars in series.values()]
    heights = spread(wanted, _APART, frame.box.y, frame.box.bottom - _APART / 2)
    for (group, words), y, colour in zip(ends.items(), heights, SERIES, strict=False):
        x = frame.box.right + _TO_NAMES
        alone = not group
        pen.write(
            x,
            y if alone else y - 13,
            words,
            LABEL,
            bold=True,
            colour=INK if alone else mixed(colour, INK, 0.25),
        )
        pen.write(x, y + 15, group, TICK, colour=SOFT, room=room)


def spread(wanted: Sequence[float], apart: float, top: float, bottom: float) -> list[float]:
    """Return the heights moved as little as need be to stand `apart`, within `top` and `bottom`."""
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    placed = list(wanted)
    limit = top
    for at in order:
        placed[at] = limit = max(placed[at], limit)
        limit += apart
    limit = max(bottom, top + apart * (len(wanted) - 1))
    for at in reversed(order):
        placed[at] = limit = min(placed[at], limit)
        limit -= apart
    return placed

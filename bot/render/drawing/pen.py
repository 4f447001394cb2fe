"""A sheet measured in pixels from its top left corner, and what is put on it: words, boxes, lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyBboxPatch, Patch, Rectangle
from matplotlib.patheffects import withStroke

from bot.render.drawing.letters import families, legible
from bot.render.drawing.palette import INK, PAPER

DOTS_PER_INCH = 72  # so that a point is a pixel
_BOLDNESS = 0.028  # of the letter's size: the packaged font has no bold face
_TO_MIDDLE = 0.36  # from a line's baseline up to the middle of its letters

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Box:
    """A part of the sheet."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.height

    def inset(self, by: float) -> "Box":
        """Return it smaller by `by` on each side."""
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)

    def below(self, by: float) -> "Box":
        """Return it without its uppermost `by`."""
        return Box(self.x, self.y + by, self.width, self.height - by)


class Pen:
    """Draws on one sheet in the letters of one language."""

    def __init__(self, width: int, height: int, *, language: str) -> None:
        """Take an empty sheet of `width` by `height` pixels."""
        self.language = language
        self.figure = Figure(figsize=(width / DOTS_PER_INCH, height / DOTS_PER_INCH), dpi=DOTS_PER_INCH)
        canvas = FigureCanvasAgg(self.figure)
        self._renderer: RendererBase = canvas.get_renderer()  # type: ignore[no-untyped-call]
        self._axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)
        self.box(Box(0, 0, width, height), PAPER)

    def png(self) -> bytes:
        """Return the sheet as a PNG."""
        out = BytesIO()
        self.figure.savefig(out, format="png")
        return out.getvalue()

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return how many pixels `text` takes."""
        shown = legible(text)
        if not shown:
            return 0.0
        font = FontProperties(family=families(self.language), size=size)
        wide, _, _ = self._renderer.get_text_width_height_descent(shown, font, ismath=False)
        return float(wide) + (size * _BOLDNESS if bold else 0)

    def fit(self, text: str, size: float, room: float, *, bold: bool = False) -> str:
        """Return `text`, or as much of it as `room` pixels hold, with an ellipsis."""
        shown = legible(text)
        if self.width(shown, size, bold=bold) <= room:
            return shown
        low, high = 0, len(shown)
        while low < high:
            middle = (low + high + 1) // 2
            if self.width(shown[:middle].rstrip() + "…", size, bold=bold) <= room:
                low = middle
            else:
                high = middle - 1
        return shown[:low].rstrip() + "…" if low else ""

    def write(
        self, x: float, middle: float, text: str, size: float, *,
        colour: str = INK, bold: bool = False, align: Align = "left", room: float | None = None,
    ) -> float:  # fmt: skip
        """Write a line around the height `middle`, shortened to `room`, and return how wide it came out."""
        shown = legible(text) if room is None else self.fit(text, size, room, bold=bold)
        if not shown:
            return 0.0
        line = self._axes.text(
            x, middle + size * _TO_MIDDLE, shown,
            size=size, color=colour, family=families(self.language), ha=align, va="baseline",
            parse_math=False,
        )  # fmt: skip
        if bold:
            line.set_path_effects([withStroke(linewidth=size * _BOLDNESS, foreground=colour)])
        return self.width(shown, size, bold=bold)

    def box(self, box: Box, colour: str, *, radius: float = 0, edge: str = "none") -> Patch:
        """Fill a box, its corners rounded by `radius` as far as it is large enough."""
        rounding = min(radius, box.width / 2, box.height / 2)
        if rounding <= 0:
            patch: Patch = Rectangle((box.x, box.y), box.width, box.height)
        else:
            style = f"round,pad=0,rounding_size={rounding}"
            patch = FancyBboxPatch((box.x, box.y), box.width, box.height, boxstyle=style, mutation_aspect=1)
        patch.set(facecolor=colour, edgecolor=edge, linewidth=0 if edge == "none" else 1.5)
        self._axes.add_patch(patch)
        return patch

    def pieces(self, box: Box, widths: Sequence[float], colours: Sequence[str], *, radius: float) -> None:
        """Fill a rounded box with pieces side by side."""
        outline = self.box(box, "none", radius=radius)
        x = box.x
        for width, colour in zip(widths, colours, strict=True):
            piece = self.box(Box(x, box.y, width, box.height), colour)
            piece.set_clip_path(outline)
            x += width

    def line(
        self, xs: Sequence[float], ys: Sequence[float], colour: str, *, width: float, dashed: bool = False
    ) -> None:
        """Draw through points; a point that is not a number leaves a gap."""
        self._axes.plot(
            xs, ys, color=colour, linewidth=width, linestyle=(0, (2, 1.5)) if dashed else "solid",
            solid_capstyle="round", solid_joinstyle="round",
        )  # fmt: skip

    def dot(self, x: float, y: float, colour: str, *, size: float, hollow: bool = False) -> None:
        """Mark a point."""
        self._axes.plot(
            [x], [y], marker="o", markersize=size, markeredgewidth=3,
            markerfacecolor="white" if hollow else colour, markeredgecolor=colour,
        )  # fmt: skip

    def shade(self, xs: Sequence[float], ys: Sequence[float], floor: float, colour: str) -> None:
        """Tint what lies between points and `floor`."""
        self._axes.fill_between(xs, ys, floor, color=colour, linewidth=0)

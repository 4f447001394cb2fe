"""The whole picture: its title, and each panel as a card."""

from collections.abc import Sequence
from decimal import Decimal

from bot.render.drawing import curves, ranking, shares
from bot.render.drawing.figures import figure
from bot.render.drawing.palette import CARD, EDGE, FAINT, SOFT
from bot.render.drawing.pen import Box, Pen
from domain.charts import Chart, Panel

WIDTH = 1200
LEAST_HEIGHT = 560
_MARGIN, _GAP, _PADDING = 36.0, 20.0, 32.0
_LEFT_SHARE = 0.58
_TITLE, _SUBTITLE, _FOOTNOTE = 46.0, 27.0, 22.0
_PANEL_TITLE, _PANEL_NOTE, _PANEL_TOTAL = 29.0, 24.0, 58.0
_TITLE_LINE, _NOTE_LINE, _TOTAL_LINE = 56.0, 42.0, 86.0
_NOTHING = {"en": "Nothing to show yet", "zh-Hans": "暂无数据", "zh-Hant": "目前沒有資料"}
_NOTHING_HEIGHT = 90.0


def drawn(chart: Chart, language: str) -> Pen:
    """Return the sheet with `chart` on it, as high as it needs to be."""
    columns = _columns(chart.panels)
    top = _MARGIN + 62 + (50 if chart.subtitle else 8) + 12
    foot = _MARGIN + (38 if chart.footnote else 0)
    tallest = max(_column_height(panels, width, language) for _, width, panels in columns)
    body = max(tallest, LEAST_HEIGHT - top - foot)
    pen = Pen(WIDTH, round(top + body + foot), language=language)
    _headings(pen, chart, bottom=top + body)
    for x, width, panels in columns:
        _column(pen, panels, Box(x, top, width, body))
    return pen


def _headings(pen: Pen, chart: Chart, *, bottom: float) -> None:
    room = WIDTH - 2 * _MARGIN
    pen.write(_MARGIN, _MARGIN + 30, chart.title, _TITLE, bold=True, room=room)
    pen.write(_MARGIN, _MARGIN + 84, chart.subtitle, _SUBTITLE, colour=SOFT, room=room)
    pen.write(_MARGIN, bottom + 32, chart.footnote, _FOOTNOTE, colour=FAINT, room=room)


def _columns(panels: Sequence[Panel]) -> list[tuple[float, float, Sequence[Panel]]]:
    """Return x, width and panels of each column: one, or the first panel beside the others."""
    room = WIDTH - 2 * _MARGIN
    if len(panels) == 1:
        return [(_MARGIN, room, panels)]
    left = (room - _GAP) * _LEFT_SHARE
    return [(_MARGIN, left, panels[:1]), (_MARGIN + left + _GAP, room - _GAP - left, panels[1:])]


def _column(pen: Pen, panels: Sequence[Panel], box: Box) -> None:
    """Draw the panels one below the other, what room is left shared among them."""
    spare = (box.height - _column_height(panels, box.width, pen.language)) / len(panels)
    for panel in panels:
        card = Box(box.x, box.y, box.width, _card_height(panel, box.width, pen.language) + spare)
        pen.box(card, CARD, radius=18, edge=EDGE)
        _panel(pen, panel, card.inset(_PADDING))
        box = box.below(card.height + _GAP)


def _column_height(panels: Sequence[Panel], width: float, language: str) -> float:
    cards = sum(_card_height(panel, width, language) for panel in panels)
    return cards + _GAP * (len(panels) - 1)


def _card_height(panel: Panel, width: float, language: str) -> float:
    return _heading_height(panel) + _content_height(panel, width - 2 * _PADDING, language) + 2 * _PADDING


def _content_height(panel: Panel, width: float, language: str) -> float:
    if _is_empty(panel):
        return _NOTHING_HEIGHT
    if panel.kind == "lines":
        return curves.HEIGHT
    if panel.kind == "share":
        return shares.height(panel)
    return ranking.height(panel, width, language=language)


def _panel(pen: Pen, panel: Panel, box: Box) -> None:
    _heading(pen, panel, box)
    content = box.below(_heading_height(panel))
    if _is_empty(panel):
        words = panel.empty or _NOTHING.get(pen.language, _NOTHING["en"])
        pen.write(content.x, content.y + 24, words, _PANEL_NOTE + 2, colour=FAINT, room=content.width)
    elif panel.kind == "lines":
        curves.paint(pen, panel, content)
    elif panel.kind == "share":
        shares.paint(pen, panel, content)
    else:
        ranking.paint(pen, panel, content)


def _heading_height(panel: Panel) -> float:
    note = _TOTAL_LINE if _shows_total(panel) else _NOTE_LINE if panel.subtitle else 0
    return (_TITLE_LINE if panel.title else 0) + note


def _heading(pen: Pen, panel: Panel, box: Box) -> None:
    if panel.title:
        pen.write(box.x, box.y + 16, panel.title, _PANEL_TITLE, bold=True, room=box.width)
        box = box.below(_TITLE_LINE)
    used = 0.0
    if _shows_total(panel):
        unit = panel.unit or (panel.bars[0].group if panel.kind == "funnel" else "")
        total = sum((bar.value or Decimal(0) for bar in panel.bars), Decimal(0))
        words = figure(total, unit, language=pen.language)
        used = pen.write(box.x, box.y + 28, words, _PANEL_TOTAL, bold=True) + 18
    middle = box.y + (40 if used else 10)
    pen.write(box.x + used, middle, panel.subtitle, _PANEL_NOTE, colour=SOFT, room=box.width - used)


def _shows_total(panel: Panel) -> bool:
    one_currency = panel.kind != "funnel" or len({bar.group for bar in panel.bars}) == 1
    return panel.total and one_currency and not _is_empty(panel)


def _is_empty(panel: Panel) -> bool:
    if panel.kind == "share":
        return not shares.has_parts(panel)
    return all(bar.value is None for bar in panel.bars)

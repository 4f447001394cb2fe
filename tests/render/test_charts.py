"""Charts are pictures a phone can show: every letter drawn, nothing cut off, no word on another."""

import struct
from collections.abc import Sequence, Set
from decimal import Decimal
from functools import cache
from itertools import combinations

import pytest
from fontTools.ttLib import TTFont
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from bot.render.charts import draw
from bot.render.drawing.letters import FONT, families
from bot.render.drawing.page import LEAST_HEIGHT, WIDTH, drawn
from bot.render.drawing.palette import SERIES, steps
from bot.render.drawing.pen import Pen
from bot.render.drawing.ranking import MOST_ROWS
from domain.charts import Bar, Chart, Kind, Panel

LANGUAGES = ("en", "zh-Hans", "zh-Hant")
STAGES = ("Lead", "Qualified", "提案", "談判", "赢单", "Lost")
PARTS = ("Visits", "電話", "Messages and everything else that was said")
HOSTILE = "上海星河智能科技股份有限公司 Northwind Traders International $5 vs $6 _x^2 🚀 مرحبا"


def bars(*values: object, unfinished: bool = False) -> tuple[Bar, ...]:
    """Return bars of `values` called A, B, C, …; None is not measured."""
    return tuple(
        Bar(chr(ord("A") + at), None if value is None else Decimal(str(value)), unfinished=unfinished)
        for at, value in enumerate(values)
    )


def funnel(group: str = "", *, scale: int = 1) -> tuple[Bar, ...]:
    """Return six stages with notes."""
    return tuple(
        Bar(name, Decimal(at * 77_000 * scale), f"{at} deals", group) for at, name in enumerate(STAGES)
    )


def one(kind: Kind, *given: Bar, unit: str = "", total: bool = False) -> Chart:
    """Return a chart of a single panel."""
    return Chart("Title", (Panel(kind, given, unit=unit, total=total),))


def lines(count: int, points: int) -> tuple[Bar, ...]:
    """Return `count` lines of `points` points that end close together, the last point not over."""
    return tuple(
        Bar(
            f"2026年第{at}季度",
            Decimal(100 * at + line),
            group=f"Team {line} 華東大區",
            unfinished=at == points - 1,
        )
        for line in range(count)
        for at in range(points)
    )


ACTIVITY = Panel(
    "bars", (*bars(9, 4, 0, None), Bar(HOSTILE, Decimal(3), HOSTILE)), "Activity yesterday", total=True
)
CHARTS = {
    "digest": Chart(
        "Pipeline digest · 华东",
        (Panel("funnel", funnel(), "Pipeline by stage", "in 38 open deals", "CNY", total=True), ACTIVITY),
        "Wednesday, 18 Nov 2026",
        "Six deals name no amount.",
    ),
    "currencies": Chart(
        "銷售管線",
        (Panel("funnel", (*funnel("TWD", scale=40), *funnel("HKD")), "各階段", total=True), ACTIVITY),
    ),
    "one bar": one("funnel", Bar("Lead", Decimal(50_000), "1 deal"), unit="HKD", total=True),
    "zeros": one("funnel", *bars(0, 0, 0), unit="CNY", total=True),
    "huge and tiny": one("bars", *bars("1e18", "-3e17", "0.004", 1.5, 9850), unit="EUR", total=True),
    "hostile": Chart(
        HOSTILE * 3, (Panel("bars", (Bar(HOSTILE * 3, Decimal(7), HOSTILE * 3),), HOSTILE * 3, HOSTILE * 3),),
        HOSTILE * 3, HOSTILE * 3,
    ),
    "many": one("bars", *(Bar(f"Rep {at}", Decimal(at)) for at in range(40))),
    "stacked": one("bars", *(Bar(name, Decimal(3), group=part) for name in "AB" for part in PARTS)),
    "line": one("lines", *lines(1, 12), unit="CNY"),
    "lines": one("lines", *lines(9, 7), unit="TWD"),
    "point": one("lines", *lines(1, 1)),
    "flat": one("lines", *bars(0, 0, None)),
    "narrow": Chart("T", (ACTIVITY, Panel("lines", lines(3, 5), unit="CNY"), Panel("share", bars(1, 2, 3)))),
    "share": one("share", *bars(82_000_000, 15_000_000, 3), unit="TWD", total=True),
    "empty": Chart("T", (Panel("funnel", ()), Panel("lines", bars(None)), Panel("share", bars(0, 0)))),
    "nothing": Chart("", (Panel("bars", ()),)),
}  # fmt: skip


@cache
def sheet(name: str, language: str) -> Pen:
    """Return the chart of that name as it is drawn."""
    return drawn(CHARTS[name], language)


@cache
def covered() -> Set[int]:
    """Return the characters the packaged font has glyphs for."""
    with TTFont(FONT, fontNumber=2) as font:
        return set(font.getBestCmap())


def written(pen: Pen) -> list[Text]:
    """Return what is written on the sheet."""
    return list(pen.figure.axes[0].texts)


def words(chart: Chart, language: str = "en") -> list[str]:
    """Return the lines written on `chart`."""
    return [line.get_text() for line in written(drawn(chart, language))]


def lengths(chart: Chart, colours: Sequence[str]) -> list[float]:
    """Return the lengths of the plain pieces in `colours`, from the top down."""
    patches = [patch for patch in drawn(chart, "en").figure.axes[0].patches if isinstance(patch, Rectangle)]
    wanted = {colour.lower() for colour in colours}
    return [patch.get_width() for patch in patches if to_hex(patch.get_facecolor()) in wanted]


# ---- the picture --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_is_a_png_1200_pixels_wide(language: str) -> None:
    """Its header says how large it is, and the height follows the content."""
    png = draw(CHARTS["digest"], language=language)
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    assert width == WIDTH
    assert 700 <= height <= 900


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHARTS)
def test_every_line_stands_inside_and_on_no_other(name: str, language: str) -> None:
    """Whatever the amounts and names, words neither leave the picture nor cover each other."""
    pen = sheet(name, language)
    assert pen.figure.bbox.height >= LEAST_HEIGHT
    extents = [(line.get_text(), line.get_window_extent()) for line in written(pen)]
    for text, extent in extents:
        assert extent.x0 >= 30, text
        assert extent.y0 >= 5, text
        assert extent.x1 <= WIDTH - 30, text
        assert extent.y1 <= pen.figure.bbox.height - 5, text
    for (text, extent), (other, beside) in combinations(extents, 2):
        across = min(extent.x1, beside.x1) - max(extent.x0, beside.x0)
        down = min(extent.y1, beside.y1) - max(extent.y0, beside.y0)
        assert across <= 0 or down <= 6, (text, other)  # the boxes are higher than the letters


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHARTS)
def test_every_letter_has_a_glyph(name: str, language: str) -> None:
    """The packaged font covers what is written, but for the reserve's Arabic."""
    shown = {char for line in written(sheet(name, language)) for char in line.get_text()}
    assert {char for char in shown if ord(char) not in covered()} <= set("مرحبا")


def test_simplified_and_traditional_are_drawn_in_their_own_forms() -> None:
    """One code point, two shapes: 骨 turns its corner the other way."""
    chart = Chart("骨", (Panel("bars", bars(1)),))
    assert families("zh-Hans") != families("zh-Hant")
    assert draw(chart, language="zh-Hans") != draw(chart, language="zh-Hant")
    assert draw(chart, language="en") == draw(chart, language="zh-Hans")


def test_a_dollar_sign_is_no_formula() -> None:
    """Names are written as they are typed."""
    assert "$5 vs $6 _x^2" in words(Chart("$5 vs $6 _x^2", (Panel("bars", bars(1)),)))


# ---- what it shows ------------------------------------------------------------------------------------


def test_bars_stand_in_the_order_given_and_to_scale() -> None:
    """Twice the amount is twice the length."""
    half, whole, quarter = lengths(one("funnel", *bars(50, 100, 25), unit="CNY"), steps(3))
    assert whole == pytest.approx(2 * half)
    assert half == pytest.approx(2 * quarter)


def test_each_currency_has_its_own_scale_and_sum() -> None:
    """Amounts in different money are neither compared nor added."""
    chart = one(
        "funnel",
        Bar("Lead", Decimal(9_000_000), group="TWD"),
        Bar("Lead", Decimal(500), group="USD"),
        total=True,
    )
    assert lengths(chart, steps(1))[0] == pytest.approx(lengths(chart, steps(1))[1], rel=0.2)
    assert words(chart).count("NT$9M") == 2
    assert words(chart).count("US$500") == 2


def test_parts_of_a_stacked_bar_are_summed_and_named() -> None:
    """One bar a label, a colour a part."""
    chart = one("bars", *(Bar("Ann", Decimal(n), group=part) for n, part in ((5, "Visits"), (3, "Calls"))))
    visits, calls = lengths(chart, SERIES[:2])[-2:]
    assert visits / calls == pytest.approx(5 / 3)
    assert {"Visits", "Calls", "Ann", "8"} <= set(words(chart))


def test_not_measured_is_never_zero() -> None:
    """A dash stands for it; a measured zero says so."""
    assert words(one("bars", *bars(None, 0)))[1:] == ["A", "–", "B", "0"]


def test_rows_beyond_the_most_are_counted() -> None:
    """Forty reps are a dozen rows and a number."""
    shown = words(CHARTS["many"])
    assert f"… +{40 - MOST_ROWS}" in shown
    assert f"Rep {MOST_ROWS}" not in shown


def test_small_shares_are_put_together() -> None:
    """Beyond six parts the last stands for the rest, and all make a hundred per cent."""
    shown = words(one("share", *bars(*[10] * 10)))
    assert [word for word in shown if word.endswith("%")] == ["10%"] * 5 + ["50%"]
    assert "+5" in shown


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", "Nothing to show yet"), ("zh-Hans", "暂无数据"), ("zh-Hant", "目前沒有資料")],
)
@pytest.mark.parametrize("kind", ["funnel", "bars", "lines", "share"])
def test_a_chart_without_data_says_so_in_one_line(kind: Kind, language: str, line: str) -> None:
    """Nothing stands there but the title and that line, the sender's own if there is one."""
    assert words(one(kind), language) == ["Title", line]
    assert words(Chart("Title", (Panel(kind, (), empty="Day off"),)), language) == ["Title", "Day off"]

"""What a chart shows: plain values, stored while the message waits and drawn when it is delivered.

Words stand in the reader's language already; figures are left to the drawing, which shortens them.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["funnel", "bars", "lines", "share"]


@dataclass(frozen=True)
class Bar:
    """One figure: a stage, a person's day, a point of a line, a slice.

    `value` None: not measured, drawn as a gap and never as zero. `note` stands beside it ("5 deals").
    `group` names its series: the currency of a funnel, a part of a stacked bar, a line.
    `unfinished` marks a period that is not over.
    """

    label: str
    value: Decimal | None
    note: str = ""
    group: str = ""
    unfinished: bool = False


@dataclass(frozen=True)
class Panel:
    """One drawing, its bars in the order given.

    `unit` is a currency (ISO 4217), `%`, or a word put after each figure; a funnel in several currencies
    leaves it empty and names the currency in each bar's `group`. `total` shows the sum large, one for each
    currency. `empty` is the line that stands there without data; there is one in each language if not given.
    """

    kind: Kind
    bars: tuple[Bar, ...]
    title: str = ""
    subtitle: str = ""
    unit: str = ""
    total: bool = False
    empty: str = ""


@dataclass(frozen=True)
class Chart:
    """A picture of one panel or several: the first at the left, the others one below the other beside it.

    `footnote` says what the figures rest on.
    """

    title: str
    panels: tuple[Panel, ...]
    subtitle: str = ""
    footnote: str = ""

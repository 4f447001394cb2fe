"""What a bench hands back, and the table it is printed as."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Figure = float | int | str


@dataclass(frozen=True)
class Row:
    """One line of a table: what was measured, and its figures by their headings."""

    what: str
    figures: Mapping[str, Figure]


@dataclass(frozen=True)
class Report:
    """What one bench found: the claim, its rows, and remarks without which they would mislead."""

    claim: str
    rows: Sequence[Row]
    remarks: Sequence[str] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """Return it for machines."""
        rows = [{"what": row.what, **row.figures} for row in self.rows]
        return {"claim": self.claim, "rows": rows, "remarks": list(self.remarks)}


def spread(seconds: Iterable[float]) -> dict[str, Figure]:
    """Return the median, the 99th percentile and the longest of some durations, in milliseconds."""
    ordered = sorted(second * 1000 for second in seconds)
    return {"p50 ms": _at(ordered, 0.5), "p99 ms": _at(ordered, 0.99), "max ms": ordered[-1]}


def median(numbers: Iterable[float]) -> float:
    """Return the middle one."""
    return _at(sorted(numbers), 0.5)


def _at(ordered: Sequence[float], part: float) -> float:
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def printed(name: str, report: Report) -> str:
    """Return the report as a Markdown table; a heading stands over the rows that have a figure under it."""
    headings = list(dict.fromkeys(heading for row in report.rows for heading in row.figures))
    lines = [["", *headings]]
    lines += [
        [row.what, *(_told(row.figures.get(heading, "")) for heading in headings)] for row in report.rows
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(len(headings) + 1)]
    first, *others = (_line(cells, widths) for cells in lines)
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    remarks = [f"  {remark}" for remark in report.remarks]
    return "\n".join([f"{name}: {report.claim}", "", first, rule, *others, *remarks, ""])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cells[0].ljust(widths[0])]
    padded += [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
    return "| " + " | ".join(padded) + " |"


def _told(figure: Figure) -> str:
    """Return a figure with as many digits as it deserves."""
    if not isinstance(figure, float):
        return str(figure)
    places = 0 if figure >= 100 else 1 if figure >= 10 else 2 if figure >= 0.1 else 3
    return f"{figure:.{places}f}"

"""Lists of names from a file: one a line, or a CSV with a name column."""

import csv
from pathlib import Path

HEADERS = (
    "name",
    "customer",
    "company",
    "名称",
    "名稱",
    "客户",
    "客戶",
    "客户名称",
    "客戶名稱",
    "公司",
    "公司名称",
    "公司名稱",
)
"""Headers that a column of names goes by."""


def read_names(file: Path) -> list[str]:
    """Return the names in a file (UTF-8), each once, in order."""
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    return list(dict.fromkeys(name for name in map(str.strip, _names(lines)) if name))


def _names(lines: list[str]) -> list[str]:
    if not lines or "," not in lines[0]:
        return lines[1:] if lines and lines[0].strip().casefold() in HEADERS else lines
    rows = list(csv.reader(lines))
    header = [cell.strip().casefold() for cell in rows[0]]
    column = next((header.index(name) for name in HEADERS if name in header), None)
    if column is None:
        return lines
    return [row[column] for row in rows[1:] if len(row) > column]

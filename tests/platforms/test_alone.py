"""The stand-ins know the platforms from their documentation, and nothing of us: else both could err alike."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
STAND_INS = sorted(
    file
    for file in (*HERE.glob("*.py"), *HERE.glob("telegram/*.py"), *HERE.glob("slack/*.py"))
    if not file.name.startswith("test_")
)
OURS = {"bot", "domain", "handlers", "reminders", "storage"}


def imported(file: Path) -> Iterator[tuple[str, ...]]:
    """Yield the full names of the modules a file imports, also inside functions."""
    package = ("tests", "platforms", *file.relative_to(HERE).parts[:-1])
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (tuple(one.name.split(".")) for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else ()
            yield (*above, *(node.module or "").split("."))


@pytest.mark.parametrize("file", STAND_INS, ids=lambda file: str(file.relative_to(HERE)))
def test_a_stand_in_imports_nothing_of_ours(file: Path) -> None:
    """Neither the product nor what tests it."""
    modules = set(imported(file))
    assert not {name for name in modules if name[0] in OURS}
    assert {name[:2] for name in modules if name[0] == "tests"} <= {("tests", "platforms")}

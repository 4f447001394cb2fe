"""Names in a slot."""

import pytest

from handlers.understanding import slots


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Tuk Construction Ltd.", "Tuk Construction Ltd."),
        ("Casa Bonita S.A.", "Casa Bonita S.A."),
        ("Acme.", "Acme"),
        ("Acme's", "Acme"),
        ("「小米」", "小米"),
        ("万科物业（广州）", "万科物业（广州）"),
        ("利豐 (Li & Fung Ltd.)", "利豐 (Li & Fung Ltd.)"),
        ("@Bob", "Bob"),
    ],
)
def test_name_as_typed(typed: str, name: str) -> None:
    assert slots.name(typed) == name

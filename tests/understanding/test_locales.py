"""Languages and time zones by what people call them."""

import pytest

from handlers.understanding import locales


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("put me on French", "fr"),
        ("切换到日语", "ja"),
        ("轉去法文", "fr"),
        ("auf Deutsch bitte", "de"),
        ("Cantonese please", "yue"),
        ("the other one", None),
    ],
)
def test_language(said: str, tag: str | None) -> None:
    assert locales.language(said) == tag


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("I'm in New York through the week", "America/New_York"),
        ("my clock to Pacific", "America/Los_Angeles"),
        ("set it to america/los_angeles", "America/Los_Angeles"),
        ("Tokyo time", "Asia/Tokyo"),
        ("sgp time zone please", "Asia/Singapore"),
        ("把时区改成迪拜的", "Asia/Dubai"),
        ("时区用上海", "Asia/Shanghai"),
        ("我在倫敦，時區改一下", "Europe/London"),
        ("whatever", None),
    ],
)
def test_timezone(said: str, zone: str | None) -> None:
    assert locales.timezone(said) == zone

"""Numbers in words: ratings, numbers of reminders, hours, lengths."""

import pytest

from handlers.understanding import figures


@pytest.mark.parametrize(
    ("said", "score"),
    [
        ("gave us a nine out of ten", 9),
        ("awarded us nine points out of ten", 9),
        ("8,5 of 10 points", 8.5),
        ("a rating of 4, because of the noise", 4),
        ("gave us a six for response", 6),
        ("4.5 stars", 4.5),
        ("人家给打了八分", 8),
        ("打咗个十分", 10),
        ("满意度八分半", 8.5),
        ("五分满分他给四分", 4),
        ("他们很满意", None),
        ("they were quite happy", None),
    ],
)
def test_rating_in_words(said: str, score: float | None) -> None:
    assert figures.scored(said) == score


@pytest.mark.parametrize(
    ("said", "ids"),
    [
        ("#3, 4 and 7", [3, 4, 7]),
        ("no. 12-15", [12, 13, 14, 15]),
        ("tasks 4, 5 and 9 are done", [4, 5, 9]),
        ("六十二号跟六十五号都完成了", [62, 65]),
        ("第十二号申请", [12]),
        ("the delivery one, it's number fifty three", [53]),
        ("任务8推迟", [8]),
        ("2号楼的客户", []),
        ("three of them", []),
    ],
)
def test_numbers_of_reminders(said: str, ids: list[int]) -> None:
    assert figures.ids(said) == ids


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("9 to 6", "09:00-18:00"),
        ("9-5:30", "09:00-17:30"),
        ("from 08:15 until 16:45", "08:15-16:45"),
        ("0830-1700", "08:30-17:00"),
        ("9 to 6.30pm", "09:00-18:30"),
        ("朝九晚六", "09:00-18:00"),
        ("上午八点半至下午五点半", "08:30-17:30"),
        ("10点到7点", "10:00-19:00"),
        ("whenever", None),
    ],
)
def test_hours_of_work(said: str, hours: str | None) -> None:
    assert figures.hours(said) == hours


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("10 to 7", "22:00-07:00"),
        ("21:00 until 7:00", "21:00-07:00"),
        ("between 8pm and 6:30am", "20:00-06:30"),
        ("夜晚十点到朝早八点", "22:00-08:00"),
    ],
)
def test_quiet_hours(said: str, hours: str) -> None:
    assert figures.hours(said, at_night=True) == hours


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("every 14 days", 14),
        ("a cadence of two weeks", 14),
        ("45天", 45),
        ("三个月", 90),
        ("一个月", 30),
        ("never", None),
    ],
)
def test_days_of_a_length(said: str, days: int | None) -> None:
    assert figures.days(said) == days

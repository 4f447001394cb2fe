"""Phone numbers and e-mail addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.understanding.marks import find_emails, find_phones


@pytest.mark.parametrize(
    "phone",
    [
        "13800000000",
        "139-0000-0001",
        "138 0000 0000",
        "+86 138 0000 0000",
        "010-00000123",
        "(010) 0000 0123",
        "021-68888888转801",
        "400-800-1234",
        "03-555-0166",
        "0912-000-345",
        "555-0199",
        "907-555-0188",
        "(907) 555-0188",
        "1-800-555-0199",
        "907-555-0188 ext. 12",
        "+49 30 5550 0142",
        "+65 5550 1234",
        "+44 (0)20 5550 0142",
        "9123 4567",
        "01422 555 014",
        "01904 555772",
        "020 7946 0123",
        "+44 7700 900123",
        "07700 900123",
        "0161 496 0123",
        "0412 345 678",
        "06 12 34 56 78",
        "0151 23456789",
        "030/1234567",
        "94220 55518",
        "+91 98200 55501",
        "11 95550 0188",
        "(11) 95550-0188",
        "零七六二一零一零零",
        "幺三八零零一二三四五六",
    ],
)
def test_phones(phone: str) -> None:
    """Numbers of China, Taiwan, Hong Kong, America and with a country code, as typed."""
    assert [mark.text for mark in find_phones(f"新客户，电话{phone}，周五 call")] == [phone]
    assert [mark.text for mark in find_phones(f"contact Bill {phone}, then")] == [phone]


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-17",
        "20261117",
        "$1,250,000",
        "订单123456",
        "v1.2.3",
        "10:30-12:30",
        "2025-2026",
        "done 12, 15",
        "2027 10000",
        "二零二六年",
        "三百五十万",
        "10:30 11:45",
        "50000 12000",
    ],
)
def test_other_digits(text: str) -> None:
    """Dates, sums, ids and versions are no phone numbers."""
    assert find_phones(text) == []


def test_a_number_that_is_called_one() -> None:
    """After a word for phone, digits of any grouping count."""
    assert [mark.text for mark in find_phones("电话改成91234567")] == ["91234567"]
    assert [mark.text for mark in find_phones("phone: 5550199")] == ["5550199"]


@pytest.mark.parametrize(
    ("text", "emails"),
    [
        ("Lily Zhang, lily.zhang@example.com", ["lily.zhang@example.com"]),
        ("邮箱hi@51shijie.example，在上海", ["hi@51shijie.example"]),
        ("wei@pg.example +65 5550 1234", ["wei@pg.example"]),
        ("改成 lin.mh@example.com。", ["lin.mh@example.com"]),
        ("a+b@mail.example.co.uk; c@d.io", ["a+b@mail.example.co.uk", "c@d.io"]),
        ("assign it to @diego", []),
        ("foo@bar", []),
    ],
)
def test_emails(text: str, emails: list[str]) -> None:
    """Addresses as typed, without the punctuation and the Chinese around them."""
    assert [mark.text for mark in find_emails(text)] == emails


@given(st.text(alphabet="0123456789-+() .@ab转，", max_size=60))
def test_marks_stand_where_they_say(text: str) -> None:
    """No text is an error, and a mark's words are the text's."""
    for mark in (*find_phones(text), *find_emails(text)):
        assert text[mark.start : mark.end] == mark.text

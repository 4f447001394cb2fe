"""Sums of money in English and Chinese."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.understanding.money import find_money, number


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("50k", 50_000, None),
        ("50 grand", 50_000, None),
        ("$50k", 50_000, "USD"),
        ("$1.2M", 1_200_000, "USD"),
        ("1.2 mil USD", 1_200_000, "USD"),
        ("US$8k", 8_000, "USD"),
        ("USD 1.15 million", 1_150_000, "USD"),
        ("140k usd", 140_000, "USD"),
        ("$7,800", 7_800, "USD"),
        ("half a million dollars", 500_000, "USD"),
        ("two hundred thousand euros", 200_000, "EUR"),
        ("fifty dollars", 50, "USD"),
        ("five grand", 5_000, None),
        ("one and a half million", 1_500_000, None),
        ("€30k", 30_000, "EUR"),
        ("30k€", 30_000, "EUR"),
        ("EUR 250k", 250_000, "EUR"),
        ("£45,000", 45_000, "GBP"),
        ("12k GBP", 12_000, "GBP"),
        ("A$12,900", 12_900, "AUD"),
        ("R$ 10k", 10_000, "BRL"),
        ("HK$2m", 2_000_000, "HKD"),
        ("Rs 5 lakh", 500_000, "INR"),
        ("₹2 crore", 20_000_000, "INR"),
        ("2 million naira", 2_000_000, "NGN"),
        ("50万", 500_000, None),
        ("50w", 500_000, None),
        ("120W", 1_200_000, None),
        ("50万元", 500_000, "CNY"),
        ("￥50万", 500_000, "CNY"),
        ("¥50万", 500_000, "CNY"),
        ("RMB 500,000", 500_000, "CNY"),
        ("50万人民币", 500_000, "CNY"),
        ("人民币 50 万元", 500_000, "CNY"),
        ("3.5亿", 350_000_000, None),
        ("1亿2000万", 120_000_000, None),
        ("两百万", 2_000_000, None),
        ("两千五", 2_500, None),
        ("三百五十万", 3_500_000, None),
        ("9万8", 98_000, None),
        ("12万5千", 125_000, None),
        ("8千", 8_000, None),
        ("50多万", 500_000, None),
        ("8万美金", 80_000, "USD"),
        ("25万欧", 250_000, "EUR"),
        ("港币50万", 500_000, "HKD"),
        ("五十萬港紙", 500_000, "HKD"),
        ("新台幣300萬", 3_000_000, "TWD"),
        ("NT$300", 300, "TWD"),
        ("6000块", 6_000, "CNY"),
        ("6000块钱", 6_000, "CNY"),
        ("1,250,000元", 1_250_000, "CNY"),
        ("三百元", 300, "CNY"),
    ],
)
def test_sums(text: str, amount: int, currency: str | None) -> None:
    """Each way to write a sum gives its amount, and its currency where one is said."""
    assert [(m.amount, m.currency, m.bare) for m in find_money(text)] == [(Decimal(amount), currency, False)]


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("six and a half thousand for the drainage set", "6500", None),
        ("hundred and forty thousand pound, want", "140000", "GBP"),
        ("五万二，钱都给", "52000", None),
        ("花了3万5,道通科技", "35000", None),
        ("報咗四萬二，急凍", "42000", None),
        ("回了11万5，剩", "115000", None),
        ("两块一", "2.1", "CNY"),
        ("one fifty k", "150000", None),
        ("二百一十万月底要货", "2100000", None),
        ("三台数控车床二百一十万月底", "2100000", None),
        ("grows to 1,3 million Euro.", "1300000", "EUR"),
        ("EUR 412.000 for two", "412000", "EUR"),
        ("R$ 22.350 and", "22350", "BRL"),
        ("86.000 Euro.", "86000", "EUR"),
        ("5.950 EUR for", "5950", "EUR"),
        ("2,4 Mio. €, order", "2400000", "EUR"),
        ("1.250.000,50 €", "1250000.5", "EUR"),
        ("78 000 Euro, delivery", "78000", "EUR"),
        ("R650k for", "650000", "ZAR"),
        ("at R 418 000, done", "418000", "ZAR"),
        ("R1.2m, 40 turnstiles", "1200000", "ZAR"),
        ("R210 000 by EFT", "210000", "ZAR"),
        ("600k dirham for", "600000", "AED"),
        ("thirty eight thousand sing for", "38000", "SGD"),
        ("24k sing a year", "24000", "SGD"),
        ("S$12,500", "12500", "SGD"),
        ("290 TEUR, in two days", "290000", "EUR"),
        ("php 2.4M final", "2400000", "PHP"),
        ("澳門幣二十八萬，交貨", "280000", "MOP"),
        ("MOP 30k", "30000", "MOP"),
        ("攤位 18 萬 6，來攤位", "186000", None),
        ("65 萬 4 入帳", "654000", None),
        ("报了¥128,000，10台", "128000", "CNY"),
        ("quoted $38,500，3年prepay", "38500", "USD"),
        ("$60萬港紙", "600000", "HKD"),
        ("the eleven hundred bucks last", "1100", None),
        ("七千六,绥滨", "7600", None),
        ("500usd", "500", "USD"),
        ("a million and a half", "1500000", None),
        ("two and a half million dollars", "2500000", "USD"),
        ("quarter of a million", "250000", None),
        ("£2,50 a box", "2.5", "GBP"),
        ("$1,250.75", "1250.75", "USD"),
        ("12,50,000 rupees", "1250000", "INR"),
        ("₱560k, tnx", "560000", "PHP"),
        ("三块五", "3.5", "CNY"),
        ("五萬八千六", "58600", None),
        ("CHF 1'250'000", "1250000", "CHF"),
        ("50万 3台", "500000", None),
        ("30万5台", "300000", None),
    ],
)
def test_sums_in_sentences(text: str, amount: str, currency: str | None) -> None:
    """Sums as people type and dictate them, with the words that stand beside them; each country's signs."""
    said = [money for money in find_money(text) if not money.bare]
    assert [(money.amount, money.currency) for money in said] == [(Decimal(amount), currency)]


def test_the_yuan_of_traditional_text_is_not_settled() -> None:
    """元 and 塊 mean the yuan in Simplified text; in Traditional text the currency stays open."""
    assert find_money("6000塊")[0].currency is None
    assert find_money("還欠三百元")[0].currency is None
    assert find_money("300元", traditional=True)[0].currency is None
    assert find_money("300元", traditional=False)[0].currency == "CNY"


@pytest.mark.parametrize(("text", "amount"), [("20 laptops", "20"), ("打了9.5分", "9.5"), ("下单30台", "30")])
def test_bare_numbers(text: str, amount: str) -> None:
    """A number without thousands or currency is bare: a quantity, a score, or a sum after all."""
    assert [(m.amount, m.bare) for m in find_money(text)] == [(Decimal(amount), True)]


@pytest.mark.parametrize(
    "text", ["20%", "#12", "v3.14", "2026-11-17", "58同城ABC"[2:], "千万别忘", "几十万", "万科", "统一"]
)
def test_no_sum(text: str) -> None:
    """Percents, ids, versions, dates, vague amounts and names are no sums."""
    assert find_money(text) == []


def test_places_and_blocked_stretches() -> None:
    """A sum knows where it stands; nothing is found in a blocked stretch."""
    text = "quoted 3M $48k for 20 laptops"
    found = find_money(text, blocked=[(7, 9)])
    assert [(text[m.start : m.end], m.text, m.bare) for m in found] == [
        ("$48k", "$48k", False),
        ("20", "20", True),
    ]


def test_numbers_for_json() -> None:
    """Whole amounts are whole numbers."""
    assert number(Decimal("50000.00")) == 50_000
    assert isinstance(number(Decimal("50000.00")), int)
    assert number(Decimal("9.5")) == 9.5


@given(st.text(alphabet="0123456789.,$€¥kKmw万千亿元百一二两三半 和and", max_size=40))
def test_any_text_is_read(text: str) -> None:
    """No text is an error, and every amount is a finite number."""
    for money in find_money(text):
        assert money.amount.is_finite()
        assert text[money.start : money.end] == money.text

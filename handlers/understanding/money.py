"""Sums of money, and bare numbers that may be one."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Money:
    """A sum as said; `bare` when nothing but a number was said (20), unlike 60k, 50万 or $20."""

    start: int
    end: int
    text: str
    amount: Decimal
    currency: str | None
    bare: bool = False


def number(amount: Decimal) -> int | float:
    """The amount as JSON has it: whole when it is whole."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def find_money(
    text: str, *, traditional: bool | None = None, blocked: Sequence[tuple[int, int]] = ()
) -> list[Money]:
    """The sums a text names, in order; `traditional` says how 元 is meant, None to judge by the text."""
    return []

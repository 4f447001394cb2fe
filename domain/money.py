"""Money: an exact amount with its currency beside it; sums are kept per currency."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, order=True)
class Money:
    """An amount in whole units of `currency` (ISO 4217; None: the team's own, where none was said)."""

    amount: Decimal
    currency: str | None = None


def sums(parts: Iterable[Money]) -> tuple[Money, ...]:
    """Return one total per currency, the greatest first."""
    totals: dict[str | None, Decimal] = {}
    for part in parts:
        totals[part.currency] = totals.get(part.currency, Decimal(0)) + part.amount
    found = (Money(amount, currency) for currency, amount in totals.items())
    return tuple(sorted(found, key=lambda money: (-money.amount, money.currency or "")))

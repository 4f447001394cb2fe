"""An action while it is being read: slots as found, times not yet settled."""

from dataclasses import dataclass, field
from typing import Any

from handlers.understanding.shapes import SHAPES, Shape, Whose
from handlers.understanding.times import TimeMention


@dataclass
class Draft:
    """One action, for one or several customers, with what was said so far.

    `named` are the customers among them that its own words name, rather than those carried on.
    """

    name: str
    slots: dict[str, Any] = field(default_factory=dict)
    customers: list[str] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    is_pronoun: bool = False

    @property
    def shape(self) -> Shape:
        """What the action is made of."""
        return SHAPES[self.name]

    @property
    def wants_customer(self) -> bool:
        """Tell whether a customer spoken of before is meant."""
        if self.customers or self.shape.whose is not Whose.CARRIED:
            return self.is_pronoun and not self.customers
        return "id" not in self.slots and not (self.name == "assign" and "from" in self.slots)

"""What waits for somebody's yes or no: a stranger who asks to join, an account of somebody who seems gone."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from domain.incoming import Address
from domain.people import OUR_OWN


class RequestKind(StrEnum):
    """*join*: somebody without an account asks for one; *left*: a platform says that somebody left."""

    JOIN = "join"
    LEFT = "left"


class Decision(StrEnum):
    """*open* until somebody decides, once."""

    OPEN = "open"
    APPROVED = "approved"
    DECLINED = "declined"


@dataclass(frozen=True, kw_only=True)
class Request:
    """A request: about the person `person_id`, or about who wrote at `address`.

    `body` of a *join*: `name`, `language`, `timezone`, `account` (the name on the platform) and `message`
    (the key of the message that asked). On the sign-in page there is neither, but `work_from` and `work_to`
    (ISO 8601) and `note`; its chat is the mark of the browser's secret (`Access.mark`).
    """

    id: int = 0
    kind: RequestKind
    person_id: int | None = None
    address: Address | None = None
    body: Mapping[str, Any]
    state: Decision = Decision.OPEN
    decided_by_id: int | None = None

    @property
    def on_page(self) -> bool:
        """Whether it was made on the sign-in page, where nobody can be written to."""
        return self.address is not None and self.address.channel in OUR_OWN

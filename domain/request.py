"""What waits for somebody's yes or no: a stranger who asks to join, an account of somebody who seems gone."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from domain.incoming import Address


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
    (the key of the message that asked).
    """

    id: int = 0
    kind: RequestKind
    person_id: int | None = None
    address: Address | None = None
    body: Mapping[str, Any]
    state: Decision = Decision.OPEN
    decided_by_id: int | None = None

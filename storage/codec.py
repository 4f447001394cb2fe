"""Trees of frozen dataclasses as JSON and back: documents, actions, open questions.

A dataclass becomes `{"_": its name, field: …}` with fields at their default left out; what JSON does not
know (dates, times, decimals, enums, tuples) is tagged. Names are the format: renaming a class in
`domain.outgoing` needs a new `FORMAT` and a reader for the old one.
"""

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from types import ModuleType
from typing import Any

from domain import act, charts, facts, incoming, outgoing

_CLASSES: dict[str, type[Any]] = {
    name: thing
    for module in (act, charts, facts, incoming, outgoing)
    if isinstance(module, ModuleType)
    for name, thing in vars(module).items()
    if isinstance(thing, type) and is_dataclass(thing) and thing.__module__ == module.__name__
}

_READ: dict[str, Callable[[str], Any]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "decimal": Decimal,
}


def dump(value: Any) -> Any:
    """Return the value as plain JSON values."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, tuple | list):
        return [dump(part) for part in value]
    if isinstance(value, dict):
        return {str(key): dump(part) for key, part in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return _dump_record(value)
    return _dump_scalar(value)


def _dump_record(value: Any) -> dict[str, Any]:
    held = {"_": type(value).__name__}
    for field in fields(value):
        part = getattr(value, field.name)
        if field.default is MISSING or part != field.default:
            held[field.name] = dump(part)
    return held


def _dump_scalar(value: Any) -> dict[str, str]:
    if isinstance(value, datetime):
        return {"_": "datetime", "v": value.isoformat()}
    if isinstance(value, date):
        return {"_": "date", "v": value.isoformat()}
    if isinstance(value, time):
        return {"_": "time", "v": value.isoformat()}
    if isinstance(value, Decimal):
        return {"_": "decimal", "v": str(value)}
    raise TypeError(f"cannot be stored: {type(value).__name__}")


def load(held: Any) -> Any:
    """Return the value that `dump` gave; lists come back as tuples."""
    if isinstance(held, list):
        return tuple(load(part) for part in held)
    if not isinstance(held, dict):
        return held
    name = held.get("_")
    if name is None:
        return {key: load(part) for key, part in held.items()}
    if name in _READ:
        return _READ[name](held["v"])
    made = _CLASSES[name]
    return made(**{key: load(part) for key, part in held.items() if key != "_"})

"""What every error of Linli has."""

from __future__ import annotations

import json
from typing import Any, ClassVar


class LinliError(Exception):
    """What the engine refuses or cannot do. `code` is stable, the same in every language and version; `reason` says in
    English what was wrong and what would be right."""

    code: ClassVar[str] = "unknown"
    #: What was wrong and what would be right.
    reason: str
    #: The path of the field that is wrong, e.g. `lines[3].quantity`, where the error is about one.
    field: str | None
    #: What else is known, by name: `limit`, `what`, `id`, `state`, `available`, `until`, `quote`.
    details: dict[str, Any]

    def __init__(self, reason: str = "", field: str | None = None, details: dict[str, Any] | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field
        self.details = {} if details is None else details

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.reason, self.field, self.details))


class ClosedError(LinliError):
    """The engine was closed."""

    code: ClassVar[str] = "closed"


def from_wire(wire: dict[str, Any]) -> LinliError:
    """An error as the engine writes it."""
    from ._codec import decode
    from .errors import CODES
    from .records import Quote
    import datetime

    details = {key: value for key, value in wire.items() if key not in ("code", "reason", "field")}
    if "quote" in details:
        details["quote"] = decode(Quote, details["quote"])
    if "until" in details:
        details["until"] = decode(datetime.datetime, details["until"])
    kind = ClosedError if wire["code"] == ClosedError.code else CODES.get(wire["code"])
    if kind is None:
        error = LinliError(wire["reason"], wire.get("field"), details)
        error.code = wire["code"]  # type: ignore[misc]  # a code of a newer engine
        return error
    return kind(wire["reason"], wire.get("field"), details)


def from_json(text: str) -> LinliError:
    """An error as the native module gives it."""
    return from_wire(json.loads(text))

"""Applies the engine's rules."""

from __future__ import annotations

import json
from typing import Any

from . import _native
from ._codec import decode, encode, under
from ._errors import from_json
from .errors import InvalidFieldError


def apply(name: str, arguments: dict[str, tuple[Any, Any]], answer: Any) -> Any:
    """Applies the rule of this name to arguments, each with its type."""
    written = {}
    for argument, (kind, value) in arguments.items():
        try:
            written[argument] = encode(kind, value)
        except InvalidFieldError as error:
            raise under(error, argument) from None
    fine, text = _native.rule(name, json.dumps(written, allow_nan=False))
    if not fine:
        raise from_json(text)
    return decode(answer, json.loads(text))

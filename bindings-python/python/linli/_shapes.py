"""What columns records have, from their annotations, and how a record becomes its cells."""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import enum
import functools
import json
import types
import typing
from collections.abc import Callable
from typing import Any

from ._codec import Case, Command, Record, encode, under, wrong
from .errors import InvalidFieldError
from .values import DayRange, Id, Money, Points, TenantId

#: What a column is for the native side, and how a value becomes a cell of it.
Shape = tuple[Any, Callable[[Any], Any]]

_EPOCH = datetime.date(1970, 1, 1)


def _whole(value: Any) -> int:
    number: int = value.units if isinstance(value, (Money, Points)) else value
    if not -(2**63) <= number < 2**63:
        raise InvalidFieldError("a number of 64 bits is expected", "")
    return number


def _rate(value: Any) -> int:
    return int(value.scaleb(6))


_SIMPLE: dict[Any, tuple[Any, Callable[[Any], Any] | None]] = {
    bool: ("bool", None),
    int: ("int", _whole),
    Money: ("money", _whole),
    Points: ("int", _whole),
    TenantId: ("int", None),
    decimal.Decimal: ("rate", _rate),
    datetime.datetime: ("time", None),
    datetime.date: ("day", lambda value: (value - _EPOCH).days),
    str: ("text", None),
}


def shape(kind: Any, above: tuple[Any, ...] = ()) -> Shape:
    """The column of a type; `above` are the records around it."""
    if kind in _SIMPLE:
        name, cell = _SIMPLE[kind]
        if cell is None:
            return name, functools.partial(encode, kind)

        def checked(value: Any) -> Any:
            encode(kind, value)
            return cell(value)

        return name, checked
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (list, set):
        return _list(kind, arguments[0], above)
    if origin is tuple:
        return _struct([(str(place), part) for place, part in enumerate(arguments)], above, _parts(kind))
    if origin is None and isinstance(kind, type):
        if issubclass(kind, enum.Enum):
            return "word", functools.partial(encode, kind)
        if issubclass(kind, Id):
            return "text", functools.partial(encode, kind)
        if issubclass(kind, Record) and not issubclass(kind, Case) and kind is not Command and kind not in above:
            return _struct(members(kind), (*above, kind), _attributes(kind))
    return "text", functools.partial(_text, kind)


def _text(kind: Any, value: Any) -> str:
    """What has no column of its own: cases, maps, days from and to, and what lies in itself."""
    wire = encode(kind, value)
    return wire if isinstance(wire, str) and not _is_case(kind) else json.dumps(wire, ensure_ascii=False)


def _is_case(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Case)


def _list(kind: Any, inner: Any, above: tuple[Any, ...]) -> Shape:
    column, cell = _column("item", inner, above)
    is_set = typing.get_origin(kind) is set

    def cells(value: Any) -> Any:
        if not isinstance(value, (set, frozenset) if is_set else (list, tuple)):
            raise wrong("a set" if is_set else "a list", value)
        found = []
        for place, part in enumerate(value):
            try:
                found.append(cell(part))
            except InvalidFieldError as error:
                raise under(error, f"[{place}]") from None
        # A set has no order; its column has.
        return sorted(found, key=json.dumps) if is_set else found

    return {"list": column}, cells


def members(kind: Any) -> list[tuple[str, Any]]:
    """Name and type of each field."""
    hints = typing.get_type_hints(kind)
    return [(field.name, hints[field.name]) for field in dataclasses.fields(kind)]


def _attributes(kind: Any) -> Callable[[Any], list[Any]]:
    names = [name for name, _ in members(kind)]

    def parts(value: Any) -> list[Any]:
        if type(value) is not kind:
            raise wrong(kind.__name__, value)
        return [getattr(value, name) for name in names]

    return parts


def _parts(kind: Any) -> Callable[[Any], list[Any]]:
    size = len(typing.get_args(kind))

    def parts(value: Any) -> list[Any]:
        if not isinstance(value, tuple) or len(value) != size:
            raise wrong(f"a tuple of {size}", value)
        return list(value)

    return parts


def _struct(fields: list[tuple[str, Any]], above: tuple[Any, ...], parts: Callable[[Any], list[Any]]) -> Shape:
    columns = [(name, *_column(name, kind, above)) for name, kind in fields]

    def cells(value: Any) -> list[Any]:
        found = []
        for (name, _, cell), part in zip(columns, parts(value)):
            try:
                found.append(cell(part))
            except InvalidFieldError as error:
                raise under(error, name) from None
        return found

    return {"struct": [column for _, column, _ in columns]}, cells


def _column(name: str, kind: Any, above: tuple[Any, ...]) -> Shape:
    optional = False
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        optional = True
        kind = next(argument for argument in typing.get_args(kind) if argument is not type(None))
    made, cell = shape(kind, above)
    # A record that holds nothing would be a column without columns.
    if made == {"struct": []}:
        made, cell = "text", functools.partial(_text, kind)
    column = {"name": name.rstrip("_"), "optional": optional, "kind": made}
    return column, (lambda value: None if value is None else cell(value)) if optional else cell


@functools.lru_cache(maxsize=None)
def columns_of(kind: Any) -> tuple[str, Callable[[Any], list[Any]]]:
    """The columns of a record as the native side reads them, and how a record becomes its cells."""
    made, cells = _struct(members(kind), (kind,), _attributes(kind))
    return json.dumps(made["struct"]), cells

"""Between Python's types and the engine's JSON. A pair of functions per type, made from the annotations of the records when
it is first needed, and kept."""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import enum
import functools
import types
import typing
import zoneinfo
from typing import Any, Callable, ClassVar

from ._errors import LinliError, from_wire
from .errors import InvalidFieldError
from .values import DayRange, Id, Money, Month, Party, Points, TenantId, exact_decimal


class Record:
    """A record: a frozen dataclass. Fields that are not given are at their defaults."""

    __slots__ = ()
    _flat: ClassVar[tuple[str, ...]] = ()

    def __repr__(self) -> str:
        # Of records that hold personal data; all others have one that shows their fields.
        return f"{type(self).__name__}(…)"


class Command(Record):
    """A change of state as a value."""

    __slots__ = ()
    _command: ClassVar[str] = ""


class Case(Record):
    """One of several cases, each a class of its own: tell them apart with `match` or `isinstance`."""

    __slots__ = ()
    _tag: ClassVar[str | None] = None
    _content: ClassVar[str | None] = None
    _case: ClassVar[str] = ""


Codec = tuple[Callable[[Any], Any], Callable[[Any], Any]]
_UTC = datetime.timezone.utc
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=_UTC)
_MICROSECOND = datetime.timedelta(microseconds=1)


def encode(kind: Any, value: Any) -> Any:
    """A value of this type as JSON's types; `InvalidFieldError` names what is of another type."""
    return codec(kind)[0](value)


def decode(kind: Any, wire: Any) -> Any:
    """JSON's types as a value of this type."""
    return codec(kind)[1](wire)


def wrong(expected: str, value: object) -> InvalidFieldError:
    # Never the value itself: it may be personal data or a code.
    return InvalidFieldError(f"{expected} is expected, not {type(value).__name__}", "")


def under(error: InvalidFieldError, path: str) -> InvalidFieldError:
    inner = error.field or ""
    joined = path + inner if inner.startswith("[") else f"{path}.{inner}" if inner else path
    return InvalidFieldError(error.reason, joined, error.details)


def _same(value: Any) -> Any:
    return value


def _exactly(kind: type, expected: str) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if type(value) is not kind:
            raise wrong(expected, value)
        return value

    return check


def _text(value: Any) -> Any:
    if not isinstance(value, str):
        raise wrong("text", value)
    return value


def _nothing(value: Any) -> Any:
    if value is not None:
        raise wrong("None", value)
    return None


def _moment(value: Any) -> int:
    if not isinstance(value, datetime.datetime):
        raise wrong("a datetime", value)
    if value.tzinfo is None or value.utcoffset() is None:
        raise InvalidFieldError("a datetime with a time zone is expected", "")
    return (value - _EPOCH) // _MICROSECOND


def _day(value: Any) -> str:
    if type(value) is not datetime.date:
        raise wrong("a date", value)
    return value.isoformat()


def _time(value: Any) -> str:
    if not isinstance(value, datetime.time):
        raise wrong("a time", value)
    if value.tzinfo is not None or value.second or value.microsecond:
        raise InvalidFieldError("a time of hours and minutes in the tenant's zone is expected", "")
    return value.strftime("%H:%M")


def _decimal(value: Any) -> str:
    # Text would do for the engine, but a field of this type is a Decimal.
    if not isinstance(value, decimal.Decimal):
        raise wrong("a Decimal", value)
    return format(exact_decimal(value, ""), "f")


def _hexadecimal(value: Any) -> str:
    if not isinstance(value, (bytes, bytearray)):
        raise wrong("bytes", value)
    return value.hex()


def _zone(value: Any) -> str:
    if not isinstance(value, zoneinfo.ZoneInfo):
        raise wrong("a ZoneInfo", value)
    return str(value)


def _days(value: Any) -> Any:
    if not isinstance(value, DayRange):
        raise wrong("a DayRange", value)
    return {"start": _day(value.first), "end": _day(value.last)}


def _amount(kind: type[Money] | type[Points]) -> Codec:
    check = _exactly(kind, kind.__name__)
    return lambda value: check(value).units, kind.of_units


SIMPLE: dict[Any, Codec] = {
    None: (_nothing, _nothing),
    type(None): (_nothing, _nothing),
    Any: (_same, _same),
    bool: (_exactly(bool, "True or False"), _same),
    int: (_exactly(int, "a whole number"), _same),
    str: (_text, _same),
    bytes: (_hexadecimal, bytes.fromhex),
    decimal.Decimal: (_decimal, decimal.Decimal),
    datetime.datetime: (_moment, lambda wire: _EPOCH + datetime.timedelta(microseconds=wire)),
    datetime.date: (_day, datetime.date.fromisoformat),
    datetime.time: (_time, datetime.time.fromisoformat),
    zoneinfo.ZoneInfo: (_zone, zoneinfo.ZoneInfo),
    Money: _amount(Money),
    Points: _amount(Points),
    Month: (lambda value: str(_exactly(Month, "a Month")(value)), Month.parse),
    Party: (lambda value: str(_exactly(Party, "a Party")(value)), Party),
    TenantId: (lambda value: _exactly(TenantId, "a TenantId")(value).number, TenantId),
    DayRange: (
        _days,
        lambda wire: DayRange(datetime.date.fromisoformat(wire["start"]), datetime.date.fromisoformat(wire["end"])),
    ),
    LinliError: (_same, from_wire),
}


@functools.lru_cache(maxsize=None)
def codec(kind: Any) -> Codec:
    """How values of a type are written and read."""
    simple = SIMPLE.get(kind)
    if simple is not None:
        return simple
    origin = typing.get_origin(kind)
    if origin is not None:
        return _container(origin, typing.get_args(kind))
    if kind is Command:
        return _any_command()
    if issubclass(kind, Id):
        return _id(kind)
    if issubclass(kind, enum.Enum):
        return _exactly_value(kind)
    if issubclass(kind, Case) and kind.__mro__[1] is Case:
        return _cases(kind)
    return _record(kind)


def _id(kind: type[Id]) -> Codec:
    check = _exactly(kind, kind.__name__)

    def read(wire: str) -> Id:
        made = kind.__new__(kind)
        object.__setattr__(made, "text", wire)
        return made

    return lambda value: check(value).text, read


def _exactly_value(kind: type[enum.Enum]) -> Codec:
    check = _exactly(kind, kind.__name__)
    return lambda value: check(value).value, kind


def _container(origin: Any, arguments: tuple[Any, ...]) -> Codec:
    if origin in (types.UnionType, typing.Union):
        write, read = codec(next(argument for argument in arguments if argument is not type(None)))
        return (
            lambda value: None if value is None else write(value),
            lambda wire: None if wire is None else read(wire),
        )
    if origin is dict:
        return _mapping(codec(arguments[0]), codec(arguments[1]), arguments[0])
    if origin is tuple:
        return _tuple([codec(argument) for argument in arguments])
    return _sequence(origin, codec(arguments[0]))


def _sequence(origin: Any, inner: Codec) -> Codec:
    write, read = inner
    accepted = (list, tuple) if origin is list else (set, frozenset)
    expected = "a list" if origin is list else "a set"

    def write_all(value: Any) -> Any:
        if not isinstance(value, accepted):
            raise wrong(expected, value)
        written = []
        for place, part in enumerate(value):
            try:
                written.append(write(part))
            except InvalidFieldError as error:
                raise under(error, f"[{place}]") from None
        return written

    if origin is list:
        return write_all, lambda wire: [read(part) for part in wire]
    return write_all, lambda wire: {read(part) for part in wire}


def _mapping(key: Codec, value: Codec, kind: Any) -> Codec:
    def write_all(mapping: Any) -> Any:
        if not isinstance(mapping, dict):
            raise wrong("a dict", mapping)
        written = {}
        for name, part in mapping.items():
            try:
                # A key of JSON is text, also where it is a number.
                written[str(key[0](name))] = value[0](part)
            except InvalidFieldError as error:
                raise under(error, f"[{name}]") from None
        return written

    def read_key(text: str) -> Any:
        return key[1](int(text) if kind in (int, Money, Points, TenantId, datetime.datetime) else text)

    return write_all, lambda wire: {read_key(name): value[1](part) for name, part in wire.items()}


def _tuple(parts: list[Codec]) -> Codec:
    def write_all(value: Any) -> Any:
        if not isinstance(value, tuple) or len(value) != len(parts):
            raise wrong(f"a tuple of {len(parts)}", value)
        return [write(part) for (write, _), part in zip(parts, value)]

    return write_all, lambda wire: tuple(read(part) for (_, read), part in zip(parts, wire))


def _members(kind: type) -> list[tuple[str, str, bool, Any]]:
    """Name, name in JSON, whether it is flat, and type of each field."""
    hints = typing.get_type_hints(kind)
    flat: tuple[str, ...] = getattr(kind, "_flat", ())
    return [
        (field.name, field.name.rstrip("_"), field.name in flat, hints[field.name])
        for field in dataclasses.fields(kind)
    ]


def _record(kind: type) -> Codec:
    # Inner types are looked up when the record is first used, for records may hold themselves.
    @functools.lru_cache(maxsize=None)
    def members() -> list[tuple[str, str, bool, Callable[[Any], Any], Callable[[Any], Any]]]:
        return [(name, wire, flat, *codec(inner)) for name, wire, flat, inner in _members(kind)]

    def write(value: Any) -> Any:
        if type(value) is not kind:
            raise wrong(kind.__name__, value)
        written: dict[str, Any] = {}
        for name, wire, flat, inner, _ in members():
            part = getattr(value, name)
            if part is None:
                continue
            try:
                if flat:
                    written.update(inner(part))
                else:
                    written[wire] = inner(part)
            except InvalidFieldError as error:
                # Flat fields have no place in a path, for the engine as well.
                raise error if flat else under(error, name) from None
        return written

    def read(wire: Any) -> Any:
        given = {}
        for name, key, flat, _, inner in members():
            if flat:
                given[name] = inner(wire)
            elif key in wire:
                given[name] = inner(wire[key])
        return kind(**given)

    return write, read


def _cases(kind: type[Case]) -> Codec:
    tag, content = kind._tag, kind._content
    # `slots=True` makes each class anew, so that some are there twice: the last is the one.
    by_name: dict[str, type[Case]] = {case._case: case for case in kind.__subclasses__()}
    one = {case: _is_one(case) for case in by_name.values()}

    @functools.lru_cache(maxsize=None)
    def data_of(case: Any) -> Codec | None:
        """How the data of a case is written, if it has any."""
        if not dataclasses.fields(case):
            return None
        if not one[case]:
            return _record(case)
        write, read = codec(typing.get_type_hints(case)["value"])

        def write_value(value: Any) -> Any:
            return write(value.value)

        return write_value, lambda wire: case(read(wire))

    def write(value: Any) -> Any:
        case: Any = type(value)
        if case not in one:
            raise wrong(kind.__name__, value)
        pair = data_of(case)
        if tag is None:
            return case._case if pair is None else {case._case: pair[0](value)}
        if pair is None:
            return {tag: case._case}
        if content is None:
            return {tag: case._case, **pair[0](value)}
        return {tag: case._case, content: pair[0](value)}

    def read(wire: Any) -> Any:
        data: Any
        if tag is not None:
            name, data = wire[tag], wire if content is None else wire.get(content)
        elif isinstance(wire, str):
            name, data = wire, None
        else:
            name, data = next(iter(wire.items()))
        case: Any = by_name[name]
        pair = data_of(case)
        return case() if pair is None else pair[1](data)

    return write, read


def _is_one(case: Any) -> bool:
    """Whether a case holds one value without a name of its own."""
    fields = dataclasses.fields(case)
    return len(fields) == 1 and not fields[0].kw_only


def _any_command() -> Codec:
    by_name = {command._command: command for command in Command.__subclasses__()}

    def write(value: Any) -> Any:
        if not isinstance(value, Command):
            raise wrong("a command", value)
        return {"command": value._command, **encode(type(value), value)}

    return write, lambda wire: decode(by_name[wire["command"]], wire)

"""Amounts, ids and the other small values that records are made of. None of them can be made of a float."""

from __future__ import annotations

import builtins
import decimal
import functools
import hashlib
import re
import uuid
from typing import Any, ClassVar, Final, NamedTuple, TypeVar

from .errors import AmountOverflowError, InvalidFieldError

__all__ = ["DayRange", "Id", "Money", "Month", "Party", "Points", "TenantId"]

_LIMIT: Final = 10**15
_A = TypeVar("_A", bound="_Amount")
_I = TypeVar("_I", bound="Id")
_EXACT: Final = decimal.Context(prec=40, traps=[decimal.Inexact, decimal.InvalidOperation])


@functools.total_ordering
class _Amount:
    """A whole number of smallest units within ±10¹⁵; never mixes with another kind of amount."""

    __slots__ = ("units",)
    units: int
    _name: ClassVar[str] = "amount"

    @classmethod
    def of_units(cls: type[_A], units: int) -> _A:
        """That many smallest units."""
        if type(units) is not int:
            raise InvalidFieldError(f"units are a whole number, not {type(units).__name__}", cls._name)
        if not -_LIMIT <= units <= _LIMIT:
            raise AmountOverflowError("the amount is beyond what can be represented", cls._name)
        made = cls.__new__(cls)
        object.__setattr__(made, "units", units)
        return made

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("amounts do not change")

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self).of_units, (self.units,))

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.units == self.units

    def __lt__(self: _A, other: _A) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.units < other.units

    def __hash__(self) -> int:
        return hash((type(self), self.units))

    def __bool__(self) -> bool:
        return self.units != 0

    def __add__(self: _A, other: _A) -> _A:
        if type(other) is not type(self):
            return NotImplemented
        return self.of_units(self.units + other.units)

    def __radd__(self: _A, other: int) -> _A:
        # What `sum` begins with.
        if type(other) is not int or other != 0:
            return NotImplemented
        return self

    def __sub__(self: _A, other: _A) -> _A:
        if type(other) is not type(self):
            return NotImplemented
        return self.of_units(self.units - other.units)

    def __mul__(self: _A, count: int) -> _A:
        if type(count) is not int:
            return NotImplemented
        return self.of_units(self.units * count)

    __rmul__ = __mul__

    def __neg__(self: _A) -> _A:
        return self.of_units(-self.units)

    def __abs__(self: _A) -> _A:
        return self.of_units(abs(self.units))


class Money(_Amount):
    """Money, exact to the smallest unit (fen for CNY).

    `Money("12.30")` and `Money(Decimal("12.30"))` are read with two decimals, as CNY has them; a tenant with another
    currency says how many: `Money("1200", decimals=0)`. Too many decimals are an error, not a rounding. Floats, bools and
    bare integers are refused: `Money.of_units(1230)` takes smallest units.
    """

    __slots__ = ()
    _name: ClassVar[str] = "money"
    ZERO: ClassVar[Money]

    def __init__(self, amount: decimal.Decimal | str, decimals: int = 2) -> None:
        exact = exact_decimal(amount, "money")
        if type(decimals) is not int or not 0 <= decimals <= 3:
            raise InvalidFieldError("0 to 3 decimals are supported", "money.decimals")
        try:
            units = _EXACT.scaleb(exact, decimals)
        except decimal.DecimalException:
            raise AmountOverflowError("the amount is beyond what can be represented", "money") from None
        if units != units.to_integral_value():
            raise InvalidFieldError(f"at most {decimals} decimals are possible", "money")
        object.__setattr__(self, "units", Money.of_units(int(units)).units)

    def decimal(self, decimals: int = 2) -> decimal.Decimal:
        """The amount as an exact decimal of the currency: `Decimal("12.30")`."""
        return decimal.Decimal(self.units).scaleb(-decimals)

    def __str__(self) -> str:
        return format(self.decimal(), "f")

    def __repr__(self) -> str:
        return f"Money('{self}')"


class Points(_Amount):
    """Loyalty points, whole ones."""

    __slots__ = ()
    _name: ClassVar[str] = "points"
    ZERO: ClassVar[Points]

    def __init__(self, points: int) -> None:
        object.__setattr__(self, "units", Points.of_units(points).units)

    def __int__(self) -> int:
        return self.units

    def __str__(self) -> str:
        return str(self.units)

    def __repr__(self) -> str:
        return f"Points({self.units})"


Money.ZERO = Money.of_units(0)
Points.ZERO = Points.of_units(0)


def exact_decimal(value: object, field: str) -> decimal.Decimal:
    """A decimal of a decimal or of plain text; nothing else, and nothing that is no number."""
    if isinstance(value, str):
        if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value, re.ASCII) is None or len(value) > 32:
            raise InvalidFieldError("a plain decimal such as 12.30 is expected", field)
        return decimal.Decimal(value)
    if not isinstance(value, decimal.Decimal):
        raise InvalidFieldError(f"a Decimal or text is expected, not {type(value).__name__}", field)
    if not value.is_finite():
        raise InvalidFieldError("a finite number is expected", field)
    return value


class Id:
    """128 bits, written like a UUID. Each kind of id is a type of its own, so that they cannot be mixed up; another kind
    is made of it on purpose: `UserId(member)`."""

    __slots__ = ("text",)
    text: str

    def __init__(self, value: str | uuid.UUID | Id) -> None:
        if isinstance(value, Id):
            text = value.text
        elif isinstance(value, uuid.UUID):
            text = str(value)
        elif isinstance(value, str):
            text = value.lower()
            if re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text, re.ASCII) is None:
                raise InvalidFieldError("an id is written as 8-4-4-4-12 hexadecimal digits", "id")
        else:
            raise InvalidFieldError(f"an id is made of text or a UUID, not {type(value).__name__}", "id")
        object.__setattr__(self, "text", text)

    @classmethod
    def derived(cls: type[_I], namespace: str, *parts: builtins.bytes) -> _I:
        """An id computed from a natural key, as the engine does it: the same parts give the same id."""
        hash = hashlib.sha256()
        for part in (namespace.encode(), *parts):
            hash.update(len(part).to_bytes(4, "big"))
            hash.update(part)
        made = bytearray(hash.digest()[:16])
        made[6] = made[6] & 0x0F | 0x80
        made[8] = made[8] & 0x3F | 0x80
        return cls(uuid.UUID(bytes=builtins.bytes(made)))

    @property
    def bytes(self) -> builtins.bytes:
        """The sixteen bytes."""
        return builtins.bytes.fromhex(self.text.replace("-", ""))

    @property
    def uuid(self) -> uuid.UUID:
        """As a UUID of Python."""
        return uuid.UUID(self.text)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("ids do not change")

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.text,))

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.text == self.text

    def __lt__(self, other: Id) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.text < other.text

    def __hash__(self) -> int:
        return hash((type(self), self.text))

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"{type(self).__name__}('{self.text}')"


@functools.total_ordering
class TenantId:
    """One property group: a positive number that the host chooses."""

    __slots__ = ("number",)
    number: int

    def __init__(self, number: int) -> None:
        if type(number) is not int or not 1 <= number < 2**63:
            raise InvalidFieldError("a tenant's number is 1 or more", "tenant")
        object.__setattr__(self, "number", number)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("ids do not change")

    def __reduce__(self) -> tuple[Any, ...]:
        return (TenantId, (self.number,))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TenantId) and other.number == self.number

    def __lt__(self, other: TenantId) -> bool:
        return self.number < other.number

    def __hash__(self) -> int:
        return hash((TenantId, self.number))

    def __repr__(self) -> str:
        return f"TenantId({self.number})"


class Month(NamedTuple):
    """A calendar month of the tenant's zone."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """Reads `2026-11`."""
        if not isinstance(text, str) or re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", text, re.ASCII) is None:
            raise InvalidFieldError("a month is written as 2026-11", "month")
        return cls(int(text[:4]), int(text[5:]))

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


class DayRange(NamedTuple):
    """Days from the first to the last, both included."""

    first: Any
    last: Any


class Party:
    """Who has an account: `Party.platform()`, `Party.merchant(id)`, `Party.channel("wechat")`."""

    __slots__ = ("kind", "of")
    #: `platform`, `node`, `merchant`, `supplier`, `leader` (of a station), `member`, `promoter` or `channel`.
    kind: str
    #: The id's text or the channel's name; empty for the platform.
    of: str

    def __init__(self, text: str) -> None:
        if not isinstance(text, str):
            raise InvalidFieldError("platform or kind:id is expected", "party")
        kind, colon, of = text.partition(":")
        ids = ("node", "merchant", "supplier", "leader", "member", "promoter")
        if kind in ids and colon:
            of = Id(of).text
        elif not (kind == "channel" and colon or text == "platform"):
            raise InvalidFieldError("platform or kind:id is expected", "party")
        object.__setattr__(self, "kind", kind)
        object.__setattr__(self, "of", of)

    @classmethod
    def platform(cls) -> Party:
        """The operator of the platform."""
        return cls("platform")

    @classmethod
    def channel(cls, name: str) -> Party:
        """A payment channel, by the provider's name as the host reports it."""
        return cls(f"channel:{name}")

    @classmethod
    def promoter(cls, member: Id) -> Party:
        """A member as one who brings buyers."""
        _kind(member, "MemberId")
        return cls(f"promoter:{member}")

    @classmethod
    def of_id(cls, id: Id) -> Party:
        """The property company at a `NodeId`, the merchant, supplier or member of that id, the leader of a `StationId`."""
        kinds = {"NodeId": "node", "MerchantId": "merchant", "SupplierId": "supplier", "StationId": "leader", "MemberId": "member"}
        kind = kinds.get(type(id).__name__)
        if kind is None:
            raise InvalidFieldError(f"no party has a {type(id).__name__}", "party")
        return cls(f"{kind}:{id}")

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("parties do not change")

    def __reduce__(self) -> tuple[Any, ...]:
        return (Party, (str(self),))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Party) and (other.kind, other.of) == (self.kind, self.of)

    def __hash__(self) -> int:
        return hash((self.kind, self.of))

    def __str__(self) -> str:
        return f"{self.kind}:{self.of}" if self.of else self.kind

    def __repr__(self) -> str:
        return f"Party('{self}')"


def _kind(id: Id, name: str) -> None:
    if type(id).__name__ != name:
        raise InvalidFieldError(f"a {name} is expected, not {type(id).__name__}", "party")

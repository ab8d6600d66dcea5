"""Everything that can go wrong: one tree, one class per stable code. Written by `linli-bindgen`; do not edit."""

from __future__ import annotations

from typing import ClassVar

from ._errors import ClosedError, LinliError

__all__ = [
    "CODES",
    "ClosedError",
    "LinliError",
    "StoreError",
    "InvalidFieldError",
    "AmountOverflowError",
    "LimitExceededError",
    "DeniedError",
    "NotFoundError",
    "AlreadyExistsError",
    "WrongStateError",
    "OutOfStockError",
    "NotSoldError",
    "PriceMovedError",
    "InsufficientError",
    "CommandReusedError",
    "BlockedError",
    "BusyError",
    "PortFailedError",
    "InternalError",
    "StoreConflictError",
    "StoreBoundError",
    "StoreDuplicateError",
    "StoreUnavailableError",
    "StoreDeniedError",
    "StoreFullError",
    "StoreUnknownOutcomeError",
    "StoreOwnedError",
    "StoreCorruptError",
    "StoreSchemaError",
    "StoreMisuseError",
    "StoreFailedError",
]


class StoreError(LinliError):
    """The store refused or failed."""


class InvalidFieldError(LinliError, ValueError):
    """A value that cannot be right, whatever the state."""

    code: ClassVar[str] = "invalid_field"


class AmountOverflowError(LinliError):
    """An amount beyond ±10¹⁵ smallest units."""

    code: ClassVar[str] = "overflow"


class LimitExceededError(LinliError):
    """More than the engine allows of something that callers can make long."""

    code: ClassVar[str] = "limit_exceeded"


class DeniedError(LinliError):
    """The actor has no grant that allows the operation there. RULES §1: deny unless granted."""

    code: ClassVar[str] = "denied"


class NotFoundError(LinliError):
    """There is no such record in this tenant."""

    code: ClassVar[str] = "not_found"


class AlreadyExistsError(LinliError):
    """A record with the same natural key is there already."""

    code: ClassVar[str] = "already_exists"


class WrongStateError(LinliError):
    """The record's state does not allow the step."""

    code: ClassVar[str] = "wrong_state"


class OutOfStockError(LinliError):
    """Not enough stock. RULES §3: never oversold."""

    code: ClassVar[str] = "out_of_stock"


class NotSoldError(LinliError):
    """What is asked for is not sold, or not to this member, here, or in this way."""

    code: ClassVar[str] = "not_sold"


class PriceMovedError(LinliError):
    """The total that the client saw is no longer the total; the new quote comes with it. RULES §5."""

    code: ClassVar[str] = "price_moved"


class InsufficientError(LinliError):
    """A balance that is too small, e.g. points. RULES §13."""

    code: ClassVar[str] = "insufficient"


class CommandReusedError(LinliError):
    """The command id was used for another command. RULES §18."""

    code: ClassVar[str] = "command_reused"


class BlockedError(LinliError):
    """Too many wrong pickup codes; try again later. RULES §6."""

    code: ClassVar[str] = "blocked"


class BusyError(LinliError):
    """More callers wait than the engine's queue holds; nothing was done."""

    code: ClassVar[str] = "busy"


class PortFailedError(LinliError):
    """A port of the host (keys, entropy) failed."""

    code: ClassVar[str] = "port_failed"


class InternalError(LinliError):
    """A stored record could not be read, or an invariant did not hold: nothing was written. Please report it."""

    code: ClassVar[str] = "internal"


class StoreConflictError(StoreError):
    """Rows were changed by somebody else since they were read. The engine reads again and runs again."""

    code: ClassVar[str] = "store_conflict"


class StoreBoundError(StoreError):
    """A counter would leave its bounds."""

    code: ClassVar[str] = "store_bound"


class StoreDuplicateError(StoreError):
    """A unique index has these values already."""

    code: ClassVar[str] = "store_duplicate"


class StoreUnavailableError(StoreError):
    """The store cannot be reached or is busy; the same call may work later."""

    code: ClassVar[str] = "store_unavailable"


class StoreDeniedError(StoreError):
    """The store knows who asks and lets him not: a wrong password, a missing permission."""

    code: ClassVar[str] = "store_denied"


class StoreFullError(StoreError):
    """No room is left on the store's disk."""

    code: ClassVar[str] = "store_full"


class StoreUnknownOutcomeError(StoreError):
    """The connection was lost during a commit: it may have happened or not."""

    code: ClassVar[str] = "store_unknown_outcome"


class StoreOwnedError(StoreError):
    """Another process owns the store."""

    code: ClassVar[str] = "store_owned"


class StoreCorruptError(StoreError):
    """What is stored is damaged or is not a Linli store."""

    code: ClassVar[str] = "store_corrupt"


class StoreSchemaError(StoreError):
    """The stored schema does not fit this version of the engine."""

    code: ClassVar[str] = "store_schema"


class StoreMisuseError(StoreError):
    """The caller broke the port's contract, e.g. an unknown table or a page beyond the limit."""

    code: ClassVar[str] = "store_misuse"


class StoreFailedError(StoreError):
    """Anything else that the database said."""

    code: ClassVar[str] = "store_failed"


#: The class of each code.
CODES: dict[str, type[LinliError]] = {
    "invalid_field": InvalidFieldError,
    "overflow": AmountOverflowError,
    "limit_exceeded": LimitExceededError,
    "denied": DeniedError,
    "not_found": NotFoundError,
    "already_exists": AlreadyExistsError,
    "wrong_state": WrongStateError,
    "out_of_stock": OutOfStockError,
    "not_sold": NotSoldError,
    "price_moved": PriceMovedError,
    "insufficient": InsufficientError,
    "command_reused": CommandReusedError,
    "blocked": BlockedError,
    "busy": BusyError,
    "port_failed": PortFailedError,
    "internal": InternalError,
    "store_conflict": StoreConflictError,
    "store_bound": StoreBoundError,
    "store_duplicate": StoreDuplicateError,
    "store_unavailable": StoreUnavailableError,
    "store_denied": StoreDeniedError,
    "store_full": StoreFullError,
    "store_unknown_outcome": StoreUnknownOutcomeError,
    "store_owned": StoreOwnedError,
    "store_corrupt": StoreCorruptError,
    "store_schema": StoreSchemaError,
    "store_misuse": StoreMisuseError,
    "store_failed": StoreFailedError,
}

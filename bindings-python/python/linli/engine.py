"""The engine: opened on a store, called from as many threads as you like."""

from __future__ import annotations

import asyncio
import datetime
import json
import os
from typing import Any, Iterable, Sequence

from . import _native
from ._calls import ANSWERS, ARGUMENTS, AsyncCalls, Calls
from ._codec import Command, decode, encode, under
from ._errors import LinliError, from_json, from_wire
from .errors import ClosedError, InvalidFieldError
from .records import Actor, CommandId, MerchantId, ProductId, SkuId
from .tables import Table, TableName
from .values import TenantId

__all__ = ["AsyncEngine", "Engine", "Finding", "VerifyReport", "product_id", "sku_id"]

_compact = json.JSONEncoder(separators=(",", ":"), allow_nan=False).encode


class Finding:
    """Something that must not be: the number of the invariant, where, and what does not hold."""

    __slots__ = ("invariant", "what", "detail")
    invariant: int
    what: str
    detail: str

    def __init__(self, invariant: int, what: str, detail: str) -> None:
        self.invariant, self.what, self.detail = invariant, what, detail

    def __repr__(self) -> str:
        return f"Finding({self.invariant}, {self.what!r}, {self.detail!r})"


class VerifyReport:
    """What verifying a tenant found; `clean` when everything holds."""

    __slots__ = ("checked", "findings", "found")
    #: Rows read per table.
    checked: dict[str, int]
    #: The first 1,000 findings …
    findings: list[Finding]
    #: … and how many there were in all.
    found: int

    def __init__(self, checked: dict[str, int], findings: list[Finding], found: int) -> None:
        self.checked, self.findings, self.found = checked, findings, found

    @property
    def clean(self) -> bool:
        """Whether everything holds."""
        return self.found == 0

    def __repr__(self) -> str:
        return f"<VerifyReport: {sum(self.checked.values())} rows, {self.found} findings>"


class Engine(Calls):
    """The commerce engine over one store. Calls block until they are durable and let other Python threads run meanwhile;
    call from as many threads as you like, they share commits. Use it with `with`, or `close` it: closing waits for calls
    that are running, and closing again does nothing.

    `key` is the master secret of 32 bytes from which the keys for personal data and pickup codes are derived: the same
    store needs the same key for good. `now` is for tests and replays: a clock that stands where it is put.
    """

    __slots__ = ("_native",)

    def __init__(self, native: _native.Engine) -> None:
        """Use `memory`, `sqlite` or `postgres`."""
        self._native = native

    @classmethod
    def memory(cls, *, key: bytes, now: datetime.datetime | None = None) -> Engine:
        """An engine whose store is gone when it is closed."""
        return cls(_opened(_native.memory(_key(key), _moment(now))))

    @classmethod
    def sqlite(
        cls,
        path: str | os.PathLike[str],
        *,
        key: bytes,
        now: datetime.datetime | None = None,
        survives_power_loss: bool = True,
    ) -> Engine:
        """An engine on one SQLite file, which it owns while it is open: `StoreOwnedError` if somebody else has it. Without
        `survives_power_loss` commits are faster and survive the end of the process only."""
        return cls(_opened(_native.sqlite(os.fspath(path), _key(key), _moment(now), survives_power_loss)))

    @classmethod
    def postgres(cls, url: str, *, key: bytes, now: datetime.datetime | None = None) -> Engine:
        """An engine on a PostgreSQL database, which others may share: `postgresql://user@host/database`."""
        return cls(_opened(_native.postgres(url, _key(key), _moment(now))))

    def close(self) -> None:
        """Closes the store. Calls from now on raise `ClosedError`; closing again does nothing."""
        self._native.close()

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._native.closed()

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<linli.Engine on {self._native.store()}>"

    @property
    def aio(self) -> AsyncEngine:
        """The same engine for `asyncio`: every call runs on a thread and is awaited."""
        return AsyncEngine(self)

    def new_command_id(self) -> CommandId:
        """A new time-ordered id for a command. The same id never takes effect twice."""
        return CommandId(self._answer(self._native.new_command_id()))

    def set_clock(self, now: datetime.datetime) -> None:
        """Puts the clock of an engine that was opened with `now`."""
        self._answer(self._native.set_clock(encode(datetime.datetime, now)))

    def execute(self, actor: Actor, id: CommandId, command: Command) -> Any:
        """Runs any command: for hosts that keep commands as values. The methods give the answer's type."""
        return self._command(actor, id, command._command, command)

    def execute_all(
        self, actor: Actor, commands: Iterable[tuple[CommandId, Command]]
    ) -> list[Any]:
        """Runs many commands of one kind in their order, sharing commits: an answer or a `LinliError` for each, which is
        not raised. Each succeeds or fails alone."""
        pairs = list(commands)
        if not pairs:
            return []
        kind = type(pairs[0][1])
        bodies = []
        for place, (id, command) in enumerate(pairs):
            try:
                bodies.append([encode(CommandId, id), encode(kind, command)])
            except InvalidFieldError as error:
                raise under(error, f"commands[{place}]") from None
        tenant, user = _who(actor)
        text = self._answer(self._native.commands(tenant, user, kind._command, _compact(bodies)))
        answer = ANSWERS[kind._command]
        return [
            from_wire(outcome["error"]) if "error" in outcome else decode(answer, outcome["answer"])
            for outcome in json.loads(text)
        ]

    def verify(self, tenant: TenantId) -> VerifyReport:
        """Walks everything that is stored of a tenant and checks every invariant, e.g. after a restore."""
        report = json.loads(self._answer(self._native.verify(encode(TenantId, tenant))))
        findings = [Finding(**finding) for finding in report["findings"]]
        return VerifyReport(report["checked"], findings, report["found"])

    def table(self, actor: Actor, name: TableName, *, decimals: int = 2) -> Table:
        """What is stored of the actor's tenant as an Arrow table, for those who may read the audit trail. `decimals` are
        those of the tenant's currency."""
        tenant, user = _who(actor)
        if type(decimals) is not int or not 0 <= decimals <= 3:
            raise InvalidFieldError("0 to 3 decimals are supported", "decimals")
        table, error = self._native.table(tenant, user, name, decimals)
        if table is None:
            raise from_json(error)
        return Table(table, name)

    def backup(self, path: str | os.PathLike[str]) -> None:
        """Copies the SQLite file while the shop is open."""
        self._answer(self._native.backup(os.fspath(path)))

    def _command(self, actor: Actor, id: CommandId, name: str, command: Any) -> Any:
        tenant, user = _who(actor)
        body = _compact(encode(type(command), command)) if type(command)._command == name else None
        if body is None:
            raise InvalidFieldError(f"the command of {name} is expected, not {type(command).__name__}", "command")
        text = self._answer(self._native.command(tenant, user, encode(CommandId, id), name, body))
        return decode(ANSWERS[name], json.loads(text))

    def _query(self, actor: Actor, name: str, arguments: dict[str, Any]) -> Any:
        tenant, user = _who(actor)
        kinds, written = ARGUMENTS[name], {}
        for key, value in arguments.items():
            if value is None:
                continue
            try:
                written[key] = encode(kinds[key], value)
            except InvalidFieldError as error:
                raise under(error, key) from None
        text = self._answer(self._native.query(tenant, user, name, _compact(written)))
        return decode(ANSWERS[name], json.loads(text))

    @staticmethod
    def _answer(outcome: tuple[bool, str]) -> str:
        fine, text = outcome
        if fine:
            return text
        raise from_json(text)


class AsyncEngine(AsyncCalls):
    """`Engine` for `asyncio`: every call runs on a thread of the loop's executor and is awaited. A call that was begun is
    finished also when the task that awaits it is cancelled; its command id tells whether it happened."""

    __slots__ = ("engine",)
    #: The engine itself.
    engine: Engine

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    async def _command(self, actor: Actor, id: CommandId, name: str, command: Any) -> Any:
        return await asyncio.to_thread(self.engine._command, actor, id, name, command)

    async def _query(self, actor: Actor, name: str, arguments: dict[str, Any]) -> Any:
        return await asyncio.to_thread(self.engine._query, actor, name, arguments)

    async def execute_all(self, actor: Actor, commands: Sequence[tuple[CommandId, Command]]) -> list[Any]:
        """As `Engine.execute_all`."""
        return await asyncio.to_thread(self.engine.execute_all, actor, commands)


def product_id(merchant: MerchantId, code: str) -> ProductId:
    """The id of a merchant's product with this code."""
    return ProductId.derived("product", merchant.bytes, code.encode())


def sku_id(merchant: MerchantId, code: str) -> SkuId:
    """The id of a merchant's SKU with this code."""
    return SkuId.derived("sku", merchant.bytes, code.encode())


def _opened(outcome: tuple[_native.Engine | None, str]) -> _native.Engine:
    engine, error = outcome
    if engine is None:
        raise from_json(error)
    return engine


def _key(key: bytes) -> bytes:
    if not isinstance(key, (bytes, bytearray)) or len(key) != 32:
        raise InvalidFieldError("32 secret bytes are expected", "key")
    return bytes(key)


def _moment(now: datetime.datetime | None) -> int | None:
    if now is None:
        return None
    try:
        moment: int = encode(datetime.datetime, now)
    except InvalidFieldError as error:
        raise under(error, "now") from None
    return moment


def _who(actor: Actor) -> tuple[int, str | None]:
    if type(actor) is not Actor:
        raise InvalidFieldError(f"an Actor is expected, not {type(actor).__name__}", "actor")
    try:
        wire = encode(Actor, actor)
    except InvalidFieldError as error:
        raise under(error, "actor") from None
    return wire["tenant"], wire.get("user")

"""What is stored as Arrow tables, for polars, pandas, pyarrow, DuckDB and everything else that reads Arrow."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal

from . import _native
from ._codec import Case, Record, under, wrong
from ._errors import from_json
from ._shapes import columns_of
from .errors import InvalidFieldError

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow
    from typing_extensions import CapsuleType

__all__ = ["TABLES", "Table", "TableName", "table_of"]

TableName = Literal[
    "orders",
    "order_lines",
    "ledger_entries",
    "points_movements",
    "stock_movements",
    "events",
    "stock",
    "settlements",
]

#: The tables, and what a row of each is.
TABLES: dict[TableName, str] = {
    "orders": "An order: one merchant and one way of fulfilment.",
    "order_lines": "A line of an order.",
    "ledger_entries": "One side of a posting: debit above zero, credit below. All of them sum to zero per unit.",
    "points_movements": "A ledger entry in points.",
    "stock_movements": "What can be sold of an SKU moved: counted, received, corrected, reserved and given back by an order. What orders did is "
    "computed from the log and the orders; `change` is absent where a person decided how much of what came back can be sold.",
    "events": "An event, its data as JSON.",
    "stock": "An SKU's figures as they stand: what can be sold, what unpaid orders hold, what was sold less what came back.",
    "settlements": "A party's business day.",
}


def table_of(records: Sequence[Record], kind: type[Record] | None = None, *, name: str = "", decimals: int = 2) -> Table:
    """Records of one kind as a table, e.g. what a query answered: a column per field. Ids and parties are text, enums
    dictionaries, money `decimal128` with `decimals` (those of the tenant's currency), rates `decimal128` with six, records in
    records structs, lists lists; a field that can be one of several cases is JSON. `kind` says of which kind they are where
    there may be none. Nothing but Arrow's consumer need be installed."""
    if not isinstance(records, (list, tuple)):
        raise InvalidFieldError(f"a list of records is expected, not {type(records).__name__}", "records")
    if kind is None:
        if not records:
            raise InvalidFieldError("the kind of no records must be said", "kind")
        kind = type(records[0])
    if not (isinstance(kind, type) and issubclass(kind, Record)) or issubclass(kind, Case):
        raise InvalidFieldError("a class of records is expected", "kind")
    if type(decimals) is not int or not 0 <= decimals <= 3:
        raise InvalidFieldError("0 to 3 decimals are supported", "decimals")
    of: Any = kind
    columns, cells = columns_of(of)
    rows = []
    for place, record in enumerate(records):
        try:
            if type(record) is not kind:
                raise wrong(kind.__name__, record)
            rows.append(cells(record))
        except InvalidFieldError as error:
            raise under(error, f"records[{place}]") from None
    table, refused = _native.given(columns, json.dumps(rows, allow_nan=False), decimals)
    if table is None:
        raise from_json(refused)
    return Table(table, name or kind.__name__)


class Table:
    """A table of one tenant, or of records that were given (`table_of`). What is stored is read anew whenever somebody reads it, in batches, so that memory stays flat:

    `polars.DataFrame(table)`, `pyarrow.table(table)`, `duckdb.sql("from table")`, `pandas.DataFrame.from_arrow(table)`.

    Money is `decimal128` with the currency's decimals, moments are microseconds in UTC. Each batch is a snapshot of its own.
    A table of what is stored keeps the store open while it lives, also when the engine is closed.
    """

    __slots__ = ("_native", "name")
    name: str

    def __init__(self, native: _native.Table, name: str) -> None:
        """Use `Engine.table` or `table_of`."""
        self._native, self.name = native, name

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> CapsuleType:
        return self._native.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> CapsuleType:
        return self._native.__arrow_c_schema__()

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""
        return self._native.columns()

    def to_arrow(self) -> pyarrow.Table:
        """As a table of pyarrow, which must be installed."""
        import pyarrow

        return pyarrow.table(self)

    def to_polars(self) -> polars.DataFrame:
        """As a data frame of polars, which must be installed."""
        import polars

        return polars.DataFrame(self)

    def to_pandas(self, **options: Any) -> pandas.DataFrame:
        """As a data frame of pandas, by pyarrow; both must be installed. Money becomes `decimal.Decimal`."""
        frame: pandas.DataFrame = self.to_arrow().to_pandas(**options)
        return frame

    @property
    def plot(self) -> Plot:
        """Pictures, with the extra `linli[plot]`."""
        return Plot(self)

    def __repr__(self) -> str:
        return f"<linli.Table {self.name}: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """The first rows, for notebooks."""
        from html import escape

        def rows(tag: str, cells: list[str]) -> str:
            return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"

        try:
            import pyarrow
        except ImportError:
            return f"<p>{escape(repr(self))}</p>"
        head: list[list[str]] = []
        for batch in pyarrow.RecordBatchReader.from_stream(self):
            columns = [[str(value) for value in column.slice(0, 10).to_pylist()] for column in batch.columns]
            head = [list(row) for row in zip(*columns)]
            break
        return f"<table><caption>{self.name}</caption>{rows('th', self.columns)}{''.join(rows('td', row) for row in head)}</table>"


class Plot:
    """Pictures of a table, made with matplotlib; each gives the axes, for you to go on with. `table.plot(by, value)` chooses."""

    __slots__ = ("_table",)

    def __init__(self, table: Table) -> None:
        self._table = table

    def __call__(self, by: str, value: str, *, ax: Any = None) -> Any:
        """The sums of a column by another: per day where that is a moment or a date, as bars otherwise."""
        kind = str(_needed("pyarrow").schema(self._table).field(by).type)
        over_time = kind.startswith(("timestamp", "date"))
        return self.daily(by, value, ax=ax) if over_time else self.bar(by, value, ax=ax)

    def _sums(self, by: str, value: str, label: Callable[[Any], Any]) -> dict[Any, Any]:
        pyarrow = _needed("pyarrow")
        sums: dict[Any, Any] = {}
        for batch in pyarrow.RecordBatchReader.from_stream(self._table):
            keys, values = batch.column(by).to_pylist(), batch.column(value).to_pylist()
            for key, amount in zip(keys, values):
                if key is not None and amount is not None:
                    name = label(key)
                    sums[name] = sums.get(name, 0) + amount
        return sums

    def bar(self, by: str, value: str, *, ax: Any = None, top: int = 20) -> Any:
        """The sums of a column per value of another, the largest first."""
        sums = self._sums(by, value, str)
        largest = sorted(sums, key=lambda name: sums[name], reverse=True)[:top]
        ax = _axes(ax)
        ax.barh(largest[::-1], [float(sums[name]) for name in largest[::-1]])
        for label in ax.get_yticklabels():
            label.set_fontfamily(_fonts())
        ax.set_xlabel(value)
        ax.set_title(f"{self._table.name}: {value} by {by}")
        return ax

    def daily(self, at: str, value: str, *, zone: str = "Asia/Shanghai", ax: Any = None) -> Any:
        """The sums of a column per day of a moment or date, days counted in the zone."""
        import datetime
        from zoneinfo import ZoneInfo

        local = ZoneInfo(zone)

        def day(moment: Any) -> Any:
            return moment.astimezone(local).date() if isinstance(moment, datetime.datetime) else moment

        sums = self._sums(at, value, day)
        days = sorted(sums)
        ax = _axes(ax)
        ax.plot(days, [float(sums[day]) for day in days])
        ax.set_ylabel(value)
        ax.set_title(f"{self._table.name}: {value} per day")
        ax.figure.autofmt_xdate()
        return ax

    def hist(self, value: str, *, bins: int = 30, ax: Any = None) -> Any:
        """How often a column has which values."""
        pyarrow = _needed("pyarrow")
        found = [
            float(amount)
            for batch in pyarrow.RecordBatchReader.from_stream(self._table)
            for amount in batch.column(value).to_pylist()
            if amount is not None
        ]
        ax = _axes(ax)
        ax.hist(found, bins=bins)
        ax.set_xlabel(value)
        ax.set_title(f"{self._table.name}: {value}")
        return ax


#: Fonts that have Chinese names of products, of the usual systems; matplotlib takes each letter from the first that has it.
_CHINESE = ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei", "Microsoft YaHei", "SimHei", "PingFang SC", "Heiti SC")


def _fonts() -> list[str]:
    there = {font.name for font in _needed("matplotlib.font_manager").fontManager.ttflist}
    return ["sans-serif", *(name for name in _CHINESE if name in there)]


def _needed(module: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise ImportError(f"pictures need {module.partition('.')[0]}: pip install linli[plot]") from error


def _axes(ax: Any) -> Any:
    if ax is not None:
        return ax
    return _needed("matplotlib.figure").Figure(figsize=(8, 4), layout="constrained").add_subplot()

"""What is stored as Arrow tables, for polars, pandas, pyarrow, DuckDB and everything else that reads Arrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from . import _native

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow
    from typing_extensions import CapsuleType

__all__ = ["TABLES", "Table", "TableName"]

TableName = Literal[
    "orders",
    "order_lines",
    "ledger_entries",
    "points_movements",
    "stock_movements",
    "events",
    "settlements",
]

#: The tables, and what a row of each is.
TABLES: dict[TableName, str] = {
    "orders": "An order: one merchant and one way of fulfilment.",
    "order_lines": "A line of an order.",
    "ledger_entries": "One side of a posting: debit above zero, credit below. All of them sum to zero per unit.",
    "points_movements": "A ledger entry in points.",
    "stock_movements": "Counting, receiving and correcting; what orders take is in their lines.",
    "events": "An event, its data as JSON.",
    "settlements": "A party's business day.",
}


class Table:
    """A table of one tenant. It is read anew whenever somebody reads it, in batches, so that memory stays flat:

    `polars.DataFrame(table)`, `pyarrow.table(table)`, `duckdb.sql("from table")`, `pandas.DataFrame.from_arrow(table)`.

    Money is `decimal128` with the currency's decimals, moments are microseconds in UTC. Each batch is a snapshot of its own.
    The table keeps the store open while it lives, also when the engine is closed.
    """

    __slots__ = ("_native", "name")
    name: TableName

    def __init__(self, native: _native.Table, name: TableName) -> None:
        """Use `Engine.table`."""
        self._native, self.name = native, name

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> CapsuleType:
        return self._native.__arrow_c_stream__(requested_schema)

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
    """Pictures of a table, made with matplotlib; each gives the axes."""

    __slots__ = ("_table",)

    def __init__(self, table: Table) -> None:
        self._table = table

    def _sums(self, by: str, value: str, label: Callable[[Any], Any]) -> dict[Any, Any]:
        import pyarrow

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


def _axes(ax: Any) -> Any:
    if ax is not None:
        return ax
    from matplotlib.figure import Figure

    return Figure(figsize=(8, 4), layout="constrained").add_subplot()

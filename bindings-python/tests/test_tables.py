"""Arrow tables as their consumers read them."""

from __future__ import annotations

import datetime
import decimal

import duckdb
import pandas
import polars
import pyarrow
import pytest

import linli
from linli import Money
from linli.tables import TABLES

from conftest import NOON, Shop


def test_every_consumer_reads_the_same(shop: Shop) -> None:
    placed = [shop.place(quantity) for quantity in (1, 2, 3)]
    shop.pay(placed[1])
    table = table_ = shop.engine.table(shop.host, "orders")
    arrow = table.to_arrow()
    frame = polars.DataFrame(table)
    assert arrow.num_rows == frame.height == len(table.to_pandas()) == len(pandas.DataFrame.from_arrow(table)) == 3
    connection = duckdb.connect()
    connection.register("shop_orders", table.to_arrow())
    assert connection.execute("select sum(cash) from shop_orders").fetchone() == (Money("239.40").decimal(),)
    # DuckDB also finds it by the name of the variable, and reads the stream itself.
    assert connection.execute("select count(*) from table_").fetchone() == (3,)
    row = frame.row(by_predicate=polars.col("units") == 2, named=True)
    assert row["cash"] == decimal.Decimal("79.80") and row["state"] == "pending_shipment"
    assert row["placed_at"] == NOON and row["placed_at"].utcoffset() == datetime.timedelta(0)
    assert row["id"] == str(placed[1].orders[0])
    # It is read anew each time.
    shop.place(1)
    assert table.to_polars().height == 4


def test_the_ledger_sums_to_zero_and_lines_to_their_orders(shop: Shop) -> None:
    for quantity in (1, 2, 3):
        shop.pay(shop.place(quantity))
    entries = shop.engine.table(shop.host, "ledger_entries").to_polars()
    assert entries.height >= 6 and entries["money"].sum() == 0
    lines = shop.engine.table(shop.host, "order_lines").to_polars()
    assert lines["cash"].sum() == decimal.Decimal("239.40") and lines["quantity"].to_list() == [1, 2, 3]
    stock = shop.engine.table(shop.host, "stock_movements").to_polars()
    assert stock["change"].to_list() == [60] and stock["sku"].to_list() == [str(shop.sku)]
    events = shop.engine.table(shop.host, "events").to_polars()
    page = shop.engine.events(shop.host, 0, 1000)
    assert events.select("position", "index").rows() == [(event.position, event.index) for event in page.events]


@pytest.mark.parametrize("name", list(TABLES))
def test_every_table_has_its_columns_also_when_it_is_empty(shop: Shop, name: linli.TableName) -> None:
    table = shop.engine.table(shop.host, name)
    assert table.to_arrow().column_names == table.columns
    assert name in repr(table) and "<table>" in table._repr_html_()


def test_tables_are_for_who_reads_the_audit_trail(shop: Shop) -> None:
    with pytest.raises(linli.DeniedError):
        shop.engine.table(shop.buyer, "orders")
    with pytest.raises(linli.NotFoundError):
        shop.engine.table(shop.host, "nothing")  # type: ignore[arg-type]
    with pytest.raises(linli.InvalidFieldError):
        shop.engine.table(shop.host, "orders", decimals=9)


def test_another_tenant_is_not_in_a_table(shop: Shop) -> None:
    shop.place(1)
    other = linli.Actor(tenant=linli.TenantId(2))
    assert shop.engine.table(other, "orders").to_arrow().num_rows == 0


def test_more_rows_than_a_batch_come_once_each_and_in_order(shop: Shop) -> None:
    before = shop.engine.table(shop.host, "events").to_arrow().num_rows
    commands = [
        (shop.id(), linli.CreateSupplier(code=f"s{number}", name=f"供应商 {number}")) for number in range(12_000)
    ]
    outcomes = shop.engine.execute_all(shop.office, commands)
    assert not any(isinstance(outcome, linli.LinliError) for outcome in outcomes)
    reader = pyarrow.RecordBatchReader.from_stream(shop.engine.table(shop.host, "events"))
    sizes = [batch.num_rows for batch in reader]
    assert sum(sizes) == before + 12_000 and len(sizes) > 1
    positions = shop.engine.table(shop.host, "events").to_polars()["position"]
    assert positions.is_sorted()


def test_pictures_are_drawn(shop: Shop) -> None:
    shop.pay(shop.place(2))
    table = shop.engine.table(shop.host, "orders")
    assert [patch.get_width() for patch in table.plot.bar("state", "cash").patches] == [79.8]
    assert list(table.plot.daily("placed_at", "cash").lines[0].get_ydata()) == [79.8]

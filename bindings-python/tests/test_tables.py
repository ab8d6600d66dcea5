"""Arrow tables as their consumers read them."""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import sys
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow
import pytest

import linli
from linli import Money
from linli.tables import TABLES

from conftest import KEY, NOON, Shop, build


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
    assert stock["change"].to_list() == [60, -1, -2, -3] and set(stock["sku"]) == {str(shop.sku)}
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
    other = linli.Actor(tenant=linli.TenantId(shop.tenant.number + 2**40))
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


def test_stock_stands_as_orders_left_it(shop: Shop) -> None:
    shop.pay(shop.place(2))
    shop.place(3)
    stock = shop.engine.table(shop.host, "stock").to_polars()
    assert stock.rows() == [(str(shop.sku), 55, 3, 2)]


def test_stock_movements_add_up_to_what_can_be_sold(shop: Shop) -> None:
    shop.pay(shop.place(2))
    cancelled = shop.place(5)
    shop.pay(cancelled)
    cancel = linli.CancelOrder(order=cancelled.orders[0], lines=[linli.CancelLine(line=0, quantity=4)])
    shop.engine.cancel_order(shop.buyer, shop.id(), cancel)
    closed = shop.place(3)
    shop.engine.cancel_trade(shop.buyer, shop.id(), linli.CancelTrade(trade=closed.trade))
    line = linli.StockLine(sku=shop.sku, units=7)
    shop.engine.receive_stock(shop.office, shop.id(), linli.ReceiveStock(merchant=shop.merchant, lines=[line]))
    shop.place(1)
    moved = shop.engine.table(shop.host, "stock_movements").to_polars()
    assert moved.select("kind", "change").rows() == [
        ("stock_received", 60),
        ("order_reserved", -2),
        ("order_reserved", -5),
        ("order_refunded", 4),
        ("order_reserved", -3),
        ("order_released", 3),
        ("stock_received", 7),
        ("order_reserved", -1),
    ]
    assert moved["order"].to_list()[2:4] == [str(cancelled.orders[0])] * 2
    stock = shop.engine.table(shop.host, "stock").to_polars()
    assert moved["change"].sum() == stock["available"].sum() == 63


def test_a_stream_that_is_left_half_way_gives_the_store_back(tmp_path: Path) -> None:
    with linli.Engine.sqlite(tmp_path / "a.db", key=KEY, now=NOON) as engine:
        shop = build(engine)
        commands = [
            (shop.id(), linli.CreateSupplier(code=f"s{number}", name=f"供应商 {number}")) for number in range(25_000)
        ]
        engine.execute_all(shop.office, commands)
        table = engine.table(shop.host, "events")
        for _ in range(5):
            reader = pyarrow.RecordBatchReader.from_stream(table)
            reader.read_next_batch()
            del reader
        del table
    linli.Engine.sqlite(tmp_path / "a.db", key=KEY).close()


def test_every_report_is_a_table(shop: Shop) -> None:
    """What queries answer, read by everybody who reads Arrow."""
    shop.pay(shop.place(2))
    shop.pay(shop.place(1))
    balance = shop.engine.trial_balance(shop.host)
    table = report = linli.table_of(balance, name="trial_balance")
    assert table.columns == [field.name for field in dataclasses.fields(linli.TrialLine)]
    frame = polars.DataFrame(table)
    assert frame.height == len(balance) == table.to_arrow().num_rows == len(table.to_pandas()) > 2
    assert duckdb.connect().execute("select count(*) from report").fetchone() == (len(balance),) and report
    orders, _ = shop.engine.orders_of_member(shop.buyer, shop.member)
    found = linli.table_of(orders).to_polars()
    assert found["cash"].to_list() == [order.cash.decimal() for order in orders]
    assert found["placed_at"].to_list() == [order.placed_at for order in orders]
    assert found["state"].dtype == polars.Categorical and found["id"].to_list() == [str(order.id) for order in orders]
    lines = found["lines"].explode().struct.unnest()
    assert lines["sku"].to_list() == [str(shop.sku)] * 2 and lines["quantity"].sum() == 3
    items = shop.engine.due(shop.host, 10)
    assert linli.table_of(items, linli.DueWork).to_arrow().num_rows == len(items)


def test_records_keep_what_they_are_in_columns() -> None:
    level = linli.Level(
        code="gold",
        name="金牌",
        growth=2**32 - 1,
        discount=decimal.Decimal("0.000001"),
        funder=linli.FunderMerchant(),
        monthly_coupons=[linli.CouponTemplateId("0190b5a0-7c1e-7000-8000-00000000abcd")],
        gift_since=datetime.date(2026, 11, 30),
    )
    plain = linli.Level(code="", name="", growth=0)
    rows = linli.table_of([level, plain]).to_arrow().to_pylist()
    assert rows[0]["discount"] == decimal.Decimal("0.000001") and rows[0]["gift_since"] == datetime.date(2026, 11, 30)
    assert rows[0]["monthly_coupons"] == ["0190b5a0-7c1e-7000-8000-00000000abcd"] and rows[1]["monthly_coupons"] == []
    assert rows[0]["growth"] == 2**32 - 1 and rows[1]["gift_since"] is None and rows[0]["name"] == "金牌"
    tier = linli.Tier(below=Money("10000.00"), rate=decimal.Decimal("0.08"))
    schema = linli.table_of([tier], decimals=0).to_arrow().schema
    assert schema.field("below").type == pyarrow.decimal128(18, 0) and schema.field("below").nullable
    assert schema.field("rate").type == pyarrow.decimal128(18, 6) and not schema.field("rate").nullable
    contract = linli.ThirdPartyContract(
        merchant=linli.MerchantId("0190b5a0-7c1e-7000-8000-00000000abcd"),
        rate=decimal.Decimal("0.1"),
        receivers=[(linli.Party.platform(), 3)],
    )
    assert linli.table_of([contract]).to_arrow().to_pylist()[0]["receivers"] == [{"0": "platform", "1": 3}]


def test_what_is_no_list_of_records_is_no_table(shop: Shop) -> None:
    tier = linli.Tier(rate=decimal.Decimal("0.08"))
    for records, kind, field in [
        ([], None, "kind"),
        ([], dict, "kind"),
        ([linli.FunderMerchant()], None, "kind"),
        (tier, None, "records"),
        ([tier, shop.order()], None, "records[1]"),
        ([tier, linli.Tier(rate=0.08)], None, "records[1].rate"),  # type: ignore[arg-type]
        ([linli.Tier(rate=tier.rate, below=5)], None, "records[0].below"),  # type: ignore[arg-type]
    ]:
        with pytest.raises(linli.InvalidFieldError) as refused:
            linli.table_of(records, kind)  # type: ignore[arg-type]
        assert refused.value.field == field
    with pytest.raises(linli.InvalidFieldError):
        linli.table_of([tier], decimals=4)


def test_a_schema_is_known_before_any_row_is_read(shop: Shop) -> None:
    table = shop.engine.table(shop.host, "orders")
    assert pyarrow.schema(table) == table.to_arrow().schema


def test_pictures_are_drawn(shop: Shop, tmp_path: Path) -> None:
    shop.pay(shop.place(2))
    table = shop.engine.table(shop.host, "orders")
    assert [patch.get_width() for patch in table.plot.bar("state", "cash").patches] == [79.8]
    assert list(table.plot.daily("placed_at", "cash").lines[0].get_ydata()) == [79.8]
    assert list(table.plot("placed_at", "cash").lines[0].get_ydata()) == [79.8]
    assert [patch.get_width() for patch in table.plot("state", "units").patches] == [2]
    assert sum(patch.get_height() for patch in table.plot.hist("cash", bins=3).patches) == 1
    axes = linli.table_of(shop.engine.trial_balance(shop.host)).plot("purpose", "balance")
    axes.figure.savefig(tmp_path / "balance.png")
    assert (tmp_path / "balance.png").read_bytes().startswith(b"\x89PNG")


def test_pictures_say_what_they_need(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    table = shop.engine.table(shop.host, "orders")
    with pytest.raises(ImportError, match=r"pip install linli\[plot\]"):
        table.plot("state", "cash")
    # A notebook shows what it is, at least.
    assert "linli.Table orders" in table._repr_html_()

"""What Python costs: `python benches/measure.py [ORDERS]`. Lines of what, how much, by tabs; nothing here fails.

A trivial call is a rule on two numbers, all of it: values, JSON, the native call, the answer. The record is an order line, 20
fields, written to JSON, handed to a rule that reads it, and read again. The rows are the ledger entries of a shop on SQLite.
"""

from __future__ import annotations

import gc
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow

import linli
from linli import Money, _native
from linli._codec import decode, encode

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from conftest import KEY, NOON, build  # noqa: E402


def nanoseconds(call: Callable[[], object]) -> int:
    """The median of 31 rounds."""
    rounds = []
    for _ in range(31):
        begun = time.perf_counter_ns()
        for _ in range(200):
            call()
        rounds.append((time.perf_counter_ns() - begun) / 200)
    return round(statistics.median(rounds))


def record() -> linli.OrderLine:
    id = "0190b5a0-7c1e-7000-8000-00000000abcd"
    return linli.OrderLine(
        sku=linli.SkuId(id),
        product=linli.ProductId(id),
        name="红富士苹果",
        quantity=3,
        unit_price=Money("39.90"),
        supply_price=Money("30.00"),
        cash=Money("119.70"),
        points=linli.Points(0),
        earns_points=True,
        refunded=1,
        refunded_cash=Money("39.90"),
    )


def rows_per_second(orders: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        with linli.Engine.sqlite(Path(folder) / "shop.db", key=KEY, now=NOON, survives_power_loss=False) as engine:
            shop = build(engine)
            line = linli.StockLine(sku=shop.sku, units=2 * orders)
            stock = linli.ReceiveStock(merchant=shop.merchant, lines=[line])
            engine.receive_stock(shop.office, shop.id(), stock)
            for begin in range(0, orders, 500):
                count = min(500, orders - begin)
                placed = engine.execute_all(shop.buyer, [(shop.id(), shop.order(1)) for _ in range(count)])
                assert all(isinstance(trade, linli.PlacedTrade) for trade in placed)
                reports = [
                    linli.ReportPayment(
                        trade=trade.trade,
                        provider="wechat",
                        number=f"42{trade.trade}",
                        amount=trade.total,
                        currency="CNY",
                        paid_at=NOON,
                        evidence="0" * 64,
                    )
                    for trade in placed
                ]
                paid = engine.execute_all(shop.host, [(shop.id(), report) for report in reports])
                assert all(report.outcome is linli.PaymentOutcome.ACCEPTED for report in paid)
            table = engine.table(shop.host, "ledger_entries")
            best, rows = 0.0, 0
            for _ in range(5):
                gc.collect()
                begun = time.perf_counter()
                rows = pyarrow.table(table).num_rows
                best = max(best, rows / (time.perf_counter() - begun))
            print(f"python\trows of the table\t{rows}", flush=True)
            return best


def main(orders: int) -> None:
    amounts = [Money("1.00"), Money("2.00")]
    print(f"python\tnative call alone\t{nanoseconds(lambda: _native.rule('', ''))}")
    print(f"python\ttrivial call\t{nanoseconds(lambda: linli.rules.divide(amounts[1], amounts))}")
    line, kind = record(), linli.OrderLine

    def there_and_back() -> linli.OrderLine:
        text = json.dumps({"place": 0, "line": encode(kind, line), "units": 1})
        _native.rule("refund_of_line", text)
        back: linli.OrderLine = decode(kind, json.loads(text)["line"])
        return back

    assert there_and_back() == line
    print(f"python\t20-field record there and back\t{nanoseconds(there_and_back)}", flush=True)
    print(f"python\tArrow rows\t{rows_per_second(orders):.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)

"""What Python costs: `python benches/measure.py [ORDERS]`. Lines of language, what, figure, by tabs, in nanoseconds where it is no
rate; nothing here fails.

The trivial call asks whether an engine is closed. The record is a cart of one line, some twenty fields, that becomes a quote of some
twenty. The rows are the ledger entries of a shop on SQLite, read by pyarrow.
"""

from __future__ import annotations

import datetime
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow

import linli
from linli import Money

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


def cart() -> linli.QuoteInput:
    merchant = linli.MerchantId("0190b5a0-7c1e-7000-8000-00000000abcd")
    line = linli.QuoteLine(
        sku=linli.sku_id(merchant, "A"),
        product=linli.product_id(merchant, "A"),
        kind=linli.ProductKind.GOODS,
        merchant=merchant,
        fulfilment=linli.Fulfilment.PICKUP,
        quantity=2,
        price=Money("19.90"),
        list_price=Money("25.00"),
    )
    return linli.QuoteInput(at=NOON, minor_per_unit=100, rounding=linli.Rounding.HALF_UP, lines=[line])


def rows_per_second(orders: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        with linli.Engine.sqlite(Path(folder) / "shop.db", key=KEY, now=NOON, survives_power_loss=False) as engine:
            shop = build(engine)
            line = linli.StockLine(sku=shop.sku, units=2 * orders)
            stock = linli.ReceiveStock(merchant=shop.merchant, lines=[line])
            engine.receive_stock(shop.office, shop.id(), stock)
            for begin in range(0, orders, 500):
                count = min(500, orders - begin)
                # A station's day takes a few thousand orders.
                now = NOON + datetime.timedelta(days=begin // 5_000)
                engine.set_clock(now)
                placed = engine.execute_all(shop.buyer, [(shop.id(), shop.order(1)) for _ in range(count)])
                assert all(isinstance(trade, linli.PlacedTrade) for trade in placed)
                paid = engine.execute_all(shop.host, [(shop.id(), shop.report(trade, now)) for trade in placed])
                assert all(isinstance(report, linli.PaymentReport) for report in paid), paid[-1]
            table = engine.table(shop.host, "ledger_entries")
            best, rows = 0.0, 0
            for _ in range(5):
                gc.collect()
                begun = time.perf_counter()
                rows = pyarrow.table(table).num_rows
                best = max(best, rows / (time.perf_counter() - begun))
            print(f"{rows} rows", file=sys.stderr)
            return best


def main(orders: int) -> None:
    with linli.Engine.memory(key=KEY) as engine:
        print(f"python\ttrivial call\t{nanoseconds(lambda: engine.closed)}")
    given = cart()
    assert linli.rules.quote(given).total == Money("39.80")
    print(f"python\t20-field record there and back\t{nanoseconds(lambda: linli.rules.quote(given))}", flush=True)
    print(f"python\tArrow rows per second\t{rows_per_second(orders):.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)

"""What a property manager asks of a shop's data, in polars and DuckDB: `python analysis.py SHOP.db FOLDER [ZONE]`.

SHOP.db is any shop; `cargo run --release --example community_day -- SHOP.db` makes one, and
`cargo run --release --example replay -- online-retail.csv.gz SHOP.db` a year of a real one (its ZONE is Europe/London). Tables are
printed, pictures are left in the folder. Every cell (`# %%`) can be run by itself in an editor that knows notebooks.
"""

# %% What is needed: `pip install linli[plot] polars duckdb`.
from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import polars
from polars import col

import linli


# %% Orders as they came.
def orders_by_fulfilment(orders: linli.Table) -> polars.DataFrame:
    return (
        polars.DataFrame(orders)
        .filter(col("paid_at").is_not_null())
        .group_by("fulfilment")
        .agg(polars.len().alias("orders"), col("cash").sum(), col("refunded").sum())
        .sort("cash", descending=True)
    )


# %% When people buy: weekday and hour in the zone of the shop.
def hours(orders: linli.Table, zone: str) -> polars.DataFrame:
    local = col("placed_at").dt.convert_time_zone(zone)
    return (
        polars.DataFrame(orders)
        .group_by(local.dt.hour().alias("hour"))
        .agg(polars.len().alias("orders"))
        .sort("hour")
    )


# %% What sells, in SQL: DuckDB reads the table by the name of its variable.
def what_sells(lines: linli.Table) -> Any:
    return duckdb.sql(
        """
        select name, sum(quantity) as units, sum(cash - refunded_cash) as kept, sum(refunded) as back
        from lines where state <> 'closed' and not is_gift
        group by name order by kept desc limit 10
        """
    )


# %% Members who come again: how many bought how often, and what the most faithful tenth of them brings.
def loyalty(orders: linli.Table) -> polars.DataFrame:
    members = (
        polars.DataFrame(orders)
        .filter(col("paid_at").is_not_null())
        .group_by("member")
        .agg(polars.len().alias("orders"), (col("cash") - col("refunded")).sum().alias("kept"))
    )
    return (
        members.with_columns(often=polars.min_horizontal(col("orders"), polars.lit(5)))
        .group_by("often")
        .agg(polars.len().alias("members"), col("kept").sum())
        .sort("often")
    )


# %% Who is owed what, in the end. The ledger has no balances but what its entries sum to.
def owed(entries: linli.Table) -> polars.DataFrame:
    ledger = polars.DataFrame(entries)
    assert ledger["money"].sum() == 0, "the ledger sums to zero"
    return (
        ledger.filter(col("account") == "payable")
        .with_columns(kind=col("party").str.split(":").list.first())
        .group_by("kind")
        .agg((-col("money").sum()).alias("owed"))
        .sort("kind")
    )


# %% A report of the engine as a table: the trial balance, account by account.
def trial_balance(engine: linli.Engine, auditor: linli.Actor) -> polars.DataFrame:
    table = linli.table_of(engine.trial_balance(auditor), linli.TrialLine, name="trial balance")
    return polars.DataFrame(table)


# %% All of it.
def main(shop: Path, folder: Path, zone: str) -> None:
    ZoneInfo(zone)
    folder.mkdir(parents=True, exist_ok=True)
    # Reading tables needs no personal data, so any key does.
    with linli.Engine.sqlite(shop, key=bytes(32)) as engine:
        auditor = linli.Actor(tenant=linli.TenantId(1))
        orders = engine.table(auditor, "orders")
        lines = engine.table(auditor, "order_lines")
        entries = engine.table(auditor, "ledger_entries")
        for title, found in {
            "Orders by way of fulfilment": orders_by_fulfilment(orders),
            "Orders by hour of the day": hours(orders, zone),
            "What sells": what_sells(lines),
            "Members by how often they bought (5: or more)": loyalty(orders),
            "Who is owed what": owed(entries),
            "Trial balance": trial_balance(engine, auditor),
        }.items():
            print(title)
            print(found)
        for name, axes in {
            "state": orders.plot.bar("state", "cash"),
            "daily": orders.plot.daily("placed_at", "cash", zone=zone),
            "products": lines.plot.bar("name", "cash", top=12),
            "accounts": entries.plot.bar("purpose", "money"),
        }.items():
            axes.figure.savefig(folder / f"{name}.png")
            print(folder / f"{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "Asia/Shanghai")

"""What a property manager asks of a shop's data, in polars: `python examples/analysis.py SHOP.db FOLDER`.

SHOP.db is any shop; `cargo run --release --example community_day -- SHOP.db` makes one. Tables are printed, pictures are left in
the folder.
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars
from polars import col

import linli


def main(shop: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    # Reading tables needs no personal data, so any key does.
    with linli.Engine.sqlite(shop, key=bytes(32)) as engine:
        auditor = linli.Actor(tenant=linli.TenantId(1))
        orders = engine.table(auditor, "orders")
        lines = engine.table(auditor, "order_lines")
        entries = engine.table(auditor, "ledger_entries")

        paid = polars.DataFrame(orders).filter(col("paid_at").is_not_null())
        print("Orders by way of fulfilment")
        print(
            paid.group_by("fulfilment")
            .agg(polars.len().alias("orders"), col("cash").sum(), col("refunded").sum())
            .sort("cash", descending=True)
        )

        print("What sells")
        print(
            polars.DataFrame(lines)
            .filter(col("state") != "closed")
            .group_by("name")
            .agg(col("quantity").sum(), col("cash").sum())
            .sort("cash", descending=True)
            .head(10)
        )

        ledger = polars.DataFrame(entries)
        assert ledger["money"].sum() == 0, "the ledger sums to zero"
        print("Who is owed what, in the end")
        print(
            ledger.filter(col("account") == "payable")
            .with_columns(kind=col("party").str.split(":").list.first())
            .group_by("kind")
            .agg((-col("money").sum()).alias("owed"))
            .sort("kind")
        )

        for name, axes in {
            "state": orders.plot.bar("state", "cash"),
            "daily": orders.plot.daily("placed_at", "cash"),
            "accounts": entries.plot.bar("purpose", "money"),
        }.items():
            axes.figure.savefig(folder / f"{name}.png")
            print(folder / f"{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

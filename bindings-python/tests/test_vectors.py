"""The golden vectors: worked examples that every language's engine has to agree with."""

from __future__ import annotations

import decimal
import json
from pathlib import Path
from typing import Any

import pytest

import linli
from linli import Money, Points, rules
from linli._codec import decode, encode

VECTORS = Path(__file__).resolve().parents[2] / "tests" / "vectors"


def cases(name: str) -> list[Any]:
    found: list[Any] = json.loads((VECTORS / f"{name}.json").read_text())["cases"]
    assert found
    return found


def check(error: linli.LinliError, case: Any) -> None:
    assert case.get("error") == {"code": error.code, "field": error.field}, case


def test_amounts_are_divided_as_the_vectors_say() -> None:
    for case in cases("divide"):
        weights = [Money.of_units(units) for units in case["weights"]]
        try:
            shares = rules.divide(Money.of_units(case["amount"]), weights)
        except linli.LinliError as error:
            check(error, case)
        else:
            assert [share.units for share in shares] == case["shares"], case


def test_units_are_refunded_as_the_vectors_say() -> None:
    for case in cases("refund"):
        before, parts = 0, []
        try:
            for step in case["steps"]:
                parts.append(rules.portion(case["amount"], before, step, case["units"]))
                before += step
        except linli.LinliError as error:
            check(error, case)
        else:
            assert parts == case["parts"], case


def test_percentages_are_rounded_as_the_vectors_say() -> None:
    for case in cases("percentage"):
        rate, rounding = decimal.Decimal(case["rate"]), linli.Rounding(case["rounding"])
        assert rules.percentage(Money.of_units(case["amount"]), rate, rounding).units == case["result"], case


def test_points_are_earned_as_the_vectors_say() -> None:
    for case in cases("points"):
        given, kept = case["input"], []
        cash = given["cash"]
        for refund in [0, *given.get("refunds", [])]:
            cash -= refund
            kept.append(rules.earned_by(cash, given["points_per_unit"], given["minor_per_unit"]))
        assert kept == [Points(points) for points in case["kept"]], case


NOBODY = "00000000-0000-0000-0000-000000000000"


def merchant(number: int) -> str:
    return str(linli.MerchantId("-".join(f"{number:02x}" * size for size in (4, 2, 2, 2, 6))))


def cart(given: Any) -> linli.QuoteInput:
    """A cart of the vectors as what goes into a quote."""
    lines = [
        {
            "sku": NOBODY,
            "product": NOBODY,
            "merchant": merchant(line["merchant"]),
            "fulfilment": line["fulfilment"],
            "quantity": line["quantity"],
            "kind": "goods",
            "price": line["price"],
        }
        for line in given["lines"]
    ]
    wire: dict[str, Any] = {
        "at": 1_800_000_000_000_000,
        "minor_per_unit": given["minor_per_unit"],
        "rounding": "half_up",
        "lines": lines * given.get("repeat", 1),
        "fees": [{"fulfilment": name, **fee} for name, fee in given.get("fees", {}).items()],
    }
    if "points" in given:
        wire["points"] = {**given["points"], "funder": "platform"}
    return decode(linli.QuoteInput, wire)  # type: ignore[no-any-return]


def summary(quote: linli.Quote) -> dict[str, Any]:
    return {
        "lines": [
            {"gross": line.gross.units, "points": line.points.units, "net": line.net.units} for line in quote.lines
        ],
        "orders": [
            {
                "merchant": order.merchant.bytes[0],
                "fulfilment": order.fulfilment.value,
                "lines": order.lines,
                "goods": order.goods.units,
                "fee": order.fee.units,
                "total": order.total.units,
            }
            for order in quote.orders
        ],
        "goods": quote.goods.units,
        "points": quote.points.units,
        "points_value": quote.points_value.units,
        "fees": quote.fees.units,
        "total": quote.total.units,
        "not_applied": [missed.reason.value for missed in quote.not_applied],
    }


def test_carts_are_priced_as_the_vectors_say() -> None:
    for case in cases("quote"):
        try:
            quote = rules.quote(cart(case["input"]))
        except linli.LinliError as error:
            check(error, case)
        else:
            assert summary(quote) == case["output"], case


def explained(quote: linli.Quote) -> dict[str, Any]:
    def id(of: Any) -> str | None:
        found = of.campaign if of.campaign is not None else of.coupon
        return None if found is None else str(found)

    return {
        "lines": [
            [
                line.gross.units,
                line.priced.units,
                line.points.units,
                line.net.units,
                None if line.gift is None else str(line.gift),
                [
                    [
                        one.lane.value,
                        id(one),
                        encode(linli.ReductionReason | None, one.reason),
                        encode(linli.Party | None, one.funder),
                        one.amount.units,
                        one.basis.units,
                    ]
                    for one in line.reductions
                ],
            ]
            for line in quote.lines
        ],
        "orders": [
            {
                "merchant": str(order.merchant),
                "fulfilment": order.fulfilment.value,
                "lines": order.lines,
                "goods": order.goods.units,
                "fee": order.fee.units,
                "missing_to_free": order.missing_to_free.units,
                "proxy_fee": order.proxy_fee.units,
                "total": order.total.units,
            }
            for order in quote.orders
        ],
        "goods": quote.goods.units,
        "reductions": quote.reductions.units,
        "coupons": [str(coupon) for coupon in quote.coupons],
        "points": quote.points.units,
        "points_value": quote.points_value.units,
        "fees": quote.fees.units,
        "total": quote.total.units,
        "not_applied": sorted(
            [
                [missed.lane.value, id(missed), missed.reason.value, None if missed.missing is None else missed.missing.units]
                for missed in quote.not_applied
            ],
            key=lambda missed: (missed[0], missed[1] or "", missed[2], missed[3] or 0),
        ),
    }


def test_the_whole_chain_prices_as_the_vectors_say() -> None:
    run = 0
    for case in cases("promotion"):
        found = explained(rules.quote(decode(linli.QuoteInput, case["input"])))
        for figure, expected in case["output"].items():
            assert found[figure] == expected, (figure, case)
        run += 1
    assert run >= 150

"""The golden vectors: worked examples that every language's engine has to agree with."""

from __future__ import annotations

import dataclasses
import datetime
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


def id(number: int) -> str:
    """An id of which every byte is this number."""
    return "-".join(f"{number:02x}" * size for size in (4, 2, 2, 2, 6))


def cart(given: Any) -> linli.QuoteInput:
    """A cart of the vectors as what goes into a quote."""
    lines = [
        {
            "sku": NOBODY,
            "product": NOBODY,
            "merchant": id(line["merchant"]),
            "fulfilment": line["fulfilment"],
            "quantity": line["quantity"],
            "kind": "goods",
            "price": line["price"],
            "points_price": line.get("points_price", 0),
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


@pytest.mark.parametrize("name", ["quote", "points_goods"])
def test_carts_are_priced_as_the_vectors_say(name: str) -> None:
    for case in cases(name):
        try:
            quote = rules.quote(cart(case["input"]))
        except linli.LinliError as error:
            check(error, case)
        else:
            assert summary(quote) == case["output"], case


def explained(quote: linli.Quote) -> dict[str, Any]:
    def promotion(of: Any) -> str | None:
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
                        promotion(one),
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
                [missed.lane.value, promotion(missed), missed.reason.value, None if missed.missing is None else missed.missing.units]
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


def money(units: int) -> Money:
    return Money.of_units(units)


def split_rule(layer: str, shares: list[Any]) -> linli.SplitRule:
    def amount(share: Any) -> Any:
        if "percent" in share:
            return {"percent": share["percent"]}
        if "per_piece" in share:
            return {"per_piece": share["per_piece"]}
        return "tiers" if "tiers" in share else {"fixed": share["fixed"]}

    wire = {
        "layer": layer,
        "scope": {},
        "revision": 1,
        "removed": False,
        "name": "vector",
        "shares": [
            {
                "basis": share["basis"],
                "amount": amount(share),
                "receivers": share["receivers"],
                **{bound: share[bound] for bound in ("floor", "cap") if bound in share},
            }
            for share in shares
        ],
    }
    return decode(linli.SplitRule, wire)  # type: ignore[no-any-return]


def tier_of_sale(given: Any) -> int:
    """What the tiers of the leader's month give for a sale: those of the month with it less those without."""
    for share in given.get("commission", []):
        if "tiers" in share:
            tiers = decode(list[linli.Tier], share["tiers"])

            def up_to(sales: int) -> Money:
                return rules.commission_of_month(tiers, money(sales), linli.TierMode.MARGINAL, linli.Rounding.HALF_UP)

            before: int = given.get("month_before", 0)
            return (up_to(before + given["value"]) - up_to(before)).units
    return 0


def split_facts(given: Any) -> linli.SplitFacts:
    wire = {
        "merchant": id(1),
        "community": id(3),
        "path": [id(5), id(6), id(3)],
        "promoters": [id(7), id(8)][: given.get("promoters", 0)],
        "pieces": given.get("pieces", 0),
        "tier": tier_of_sale(given),
        "value": given["value"],
        "supplied": [{"supplier": id(2), **line} for line in given.get("supplied", [])],
    }
    if given.get("station", True):
        wire["station"] = id(4)
    return decode(linli.SplitFacts, wire)  # type: ignore[no-any-return]


PARTIES = {
    "platform": "platform",
    f"node:{id(5)}": "group",
    f"node:{id(6)}": "city",
    f"node:{id(3)}": "property",
    f"merchant:{id(1)}": "merchant",
    f"supplier:{id(2)}": "supplier",
    f"leader:{id(4)}": "leader",
    f"promoter:{id(7)}": "promoter",
    f"promoter:{id(8)}": "promoter_above",
}


@pytest.mark.parametrize("name", ["split", "commission"])
def test_orders_are_split_and_taken_back_as_the_vectors_say(name: str) -> None:
    for case in cases(name):
        given, expected = case["input"], case["output"]
        layers = [split_rule("base", given["shares"]), split_rule("commission", given.get("commission", []))]
        parts = rules.split_plan(layers, split_facts(given), linli.Rounding.HALF_UP)
        parties = [PARTIES[str(part.party)] for part in parts]
        amounts = [part.amount for part in parts]
        assert {party: amount.units for party, amount in zip(parties, amounts)} == expected["parts"], case
        refunded, before, taken_back = 0, [Money.ZERO] * len(parts), []
        for refund in given.get("refunds", []):
            refunded += refund
            back = rules.given_back(amounts, money(given["value"]), money(refunded))
            taken_back.append({party: (a - b).units for party, a, b in zip(parties, back, before)})
            before = back
        assert taken_back == expected["taken_back"], case


def test_leaders_months_earn_what_the_vectors_say() -> None:
    for case in cases("tiers"):
        given, expected = case["input"], case["output"]
        tiers = decode(list[linli.Tier], given["tiers"])

        def earned(sales: int, mode: linli.TierMode) -> int:
            return rules.commission_of_month(tiers, money(sales), mode, linli.Rounding.HALF_UP).units

        sold, sales = 0, []
        for sale in given["sales"]:
            sales.append(earned(sold + sale, linli.TierMode.MARGINAL) - earned(sold, linli.TierMode.MARGINAL))
            sold += sale
        by_part, whole = earned(sold, linli.TierMode.MARGINAL), earned(sold, linli.TierMode.WHOLE_MONTH)
        refunded, late = 0, []
        for refund in given.get("late", []):
            late.append(rules.portion(whole - by_part, refunded, refund, sold))
            refunded += refund
        found = {"sales": sales, "marginal": by_part, "whole_month": whole, "late": late}
        assert found == expected, case


def test_settlements_commissions_and_limits_are_as_the_vectors_say() -> None:
    kinds = set()
    for case in cases("settlement"):
        kinds.add(case["kind"])
        if case["kind"] == "commission":
            contract = linli.ThirdPartyContract(
                merchant=linli.MerchantId(id(1)),
                rate=decimal.Decimal(case["rate"]),
                receivers=[
                    (linli.Party(f"node:{id(number)}"), weight) for number, weight in enumerate(case["weights"], 2)
                ],
            )
            amount, refunded, taken_back = money(case["amount"]), 0, []
            shares = rules.third_party_commission(contract, amount, linli.Rounding.HALF_UP)
            assert [share.amount.units for share in shares] == case["shares"], case
            for refund in case["refunds"]:
                refunded += refund
                shares, moved = rules.third_party_taken_back(shares, amount, money(refunded))
                taken_back.append([step.units for step in moved])
            assert taken_back == case["taken_back"], case
        elif case["kind"] == "others":
            profile = linli.ChannelProfile(
                channel="wechat",
                collector=linli.CollectorMerchantOfOrder(),
                others=decimal.Decimal(case["rate"]),
                requests=50,
                receivers=50,
                after_seconds=30,
                freeze_days=180,
                return_days=180,
                returns=linli.ReturnsFrom.MERCHANTS,
                warn_days=3,
            )
            assert rules.most_for_others(profile, money(case["amount"])).units == case["most"], case
        else:
            calendar = decode(
                linli.BusinessCalendar, {"holidays": case["holidays"], "extra_working_days": case["extra"]}
            )
            day = datetime.date.fromisoformat(case["day"])
            assert rules.next_working_day(calendar, day).isoformat() == case["pay_on"], case
    assert kinds == {"commission", "others", "pay_day"}


def test_lines_are_refunded_by_tender_as_the_vectors_say() -> None:
    for case in cases("refund_line"):
        given, parts = case["input"], []
        line = linli.OrderLine(
            sku=linli.SkuId(id(1)),
            product=linli.ProductId(id(2)),
            name="大米",
            quantity=given["quantity"],
            unit_price=Money.ZERO,
            cash=money(given["cash"]),
            points=Points(given["points"]),
            points_value=money(given["points_value"]),
            earns_points=True,
        )
        for step in given["steps"]:
            part = rules.refund_of_line(0, line, step)
            line = dataclasses.replace(
                line,
                refunded=line.refunded + step,
                refunded_cash=line.refunded_cash + part.cash,
                refunded_points=line.refunded_points + part.points,
                refunded_points_value=line.refunded_points_value + part.points_value,
            )
            kept = line.cash - line.refunded_cash
            parts.append(
                {
                    "cash": part.cash.units,
                    "points": part.points.units,
                    "points_value": part.points_value.units,
                    "still_earns": rules.earned_by(kept.units, given["points_per_unit"], 100).units,
                }
            )
        assert parts == case["parts"], case
        with pytest.raises(linli.InvalidFieldError) as refused:
            rules.refund_of_line(0, line, 1)
        assert refused.value.field == "quantity"


def test_reviews_are_rated_as_the_vectors_say() -> None:
    for case in cases("rating"):
        given = case["input"]
        counts = given["counts"]
        prior = linli.Prior(hundredths=given["prior_hundredths"], weight=given["prior_weight"])
        stars = sum(number * count for number, count in enumerate(counts, 1))
        found = {
            "mean": rules.bayesian_mean(counts, prior),
            "below": rules.rating_is_below(sum(counts), stars, given["least"], given["floor_hundredths"]),
        }
        assert found == case["output"], case


def test_bills_take_the_points_that_the_vectors_say() -> None:
    for case in cases("bills"):
        given = case["input"]
        found = rules.points_for_bill(
            Points(given["points"]),
            money(given["amount"]),
            decimal.Decimal(given["cap_percent"]) / 100,
            given["minor_per_unit"],
            given["points_per_unit"],
        )
        said = None if found is None else {"points": found[0].units, "value": found[1].units}
        assert said == case["output"], case["name"]


def issuer(number: str) -> linli.Party:
    return linli.Party(f"node:{id(int(number))}")


def by_issuer(moved: list[tuple[linli.Party, int]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for party, points in moved:
        number = str(linli.NodeId(party.of).bytes[0])
        sums[number] = sums.get(number, 0) + points
    return {number: points for number, points in sums.items() if points != 0}


def test_wallets_hold_what_the_vectors_say() -> None:
    for case in cases("wallet"):
        wallet = linli.Wallet(member=linli.MemberId(NOBODY), lots=[], debt=Points.ZERO)
        spendings: list[list[linli.LotUse]] = []
        for number, step in enumerate(case["steps"]):
            given, expected, name = step["input"], step["output"], f"{case['name']} step {number}"
            day = datetime.date.fromisoformat(given["day"])
            moved: list[tuple[linli.Party, int]] = []
            soon: dict[str, int] = {}
            if given["op"] == "earn":
                points = Points(given["points"])
                lot = linli.Lot(
                    kind=linli.PointsKind(given["kind"]),
                    issuer=issuer(given["issuer"]),
                    from_=linli.Origin(given["origin"]),
                    amount=points,
                    left=points,
                    expires=datetime.date.fromisoformat(given["expires"]),
                )
                wallet, moved = rules.earn_points(wallet, lot, day)
            elif given["op"] == "spend":
                place = linli.PointsPlace(given["place"])
                uses: list[linli.LotUse] = []
                available = None
                try:
                    wallet, uses = rules.spend_points(wallet, Points(given["points"]), place, day)
                except linli.InsufficientError as refused:
                    available = rules.spendable_points(wallet, place, day).units
                    assert refused.details == {"available": available}, name
                assert available == expected.get("available"), name
                said = [
                    {"kind": use.kind.value, "expires": use.expires.isoformat(), "points": use.points.units} for use in uses
                ]
                assert said == (expected.get("uses") or []), name
                spendings.append(uses)
            elif given["op"] == "give_back":
                of, points = given["of"], Points(given["points"])
                wallet, spendings[of], moved = rules.give_points_back(wallet, spendings[of], points, day)
            elif given["op"] == "take_back":
                party, origin = issuer(given["issuer"]), linli.Origin(given["origin"])
                wallet, moved = rules.take_points_back(wallet, party, origin, Points(given["points"]), day)
            else:
                wallet, fallen = rules.expire_points(wallet, day, given["warning"])
                moved = fallen.expired
                soon = {day.isoformat(): points.units for day, points in fallen.soon}
            assert by_issuer(moved) == expected.get("moved", {}), name
            assert soon == expected.get("soon", {}), name
            lots = [
                {
                    "kind": lot.kind.value,
                    "expires": lot.expires.isoformat(),
                    "issuer": str(linli.NodeId(lot.issuer.of).bytes[0]),
                    "origin": lot.from_.value,
                    "left": lot.left.units,
                }
                for lot in wallet.lots
            ]
            assert (lots, wallet.debt.units) == (expected["lots"], expected["debt"]), name


def in_words(passed: linli.Passed) -> str:
    match passed:
        case linli.PassedGift(month=month, points=points):
            return f"{month} gift {points}"
        case linli.PassedCoupons(month=month, level=level):
            return f"{month} coupons {level}"
        case linli.PassedRenewed(on=on):
            return f"{on} renewed"
        case linli.PassedDown(on=on, from_=before, to=after):
            return f"{on} down {before} {after}"
    raise AssertionError(passed)


def test_levels_rise_and_fall_as_the_vectors_say() -> None:
    for case in cases("levels"):
        start = datetime.date.fromisoformat(case["start"])
        levels = [
            linli.Level(
                code=str(place),
                name="级",
                growth=level["growth"],
                retention=level["retention"],
                monthly_gift=Points(level["gift"]),
                monthly_coupons=[linli.CouponTemplateId(id(number)) for number in range(level.get("coupons", 0))],
                gift_since=start if level["gift"] or level.get("coupons") else None,
            )
            for place, level in enumerate(case["levels"])
        ]
        terms = decode(linli.LevelTerms, case["terms"])
        standing = rules.begin_standing(linli.MemberId(NOBODY), linli.NodeId(NOBODY), levels, start, terms)
        for number, step in enumerate(case["steps"]):
            given = step["input"]
            day = datetime.date.fromisoformat(given["day"])
            standing, passed = rules.advance_standing(standing, levels, day, terms)
            if given["op"] == "grow":
                standing, _ = rules.grow_standing(standing, levels, given["growth"], day, terms)
            elif given["op"] == "shrink":
                taken = datetime.date.fromisoformat(given["given"])
                standing, _ = rules.shrink_standing(standing, levels, given["growth"], taken)
            period = standing.period
            found = {
                "said": [in_words(event) for event in passed],
                "level": rules.place_of_standing(standing, levels),
                "growth": standing.growth,
                "period": [period.from_.isoformat(), period.until.isoformat(), period.growth],
            }
            assert found == step["output"], f"{case['name']} step {number}"


def test_no_file_of_vectors_is_left_out() -> None:
    here = Path(__file__).read_text()
    for file in VECTORS.glob("*.json"):
        assert f'"{file.stem}"' in here, file.name

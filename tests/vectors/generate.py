#!/usr/bin/env python3
"""Writes the golden vectors beside it from a second, exact implementation of RULES.

The worked examples of RULES are typed in by hand and asserted here; the rest is computed with fractions, without a
look at the engine. Amounts are integers of the smallest unit, rates are strings. Run it after changing a rule:
`python3 tests/vectors/generate.py`; a test fails when the engine disagrees.
"""

import json
import random
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from pathlib import Path

import promotion
import membership

HERE = Path(__file__).parent
RANDOM = random.Random(20261122)


def divide(amount, weights):
    """Largest remainder, ties by place (RULES §4)."""
    total = sum(weights)
    if amount == 0:
        return [0] * len(weights)
    exact = [Fraction(amount * weight, total) for weight in weights]
    shares = [floor(share) for share in exact]
    order = sorted(range(len(weights)), key=lambda place: (-(exact[place] - shares[place]), place))
    for place in order[: amount - sum(shares)]:
        shares[place] += 1
    return shares


def percentage(amount, rate, rounding="half_up"):
    exact = abs(amount) * Fraction(rate)
    whole, rest = floor(exact), exact - floor(exact)
    half = Fraction(1, 2)
    away = rest > half or rest == half and (rounding == "half_up" or rounding == "half_even" and whole % 2 == 1)
    return (whole + away) * (-1 if amount < 0 else 1)


def refunds(amount, units, steps):
    before, parts = 0, []
    for step in steps:
        parts.append(amount * (before + step) // units - amount * before // units)
        before += step
    return parts


def commission(amount, rate, weights, refunded):
    """Commission on a third party's sale, and what each refund takes back of each share (RULES §2, §12)."""
    whole = percentage(amount, rate)
    shares = divide(whole, weights)
    taken, before, steps = [0] * len(weights), 0, []
    for step in refunded:
        before += step
        given = [share * before // amount for share in shares]
        steps.append([now - last for now, last in zip(given, taken)])
        taken = given
    return shares, steps


def pay_day(day, holidays, extra):
    """The next working day after a day (T+1)."""
    found = date.fromisoformat(day)
    while True:
        found += timedelta(days=1)
        name = found.isoformat()
        if name in extra or found.weekday() < 5 and name not in holidays:
            return name
def refund_of_line(case):
    """What goes back for units of a line, money before points, and the points that the rest still earns (RULES §4, §11, §13)."""
    paid, quantity = case["cash"] + case["points_value"], case["quantity"]
    units = cash = value = 0
    parts = []
    for step in case["steps"]:
        now = paid * (units + step) // quantity - paid * units // quantity
        money = min(now, case["cash"] - cash)
        worth = now - money
        points = 0
        if worth:
            points = case["points"] * (value + worth) // case["points_value"] - case["points"] * value // case["points_value"]
        units, cash, value = units + step, cash + money, value + worth
        earns = (case["cash"] - cash) * case["points_per_unit"] // 100
        parts.append(dict(cash=money, points=points, points_value=worth, still_earns=earns))
    return parts


def rating(case):
    """The Bayesian mean in thousandths, half up, and whether the plain mean is below the floor (RULES §2, §16)."""
    count = sum(case["counts"])
    stars = sum(n * given for n, given in enumerate(case["counts"], 1))
    mean = Fraction(case["prior_weight"] * case["prior_hundredths"], 100) + stars
    mean = mean / (case["prior_weight"] + count) * 1000
    below = count >= case["least"] and count > 0 and Fraction(stars * 100, count) < case["floor_hundredths"]
    return dict(mean=int(mean + Fraction(1, 2)), below=below)


def quote(case):
    lines, taken, worth = [], 0, 0
    shares, counts = [0] * len(case["lines"]), [0] * len(case["lines"])
    offer = case.get("points")
    for place, line in enumerate(case["lines"]):
        price = line["price"]
        if line.get("points_price"):
            # Points goods: their points are worth so much, and pay for it before points pay a part of the rest.
            each = line["points_price"] * case["minor_per_unit"] // offer["per_unit"]
            price += each
            shares[place], counts[place] = each * line["quantity"], line["points_price"] * line["quantity"]
            taken, worth = taken + counts[place], worth + shares[place]
        lines.append(dict(line, gross=price * line["quantity"]))
    goods = sum(line["gross"] for line in lines)
    not_applied, used, value = [], taken, worth
    if offer and offer["wanted"]:
        per, minor = offer["per_unit"], case["minor_per_unit"]
        weights = [0 if line.get("points_price") else line["gross"] for line in lines]
        rest, left = sum(weights), offer["available"] - taken
        if all(line.get("points_price") for line in lines):
            not_applied.append("excluded_by_special_price")
        else:
            affordable = min(offer["wanted"], left) * minor // per
            cap = floor(rest * Fraction(offer["cap"]))
            bound = min(affordable, cap, rest)
            if left < offer["wanted"]:
                not_applied.append("fewer_points_than_wanted")
            if bound < affordable:
                not_applied.append("capped_by_goods_amount" if cap < rest else "capped_by_running_amount")
            part = (bound * per // minor) * minor // per
            points = -(-part * per // minor)
            value, used = value + part, used + points
            if part:
                parts = divide(part, weights)
                for place, (share, count) in enumerate(zip(parts, divide(points, parts))):
                    shares[place], counts[place] = shares[place] + share, counts[place] + count
    orders = {}
    for place, line in enumerate(lines):
        orders.setdefault((line["merchant"], ["pickup", "express", "instant"].index(line["fulfilment"])), []).append(place)
    answer = []
    for (merchant, way), places in sorted(orders.items()):
        fulfilment = ["pickup", "express", "instant"][way]
        of = sum(lines[place]["gross"] for place in places)
        rule = case.get("fees", {}).get(fulfilment)
        fee = 0
        if rule and not (rule["free_from"] > 0 and of >= rule["free_from"]):
            fee = rule["fee"]
        total = of - sum(shares[place] for place in places) + fee
        answer.append(dict(merchant=merchant, fulfilment=fulfilment, lines=places, goods=of, fee=fee, total=total))
    return dict(
        lines=[
            dict(gross=line["gross"], points=count, net=line["gross"] - share)
            for line, share, count in zip(lines, shares, counts)
        ],
        orders=answer,
        goods=goods,
        points=used,
        points_value=value,
        fees=sum(order["fee"] for order in answer),
        total=sum(order["total"] for order in answer),
        not_applied=not_applied,
    )


def split(case):
    """Suppliers, the base's shares in order, then the commission's, none beyond what is left; the merchant takes what
    remains (RULES §12)."""
    value = left = case["value"]
    parts = {}

    def give(party, amount):
        nonlocal left
        left -= amount
        if amount:
            parts[party] = parts.get(party, 0) + amount

    def receiver(name):
        if isinstance(name, dict):  # the place at a depth, the community where the tree is not that deep
            return {0: "group", 1: "city"}.get(name["property_at"], "property")
        promoters = case.get("promoters", 0)
        absent = {"leader": not case.get("station", True), "promoter": promoters < 1, "promoter_above": promoters < 2}
        return None if absent.get(name) else name

    supplied = case.get("supplied", [])
    for line in supplied:
        give("supplier", min(line["supply"], left))
    difference = max(0, sum(line["value"] - line["supply"] for line in supplied))
    for share in case["shares"] + case.get("commission", []):
        of = value if share["basis"] == "order_amount" else difference
        if "percent" in share:
            amount = percentage(of, share["percent"])
        elif "per_piece" in share:
            amount = share["per_piece"] * case["pieces"]
        elif "tiers" in share:
            amount = marginal(case["month_before"] + value, share["tiers"]) - marginal(case["month_before"], share["tiers"])
        else:
            amount = share["fixed"]
        if "floor" in share:
            amount = max(amount, share["floor"])
        if "cap" in share:
            amount = min(amount, share["cap"])
        amount = min(amount, left)
        for (name, _), part in zip(share["receivers"], divide(amount, [weight for _, weight in share["receivers"]])):
            if receiver(name):
                give(receiver(name), part)
    parts["merchant"] = left
    taken, refunded, steps = {party: 0 for party in parts}, 0, []
    for refund in case.get("refunds", []):
        refunded += refund
        now = {party: amount * refunded // value for party, amount in parts.items() if party != "merchant"}
        now["merchant"] = refunded - sum(now.values())
        steps.append({party: now[party] - taken[party] for party in parts})
        taken = now
    return dict(parts=parts, taken_back=steps)


def marginal(sales, tiers):
    """Each part of the month's sales earns its own tier's rate, each part rounded once (RULES §12)."""
    lower, sum_ = 0, 0
    for tier in tiers:
        upper = min(sales, tier["below"]) if tier.get("below") is not None else sales
        if upper > lower:
            sum_ += percentage(upper - lower, tier["rate"])
            lower = upper
    return sum_


def whole_month(sales, tiers):
    """All of the month's sales earn the rate of the tier that they reach."""
    rate = next(tier["rate"] for tier in tiers if tier.get("below") is None or sales < tier["below"])
    return percentage(sales, rate)


def tiers(case):
    """Commissions of sales one after another, what the month earns either way, and what late refunds take of the
    difference that the month's end posted (RULES §12)."""
    before, steps = 0, []
    for sale in case["sales"]:
        steps.append(marginal(before + sale, case["tiers"]) - marginal(before, case["tiers"]))
        before += sale
    month = dict(marginal=marginal(before, case["tiers"]), whole_month=whole_month(before, case["tiers"]))
    difference = month["whole_month"] - month["marginal"]
    late, refunded = [], 0
    for refund in case.get("late", []):
        late.append(difference * (refunded + refund) // before - difference * refunded // before)
        refunded += refund
    return dict(sales=steps, **month, late=late)


def earned(case):
    """Points for money paid for goods, and what is left of them after each refund (RULES §13)."""
    kept = case["cash"]
    figures = [kept * case["points_per_unit"] // case["minor_per_unit"]]
    for refund in case.get("refunds", []):
        kept -= refund
        figures.append(kept * case["points_per_unit"] // case["minor_per_unit"])
    return figures


def write(name, what, cases, separators=None):
    lines = ",\n".join("  " + json.dumps(case, ensure_ascii=False, separators=separators) for case in cases)
    text = f'{{\n "what": {json.dumps(what, ensure_ascii=False)},\n "cases": [\n{lines}\n ]\n}}\n'
    (HERE / f"{name}.json").write_text(text, encoding="utf-8")


def divide_cases():
    worked = [
        (1200, [1000, 2000, 5000, 3000], [109, 218, 546, 327]),
        (100, [100] * 200, [1] * 100 + [0] * 100),
        (3, [0, 100, 100], [0, 2, 1]),
        (1000, [3333] * 3, [334, 333, 333]),
        (300, [4300, 1400, 2300], [161, 53, 86]),
    ]
    for amount, weights, shares in worked:
        assert divide(amount, weights) == shares
    cases = [dict(name="RULES §4", amount=a, weights=w, shares=s) for a, w, s in worked]
    for number in range(60):
        weights = [RANDOM.choice([0, 1, RANDOM.randrange(10), RANDOM.randrange(10**RANDOM.randrange(1, 12))])
                   for _ in range(RANDOM.randrange(1, 12))]
        if not sum(weights):
            weights[0] = 1
        amount = RANDOM.randrange(sum(weights) + 1)
        cases.append(dict(name=f"random {number}", amount=amount, weights=weights, shares=divide(amount, weights)))
    huge = 10**15
    cases.append(dict(name="the largest amounts", amount=huge, weights=[huge, huge - 1], shares=divide(huge, [huge, huge - 1])))
    cases.append(dict(name="nothing over nothing", amount=0, weights=[0, 0], shares=[0, 0]))
    cases.append(dict(name="something over nothing", amount=1, weights=[0, 0], error=dict(code="invalid_field", field="weights")))
    cases.append(dict(name="a negative amount", amount=-1, weights=[1], error=dict(code="invalid_field", field="amount")))
    write("divide", "divide(amount, weights) = shares; RULES §4", cases)


def refund_cases():
    assert refunds(8999, 3, [1, 1, 1]) == [2999, 3000, 3000]
    cases = [dict(name="RULES §4: three units for 89.99", amount=8999, units=3, steps=[1, 1, 1], parts=[2999, 3000, 3000])]
    for number in range(60):
        steps = [RANDOM.randrange(1, 6) for _ in range(RANDOM.randrange(1, 8))]
        units, amount = sum(steps), RANDOM.randrange(10**RANDOM.randrange(1, 9))
        parts = refunds(amount, units, steps)
        assert sum(parts) == amount
        cases.append(dict(name=f"random {number}", amount=amount, units=units, steps=steps, parts=parts))
    cases.append(dict(name="more than there is", amount=100, units=2, steps=[1, 2], error=dict(code="invalid_field", field="portion")))
    write("refund", "refunding steps of a line's units; RULES §4", cases)


def percentage_cases():
    cases = []
    for rounding in ["half_up", "half_even", "half_down"]:
        for amount in [0, 1, 3, 5, 7, 25, 999, 10000, 123456789, 10**15]:
            for rate in ["0", "0.000001", "0.005", "0.05", "0.1", "0.333333", "0.5", "0.999999", "1"]:
                cases.append(dict(amount=amount, rate=rate, rounding=rounding, result=percentage(amount, rate, rounding)))
    write("percentage", "percentage(amount, rate) rounded once; RULES §4", cases)


def quote_cases():
    def line(merchant, price, quantity, fulfilment="pickup"):
        return dict(merchant=merchant, price=price, quantity=quantity, fulfilment=fulfilment)

    def points(wanted, available, per_unit=100, cap="0.5"):
        return dict(wanted=wanted, available=available, per_unit=per_unit, cap=cap)

    express = {"express": dict(fee=800, free_from=9900)}
    named = [
        ("step 1: unit price times quantity", dict(lines=[line(1, 1999, 3)])),
        ("step 1: a free product", dict(lines=[line(1, 0, 2)])),
        ("two merchants make two orders", dict(lines=[line(2, 500, 1), line(1, 700, 2)])),
        ("two ways of fulfilment make two orders", dict(lines=[line(1, 500, 1), line(1, 700, 2, "express")])),
        ("step 4: points pay at most half", dict(lines=[line(1, 1001, 1)], points=points(5000, 5000))),
        ("step 4: points up to what is wanted", dict(lines=[line(1, 1000, 1)], points=points(300, 5000))),
        ("step 4: points up to what is there", dict(lines=[line(1, 1000, 1)], points=points(300, 120))),
        ("step 4: no points there", dict(lines=[line(1, 1000, 1)], points=points(300, 0))),
        ("step 4: points divided over lines", dict(lines=[line(1, 4300, 1), line(1, 1400, 1), line(1, 2300, 1)], points=points(300, 300))),
        ("step 4: points divided over orders", dict(lines=[line(1, 1000, 1), line(2, 2000, 1), line(3, 5000, 1), line(4, 3000, 1)], points=points(1200, 1200))),
        ("step 4: all of it in points", dict(lines=[line(1, 1000, 1)], points=points(1000, 1000, cap="1"))),
        ("step 4: ten points are one fen", dict(lines=[line(1, 1000, 1)], points=points(1237, 1237, per_unit=1000))),
        ("step 4: a point is worth several fen", dict(lines=[line(1, 1000, 1)], points=points(30, 30, per_unit=30))),
        ("step 5: a fee below the threshold", dict(lines=[line(1, 9899, 1, "express")], fees=express)),
        ("step 5: free from the threshold on", dict(lines=[line(1, 9900, 1, "express")], fees=express)),
        ("step 5: points do not lower what the threshold is tested on", dict(lines=[line(1, 9900, 1, "express")], fees=express, points=points(1000, 1000))),
        ("step 5: the threshold is tested per order", dict(lines=[line(1, 5000, 1, "express"), line(2, 5000, 1, "express")], fees=express)),
        ("step 5: collected orders have no fee", dict(lines=[line(1, 100, 1)], fees=express)),
        ("step 5: never free without a threshold", dict(lines=[line(1, 100000, 1, "express")], fees={"express": dict(fee=800, free_from=0)})),
        ("step 6: a total of zero", dict(lines=[line(1, 0, 1)], fees=express)),
    ]
    cases = []
    for name, case in named:
        case["minor_per_unit"] = 100
        cases.append(dict(name=name, input=case, output=quote(case)))
    for number in range(60):
        ways = ["pickup", "express", "instant"]
        case = dict(
            minor_per_unit=RANDOM.choice([1, 100, 1000]),
            lines=[line(RANDOM.randrange(1, 4), RANDOM.randrange(10**RANDOM.randrange(1, 6)), RANDOM.randrange(1, 10), RANDOM.choice(ways))
                   for _ in range(RANDOM.randrange(1, 9))],
            points=points(RANDOM.randrange(10000), RANDOM.randrange(10000), RANDOM.choice([1, 7, 30, 100, 1000]), RANDOM.choice(["0", "0.3", "0.5", "0.123456", "1"])),
            fees={way: dict(fee=RANDOM.randrange(2000), free_from=RANDOM.choice([0, 5000, 20000])) for way in ways if RANDOM.randrange(2)},
        )
        cases.append(dict(name=f"random {number}", input=case, output=quote(case)))
    refused = [
        ("a quantity of zero", [line(1, 100, 0)], "invalid_field", "lines[0].quantity"),
        ("a quantity beyond the limit", [line(1, 100, 1), line(1, 1, 1000001)], "limit_exceeded", "lines[1].quantity"),
        ("a negative price", [line(1, -1, 1)], "invalid_field", "lines[0].price"),
        ("an amount beyond what can be represented", [line(1, 10**15, 2)], "invalid_field", "lines[0].money"),
    ]
    for name, lines, code, field in refused:
        cases.append(dict(name=name, input=dict(minor_per_unit=100, lines=lines), error=dict(code=code, field=field)))
    many = dict(minor_per_unit=100, lines=[line(1, 1, 1)], repeat=2001)
    cases.append(dict(name="too many lines", input=many, error=dict(code="limit_exceeded", field="lines")))
    write("quote", "the quote's steps 1, 4, 5 and 6; merchants are numbers; RULES §4, §5", cases)


def points_goods_cases():
    def line(merchant, price, points_price=0, quantity=1, fulfilment="pickup"):
        return dict(merchant=merchant, price=price, points_price=points_price, quantity=quantity, fulfilment=fulfilment)

    def points(wanted, available, per_unit=100, cap="0.5"):
        return dict(wanted=wanted, available=available, per_unit=per_unit, cap=cap)

    express = {"express": dict(fee=800, free_from=9900)}
    named = [
        ("RULES §13: points", dict(lines=[line(1, 0, 2500)], points=points(0, 2500))),
        ("RULES §13: points and money", dict(lines=[line(1, 990, 2000)], points=points(0, 5000))),
        ("several units", dict(lines=[line(1, 990, 2000, 3)], points=points(0, 6000))),
        ("beside other goods, which points do not pay unasked", dict(lines=[line(1, 990, 2000), line(1, 4500)], points=points(0, 9000))),
        ("points pay a part of the other goods alone", dict(lines=[line(1, 990, 2000), line(1, 4500)], points=points(9000, 9000))),
        ("what is left of the points pays a part", dict(lines=[line(1, 990, 2000), line(1, 4500)], points=points(9000, 2100))),
        ("nothing is left of the points", dict(lines=[line(1, 990, 2000), line(1, 4500)], points=points(300, 2000))),
        ("of points goods alone points pay no more than they cost", dict(lines=[line(1, 990, 2000)], points=points(500, 9000))),
        ("their worth counts for free delivery", dict(lines=[line(1, 0, 9900, 1, "express")], points=points(0, 9900), fees=express)),
        ("ten points are one fen", dict(lines=[line(1, 5, 12345)], points=points(0, 12345, per_unit=1000))),
        ("a point is worth several fen", dict(lines=[line(1, 5, 7, 3)], points=points(0, 30, per_unit=30))),
        ("of two merchants", dict(lines=[line(2, 100, 300), line(1, 0, 50, 2)], points=points(0, 400))),
    ]
    cases = []
    for name, case in named:
        case["minor_per_unit"] = 100
        cases.append(dict(name=name, input=case, output=quote(case)))
    chance = random.Random(13)
    for number in range(40):
        per_unit = chance.choice([1, 7, 30, 100])
        lines = [line(chance.randrange(1, 4), chance.randrange(5000), chance.choice([0, chance.randrange(1, 3000)]), chance.randrange(1, 5), chance.choice(["pickup", "express"]))
                 for _ in range(chance.randrange(1, 7))]
        needed = sum(one["points_price"] * one["quantity"] for one in lines)
        offer = points(chance.choice([0, chance.randrange(5000)]), needed + chance.randrange(3000), per_unit, chance.choice(["0", "0.3", "0.5", "1"]))
        case = dict(minor_per_unit=100, lines=lines, points=offer, fees=express)
        cases.append(dict(name=f"random {number}", input=case, output=quote(case)))
    refused = [
        ("too few points", [line(1, 990, 2000)], points(0, 1999), "insufficient", "points"),
        ("too few points for the second", [line(1, 990, 2000), line(1, 0, 500)], points(0, 2499), "insufficient", "points"),
        ("too few points for so many", [line(1, 990, 2000, 3)], points(0, 5999), "insufficient", "points"),
        ("points that are worth less than a fen", [line(1, 990), line(1, 990, 9)], points(0, 9000, per_unit=1000), "invalid_field", "lines[1].points_price"),
    ]
    for name, lines, offer, code, field in refused:
        cases.append(dict(name=name, input=dict(minor_per_unit=100, lines=lines, points=offer), error=dict(code=code, field=field)))
    write("points_goods", "as quote.json, with lines that cost points; RULES §4, §13", cases)


def split_cases():
    fee = dict(basis="order_amount", percent="0.05", receivers=[["property", 1], ["platform", 1]])
    difference = [
        dict(basis="price_difference", percent=percent, receivers=[[party, 1]])
        for percent, party in [("0.4", "property"), ("0.1", "platform"), ("0.3", "leader")]
    ]
    first = dict(value=10000, shares=[fee], refunds=[3333, 6667])
    answer = split(first)
    assert answer["parts"] == dict(property=250, platform=250, merchant=9500)
    assert answer["taken_back"][0] == dict(property=83, platform=83, merchant=3167)
    assert answer["taken_back"][1] == dict(property=167, platform=167, merchant=6333)
    second = dict(value=10000, supplied=[dict(value=10000, supply=8000)], shares=difference)
    assert split(second)["parts"] == dict(supplier=8000, property=800, platform=200, leader=600, merchant=400)
    named = [
        ("RULES §12: five percent shared half and half, refunded in two parts", first),
        ("RULES §12: by price difference", second),
        ("by price difference, refunded unit by unit", dict(second, refunds=[1, 3333, 6665, 1])),
        ("without a station the merchant keeps the leader's part", dict(second, station=False)),
        ("no rule: the merchant gets all", dict(value=777, shares=[], refunds=[1, 776])),
        ("a fixed share", dict(value=1000, shares=[dict(basis="order_amount", fixed=150, receivers=[["platform", 1]])])),
        ("a fixed share beyond the order", dict(value=100, shares=[dict(basis="order_amount", fixed=150, receivers=[["platform", 1]])])),
        ("a floor", dict(value=1000, shares=[dict(fee, floor=100)])),
        ("a cap", dict(value=1000000, shares=[dict(fee, cap=1001)])),
        ("sold below the supply price", dict(value=500, supplied=[dict(value=500, supply=800)], shares=difference)),
        ("an order of nothing", dict(value=0, shares=[fee])),
        ("one fen", dict(value=1, shares=[fee], refunds=[1])),
    ]
    cases = [dict(name=name, input=case, output=split(case)) for name, case in named]
    for number in range(60):
        value = RANDOM.randrange(1, 10**RANDOM.randrange(1, 8))
        supply_of = RANDOM.randrange(value + 1)
        shares = []
        for basis in ["order_amount", "price_difference"]:
            receivers = [[party, RANDOM.randrange(1, 5)] for party in ["property", "platform", "leader"] if RANDOM.randrange(2)]
            if receivers:
                shares.append(dict(basis=basis, percent=f"0.{RANDOM.randrange(1, 50):02}", receivers=receivers))
        refund, left = [], value
        while left and len(refund) < 6:
            refund.append(RANDOM.randrange(1, left + 1))
            left -= refund[-1]
        case = dict(
            value=value,
            supplied=[dict(value=supply_of, supply=RANDOM.randrange(value + 1))] if RANDOM.randrange(2) else [],
            shares=shares,
            station=bool(RANDOM.randrange(4)),
            refunds=refund,
        )
        cases.append(dict(name=f"random {number}", input=case, output=split(case)))
    write("split", "the split plan of an order and what every party gives back per refund; RULES §12", cases)


def points_cases():
    named = [
        ("RULES §13: 1 per 1.00", dict(cash=10000)),
        ("rounded down", dict(cash=9999)),
        ("below one unit", dict(cash=99)),
        ("taken back by refunds", dict(cash=8999, refunds=[2999, 3000, 3000])),
        ("taken back fen by fen", dict(cash=200, refunds=[1, 99, 1, 99])),
        ("two points per unit", dict(cash=8999, points_per_unit=2, refunds=[2999])),
        ("none", dict(cash=8999, points_per_unit=0)),
    ]
    cases = []
    for name, case in named:
        case = dict(dict(points_per_unit=1, minor_per_unit=100), **case)
        cases.append(dict(name=name, input=case, kept=earned(case)))
    write("points", "points that an order earns, and what is left of them after each refund; RULES §13", cases)


RULES_TIERS = [dict(below=1000000, rate="0.08"), dict(below=5000000, rate="0.09"), dict(rate="0.1")]


def commission_cases():
    """More splits: the tree, pieces, tiers and promoters; appended to those of split.json's first part."""
    leader = [["leader", 1]]
    tree = [["property", 2], [{"property_at": 1}, 1], [{"property_at": 0}, 1]]
    fee = dict(basis="order_amount", percent="0.05", receivers=[["property", 1], ["platform", 1]])
    promoters = [
        dict(basis="order_amount", percent="0.05", receivers=[["promoter", 1]]),
        dict(basis="order_amount", percent="0.02", receivers=[["promoter_above", 1]]),
    ]
    by_tiers = dict(basis="order_amount", tiers=RULES_TIERS, receivers=leader)
    piece = dict(basis="order_amount", per_piece=150, receivers=leader)
    cross = dict(value=10000, shares=[], commission=[by_tiers], month_before=995000, refunds=[3333, 6667])
    assert split(cross)["parts"] == dict(leader=400 + 450, merchant=9150)
    named = [
        ("RULES §12: the property's share over the tree", dict(value=10000, shares=[dict(fee, receivers=tree)])),
        ("a level that the tree does not have is the community", dict(value=999, shares=[dict(fee, receivers=[[{"property_at": 7}, 1]])])),
        ("RULES §12: a sale that crosses a tier", cross),
        ("a sale that crosses two tiers", dict(cross, value=6000000, month_before=0, refunds=[])),
        ("fixed per piece", dict(value=3000, pieces=3, shares=[fee], commission=[piece], refunds=[1000, 1000, 1000])),
        ("pieces beyond what the order brings", dict(value=400, pieces=3, shares=[fee], commission=[piece])),
        ("one promoter", dict(value=3000, promoters=1, shares=[fee], commission=promoters, refunds=[1, 2999])),
        ("two levels of referral", dict(value=3000, promoters=2, shares=[fee], commission=promoters, refunds=[2999, 1])),
        ("nobody brought the buyer", dict(value=3000, promoters=0, shares=[fee], commission=promoters)),
    ]
    cases = [dict(name=name, input=case, output=split(case)) for name, case in named]
    for number in range(60):
        value = RANDOM.randrange(1, 10 ** RANDOM.randrange(1, 8))
        refund, left = [], value
        while left and len(refund) < 6:
            refund.append(RANDOM.randrange(1, left + 1))
            left -= refund[-1]
        case = dict(
            value=value,
            pieces=RANDOM.randrange(1, 20),
            promoters=RANDOM.randrange(3),
            station=bool(RANDOM.randrange(4)),
            month_before=RANDOM.randrange(7000000),
            shares=[dict(fee, percent=f"0.{RANDOM.randrange(1, 40):02}", receivers=RANDOM.sample(tree + [["platform", 3]], RANDOM.randrange(1, 4)))],
            commission=RANDOM.sample([by_tiers, piece] + promoters, RANDOM.randrange(1, 5)),
            refunds=refund,
        )
        cases.append(dict(name=f"random commission {number}", input=case, output=split(case)))
    write("commission", "the split plan of an order with commissions, and what every party gives back per refund; RULES §12", cases)


def tier_cases():
    example = dict(tiers=RULES_TIERS, sales=[900000, 200000, 4000000, 100000], late=[100000, 2600000, 2500000])
    answer = tiers(example)
    assert answer["sales"] == [72000, 8000 + 9000, 351000 + 10000, 10000]
    assert (answer["marginal"], answer["whole_month"]) == (460000, 520000)
    assert sum(answer["late"]) == 60000
    named = [
        ("RULES §12: below 10,000 8 %, below 50,000 9 %, above 10 %", example),
        ("just below a tier", dict(tiers=RULES_TIERS, sales=[999999])),
        ("exactly at a tier", dict(tiers=RULES_TIERS, sales=[1000000])),
        ("one fen into a tier", dict(tiers=RULES_TIERS, sales=[1000000, 1])),
        ("one rate", dict(tiers=[dict(rate="0.08")], sales=[7, 7, 7], late=[20, 1])),
        ("no commission in the first tier", dict(tiers=[dict(below=100, rate="0"), dict(rate="0.3")], sales=[99, 1, 1], late=[101])),
    ]
    cases = [dict(name=name, input=case, output=tiers(case)) for name, case in named]
    for number in range(60):
        edges = sorted(RANDOM.sample(range(1, 10 ** RANDOM.randrange(3, 8)), RANDOM.randrange(0, 5)))
        table = [dict(below=edge, rate=f"0.{RANDOM.randrange(31):02}") for edge in edges]
        table.append(dict(rate=f"0.{RANDOM.randrange(31):02}"))
        sales = [RANDOM.randrange(1, 10 ** RANDOM.randrange(1, 8)) for _ in range(RANDOM.randrange(1, 9))]
        late, left = [], sum(sales)
        while left and len(late) < 5:
            late.append(RANDOM.randrange(1, left + 1))
            left -= late[-1]
        case = dict(tiers=table, sales=sales, late=late + ([left] if left else []))
        answer = tiers(case)
        assert sum(answer["late"]) == answer["whole_month"] - answer["marginal"]
        cases.append(dict(name=f"random {number}", input=case, output=answer))
    write("tiers", "a leader's month: commissions of its sales, of the month either way, and what late refunds take of the difference; RULES §12", cases)


def settlement_cases():
    # Numbers of its own, so that other vectors stay as they are.
    numbers = random.Random(20261125)
    assert commission(19999, "0.08", [3, 1], [3333, 16666]) == ([1200, 400], [[199, 66], [1001, 334]])
    assert floor(10000 * Fraction("0.3")) == 3000
    assert pay_day("2026-11-20", [], []) == "2026-11-23"
    cases = []
    for number in range(60):
        amount = numbers.randrange(1, 10 ** numbers.randrange(2, 8))
        weights = [numbers.randrange(1, 9) for _ in range(numbers.randrange(1, 5))]
        refunded, left = [], amount
        while left and len(refunded) < 6:
            refunded.append(numbers.randrange(1, left + 1) if len(refunded) < 5 else left)
            left -= refunded[-1]
        rate = f"0.{numbers.randrange(0, 1000):03}"
        shares, steps = commission(amount, rate, weights, refunded)
        case = dict(amount=amount, rate=rate, weights=weights, refunds=refunded, shares=shares, taken_back=steps)
        cases.append(dict(case, kind="commission"))
    for number in range(40):
        amount = numbers.randrange(0, 10 ** numbers.randrange(1, 9))
        rate = numbers.choice(["0.3", "0.3", "0.01", "0.333", "1", "0"])
        cases.append(dict(kind="others", amount=amount, rate=rate, most=floor(amount * Fraction(rate))))
    first = date(2026, 9, 24)
    holidays = [f"2026-10-0{day}" for day in range(1, 8)]
    extra = ["2026-09-27", "2026-10-10"]
    for number in range(30):
        day = (first + timedelta(days=number)).isoformat()
        cases.append(dict(kind="pay_day", day=day, holidays=holidays, extra=extra, pay_on=pay_day(day, holidays, extra)))
    what = "commission on sales of third parties, what a channel lets go to others, the day on which a day is paid; RULES §2, §12"
    write("settlement", what, cases)
def refund_line_cases():
    chance = random.Random("refund_line_cases")  # its own, so that other files do not change with it
    named = [
        ("RULES §4: three units for 89.99", dict(quantity=3, cash=8999, steps=[1, 1, 1])),
        ("money before points", dict(quantity=2, cash=600, points=400, points_value=400, steps=[1, 1])),
        ("paid with points alone", dict(quantity=3, cash=0, points=1000, points_value=1000, steps=[1, 2])),
        ("points that are worth less than one unit each", dict(quantity=4, cash=1, points=333, points_value=3, steps=[1, 1, 1, 1])),
        ("nothing was paid", dict(quantity=2, cash=0, steps=[2])),
        ("two points per unit of money", dict(quantity=3, cash=1000, points_per_unit=2, steps=[2, 1])),
    ]
    cases = []
    for name, case in named:
        case = dict(dict(points=0, points_value=0, points_per_unit=1), **case)
        cases.append(dict(name=name, input=case, parts=refund_of_line(case)))
    for number in range(60):
        quantity = chance.randrange(1, 30)
        steps, left = [], quantity
        while left:
            steps.append(chance.randrange(1, left + 1))
            left -= steps[-1]
        value = chance.choice([0, chance.randrange(1, 20000)])
        case = dict(
            quantity=quantity,
            cash=chance.randrange(0, 100000),
            points=value * chance.randrange(1, 5),
            points_value=value,
            points_per_unit=chance.randrange(0, 4),
            steps=steps,
        )
        cases.append(dict(name=f"random {number}", input=case, parts=refund_of_line(case)))
    write("refund_line", "what goes back for units of a line by tender, and what the rest still earns; RULES §4, §11, §13", cases)


def rating_cases():
    chance = random.Random("rating_cases")  # its own, so that other files do not change with it
    usual = dict(prior_hundredths=400, prior_weight=10, least=20, floor_hundredths=350)
    named = [
        ("no reviews: the prior", dict(counts=[0, 0, 0, 0, 0])),
        ("one of five stars", dict(counts=[0, 0, 0, 0, 1])),
        ("one of one star", dict(counts=[1, 0, 0, 0, 0])),
        ("twenty with a mean of 3.45 are below", dict(counts=[1, 2, 6, 9, 2])),
        ("twenty with a mean of 3.50 are not", dict(counts=[1, 2, 5, 10, 2])),
        ("nineteen are too few", dict(counts=[19, 0, 0, 0, 0])),
        ("a half of a thousandth goes up", dict(counts=[0, 0, 0, 0, 1], prior_hundredths=499, prior_weight=1)),
        ("very many", dict(counts=[10**15, 0, 0, 0, 10**15])),
        ("a firm prior", dict(counts=[5, 0, 0, 0, 0], prior_weight=10000, prior_hundredths=500)),
    ]
    cases = [dict(name=name, input=dict(usual, **case)) for name, case in named]
    for number in range(60):
        case = dict(
            counts=[chance.randrange(0, 40) for _ in range(5)],
            prior_hundredths=chance.randrange(100, 501),
            prior_weight=chance.randrange(1, 60),
            least=chance.randrange(1, 120),
            floor_hundredths=chance.randrange(250, 400),
        )
        cases.append(dict(name=f"random {number}", input=case))
    for case in cases:
        case.update(output=rating(case["input"]))
    write("rating", "Bayesian means of reviews in thousandths, and the rating rule; RULES §2, §16", cases)


def promotion_cases():
    cases = list(promotion.cases())
    worked = {case["name"]: [line[3] for line in case["output"]["lines"]] for case in cases[:4]}
    assert list(worked.values()) == [
        [1000 - 109, 2000 - 218, 5000 - 546, 3000 - 327],
        [0, 98, 99],
        [3333 - 334, 3333 - 333, 3333 - 333],
        [4300 - 161, 1400 - 53, 2300 - 86],
    ]
    write("promotion", "the whole chain: what goes into a quote as the engine reads it, and the quote; RULES §4", cases, (",", ":"))


if __name__ == "__main__":
    divide_cases()
    refund_cases()
    percentage_cases()
    quote_cases()
    points_goods_cases()
    split_cases()
    points_cases()
    commission_cases()
    tier_cases()
    settlement_cases()
    refund_line_cases()
    rating_cases()
    promotion_cases()
    membership.write_all(write)

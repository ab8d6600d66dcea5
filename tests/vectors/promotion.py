"""The whole chain of RULES §4 in exact fractions, and the cases that `generate.py` writes from it.

Written from the rules, not from the engine. A case's input is the engine's own wire form of what goes into a quote.
"""

import itertools
import random
from fractions import Fraction
from math import floor

RANDOM = random.Random(20261125)
NOW = 1_800_000_000_000_000
HOUR = 3_600_000_000
WAYS = ["pickup", "express", "instant"]


def uuid(number):
    return f"00000000-0000-0000-0000-{number:012x}"


# ids: merchants 1…, products 0x20…, categories 0x40…, campaigns 0x60…, coupons 0x80…, levels 0xa0…, nodes 0xc0…
GOLD = uuid(0xA0)


def divide(amount, weights):
    total = sum(weights)
    if amount == 0:
        return [0] * len(weights)
    exact = [Fraction(amount * weight, total) for weight in weights]
    shares = [floor(share) for share in exact]
    places = sorted(range(len(weights)), key=lambda place: (shares[place] - exact[place], place))
    for place in places[: amount - sum(shares)]:
        shares[place] += 1
    return shares


def rounded(exact, rounding):
    whole, rest = floor(exact), exact - floor(exact)
    if rest == Fraction(1, 2):
        up = rounding == "half_up" or rounding == "half_even" and whole % 2 == 1
    else:
        up = rest > Fraction(1, 2)
    return whole + up


class Chain:
    def __init__(self, case):
        self.case = case
        self.rounding = case.get("rounding", "half_up")
        self.not_applied = []
        self.lines = []
        self.coupons = []

    # --- helpers

    def why(self, lane, reason, campaign=None, coupon=None, missing=0):
        self.not_applied.append([lane, campaign or coupon, reason, missing])

    def part(self, amount, rate):
        return rounded(amount * Fraction(rate), self.rounding)

    def funder(self, offer, line):
        by = offer.get("funder", {"by": "merchant"})
        if by["by"] == "merchant":
            return f"merchant:{line['merchant']}"
        return "platform" if by["by"] == "platform" else f"node:{by['id']}"

    def take(self, line, lane, amount, basis, offer, reason=None, campaign=None, coupon=None):
        if amount:
            line["net"] -= amount
            assert line["net"] >= 0 < amount
            line["reductions"].append([lane, campaign or coupon, reason, self.funder(offer, line), amount, basis])

    def covered(self, offer, line):
        issuer = offer.get("issuer", {"by": "platform"})
        if issuer["by"] == "merchant" and issuer["id"] != line["merchant"]:
            return False
        scope = offer.get("scope", {"of": "all"})
        if scope.get("kinds") and line["kind"] not in scope["kinds"]:
            return False
        return {
            "all": lambda: True,
            "categories": lambda: bool(set(line["categories"]) & set(scope["ids"])),
            "products": lambda: line["product"] in scope["ids"],
            "merchants": lambda: line["merchant"] in scope["ids"],
        }[scope["of"]]()

    def holds(self, offer, lane):
        window = offer["window"]
        if window["from"] <= NOW < window["until"]:
            return True
        reason = "not_yet_begun" if NOW < window["from"] else "over"
        self.why(lane, reason, campaign=offer["campaign"])
        return False

    # --- step 1

    def unit_prices(self):
        level = self.case.get("level")
        timed = [offer for offer in self.case.get("timed", []) if self.holds(offer, "timed_discount")]
        timed.sort(key=lambda offer: offer["campaign"])
        seen = {}

        def note(key, what):
            seen.setdefault(key, set()).add(what)

        for line in self.case["lines"]:
            line = dict(line, categories=line.get("categories", []), reductions=[], points=0, gift=None)
            special, quantity = line.get("special"), line["quantity"]
            base = max(line["price"], special["price"]) if special else line["price"]
            line["gross"] = line["net"] = base * quantity
            member = line.get("member_prices", {}).get(level["level"]) if level else None
            off = Fraction(level.get("off", "0")) if level else 0
            if special:
                saved = (base - special["price"]) * quantity
                self.take(line, special["kind"], saved, line["gross"], special, campaign=special["campaign"])
                for offer in timed:
                    if self.covered(offer, line):
                        note(offer["campaign"], "excluded")
                if member is not None:
                    note("member_price", "excluded")
                if off:
                    note("level_discount", "excluded")
            else:
                choices = []
                if member is not None:
                    note("member_price", "offered")
                    choices.append((max(0, line["price"] - member) * quantity, "member_price", {}, None, None))
                if off:
                    note("level_discount", "offered")
                    choices.append((self.part(line["gross"], off), "level_discount", level, None, None))
                for offer in timed:
                    if not self.covered(offer, line):
                        continue
                    note(offer["campaign"], "offered")
                    how = offer["offer"]
                    if "percent" in how:
                        saved, reason = self.part(line["gross"], how["percent"]), "percent_off"
                    else:
                        saved, reason = max(0, line["price"] - how["price"]) * quantity, "fixed_price"
                    choices.append((saved, "timed_discount", offer, reason, offer["campaign"]))
                most = max((choice[0] for choice in choices), default=0)
                if most:
                    saved, lane, offer, reason, campaign = next(choice for choice in choices if choice[0] == most)
                    note(campaign or lane, "won")
                    self.take(line, lane, saved, line["gross"], offer, reason, campaign=campaign)
            line["priced"] = line["net"]
            self.lines.append(line)

        def explain(key, lane, campaign=None):
            what = seen.get(key, set())
            if "won" in what:
                return
            if "offered" in what:
                self.why(lane, "better_price_applies", campaign=campaign)
            elif "excluded" in what:
                self.why(lane, "excluded_by_special_price", campaign=campaign)
            elif campaign:
                self.why(lane, "nothing_in_scope", campaign=campaign)

        explain("member_price", "member_price")
        explain("level_discount", "level_discount")
        for offer in timed:
            explain(offer["campaign"], "timed_discount", offer["campaign"])

    # --- step 2

    def bought(self):
        return self.lines[: len(self.case["lines"])]

    def full_reductions(self):
        offers = [offer for offer in self.case.get("full", []) if self.holds(offer, "full_reduction")]

        def lane(offer):
            issuer = offer.get("issuer", {"by": "platform"})
            return offer.get("lane", 0), issuer["by"] == "platform", issuer.get("id", "")

        for key in sorted({lane(offer) for offer in offers}):
            rivals = sorted((offer for offer in offers if lane(offer) == key), key=lambda offer: offer["campaign"])
            able = []
            for offer in rivals:
                worth = self.worth(offer)
                if worth is not None:
                    able.append((worth, offer))
            if not able:
                continue
            most = max(worth for worth, _ in able)
            winner = next(offer for worth, offer in able if worth == most)
            for _, offer in able:
                if offer is not winner:
                    self.why("full_reduction", "better_in_lane", campaign=offer["campaign"])
            self.apply_full(winner)

    def basis(self, offer, line):
        return line["priced"] if offer.get("basis") == "original" else line["net"]

    def reached(self, offer, threshold):
        lines = [line for line in self.bought() if self.covered(offer, line)]
        if "units" in threshold:
            return sum(line["quantity"] for line in lines) - threshold["units"], False
        return sum(self.basis(offer, line) for line in lines) - threshold["amount"], True

    def tier(self, offer, tiers, number):
        good = [number(tier["off"]) for tier in tiers if self.reached(offer, tier["from"])[0] >= 0]
        if good:
            return max(good)
        missing = []
        for tier in tiers:
            over, money = self.reached(offer, tier["from"])
            missing.append(-over if money else 0)
        self.why("full_reduction", "below_threshold", campaign=offer["campaign"], missing=min(missing))
        return None

    def worth(self, offer):
        lines = [line for line in self.bought() if self.covered(offer, line)]
        name = offer["campaign"]
        if not lines:
            self.why("full_reduction", "nothing_in_scope", campaign=name)
            return None
        benefit, running = offer["benefit"], sum(line["net"] for line in lines)
        if benefit["give"] == "gifts":
            over, money = self.reached(offer, benefit["from"])
            if over < 0:
                self.why("full_reduction", "below_threshold", campaign=name, missing=-over if money else 0)
                return None
            worth = 0
            for gift in benefit["gifts"]:
                goods = [goods for goods in self.case.get("gifts", []) if goods["sku"] == gift["sku"]]
                if not goods:
                    self.why("full_reduction", "gift_out_of_stock", campaign=name)
                    return None
                if all(line["merchant"] != goods[0]["merchant"] for line in self.bought()):
                    self.why("full_reduction", "gift_cannot_travel", campaign=name)
                    return None
                needed = sum(line["quantity"] for line in self.lines if line["sku"] == gift["sku"])
                needed += sum(other["quantity"] for other in benefit["gifts"] if other["sku"] == gift["sku"])
                if needed > goods[0]["available"]:
                    self.why("full_reduction", "gift_out_of_stock", campaign=name)
                    return None
                worth += goods[0]["price"] * gift["quantity"]
            return worth
        shares = self.full_shares(offer, lines, running)
        if shares is None:
            return None
        if not sum(shares):
            self.why("full_reduction", "nothing_left_to_reduce", campaign=name)
            return None
        return sum(shares)

    def full_shares(self, offer, lines, running):
        benefit = offer["benefit"]
        nets = [line["net"] for line in lines]
        if benefit["give"] == "amount_off":
            off = self.tier(offer, benefit["tiers"], int)
            return None if off is None else divide(min(off, running), nets)
        if benefit["give"] == "every_off":
            steps = sum(self.basis(offer, line) for line in lines) // benefit["every"]
            if not steps:
                missing = benefit["every"] - sum(self.basis(offer, line) for line in lines)
                self.why("full_reduction", "below_threshold", campaign=offer["campaign"], missing=missing)
                return None
            off = min([steps * benefit["off"], running] + ([benefit["cap"]] if benefit.get("cap") else []))
            return divide(off, nets)
        rate = self.tier(offer, benefit["tiers"], Fraction)
        if rate is None:
            return None
        shares = [min(self.part(self.basis(offer, line), rate), line["net"]) for line in lines]
        cap = benefit.get("cap")
        return divide(cap, nets) if cap and sum(shares) > cap else shares

    def apply_full(self, offer):
        lines = [line for line in self.bought() if self.covered(offer, line)]
        give = offer["benefit"]["give"]
        if give != "gifts":
            shares = self.full_shares(offer, lines, sum(line["net"] for line in lines))
            for line, share in zip(lines, shares):
                self.take(line, "full_reduction", share, self.basis(offer, line), offer, give, campaign=offer["campaign"])
            return
        for gift in offer["benefit"]["gifts"]:
            goods = next(goods for goods in self.case["gifts"] if goods["sku"] == gift["sku"])
            carrier = next(line for line in self.bought() if line["merchant"] == goods["merchant"])
            paid = offer.get("funder", {"by": "merchant"})["by"] != "merchant"
            gross = goods["price"] * gift["quantity"] if paid else 0
            line = dict(sku=gift["sku"], product=goods["product"], merchant=goods["merchant"], quantity=gift["quantity"],
                        fulfilment=carrier["fulfilment"], gross=gross, net=gross, priced=0, points=0, reductions=[],
                        gift=offer["campaign"])
            self.take(line, "full_reduction", gross, gross, offer, "gift", campaign=offer["campaign"])
            self.lines.append(line)

    # --- step 3

    def lane_of(self, offer):
        return "merchant_coupon" if offer.get("issuer", {"by": "platform"})["by"] == "merchant" else "platform_coupon"

    def coupon_lines(self, offer):
        lines = [line for line in self.bought() if self.covered(offer, line)]
        free = [line for line in lines
                if not (line.get("special") and line["special"].get("excludes", {}).get("coupons", True))]
        return lines, free

    def coupon_shares(self, offer, nets):
        """What every line loses while it costs `nets` (by place), or the reason and what is missing."""
        window = offer["window"]
        if not window["from"] <= NOW < window["until"]:
            return ("not_yet_begun" if NOW < window["from"] else "over"), 0
        lines, free = self.coupon_lines(offer)
        if not free:
            return ("excluded_by_special_price" if lines else "nothing_in_scope"), 0
        places = [place for place, line in enumerate(self.bought()) if any(line is other for other in free)]
        running = sum(nets[place] for place in places)
        if running < offer.get("threshold", 0):
            return "below_threshold", offer["threshold"] - running
        benefit = offer["benefit"]
        weights = [nets[place] for place in places]
        if "amount" in benefit:
            shares = divide(min(benefit["amount"], running), weights)
        else:
            shares = [self.part(net, benefit["percent"]["off"]) for net in weights]
            cap = benefit["percent"].get("cap")
            if cap and sum(shares) > cap:
                shares = divide(cap, weights)
        if not sum(shares):
            return "nothing_left_to_reduce", 0
        return dict(zip(places, shares))

    def use(self, offer):
        shares = self.coupon_shares(offer, [line["net"] for line in self.bought()])
        if isinstance(shares, tuple):
            self.why(self.lane_of(offer), shares[0], coupon=offer["coupon"], missing=shares[1])
            return False
        reason = "amount_off" if "amount" in offer["benefit"] else "percent_off"
        for place, share in shares.items():
            line = self.lines[place]
            self.take(line, self.lane_of(offer), share, line["net"], offer, reason, coupon=offer["coupon"])
        self.coupons.append(offer["coupon"])
        return True

    def use_coupons(self):
        choice = self.case.get("choice", {"use": "none"})
        offers = self.case.get("coupons", [])
        if choice["use"] == "best":
            return self.use_best(offers)
        if choice["use"] == "none":
            return None
        named = []
        for coupon in dict.fromkeys(choice["coupons"]):
            offer = next((offer for offer in offers if offer["coupon"] == coupon), None)
            if offer:
                named.append(offer)
            else:
                self.why("platform_coupon", "coupon_not_held", coupon=coupon)
        taken = set()
        for offer in sorted(named, key=self.lane_of):  # merchants' first, each in the order in which they are named
            issuer = offer.get("issuer", {"by": "platform"}).get("id")
            if issuer in taken:
                why = "one_coupon_per_merchant" if issuer else "one_platform_coupon"
                self.why(self.lane_of(offer), why, coupon=offer["coupon"])
            elif self.use(offer):
                taken.add(issuer)
        return None

    def use_best(self, offers):
        """Tries everything."""
        by_issuer = {}
        for offer in offers:
            by_issuer.setdefault(offer.get("issuer", {"by": "platform"}).get("id"), []).append(offer)
        merchants = [[None] + by_issuer[issuer] for issuer in sorted(key for key in by_issuer if key)]
        platform = [None] + by_issuer.get(None, [])
        best = (-1, None)
        for choice in itertools.product(*merchants, platform):
            nets, total = [line["net"] for line in self.bought()], 0
            for offer in choice:
                shares = self.coupon_shares(offer, nets) if offer else {}
                if isinstance(shares, dict):
                    for place, share in shares.items():
                        nets[place] -= share
                        total += share
            if total > best[0]:
                best = (total, choice)
        untouched = [line["net"] for line in self.bought()]
        after_merchants = None
        for offer in best[1]:
            if offer is best[1][-1] and after_merchants is None:
                after_merchants = [line["net"] for line in self.bought()]
            if offer and isinstance(self.coupon_shares(offer, [line["net"] for line in self.bought()]), dict):
                self.use(offer)
        for offer in offers:
            if offer["coupon"] in self.coupons:
                continue
            found = self.coupon_shares(offer, untouched)
            if isinstance(found, dict) and self.lane_of(offer) == "platform_coupon":
                found = self.coupon_shares(offer, after_merchants)
            reason, missing = found if isinstance(found, tuple) else ("better_coupon_applies", 0)
            self.why(self.lane_of(offer), reason, coupon=offer["coupon"], missing=missing)

    # --- steps 4 to 6

    def pay_points(self):
        offer = self.case.get("points")
        if not offer or not offer["wanted"]:
            return 0, 0
        per, minor = offer["per_unit"], self.case.get("minor_per_unit", 100)
        free = [line for line in self.bought()
                if not (line.get("special") and line["special"].get("excludes", {}).get("points", True))]
        if not free:
            self.why("points", "excluded_by_special_price")
            return 0, 0
        affordable = min(offer["wanted"], offer["available"]) * minor // per
        cap = floor(sum(line["priced"] for line in free) * Fraction(offer["cap"]))
        running = sum(line["net"] for line in free)
        bound = min(affordable, cap, running)
        if offer["available"] < offer["wanted"]:
            self.why("points", "fewer_points_than_wanted")
        if bound < affordable:
            self.why("points", "capped_by_goods_amount" if cap < running else "capped_by_running_amount")
        value = (bound * per // minor) * minor // per
        used = -(-value * per // minor)
        if not value:
            return 0, 0
        shares = divide(value, [line["net"] for line in free])
        for line, share, count in zip(free, shares, divide(used, shares)):
            line["points"] = count if share else 0
            self.take(line, "points", share, line["net"], {"funder": {"by": "platform"}})
        return used, value

    def orders(self, reduced):
        groups = {}
        for place, line in enumerate(self.lines):
            groups.setdefault((line["merchant"], WAYS.index(line["fulfilment"])), []).append(place)
        level, answer = self.case.get("level") or {}, []
        for (merchant, way), places in sorted(groups.items()):
            amount = sum(reduced[place] for place in places)
            rule = next((rule for rule in self.case.get("fees", []) if rule["fulfilment"] == WAYS[way]), None)
            fee = missing = 0
            if rule and level.get("delivery") != "free":
                if not (0 < rule["free_from"] <= amount):
                    fee = rule["fee"]
                    missing = rule["free_from"] - amount if rule["free_from"] > 0 else 0
            answer.append(dict(merchant=merchant, fulfilment=WAYS[way], lines=places,
                               goods=sum(self.lines[place]["gross"] for place in places), fee=fee, missing_to_free=missing,
                               proxy_fee=0, amount=amount, total=fee + sum(self.lines[place]["net"] for place in places)))
        proxy = self.case.get("proxy_fee", 0)
        weights = [order["amount"] for order in answer]
        for order, share in zip(answer, divide(proxy, weights) if sum(weights) else [proxy] + [0] * len(answer)):
            order["proxy_fee"] = share
            order["total"] += share
            del order["amount"]
        return answer

    def run(self):
        self.unit_prices()
        self.full_reductions()
        self.use_coupons()
        reduced = [line["net"] for line in self.lines]
        points, value = self.pay_points()
        orders = self.orders(reduced)
        goods = sum(line["gross"] for line in self.lines)
        fees = sum(order["fee"] + order["proxy_fee"] for order in orders)
        total = sum(order["total"] for order in orders)
        assert total >= 0
        return dict(
            lines=[[line["gross"], line["priced"], line["points"], line["net"], line["gift"], line["reductions"]]
                   for line in self.lines],
            orders=orders, goods=goods, reductions=goods - value + fees - total, coupons=self.coupons, points=points,
            points_value=value, fees=fees, total=total,
            not_applied=sorted(self.not_applied, key=lambda one: (one[0], one[1] or "", one[2])),
        )


# --- cases

def line(merchant, price, quantity=1, product=0x20, category=0x40, way="pickup", **more):
    return dict(sku=uuid(product + 0x1000), product=uuid(product), kind="goods", categories=[uuid(category)],
                merchant=uuid(merchant), fulfilment=way, quantity=quantity, price=price, **more)


OPEN = {"from": NOW, "until": NOW + HOUR}
BEFORE = {"from": NOW - HOUR, "until": NOW}
AFTER = {"from": NOW + 1, "until": NOW + HOUR}
PLATFORM, OF_ONE = {"by": "platform"}, {"by": "merchant", "id": uuid(1)}
NODE = {"by": "node", "id": uuid(0xC0)}


def cart(*lines, **more):
    return dict({"at": NOW, "minor_per_unit": 100, "rounding": "half_up", "lines": list(lines)}, **more)


def base():
    return cart(
        line(1, 3333, 3, product=0x20, category=0x40),
        line(1, 1995, 1, product=0x21, category=0x41, way="express"),
        line(2, 4507, 2, product=0x22, category=0x40),
    )


def timed(number=0x60, offer=None, **more):
    return dict(dict(campaign=uuid(number), window=OPEN, offer=offer or {"percent": "0.15"}, funder=PLATFORM), **more)


def full(benefit, number=0x61, **more):
    return dict(dict(campaign=uuid(number), window=OPEN, benefit=benefit, funder=PLATFORM), **more)


def off(*tiers, unit="amount"):
    return {"give": "amount_off", "tiers": [{"from": {unit: start}, "off": amount} for start, amount in tiers]}


def percent(*tiers, unit="amount", cap=None):
    return {"give": "percent_off", "tiers": [{"from": {unit: start}, "off": rate} for start, rate in tiers], "cap": cap}


def gifts(start, quantity, sku=0x1030):
    return {"give": "gifts", "from": {"amount": start}, "gifts": [{"sku": uuid(sku), "quantity": quantity}]}


def goods(available, merchant=1, price=250, sku=0x1030):
    return dict(sku=uuid(sku), product=uuid(sku - 0x1000), merchant=uuid(merchant), price=price, available=available)


def coupon(number, benefit, threshold=0, **more):
    return dict(dict(coupon=uuid(number), window=OPEN, threshold=threshold, benefit=benefit, funder=PLATFORM), **more)


def with_coupon(case, offer):
    case.setdefault("coupons", []).append(offer)
    named = case.setdefault("choice", {"use": "named", "coupons": []})
    named["coupons"].append(offer["coupon"])


def special(kind, price, **excludes):
    more = {"excludes": dict(dict(coupons=True, points=True, distribution=True), **excludes)} if excludes else {}
    return dict(campaign=uuid(0x6F if kind == "flash_sale" else 0x6E), kind=kind, price=price, **more)


def set_level(case, **more):
    case["level"] = dict(case.get("level") or {"level": GOLD}, **more)


FEATURES = {
    "member price": lambda case: (set_level(case), case["lines"][0].update(member_prices={GOLD: 3000})),
    "level discount": lambda case: set_level(case, off="0.05", funder=NODE),
    "free delivery of the level": lambda case: (set_level(case, delivery="free"), case.setdefault("fees", FEE)),
    "timed percent": lambda case: case.setdefault("timed", []).append(timed(scope={"of": "categories", "ids": [uuid(0x40)]})),
    "timed price": lambda case: case.setdefault("timed", []).append(
        timed(0x68, {"price": 1800}, scope={"of": "products", "ids": [uuid(0x21)]}, funder={"by": "merchant"})),
    "flash sale": lambda case: case["lines"][0].update(special=special("flash_sale", 2500)),
    "group buy with coupons and points": lambda case: case["lines"][2].update(
        special=special("group_buy", 4000, coupons=False, points=False)),
    "amount off": lambda case: case.setdefault("full", []).append(full(off((10000, 1000), (20000, 2500)))),
    "amount off of a merchant on the original amount": lambda case: case.setdefault("full", []).append(
        full(off((11000, 777)), 0x62, issuer=OF_ONE, basis="original", funder={"by": "merchant"})),
    "every off": lambda case: case.setdefault("full", []).append(
        full({"give": "every_off", "every": 3000, "off": 111, "cap": 700}, 0x63, lane=1)),
    "percent off with a cap": lambda case: case.setdefault("full", []).append(
        full(percent((3, "0.125"), unit="units", cap=2001), 0x64, lane=2, funder=NODE)),
    "gifts": lambda case: (case.setdefault("full", []).append(full(gifts(9000, 2), 0x65, lane=3)), case.setdefault("gifts", []).append(goods(2))),
    "merchant coupon": lambda case: with_coupon(case, coupon(0x80, {"amount": 500}, 9000, issuer=OF_ONE, funder={"by": "merchant"})),
    "merchant percent coupon": lambda case: with_coupon(case, coupon(
        0x81, {"percent": {"off": "0.115", "cap": 600}}, issuer={"by": "merchant", "id": uuid(2)}, funder={"by": "merchant"})),
    "platform coupon": lambda case: with_coupon(case, coupon(0x82, {"amount": 1500}, 15000)),
    "platform percent coupon for a category": lambda case: with_coupon(case, coupon(
        0x83, {"percent": {"off": "0.2"}}, 5000, scope={"of": "categories", "ids": [uuid(0x41), uuid(0x4F)]}, funder=NODE)),
    "points": lambda case: case.update(points=dict(funder="platform", wanted=1234, available=5000, per_unit=100, cap="0.5")),
    "delivery fee": lambda case: case.setdefault("fees", FEE),
    "proxy fee": lambda case: case.update(proxy_fee=301),
    "half even": lambda case: case.update(rounding="half_even"),
    "half down": lambda case: case.update(rounding="half_down"),
}
FEE = [dict(fulfilment="express", fee=800, free_from=1900)]


def edge_cases():
    def of(lines, **more):
        return cart(*lines, **more)

    two = [line(1, 5000), line(2, 5000, product=0x21)]
    named = lambda *numbers: {"use": "named", "coupons": [uuid(number) for number in numbers]}
    mine = dict(issuer=OF_ONE)
    yield "12.00 off over 10.00, 20.00, 50.00, 30.00", of([line(1, price, product=0x20 + place) for place, price in enumerate([1000, 2000, 5000, 3000])], full=[full(off((0, 1200)))])
    yield "0.03 off over 0.00, 1.00, 1.00", of([line(1, 0), line(1, 100, product=0x21), line(1, 100, product=0x22)], full=[full(off((0, 3)))])
    yield "10.00 off over three lines of 33.33", of([line(1, 3333, product=0x20 + place) for place in range(3)], full=[full(off((0, 1000)))])
    yield "3.00 off over 43.00, 14.00, 23.00", of([line(1, price, product=0x20 + place) for place, price in enumerate([4300, 1400, 2300])], full=[full(off((0, 300)))])
    yield "a threshold is reached exactly", of([line(1, 10000)], full=[full(off((10000, 1000)))])
    yield "one fen is missing to a threshold", of([line(1, 9999)], full=[full(off((10000, 1000), (20000, 3000)))])
    yield "the best tier counts in any order", of([line(1, 20000)], full=[full(off((20000, 3000), (10000, 1000)))])
    yield "in a lane the best one wins", of([line(1, 10000)], full=[full(off((0, 500)), 0x61), full(percent((0, "0.06")), 0x62), full(off((0, 400)), 0x63)])
    yield "of equal ones the older one wins", of([line(1, 10000)], full=[full(off((0, 500)), 0x62), full(percent((0, "0.05")), 0x61)])
    yield "the second lane sees what the first one left", of([line(1, 10000)], full=[full(percent((0, "0.1")), 0x62, lane=1), full(off((0, 1000)), 0x61)])
    yield "the second lane is computed on the original amount", of([line(1, 10000)], full=[full(percent((0, "0.1")), 0x62, lane=1, basis="original"), full(off((0, 1000)), 0x61)])
    yield "a lane brings the next one below its threshold", of([line(1, 10000)], full=[full(off((9500, 100)), 0x62, lane=1), full(off((0, 1000)), 0x61)])
    yield "a merchant's lane and the platform's lane both apply", of(two, full=[full(off((0, 500)), 0x61), full(off((0, 300)), 0x62, **mine)])
    yield "nothing is in scope", of(two, full=[full(off((0, 1)), scope={"of": "products", "ids": [uuid(0x2F)]})])
    yield "no product of such a kind", of(two, full=[full(off((0, 1)), scope={"of": "all", "kinds": ["combo"]})])
    yield "products of a kind", of([dict(two[0], kind="combo"), two[1]], full=[full(off((0, 1)), scope={"of": "all", "kinds": ["combo"]})])
    yield "merchants in scope", of(two, full=[full(off((0, 700)), scope={"of": "merchants", "ids": [uuid(2)]})])
    yield "a category above the product's own", of([dict(two[0], categories=[uuid(0x50), uuid(0x51)])], full=[full(off((0, 700)), scope={"of": "categories", "ids": [uuid(0x50)]})])
    yield "a campaign that has not begun", of(two, full=[full(off((0, 1)), window=AFTER)], timed=[timed(window=AFTER)])
    yield "a campaign that is over", of(two, full=[full(off((0, 1)), window=BEFORE)], timed=[timed(window=BEFORE)])
    yield "more off than there is", of(two, full=[full(off((0, 99999)))], coupons=[coupon(0x80, {"amount": 1})], choice=named(0x80))
    yield "nothing left to reduce for a percentage", of([line(1, 1)], full=[full(percent((0, "0.4")))])
    yield "every full step", of([line(1, 10000)], full=[full({"give": "every_off", "every": 3000, "off": 500})])
    yield "not one full step", of([line(1, 2999)], full=[full({"give": "every_off", "every": 3000, "off": 500})])
    yield "every full step up to a cap", of([line(1, 30000)], full=[full({"give": "every_off", "every": 3000, "off": 500, "cap": 1200})])
    yield "two pieces for 8折", of([line(1, 999, 2)], full=[full(percent((2, "0.2"), unit="units"))])
    yield "one piece is not two", of([line(1, 999, 1)], full=[full(percent((2, "0.2"), unit="units"))])
    yield "percentages round once per line", of([line(1, 5, product=0x20 + place) for place in range(4)], full=[full(percent((0, "0.1")))])
    yield "… half even", of([line(1, 5, product=0x20 + place) for place in range(4)], full=[full(percent((0, "0.1")))], rounding="half_even")
    yield "… half down", of([line(1, 5, product=0x20 + place) for place in range(4)], full=[full(percent((0, "0.1")))], rounding="half_down")
    yield "a gift that the merchant gives", of(two, full=[full(gifts(5000, 1), funder={"by": "merchant"})], gifts=[goods(1)])
    yield "a gift that the platform pays", of(two, full=[full(gifts(5000, 2))], gifts=[goods(9, merchant=2)])
    yield "a gift is not there", of(two, full=[full(gifts(5000, 2))], gifts=[goods(1)])
    yield "a gift of which nothing is known", of(two, full=[full(gifts(5000, 2))])
    yield "a gift that the cart itself buys", of([two[0], line(1, 250, 3, product=0x30)], full=[full(gifts(5000, 2))], gifts=[goods(4)])
    yield "a gift that cannot travel", of(two, full=[full(gifts(5000, 2))], gifts=[goods(9, merchant=3)])
    yield "a gift below its threshold", of(two, full=[full(gifts(10001, 2))], gifts=[goods(9)])
    yield "a gift is weighed against an amount", of(two, full=[full(gifts(0, 2), 0x61), full(off((0, 499)), 0x62), full(off((0, 450)), 0x63)], gifts=[goods(9)])
    yield "a coupon below its threshold", of(two, coupons=[coupon(0x80, {"amount": 100}, 10001)], choice=named(0x80))
    yield "a full reduction brings a coupon below its threshold", of(two, full=[full(off((0, 1)))], coupons=[coupon(0x80, {"amount": 100}, 10000)], choice=named(0x80))
    yield "one coupon per merchant, one of the platform", of(two, coupons=[coupon(0x80, {"amount": 1}, **mine), coupon(0x81, {"amount": 2}, **mine), coupon(0x82, {"amount": 3}), coupon(0x83, {"amount": 4})], choice=named(0x83, 0x82, 0x81, 0x80))
    yield "the first that is named does not apply, the second does", of(two, coupons=[coupon(0x80, {"amount": 1}, 99999), coupon(0x81, {"amount": 2})], choice=named(0x80, 0x81))
    yield "a coupon that the member does not hold", of(two, choice=named(0x80))
    yield "a coupon that is over and one that has not begun", of(two, coupons=[coupon(0x80, {"amount": 1}, window=BEFORE), coupon(0x81, {"amount": 1}, window=AFTER)], choice=named(0x80, 0x81))
    yield "coupons are not used unless asked for", of(two, coupons=[coupon(0x80, {"amount": 1})])
    yield "a coupon for nothing that is bought", of(two, coupons=[coupon(0x80, {"amount": 1}, issuer={"by": "merchant", "id": uuid(3)})], choice=named(0x80))
    yield "a percent coupon with a cap divides the cap", of(two, coupons=[coupon(0x80, {"percent": {"off": "0.2", "cap": 333}})], choice=named(0x80))
    yield "the best coupons", of(two, coupons=[coupon(0x80, {"amount": 300}, **mine), coupon(0x81, {"amount": 200}, **mine), coupon(0x82, {"amount": 50}), coupon(0x83, {"percent": {"off": "0.1"}}, 9000)], choice={"use": "best"})
    flash = dict(two[0], special=special("flash_sale", 3000))
    yield "a special price excludes level, timed, coupons and points", of([dict(flash, member_prices={GOLD: 1})], level=dict(level=GOLD, off="0.1"), timed=[timed()], coupons=[coupon(0x80, {"amount": 1})], choice=named(0x80), points=dict(funder="platform", wanted=100, available=100, per_unit=100, cap="0.5"))
    yield "a special price counts toward full reductions", of([flash, two[1]], full=[full(off((8000, 800)))])
    yield "a special price above the SKU price", of([dict(two[0], special=special("group_buy", 6000))])
    yield "the member price of another level", of([dict(two[0], member_prices={uuid(0xA1): 1})], level=dict(level=GOLD))
    yield "a member price that is not lower", of([dict(two[0], member_prices={GOLD: 5000})], level=dict(level=GOLD))
    yield "the level discount is better than the timed one", of(two, level=dict(level=GOLD, off="0.2"), timed=[timed()])
    yield "of equal prices the member price counts", of([dict(two[0], member_prices={GOLD: 4500})], level=dict(level=GOLD, off="0.1"), timed=[timed(offer={"percent": "0.1"})])
    yield "a timed price that is not lower", of(two, timed=[timed(offer={"price": 5000})])
    yield "points pay half of what is left of the goods after step 1", of([line(1, 1001)], timed=[timed(offer={"price": 801})], points=dict(funder="platform", wanted=9999, available=9999, per_unit=100, cap="0.5"))
    yield "points are bound by what is left", of([line(1, 1000)], full=[full(off((0, 700)))], points=dict(funder="platform", wanted=9999, available=9999, per_unit=100, cap="0.5"))
    yield "free delivery after reductions", of([line(1, 2000, way="express")], full=[full(off((0, 101)))], fees=FEE)
    yield "a proxy fee on an order of nothing", of([line(1, 0), line(2, 0, product=0x21)], proxy_fee=300)


def random_case():
    def pick(*choices):
        return RANDOM.choice(choices)

    ids = lambda first, count: sorted({uuid(first + RANDOM.randrange(4)) for _ in range(count)})
    scope = lambda: pick({"of": "all"}, {"of": "categories", "ids": ids(0x40, 2)}, {"of": "products", "ids": ids(0x20, 2)},
                         {"of": "merchants", "ids": ids(1, 2)})
    issuer = lambda: pick(PLATFORM, {"by": "merchant", "id": uuid(RANDOM.randrange(1, 5))})
    funder = lambda: pick(PLATFORM, NODE, {"by": "merchant"})
    rate = lambda: f"0.{RANDOM.randrange(1, 500):03}"
    amount = lambda: RANDOM.randrange(1, 3000)
    start = lambda: pick({"amount": RANDOM.randrange(20000)}, {"units": RANDOM.randrange(1, 8)})
    cap = lambda: pick(None, amount())

    def benefit():
        kind = RANDOM.randrange(4)
        if kind == 0:
            return {"give": "amount_off", "tiers": [{"from": start(), "off": amount()} for _ in range(RANDOM.randrange(1, 3))]}
        if kind == 1:
            every = RANDOM.randrange(500, 5000)
            return {"give": "every_off", "every": every, "off": RANDOM.randrange(1, every), "cap": cap()}
        if kind == 2:
            return {"give": "percent_off", "tiers": [{"from": start(), "off": rate()} for _ in range(RANDOM.randrange(1, 3))], "cap": cap()}
        return {"give": "gifts", "from": start(), "gifts": [{"sku": uuid(0x1030), "quantity": RANDOM.randrange(1, 4)}]}

    lines = []
    for _ in range(RANDOM.randrange(1, 6)):
        one = line(RANDOM.randrange(1, 4), RANDOM.randrange(9000), RANDOM.randrange(1, 5), 0x20 + RANDOM.randrange(4),
                   0x40 + RANDOM.randrange(4), pick(*WAYS))
        if not RANDOM.randrange(3):
            one["member_prices"] = {GOLD: RANDOM.randrange(9000)}
        if not RANDOM.randrange(5):
            one["special"] = special(pick("flash_sale", "group_buy"), RANDOM.randrange(9000),
                                     coupons=bool(RANDOM.randrange(2)), points=bool(RANDOM.randrange(2)))
        lines.append(one)
    coupons = []
    for number in range(RANDOM.randrange(4)):
        how = pick({"amount": amount()}, {"percent": {"off": rate(), "cap": cap()}})
        coupons.append(coupon(0x80 + number, how, RANDOM.randrange(15000), issuer=issuer(), scope=scope(), funder=funder()))
    names = [one["coupon"] for one in coupons]
    RANDOM.shuffle(names)
    return cart(
        *lines,
        rounding=pick("half_up", "half_even", "half_down"),
        level=pick(None, dict(level=GOLD, off=pick("0", rate()), funder=funder(), delivery=pick("charged", "free"))),
        timed=[timed(0x60 + number, pick({"percent": rate()}, {"price": RANDOM.randrange(9000)}), scope=scope(), issuer=issuer(), funder=funder())
               for number in range(RANDOM.randrange(3))],
        full=[full(benefit(), 0x68 + number, scope=scope(), issuer=issuer(), lane=RANDOM.randrange(3), basis=pick("original", "running"), funder=funder())
              for number in range(RANDOM.randrange(5))],
        gifts=[goods(RANDOM.randrange(6), RANDOM.randrange(1, 4), RANDOM.randrange(2000))],
        coupons=coupons,
        choice=pick({"use": "named", "coupons": names}, {"use": "best"}),
        points=dict(funder="platform", wanted=RANDOM.randrange(8000), available=RANDOM.randrange(8000), per_unit=pick(7, 100, 1000), cap=pick("0", "0.3", "0.5", "1")),
        fees=[dict(fulfilment=way, fee=RANDOM.randrange(2000), free_from=pick(0, 5000)) for way in WAYS if RANDOM.randrange(2)],
        proxy_fee=pick(0, 300),
    )


def cases():
    def answer(name, case):
        found = Chain(case).run()
        # Where several choices of coupons are as good, only what is paid is fixed by the rules.
        if case.get("choice", {}).get("use") == "best" and name.startswith("random"):
            found = dict(total=found["total"])
        return dict(name=name, input=case, output=found)

    for name, case in edge_cases():
        yield answer(name, case)
    for name, feature in FEATURES.items():
        case = base()
        feature(case)
        yield answer(f"alone: {name}", case)
    for (one, first), (other, second) in itertools.combinations(FEATURES.items(), 2):
        case = base()
        first(case)
        second(case)
        yield answer(f"together: {one}, {other}", case)
    for number in range(60):
        yield answer(f"random {number}", random_case())

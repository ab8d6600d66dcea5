"""Second implementation of points and levels (RULES §13, §14): wallets as plain dictionaries, levels day by day."""

import datetime
import random

KINDS = ["property", "mall", "universal"]
ORIGINS = ["purchase", "registering", "login", "bill", "level", "grant", "returned", "several"]
RETURNED_DAYS = 7


def day(text):
    return datetime.date.fromisoformat(text)


def later(text, days):
    return (day(text) + datetime.timedelta(days)).isoformat()


class Wallet:
    """Lots by what makes them one: kind, last day, issuer, origin."""

    def __init__(self):
        self.lots, self.debt, self.warned, self.spendings = {}, 0, "", []

    def run(self, step):
        answer = getattr(self, step["op"])(step)
        self.lots = {key: left for key, left in self.lots.items() if left}
        lots = [
            dict(kind=KINDS[kind], expires=expires, issuer=issuer, origin=ORIGINS[origin], left=left)
            for (kind, expires, issuer, origin), left in sorted(self.lots.items())
        ]
        return dict(answer, lots=lots, debt=self.debt)

    def usable(self, place, today):
        wanted = dict(mall=[1, 2], bill=[0, 2])[place]
        return [key for key in sorted(self.lots) if key[0] in wanted and key[1] >= today]

    def put(self, key, points):
        self.lots[key] = self.lots.get(key, 0) + points

    def earn(self, step):
        paid = min(self.debt, step["points"])
        self.debt -= paid
        key = (KINDS.index(step["kind"]), step["expires"], step["issuer"], ORIGINS.index(step["origin"]))
        self.put(key, step["points"] - paid)
        return dict(moved={step["issuer"]: step["points"]})

    def spend(self, step):
        keys = self.usable(step["place"], step["day"])
        there = sum(self.lots[key] for key in keys)
        if step["points"] > there:
            self.spendings.append([])
            return dict(available=there)
        uses, wanted = [], step["points"]
        for key in keys:
            taken = min(self.lots[key], wanted)
            if taken:
                uses.append([key, taken, 0])
                self.lots[key] -= taken
                wanted -= taken
        self.spendings.append(uses)
        return dict(uses=[dict(kind=KINDS[key[0]], expires=key[1], points=taken) for key, taken, _ in uses])

    def give_back(self, step):
        left, moved = step["points"], {}
        for use in reversed(self.spendings[step["of"]]):
            key, taken, returned = use
            back = min(taken - returned, left)
            use[2] += back
            left -= back
            if back:
                moved[key[2]] = moved.get(key[2], 0) + back
            if key[1] < step["day"]:
                key = (key[0], later(step["day"], RETURNED_DAYS), key[2], ORIGINS.index("returned"))
            self.put(key, back)
        assert left == 0
        return dict(moved=moved)

    def take_back(self, step):
        wanted, moved = step["points"], {step["issuer"]: 0}
        valid = [key for key in sorted(self.lots) if key[1] >= step["day"]]
        own = [key for key in valid if (key[2], key[3]) == (step["issuer"], ORIGINS.index(step["origin"]))]
        for key in sorted(own, key=lambda key: key[1], reverse=True) + valid:
            taken = min(self.lots[key], wanted)
            self.lots[key] -= taken
            wanted -= taken
            moved[key[2]] = moved.get(key[2], 0) - taken
        self.debt += wanted
        moved[step["issuer"]] -= wanted
        return dict(moved={issuer: points for issuer, points in moved.items() if points})

    def fall_due(self, step):
        moved, soon = {}, {}
        for key in [key for key in self.lots if key[1] < step["day"]]:
            moved[key[2]] = moved.get(key[2], 0) - self.lots.pop(key)
        horizon = later(step["day"], step["warning"])
        if step["warning"] and self.warned < horizon:
            for key, left in self.lots.items():
                if self.warned < key[1] <= horizon:
                    soon[key[1]] = soon.get(key[1], 0) + left
            self.warned = horizon
        return dict(moved=moved, soon=soon)


def wallet_case(name, steps):
    wallet = Wallet()
    return dict(name=name, steps=[dict(input=step, output=wallet.run(step)) for step in steps])


def earn(on, kind, points, expires, issuer=1, origin="grant"):
    return dict(op="earn", day=on, kind=kind, points=points, expires=expires, issuer=f"{issuer}", origin=origin)


def spend(on, points, place="mall"):
    return dict(op="spend", day=on, points=points, place=place)


def give_back(on, of, points):
    return dict(op="give_back", day=on, of=of, points=points)


def take_back(on, points, issuer=1, origin="purchase"):
    return dict(op="take_back", day=on, points=points, issuer=f"{issuer}", origin=origin)


def fall_due(on, warning=7):
    return dict(op="fall_due", day=on, warning=warning)


def wallet_cases():
    now, soon, end = "2026-11-22", "2026-11-25", "2028-11-30"
    three = [earn(now, "universal", 50, soon), earn(now, "mall", 50, end), earn(now, "mall", 50, soon), earn(now, "property", 40, end)]
    named = [
        ("RULES §13: the narrowest kind first, then the earliest expiry", three + [spend(now, 120), spend(now, 31)]),
        ("RULES §13: property points pay bills, mall points do not", three + [spend(now, 60, "bill"), spend(now, 31, "bill")]),
        ("RULES §13: registering, logging in, buying, a bill, a gift", [
            earn(now, "universal", 100, end, origin="registering"), earn(now, "universal", 5, end, origin="login"),
            earn(later(now, 1), "universal", 5, end, origin="login"), earn(now, "universal", 89, end, origin="purchase"),
            earn(now, "universal", 351, end, origin="bill"), earn(now, "universal", 50, end, origin="level"), spend(now, 600),
        ]),
        ("RULES §13: a take-back that finds too few is a debt that the next earnings pay", [
            earn(now, "universal", 100, end, origin="purchase"), spend(now, 80), take_back(now, 100), spend(now, 1),
            earn(now, "universal", 50, end), earn(now, "universal", 50, end), spend(now, 20),
        ]),
        ("RULES §11: points return to their lots with their old expiry", three + [spend(now, 120), give_back(now, 0, 40), give_back(soon, 0, 80)]),
        ("RULES §11: an expired lot gets seven days", [
            earn(now, "mall", 50, now), spend(now, 30), give_back(later(now, 9), 0, 30), spend(later(now, 16), 30), give_back(later(now, 17), 1, 30),
        ]),
        ("points can be spent on their last day and not after it", [earn(now, "mall", 5, soon), spend(soon, 2), spend(later(soon, 1), 1), fall_due(later(soon, 1))]),
        ("warned once, then gone", [
            earn(now, "mall", 5, "2026-12-01"), fall_due("2026-11-23"), fall_due("2026-11-24"), fall_due("2026-11-24"), fall_due("2026-12-01"),
            fall_due("2026-12-02"), fall_due("2026-12-02"),
        ]),
        ("warned of what comes later, too", [
            earn(now, "mall", 5, "2026-12-01"), fall_due("2026-11-24"), earn("2026-11-25", "mall", 7, "2026-12-05"), fall_due("2026-11-28"), fall_due("2026-11-29"),
        ]),
        ("the last day of February", [earn("2028-02-01", "mall", 5, "2028-02-29"), fall_due("2028-02-22"), spend("2028-02-29", 1), fall_due("2028-03-01")]),
        ("a missed year", [earn(now, "mall", 5, soon), earn(now, "mall", 6, "2027-05-31"), earn(now, "mall", 7, end), fall_due("2027-11-22")]),
        ("taken from the latest of its own, then from the others in the order of spending", [
            earn(now, "universal", 10, soon, origin="purchase"), earn(now, "universal", 10, end, origin="purchase"), earn(now, "property", 10, end),
            earn(now, "universal", 10, end, issuer=2, origin="purchase"), take_back(now, 15), take_back(now, 12), take_back(now, 20),
        ]),
        ("expired points pay no take-back", [earn(now, "mall", 10, now, origin="purchase"), take_back(soon, 4), fall_due(soon)]),
        ("a debt larger than many earnings", [take_back(now, 100), earn(now, "mall", 30, end), earn(now, "mall", 30, end, issuer=2), earn(now, "mall", 50, end)]),
        ("the sum of a return goes by issuers", [
            earn(now, "mall", 10, end, issuer=1), earn(now, "mall", 10, end, issuer=2), earn(now, "mall", 10, end, issuer=3), spend(now, 25), give_back(now, 0, 9), give_back(now, 0, 16),
        ]),
    ]
    cases = [wallet_case(name, steps) for name, steps in named]
    chance = random.Random(13)
    for number in range(60):
        steps, today, open_spendings = [], "2026-11-22", []
        wallet = Wallet()
        for _ in range(chance.randrange(5, 25)):
            today = later(today, chance.randrange(0, 12))
            what = chance.choice(["earn", "earn", "spend", "spend", "back", "take", "due"])
            if what == "earn":
                expires = later(today, chance.randrange(0, 60))
                step = earn(today, chance.choice(KINDS), chance.randrange(1, 200), expires, chance.randrange(1, 4), chance.choice(ORIGINS[:6]))
            elif what == "spend":
                step = spend(today, chance.randrange(1, 150), chance.choice(["mall", "bill"]))
            elif what == "take":
                step = take_back(today, chance.randrange(1, 150), chance.randrange(1, 4), chance.choice(ORIGINS[:6]))
            elif what == "due":
                step = fall_due(today, chance.choice([0, 3, 7]))
            else:
                left = [sum(use[1] - use[2] for use in uses) for uses in wallet.spendings]
                choices = [place for place, points in enumerate(left) if points]
                if not choices:
                    continue
                place = chance.choice(choices)
                step = give_back(today, place, chance.randrange(1, left[place] + 1))
            wallet.run(step)
            steps.append(step)
        cases.append(wallet_case(f"random {number}", steps))
    return cases


def after_months(start, months):
    """The same day of a later month; the first of the month after where there is none."""
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    try:
        return start.replace(year=year, month=month)
    except ValueError:
        return datetime.date(year + month // 12, month % 12 + 1, 1)


class Member:
    """Lives day by day: what a period's end and a month's start do is looked at every morning."""

    def __init__(self, levels, start, terms):
        self.levels, self.terms, self.today = levels, terms, day(start)
        self.level, self.growth = 0, 0
        self.since, self.until, self.grown, self.cut = self.today, after_months(self.today, terms["months"]), 0, []

    def enough_for(self, growth):
        return max(place for place, level in enumerate(self.levels) if level["growth"] <= growth)

    def begin(self, on):
        self.since, self.until, self.grown = on, after_months(on, self.terms["months"]), 0

    def live_to(self, until):
        said = self.ends()
        while self.today < until:
            self.today += datetime.timedelta(1)
            said += self.ends()
            gift = self.levels[self.level]["gift"]
            if self.today.day == 1 and gift:
                said.append(f"{self.today} gift {gift}")
            if self.today.day == 1 and self.levels[self.level].get("coupons"):
                said.append(f"{self.today} coupons {self.level}")
        return said

    def ends(self):
        """A period that goes on after a refund may be over already."""
        said = []
        while self.level and self.today >= self.until:
            said.append(self.end())
        return said

    def end(self):
        grown, before, on = max(self.grown, 0), self.level, self.until
        self.begin(on)
        self.cut = []
        if grown >= self.levels[before]["retention"]:
            return f"{on} renewed"
        self.level = before - 1 if self.terms["downgrade"] == "one_level" else min(before - 1, self.enough_for(grown))
        self.growth = min(self.growth, max(grown, self.levels[self.level]["growth"]))
        return f"{on} down {before} {self.level}"

    def run(self, step):
        said = self.live_to(day(step["day"]))
        getattr(self, step["op"])(step)
        period = [self.since.isoformat(), self.until.isoformat(), self.grown]
        return dict(said=said, level=self.level, growth=self.growth, period=period)

    def look(self, step):
        pass

    def grow(self, step):
        self.growth += step["growth"]
        self.grown += step["growth"]
        if self.enough_for(self.growth) > self.level:
            self.cut.append((self.level, self.since, self.until, self.grown))
            self.level = self.enough_for(self.growth)
            self.begin(self.today)

    def shrink(self, step):
        back, given = step["growth"], day(step["given"])
        self.growth = max(0, self.growth - back)
        periods = [(level, since, until, grown) for level, since, until, grown in self.cut] + [(None, self.since, self.until, self.grown)]
        for place in reversed(range(len(periods))):
            level, since, until, grown = periods[place]
            if given >= since:
                periods[place] = (level, since, until, grown - back)
                break
        *self.cut, (_, self.since, self.until, self.grown) = periods
        self.level = min(self.level, self.enough_for(self.growth))
        while self.cut and self.cut[-1][0] >= self.level:
            _, self.since, self.until, grown = self.cut.pop()
            self.grown += grown


LEVELS = [
    dict(growth=0, retention=0, gift=0),
    dict(growth=1000, retention=600, gift=50),
    dict(growth=5000, retention=3000, gift=200),
    dict(growth=20000, retention=20000, gift=1000),
]


def level_case(name, start, steps, levels=LEVELS, **terms):
    terms = dict(dict(months=12, downgrade="one_level"), **terms)
    member = Member(levels, start, terms)
    steps = [dict(input=step, output=member.run(step)) for step in steps]
    return dict(name=name, start=start, levels=levels, terms=terms, steps=steps)


def grow(on, growth):
    return dict(op="grow", day=on, growth=growth)


def shrink(on, growth, given):
    return dict(op="shrink", day=on, growth=growth, given=given)


def look(on):
    return dict(op="look", day=on)


def level_cases():
    start = "2026-01-15"
    cases = [
        level_case("RULES §14: upgrade at once", start, [grow(start, 999), grow("2026-01-16", 1), grow("2026-01-17", 3999), grow("2026-01-18", 1)]),
        level_case("over several levels at once", start, [grow(start, 25000)]),
        level_case("RULES §14: kept with the retention amount", start, [grow(start, 5000), grow("2026-12-31", 3000), look("2027-01-14"), look("2027-01-15")]),
        level_case("RULES §14: down one level below it", start, [grow(start, 5000), grow("2026-12-31", 2999), look("2027-01-15"), look("2028-01-14"), look("2028-01-15")]),
        level_case("RULES §14: down to the level earned", start, [grow(start, 25000), grow("2026-06-01", 999), look("2027-01-15")], downgrade="to_earned"),
        level_case("down to the level earned, one above the lowest", start, [grow(start, 25000), grow("2026-06-01", 1000), look("2027-01-15")], downgrade="to_earned"),
        level_case("growth on the day after the end counts for the new period", start, [grow(start, 1000), grow("2027-01-15", 600), look("2028-01-15")]),
        level_case("a month's gift", "2026-01-31", [grow("2026-01-31", 1000), look("2026-02-01"), look("2026-02-28"), look("2026-03-01"), look("2026-03-01")]),
        level_case("the gift of the level at the start of the month", start, [grow(start, 1000), grow("2026-04-10", 4000), look("2026-06-30")]),
        level_case("missed months with an end between them", start, [grow(start, 5000), look("2026-11-30"), look("2027-03-31")]),
        level_case("an end on the first of a month", "2026-02-01", [grow("2026-02-01", 1000), look("2027-01-31"), look("2027-02-01")]),
        level_case("from a leap day", "2028-02-29", [grow("2028-02-29", 1000), look("2029-02-28"), look("2029-03-01")]),
        level_case("to a leap day", "2027-02-28", [grow("2027-02-28", 1000), look("2028-02-28"), look("2028-02-29")]),
        level_case("one month from the 31st", "2026-01-31", [grow("2026-01-31", 1000), look("2026-02-28"), look("2026-03-01")], months=1),
        level_case("RULES §11: growth is taken back and the level with it", start, [grow(start, 1200), grow("2026-05-01", 4000), shrink("2026-05-20", 4000, "2026-05-01"), look("2027-01-15")]),
        level_case("two levels taken back at once", start, [grow(start, 1200), grow("2026-05-01", 4000), grow("2026-06-01", 15000), shrink("2026-06-20", 19000, "2026-06-01")]),
        level_case("growth of an earlier period", start, [grow(start, 1200), grow("2026-06-01", 700), grow("2027-03-01", 50), shrink("2027-03-02", 700, "2026-06-01"), shrink("2027-03-03", 1200, start)]),
        level_case("no more than there is", start, [grow(start, 10), shrink("2026-02-01", 30, start), grow("2026-03-01", 5)]),
        level_case("a level that keeps itself", start, [grow(start, 5), look("2027-01-20"), look("2028-01-20")], levels=[dict(growth=0, retention=0, gift=3), dict(growth=5, retention=0, gift=7)]),
    ]
    coupons = [dict(growth=0, retention=0, gift=0), dict(growth=1000, retention=600, gift=0, coupons=1), dict(growth=5000, retention=3000, gift=20, coupons=2)]
    cases += [
        level_case("RULES §14: coupons of a month", start, [look("2026-02-01"), grow("2026-02-02", 1000), look("2026-03-01"), look("2026-03-31"), look("2026-04-01")], levels=coupons),
        level_case("coupons and points of a month, then of the level below", start, [grow(start, 5000), look("2026-03-01"), look("2027-02-01")], levels=coupons),
        level_case("no coupons when the month begins without the level", "2026-02-28", [grow("2026-02-28", 1000), shrink("2026-02-28", 1000, "2026-02-28"), look("2026-03-01"), grow("2026-03-01", 1000), look("2026-04-01")], levels=coupons),
    ]
    chance = random.Random(14)
    for number in range(60):
        start = later("2026-01-01", chance.randrange(800))
        today, given, steps = start, [], []
        for _ in range(chance.randrange(3, 20)):
            today = later(today, chance.choice([0, 1, 10, 40, 150, 330]))
            what = chance.choice(["grow", "grow", "grow", "shrink", "look"])
            if what == "shrink" and given:
                amount, on = given.pop(chance.randrange(len(given)))
                steps.append(shrink(today, amount, on))
            elif what == "grow":
                given.append((chance.choice([5, 400, 900, 2500, 9000]), today))
                steps.append(grow(today, given[-1][0]))
            else:
                steps.append(look(today))
        terms = dict(months=chance.choice([1, 6, 12, 13, 24]), downgrade=chance.choice(["one_level", "to_earned"]))
        cases.append(level_case(f"random {number}", start, steps, **terms))
    return cases


def bill_cases():
    """Points on bills: so many are wanted, so much may be paid with them; the answer is points and worth, or nothing."""
    def answer(case):
        bound = int(case["amount"] * case["cap_percent"] // 100)
        bound = min(case["points"] * case["minor_per_unit"] // case["points_per_unit"], bound)
        # The most points that do not pay more than that; then no more of them than their worth takes.
        value = bound * case["points_per_unit"] // case["minor_per_unit"] * case["minor_per_unit"] // case["points_per_unit"]
        if not value:
            return None
        points = -(-value * case["points_per_unit"] // case["minor_per_unit"])
        return dict(points=points, value=value)

    named = [
        ("RULES §13: on a property bill", dict(amount=10000, points=1500)),
        ("no more than the bill", dict(amount=1234, points=5000)),
        ("a third of the bill", dict(amount=101, points=5000, cap_percent=33)),
        ("ten points are one fen", dict(amount=10000, points=19, points_per_unit=1000)),
        ("worth nothing", dict(amount=10000, points=9, points_per_unit=1000)),
        ("a point is worth several fen", dict(amount=100, points=30, points_per_unit=30)),
        ("a point is worth more than what is left", dict(amount=11, points=30, points_per_unit=30)),
        ("no decimals", dict(amount=100, points=450, points_per_unit=10, minor_per_unit=1)),
    ]
    chance = random.Random(15)
    for number in range(40):
        case = dict(amount=chance.randrange(1, 100000), points=chance.randrange(1, 100000), points_per_unit=chance.choice([1, 7, 30, 100, 1000]), cap_percent=chance.randrange(101))
        named.append((f"random {number}", case))
    cases = []
    for name, case in named:
        case = dict(dict(points_per_unit=100, minor_per_unit=100, cap_percent=100), **case)
        cases.append(dict(name=name, input=case, output=answer(case)))
    return cases


def write_all(write):
    write("wallet", "a member's lots: what is earned, spent, returned, taken back, expired, warned of; RULES §11, §13", wallet_cases())
    write("bills", "how many points a property bill takes and what they are worth; RULES §13", bill_cases())
    write("levels", "growth, upgrades, ends of periods and monthly gifts; RULES §14", level_cases())

import Foundation
import Testing

@testable import Linli

/// The golden vectors: worked examples that every language's engine has to agree with.
@Suite struct VectorsTests {
    @Test func amountsAreDividedAsTheVectorsSay() throws {
        for one in try cases("divide") {
            try check(one, one["shares"]) {
                let weights = try one["weights"].list.map { try $0.money }
                let shares = try Rules.divide(amount: one["amount"].money, weights: weights)
                return Tree(shares.map(\.units))
            }
        }
    }

    @Test func unitsAreRefundedAsTheVectorsSay() throws {
        for one in try cases("refund") {
            try check(one, one["parts"]) {
                var before = 0
                let parts = try one["steps"].ints.map { step in
                    defer { before += step }
                    return try Rules.portion(
                        amount: one["amount"].int, before: before, now: step, whole: one["units"].int)
                }
                return Tree(parts.map(Int64.init))
            }
        }
    }

    @Test func percentagesAreRoundedAsTheVectorsSay() throws {
        for one in try cases("percentage") {
            let found = try Rules.percentage(
                amount: one["amount"].money, rate: Rate(one["rate"].string), rounding: Rounding(wire: one["rounding"]))
            #expect(try found == one["result"].money, "\(one)")
        }
    }

    @Test func cartsArePricedAsTheVectorsSay() throws {
        for one in try cases("quote") + cases("points_goods") {
            try check(one, one["output"]) { summary(try Rules.quote(try cart(one["input"]))) }
        }
    }

    @Test func theWholeChainPricesAsTheVectorsSay() throws {
        let cases = try cases("promotion")
        #expect(cases.count > 300)
        for one in cases {
            let found = explained(try Rules.quote(try QuoteInput(wire: one["input"])))
            // A case names the figures that it is about.
            guard case .object(let expected) = one["output"] else { throw LinliError.unknown("no output") }
            #expect(!expected.isEmpty)
            for (figure, value) in expected { #expect(found[figure] == value, "\(figure) of \(one)") }
        }
    }

    @Test(arguments: ["split", "commission"])
    func ordersAreSplitAndTakenBackAsTheVectorsSay(_ file: String) throws {
        for one in try cases(file) {
            let input = one["input"]
            let rules = [try splitRule(.base, input["shares"]), try splitRule(.commission, input["commission"])]
            let parts = try Rules.splitPlan(rules: rules, facts: try facts(input), rounding: .halfUp)
            let amounts = parts.map(\.amount)
            func named(_ amounts: [Int64]) -> Tree {
                .object(zip(parts, amounts).map { (partyName($0.0.party), .int($0.1)) })
            }
            #expect(named(amounts.map(\.units)) == one["output"]["parts"], "\(one)")
            var refunded = Money.zero
            var before = amounts.map { _ in Int64(0) }
            var takenBack: [Tree] = []
            for refund in try input["refunds"].list {
                refunded = try refunded + refund.money
                let given = try Rules.givenBack(parts: amounts, whole: input["value"].money, refunded: refunded).map(\.units)
                takenBack.append(named(zip(given, before).map { $0 - $1 }))
                before = given
            }
            #expect(.list(takenBack) == one["output"]["taken_back"], "\(one)")
        }
    }

    @Test func pointsAreEarnedAndKeptAsTheVectorsSay() throws {
        for one in try cases("points") {
            let input = one["input"]
            var cash = try input["cash"].int
            let kept = try ([0] + input["refunds"].list.map { try $0.int }).map { refund in
                cash -= refund
                return try Rules.earnedBy(
                    cash: cash, points: input["points_per_unit"].int, per: input["minor_per_unit"].int
                ).units
            }
            #expect(Tree(kept) == one["kept"], "\(one)")
        }
    }

    @Test func leadersMonthsEarnWhatTheVectorsSay() throws {
        for one in try cases("tiers") {
            let tiers = try [Tier](wire: one["input"]["tiers"])
            func earned(_ sales: Int, _ mode: TierMode) throws -> Int {
                Int(
                    try Rules.commissionOfMonth(
                        tierTable: tiers, sales: Money(units: Int64(sales)), mode: mode, rounding: .halfUp
                    ).units)
            }
            var sold = 0
            let sales = try one["input"]["sales"].ints.map { sale in
                defer { sold += sale }
                return Int64(try earned(sold + sale, .marginal) - earned(sold, .marginal))
            }
            let (marginal, whole) = (try earned(sold, .marginal), try earned(sold, .wholeMonth))
            var refunded = 0
            let late = try one["input"]["late"].list.map { try $0.int }.map { refund in
                defer { refunded += refund }
                return Int64(try Rules.portion(amount: whole - marginal, before: refunded, now: refund, whole: sold))
            }
            let found: Tree = .object([
                ("sales", Tree(sales)), ("marginal", .int(Int64(marginal))), ("whole_month", .int(Int64(whole))),
                ("late", Tree(late)),
            ])
            #expect(found == one["output"], "\(one)")
        }
    }

    @Test func settlementsCommissionsAndLimitsAreAsTheVectorsSay() throws {
        for one in try cases("settlement") {
            switch try one["kind"].string {
            case "commission":
                let receivers = try one["weights"].ints.enumerated().map { Pair(Party.node(try id($0 + 2)), $1) }
                let contract = ThirdPartyContract(
                    merchant: try id(1), rate: try Rate(one["rate"].string), receivers: receivers)
                let amount = try one["amount"].money
                var shares = try Rules.thirdPartyCommission(contract: contract, amount: amount, rounding: .halfUp)
                #expect(Tree(shares.map(\.amount.units)) == one["shares"], "\(one)")
                var refunded = Money.zero
                let takenBack: [Tree] = try one["refunds"].list.map { step in
                    refunded = try refunded + step.money
                    let (after, moved) = try Rules.thirdPartyTakenBack(shares: shares, amount: amount, refunded: refunded)
                    shares = after
                    return Tree(moved.map(\.units))
                }
                #expect(.list(takenBack) == one["taken_back"], "\(one)")
            case "others":
                let profile = ChannelProfile(
                    channel: "wechat", collector: .merchantOfOrder, others: try Rate(one["rate"].string), requests: 50,
                    receivers: 50, afterSeconds: 30, freezeDays: 180, returnDays: 180, returns: .merchants, warnDays: 3)
                let most = try Rules.mostForOthers(channelProfile: profile, amount: one["amount"].money)
                #expect(try most == one["most"].money, "\(one)")
            default:
                let calendar = BusinessCalendar(
                    holidays: try Set(wire: one["holidays"]), extraWorkingDays: try Set(wire: one["extra"]))
                let found = try Rules.nextWorkingDay(businessCalendar: calendar, day: Day(wire: one["day"]))
                #expect(try found == Day(wire: one["pay_on"]), "\(one)")
            }
        }
    }

    @Test func linesAreRefundedByTenderAsTheVectorsSay() throws {
        for one in try cases("refund_line") {
            let input = one["input"]
            var line = OrderLine(
                sku: try id(1), product: try id(2), name: "大米", quantity: try input["quantity"].int, unitPrice: .zero,
                cash: try input["cash"].money, points: try Points(wire: input["points"]),
                pointsValue: try input["points_value"].money, earnsPoints: true)
            let parts: [Tree] = try input["steps"].ints.map { step in
                let part = try Rules.refundOfLine(place: 0, line: line, units: step)
                line.refunded += step
                line.refundedCash = try line.refundedCash + part.cash
                line.refundedPoints = try line.refundedPoints + part.points
                line.refundedPointsValue = try line.refundedPointsValue + part.pointsValue
                let kept = try line.cash - line.refundedCash
                let earns = try Rules.earnedBy(cash: Int(kept.units), points: input["points_per_unit"].int, per: 100)
                return .object([
                    ("cash", .int(part.cash.units)), ("points", .int(part.points.units)),
                    ("points_value", .int(part.pointsValue.units)), ("still_earns", .int(earns.units)),
                ])
            }
            #expect(.list(parts) == one["parts"], "\(one)")
            #expect(throws: LinliError.self) { try Rules.refundOfLine(place: 0, line: line, units: 1) }
        }
    }

    @Test func reviewsAreRatedAsTheVectorsSay() throws {
        for one in try cases("rating") {
            let input = one["input"]
            let counts = try input["counts"].ints
            let prior = Prior(hundredths: try input["prior_hundredths"].int, weight: try input["prior_weight"].int)
            #expect(try Rules.bayesianMean(counts: counts, prior: prior) == one["output"]["mean"].int, "\(one)")
            let below = try Rules.ratingIsBelow(
                count: counts.reduce(0, +), stars: zip(counts, 1...).reduce(0) { $0 + $1.0 * $1.1 },
                least: input["least"].int, hundredths: input["floor_hundredths"].int)
            #expect(try below == Bool(wire: one["output"]["below"]), "\(one)")
        }
    }

    @Test func billsTakeThePointsThatTheVectorsSay() throws {
        for one in try cases("bills") {
            let input = one["input"]
            let found = try Rules.pointsForBill(
                wanted: Points(wire: input["points"]), amount: input["amount"].money,
                cap: Rate(percent: input["cap_percent"].int), minorPerUnit: input["minor_per_unit"].int,
                pointsPerUnit: input["points_per_unit"].int)
            let said: Tree = found.map { .object([("points", .int($0.0.units)), ("value", .int($0.1.units))]) } ?? .null
            #expect(said == one["output"], "\(one)")
        }
    }

    @Test func walletsHoldWhatTheVectorsSay() throws {
        for one in try cases("wallet") {
            var wallet = Wallet(member: try id(0), lots: [], debt: .zero)
            var spendings: [[LotUse]] = []
            for step in try one["steps"].list {
                let found = try take(step["input"], &wallet, &spendings)
                // What a step says nothing of is not there.
                let expected = step["output"]
                for figure in ["moved", "soon", "uses", "available", "lots", "debt"] {
                    let nothing: Tree = figure == "moved" || figure == "soon" ? .object([]) : .null
                    let said = expected[figure] == .null ? nothing : expected[figure]
                    #expect(found[figure] == said, "\(figure) of \(step) in \(one["name"])")
                }
            }
        }
    }

    @Test func levelsRiseAndFallAsTheVectorsSay() throws {
        for one in try cases("levels") {
            let start = try Day(wire: one["start"])
            let levels = try one["levels"].list.enumerated().map { place, level in
                let coupons = level["coupons"] == .null ? 0 : try level["coupons"].int
                let gift = try Points(wire: level["gift"])
                return Level(
                    code: "\(place)", name: "级", growth: try level["growth"].int, retention: try level["retention"].int,
                    monthlyGift: gift, monthlyCoupons: try (0..<coupons).map { try id($0) },
                    giftSince: gift > .zero || coupons > 0 ? start : nil)
            }
            let terms = try LevelTerms(wire: one["terms"])
            var standing = try Rules.beginStanding(
                member: id(0), community: id(0), levels: levels, today: start, terms: terms)
            for step in try one["steps"].list {
                let input = step["input"]
                let day = try Day(wire: input["day"])
                let passed: [Passed]
                (standing, passed) = try Rules.advanceStanding(standing: standing, levels: levels, today: day, terms: terms)
                switch try input["op"].string {
                case "grow":
                    (standing, _) = try Rules.growStanding(
                        standing: standing, levels: levels, growth: input["growth"].int, today: day, terms: terms)
                case "shrink":
                    (standing, _) = try Rules.shrinkStanding(
                        standing: standing, levels: levels, growth: input["growth"].int, given: Day(wire: input["given"]))
                default: break
                }
                let found: Tree = .object([
                    ("said", .list(passed.map { .text(inWords($0)) })),
                    ("level", .int(Int64(try Rules.placeOfStanding(standing: standing, levels: levels)))),
                    ("growth", .int(Int64(standing.growth))),
                    (
                        "period",
                        .list([
                            .text(standing.period.from.description), .text(standing.period.until.description),
                            .int(Int64(standing.period.growth)),
                        ])
                    ),
                ])
                #expect(found == step["output"], "\(step) in \(one["name"])")
            }
        }
    }

    /// A new file of vectors is run here, or this fails.
    @Test func everyFileOfVectorsIsRun() throws {
        let run = [
            "bills", "commission", "divide", "levels", "percentage", "points", "points_goods", "promotion", "quote", "rating",
            "refund", "refund_line", "settlement", "split", "tiers", "wallet",
        ]
        let files = try FileManager.default.contentsOfDirectory(at: vectors, includingPropertiesForKeys: nil)
        let names = files.filter { $0.pathExtension == "json" }.map { $0.deletingPathExtension().lastPathComponent }
        #expect(names.sorted() == run)
    }
}

private let vectors = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../tests/vectors")

private func cases(_ name: String) throws -> [Tree] {
    let text = try String(contentsOf: vectors.appending(path: "\(name).json"), encoding: .utf8)
    let cases = try Tree.read(text)["cases"].items
    #expect(!cases.isEmpty)
    return cases
}

/// A case gives what it says, or is refused as it says.
private func check(_ one: Tree, _ expected: Tree, _ run: () throws -> Tree) throws {
    do {
        let found = try run()
        #expect(one["error"] == .null && found == expected, "\(one) gave \(found)")
    } catch let error as LinliError {
        let said: Tree = .object([("code", .text(error.code.rawValue)), ("field", .text(error.field ?? ""))])
        #expect(said == one["error"], "\(one) failed: \(error)")
    }
}

/// An id of sixteen equal bytes, as the vectors' numbers are meant.
private func id<Kind: Id>(_ number: Int) throws -> Kind {
    let byte = UInt8(number)
    return Kind(UUID(uuid: (byte, byte, byte, byte, byte, byte, byte, byte, byte, byte, byte, byte, byte, byte, byte, byte)))
}

private func cart(_ input: Tree) throws -> QuoteInput {
    let lines = try input["lines"].list.map { line in
        QuoteLine(
            sku: try id(0), product: try id(0), kind: .goods, merchant: try id(line["merchant"].int),
            fulfilment: try Fulfilment(wire: line["fulfilment"]), quantity: try line["quantity"].int,
            price: try line["price"].money,
            pointsPrice: line["points_price"] == .null ? .zero : try Points(wire: line["points_price"]))
    }
    let repeated = input["repeat"] == .null ? 1 : try input["repeat"].int
    var made = QuoteInput(
        at: Timestamp(micros: 1_800_000_000_000_000), minorPerUnit: try input["minor_per_unit"].int, rounding: .halfUp,
        lines: (0..<repeated).flatMap { _ in lines })
    if case .object(let fees) = input["fees"] {
        made.fees = try fees.map { way, fee in
            FeeRule(
                fulfilment: try Fulfilment(wire: .text(way)), fee: try fee["fee"].money, freeFrom: try fee["free_from"].money)
        }
    }
    let points = input["points"]
    if points != .null {
        made.points = PointsOffer(
            wanted: try Points(wire: points["wanted"]), available: try Points(wire: points["available"]),
            perUnit: try points["per_unit"].int, cap: try Rate(wire: points["cap"]), funder: .platform)
    }
    return made
}

private func summary(_ quote: Quote) -> Tree {
    let lines = quote.lines.map { line in
        Tree.object([
            ("gross", .int(line.gross.units)), ("points", .int(line.points.units)), ("net", .int(line.net.units)),
        ])
    }
    let orders = quote.orders.map { order in
        Tree.object([
            ("merchant", .int(Int64(order.merchant.uuid.uuid.0))), ("fulfilment", .text(order.fulfilment.rawValue)),
            ("lines", Tree(order.lines.map(Int64.init))), ("goods", .int(order.goods.units)), ("fee", .int(order.fee.units)),
            ("total", .int(order.total.units)),
        ])
    }
    return .object([
        ("lines", .list(lines)), ("orders", .list(orders)), ("goods", .int(quote.goods.units)),
        ("points", .int(quote.points.units)), ("points_value", .int(quote.pointsValue.units)),
        ("fees", .int(quote.fees.units)), ("total", .int(quote.total.units)),
        ("not_applied", .list(quote.notApplied.map { .text($0.reason.rawValue) })),
    ])
}

private func explained(_ quote: Quote) -> Tree {
    func text(_ id: (some Id)?) -> Tree? { id.map { .text($0.text) } }
    let lines = quote.lines.map { line in
        let reductions = line.reductions.map { one in
            Tree.list([
                .text(one.lane.rawValue), text(one.campaign) ?? text(one.coupon) ?? .null,
                one.reason.map { .text($0.rawValue) } ?? .null, .text(one.funder.text), .int(one.amount.units),
                .int(one.basis.units),
            ])
        }
        return Tree.list([
            .int(line.gross.units), .int(line.priced.units), .int(line.points.units), .int(line.net.units),
            text(line.gift) ?? .null, .list(reductions),
        ])
    }
    let orders = quote.orders.map { order in
        Tree.object([
            ("merchant", .text(order.merchant.text)), ("fulfilment", .text(order.fulfilment.rawValue)),
            ("lines", Tree(order.lines.map(Int64.init))), ("goods", .int(order.goods.units)), ("fee", .int(order.fee.units)),
            ("missing_to_free", .int(order.missingToFree.units)), ("proxy_fee", .int(order.proxyFee.units)),
            ("total", .int(order.total.units)),
        ])
    }
    let missed = quote.notApplied.map { one in
        Tree.list([
            .text(one.lane.rawValue), text(one.campaign) ?? text(one.coupon) ?? .null, .text(one.reason.rawValue),
            .int(one.missing.units),
        ])
    }
    return .object([
        ("lines", .list(lines)), ("orders", .list(orders)), ("goods", .int(quote.goods.units)),
        ("reductions", .int(quote.reductions.units)), ("coupons", .list(quote.coupons.map { .text($0.text) })),
        ("points", .int(quote.points.units)), ("points_value", .int(quote.pointsValue.units)),
        ("fees", .int(quote.fees.units)), ("total", .int(quote.total.units)),
        ("not_applied", .list(missed.sorted { $0.description < $1.description })),
    ])
}

private func splitRule(_ layer: SplitLayer, _ shares: Tree) throws -> SplitRule {
    let shares = try shares.list.map { share in
        let amount: ShareAmount =
            if share["percent"] != .null {
                .percent(try Rate(wire: share["percent"]))
            } else if share["per_piece"] != .null {
                .perPiece(try share["per_piece"].money)
            } else if share["tiers"] != .null {
                .tiers
            } else {
                .fixed(try share["fixed"].money)
            }
        return ShareRule(
            basis: try ShareBasis(wire: share["basis"]), amount: amount, floor: try Money?(wire: share["floor"]),
            cap: try Money?(wire: share["cap"]), receivers: try [Pair<ShareReceiver, Int>](wire: share["receivers"]))
    }
    return SplitRule(layer: layer, scope: SplitScope(), name: "vector", revision: 1, removed: false, shares: shares)
}

private func facts(_ input: Tree) throws -> SplitFacts {
    func tier() throws -> Money {
        guard let tiers = try input["commission"].list.map({ $0["tiers"] }).first(where: { $0 != .null }) else { return .zero }
        func upTo(_ sales: Money) throws -> Money {
            try Rules.commissionOfMonth(tierTable: [Tier](wire: tiers), sales: sales, mode: .marginal, rounding: .halfUp)
        }
        let before = input["month_before"] == .null ? Money.zero : try input["month_before"].money
        return try upTo(before + input["value"].money) - upTo(before)
    }
    let promoters = input["promoters"] == .null ? 0 : try input["promoters"].int
    return SplitFacts(
        merchant: try id(1), community: try id(3), path: try [5, 6, 3].map { try id($0) },
        station: input["station"] == .bool(false) ? nil : try id(4), promoters: try [7, 8].prefix(promoters).map { try id($0) },
        value: try input["value"].money, pieces: input["pieces"] == .null ? 0 : try input["pieces"].int, tier: try tier(),
        supplied: try input["supplied"].list.map {
            SuppliedLine(supplier: try id(2), value: try $0["value"].money, supply: try $0["supply"].money)
        })
}

private func partyName(_ party: Party) -> String {
    let number = party.text.split(separator: ":").last?.prefix(2)
    return switch (party.text.split(separator: ":").first, number) {
    case ("platform", _): "platform"
    case ("node", "05"): "group"
    case ("node", "06"): "city"
    case ("node", _): "property"
    case ("promoter", "07"): "promoter"
    case ("promoter", _): "promoter_above"
    case (let kind?, _): String(kind)
    default: "nobody"
    }
}

/// Does a step of a wallet; what moved, what is soon gone and what is there.
private func take(_ input: Tree, _ wallet: inout Wallet, _ spendings: inout [[LotUse]]) throws -> Tree {
    let day = try Day(wire: input["day"])
    var moved: [(Party, Int)] = []
    var others: [(key: String, value: Tree)] = []
    switch try input["op"].string {
    case "earn":
        let points = try Points(wire: input["points"])
        let lot = Lot(
            kind: try PointsKind(wire: input["kind"]), issuer: try issuer(input["issuer"]), from: try Origin(wire: input["origin"]),
            amount: points, left: points, expires: try Day(wire: input["expires"]))
        (wallet, moved) = try Rules.earnPoints(wallet: wallet, lot: lot, today: day)
    case "spend":
        let place: PointsPlace = try input["place"].string == "bill" ? .bill : .mall
        var uses: [LotUse] = []
        do {
            (wallet, uses) = try Rules.spendPoints(
                wallet: wallet, points: Points(wire: input["points"]), place: place, today: day)
            others.append(
                (
                    "uses",
                    .list(
                        uses.map {
                            .object([
                                ("kind", .text($0.kind.rawValue)), ("expires", .text($0.expires.description)),
                                ("points", .int($0.points.units)),
                            ])
                        })
                ))
        } catch let error as LinliError where error.code == .insufficient {
            let there = try Rules.spendablePoints(wallet: wallet, place: place, today: day)
            #expect(error.available == Int(there.units))
            others.append(("available", .int(there.units)))
        }
        spendings.append(uses)
    case "give_back":
        let of = try input["of"].int
        (wallet, spendings[of], moved) = try Rules.givePointsBack(
            wallet: wallet, uses: spendings[of], points: Points(wire: input["points"]), today: day)
    case "take_back":
        (wallet, moved) = try Rules.takePointsBack(
            wallet: wallet, issuer: issuer(input["issuer"]), from: Origin(wire: input["origin"]),
            points: Points(wire: input["points"]), today: day)
    default:
        let fallen: Fallen
        (wallet, fallen) = try Rules.expirePoints(wallet: wallet, today: day, warningDays: input["warning"].int)
        moved = fallen.expired.map { ($0.first, $0.second) }
        others.append(("soon", .object(fallen.soon.map { ($0.first.description, .int($0.second.units)) })))
    }
    if !others.contains(where: { $0.key == "soon" }) { others.append(("soon", .object([]))) }
    var sums: [String: Int] = [:]
    for (party, points) in moved where points != 0 { sums[issuerName(party), default: 0] += points }
    let lots = wallet.lots.map { lot in
        Tree.object([
            ("kind", .text(lot.kind.rawValue)), ("expires", .text(lot.expires.description)),
            ("issuer", .text(issuerName(lot.issuer))), ("origin", .text(lot.from.rawValue)), ("left", .int(lot.left.units)),
        ])
    }
    return .object(
        others + [
            ("moved", .object(sums.map { ($0.key, .int(Int64($0.value))) })), ("lots", .list(lots)),
            ("debt", .int(wallet.debt.units)),
        ])
}

private func issuer(_ number: Tree) throws -> Party { .node(try id(Int(number.string) ?? 0)) }

private func issuerName(_ party: Party) -> String {
    (1...9).first { (try? Party.node(id($0))) == party }.map(String.init) ?? "nobody"
}

private func inWords(_ passed: Passed) -> String {
    switch passed {
    case .gift(let month, let points): "\(month) gift \(points)"
    case .coupons(let month, let level): "\(month) coupons \(level)"
    case .renewed(let on): "\(on) renewed"
    case .down(let on, let from, let to): "\(on) down \(from) \(to)"
    }
}

extension Tree: Equatable, CustomStringConvertible {
    init(_ numbers: [Int64]) { self = .list(numbers.map { .int($0) }) }

    public static func == (one: Tree, other: Tree) -> Bool {
        switch (one, other) {
        case (.null, .null): true
        case (.bool(let one), .bool(let other)): one == other
        case (.int(let one), .int(let other)): one == other
        case (.big(let one), .big(let other)), (.text(let one), .text(let other)): one == other
        case (.list(let one), .list(let other)): one == other
        case (.object(let one), .object(let other)):
            one.count == other.count && one.allSatisfy { entry in other.contains { $0.key == entry.key && $0.value == entry.value } }
        default: false
        }
    }

    public var description: String { JSON(wire: self).text }

    fileprivate var money: Money { get throws { try Money(units: try int64) } }

    fileprivate var int: Int { get throws { try Int(wire: self) } }

    fileprivate var ints: [Int] { get throws { try [Int](wire: self) } }

    /// The items, none where nothing is said.
    fileprivate var list: [Tree] { get throws { self == .null ? [] : try items } }
}

import Foundation
import LinliNative
import Support
import Testing

@testable import Linli

private func shop() throws -> Shop { try Shop(Engine.memory(key: key, now: noon)) }

/// A folder that is gone when it is no longer needed.
private final class Folder {
    let url = FileManager.default.temporaryDirectory.appending(path: "linli-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: url) }

    func file(_ name: String) -> URL { url.appending(path: name) }
}

@Suite struct EngineTests {
    @Test func aResidentBuysPaysAndSeesTheOrder() throws {
        let shop = try shop()
        let placed = try shop.place(2)
        #expect(try placed.total == Money("79.80"))
        #expect(placed.total.decimal() == Decimal(string: "79.80"))
        #expect(placed.dueAt == noon + .seconds(1800))
        #expect(try shop.pay(placed).outcome == .accepted)
        let order = try shop.engine.order(placed.orders[0], as: shop.buyer)
        #expect(order.state == .pendingShipment)
        // 23:00 in Shanghai.
        let day = try shop.engine.manifest(station: shop.station, day: Day("2026-11-24"), as: shop.office)
        #expect(try day.cutoffAt == Timestamp("2026-11-23T15:00:00Z"))
        let (orders, place) = try shop.engine.ordersOfMember(shop.member, as: shop.buyer)
        #expect(orders.map(\.id) == placed.orders)
        #expect(place == nil)
        #expect(try shop.engine.verify(shop.tenant).isClean)
    }

    @Test func eventsAreOfTheirKind() throws {
        let shop = try shop()
        _ = try shop.pay(try shop.place())
        let events = try shop.engine.events(cursor: 0, commands: 1000, as: shop.host).events.map(\.event)
        guard case .tenantCreated(let created) = events.first else {
            Issue.record("no tenant was created first")
            return
        }
        #expect(created.root == shop.root)
        #expect(events.contains { if case .orderPaid = $0 { true } else { false } })
    }

    @Test func theSameCommandIdTakesEffectOnce() throws {
        let shop = try shop()
        let id = try shop.id()
        let first = try shop.engine.placeOrder(shop.order(1), as: shop.buyer, id: id)
        #expect(try shop.engine.placeOrder(shop.order(1), as: shop.buyer, id: id) == first)
        #expect(code { try shop.engine.placeOrder(shop.order(2), as: shop.buyer, id: id) } == .commandReused)
    }

    @Test func aRefusalIsTypedAndNamesItsField() throws {
        let shop = try shop()
        let short = try #require(failure { try shop.place(61) })
        #expect(short.code == .outOfStock)
        #expect(short.code.rawValue == "out_of_stock")
        #expect(short.field == "lines[0].quantity")
        #expect(short.available == 60)
        #expect(code { try shop.engine.node(shop.root, as: shop.buyer) } == .denied)
        var order = shop.order(1)
        order.expectedTotal = try Money("39.80")
        let moved = try #require(failure { try shop.engine.placeOrder(order, as: shop.buyer, id: shop.id()) })
        #expect(moved.code == .priceMoved)
        #expect(try moved.quote?.total == Money("39.90"))
        #expect(moved.localizedDescription == moved.reason)
    }

    @Test func anErrorIsCaughtByItsCode() throws {
        let shop = try shop()
        do {
            _ = try shop.engine.placeOrder(shop.order(61), as: shop.buyer, id: shop.id())
            Issue.record("61 of 60 were sold")
        } catch let error as LinliError where error.code == .outOfStock {
            #expect("\(error)".hasPrefix("out_of_stock: "))
        }
    }

    @Test func aNumberBeyondItsFieldIsRefusedAndNothingHappens() throws {
        let shop = try shop()
        let before = try shop.engine.events(cursor: 0, commands: 1000, as: shop.host).cursor
        for quantity in [-1, 1 << 32, Int.max] {
            #expect(code { try shop.place(quantity) } == .invalidField)
        }
        #expect(try shop.engine.events(cursor: 0, commands: 1000, as: shop.host).cursor == before)
    }

    @Test func manyCommandsShareCommitsAndFailAlone() throws {
        let shop = try shop()
        let orders = try [1, 61, 2].map { (id: try shop.id(), command: shop.order($0)) }
        let outcomes = try shop.engine.executeAll(orders, as: shop.buyer)
        #expect(try outcomes[0].get().total == Money("39.90"))
        #expect(code { try outcomes[1].get() } == .outOfStock)
        #expect(try outcomes[2].get().orders.count == 1)
        #expect(try shop.engine.executeAll([(id: CommandId, command: PlaceOrder)](), as: shop.buyer).isEmpty)
    }

    @Test func commandsAreValues() throws {
        let shop = try shop()
        let placed = try shop.engine.execute(shop.order(1), as: shop.buyer, id: shop.id())
        try shop.engine.setClock(noon + .seconds(31 * 60))
        try shop.engine.execute(ExpireTrade(trade: placed.trade), as: shop.host, id: shop.id())
        struct Own: Command {
            typealias Answer = Int
            static var operation: String { "create_tenant" }
        }
        #expect(code { try shop.engine.execute(Own(), as: shop.host, id: shop.id()) } == .unknown)
    }

    @Test func dueWorkFollowsTheClock() throws {
        let shop = try shop()
        let placed = try shop.place(1)
        try shop.engine.setClock(noon + .seconds(31 * 60))
        let due = try shop.engine.due(limit: 100, as: shop.host).map(\.command)
        #expect(due.contains(.expireTrade(ExpireTrade(trade: placed.trade))))
        #expect(try shop.engine.runDue(limit: 100, as: shop.host).failed.isEmpty)
        #expect(try shop.engine.trade(placed.trade, as: shop.buyer).state == .closed)
    }

    @Test func codesAndPersonalDataAreNotInATextForDebugging() throws {
        let shop = try shop()
        let placed = try shop.place(1)
        _ = try shop.pay(placed)
        let code = try shop.engine.myPickupCode(order: placed.orders[0], as: shop.buyer)
        let digits = try #require(code.digits)
        let profile = try shop.engine.memberProfile(shop.member, as: shop.host)
        #expect(profile.name == "张三")
        let shown: [Any] = [code, ConfirmPickup(station: shop.station, code: digits), profile, [profile], Optional(code) as Any]
        for value in shown {
            var dumped = ""
            dump(value, to: &dumped)
            for text in ["\(value)", String(reflecting: value), dumped] {
                #expect(!text.contains(digits) && !text.contains("张三"))
            }
        }
    }

    @Test func aStationWithoutANetworkChecksTokensAndUploadsLater() throws {
        let shop = try shop()
        let orders = try (0..<2).map { _ in
            let placed = try shop.place(1)
            _ = try shop.pay(placed)
            return placed.orders[0]
        }
        let operatorId = UserId(UUID())
        let leader = Actor(tenant: shop.tenant, user: operatorId)
        let role = Grant(role: .leader, scope: .station(shop.station))
        try shop.engine.grantRole(GrantRole(user: operatorId, grant: role), as: shop.office, id: shop.id())
        #expect(code { try shop.engine.myPickupToken(order: orders[0], as: shop.buyer) } == .wrongState)
        try shop.engine.setClock(Timestamp("2026-11-23T23:30:00+08:00"))
        // The day closes, then its manifest is made.
        while try shop.engine.runDue(limit: 100, as: shop.host).done > 0 {}
        let morning = try Timestamp("2026-11-24T09:00:00+08:00")
        try shop.engine.setClock(morning)
        _ = try shop.engine.acceptDelivery(
            AcceptDelivery(station: shop.station, day: Day("2026-11-24"), arrived: .asSent), as: leader, id: shop.id())

        let key = try shop.engine.pickupTokenKey(station: shop.station, as: leader)
        let shown = try orders.map { try shop.engine.myPickupToken(order: $0, as: shop.buyer) }
        #expect(shown[0].until == morning + .seconds(48 * 3600))
        #expect(!String(reflecting: shown[0]).contains(shown[0].token))

        // On the device.
        func check(_ token: String, at station: StationId = shop.station, _ now: Timestamp = morning) throws -> TokenCheck {
            try Rules.checkPickupToken(token: token, key: key, station: station, now: now)
        }
        #expect(try check(shown[0].token) == .valid(order: orders[0], until: shown[0].until))
        #expect(try check(shown[0].token, shown[0].until) == .refused(.expired))
        #expect(try check(shown[0].token, at: StationId(UUID())) == .refused(.invalid))
        let forged = shown[0].token.dropLast() + (shown[0].token.hasSuffix("0") ? "1" : "0")
        #expect(try check(String(forged)) == .refused(.invalid))
        #expect(failure { try check("12") }?.field == "token")

        // Meanwhile the code of the second was used.
        let digits = try #require(try shop.engine.myPickupCode(order: orders[1], as: shop.buyer).digits)
        let confirmed = try shop.engine.confirmPickup(
            ConfirmPickup(station: shop.station, code: digits), as: leader, id: shop.id())
        #expect(confirmed == .pickedUp(order: orders[1]))
        let upload = UploadReleases(
            station: shop.station, releases: shown.map { OfflineRelease(token: $0.token, at: morning + .seconds(60)) })
        // The answer got lost: again, under another id.
        for _ in 0..<2 {
            let outcomes = try shop.engine.uploadReleases(upload, as: leader, id: shop.id())
            #expect(
                outcomes == [
                    .pickedUp(order: orders[0]),
                    .conflict(order: orders[1], conflict: .alreadyPickedUp(at: morning)),
                ])
        }
        let (conflicts, place) = try shop.engine.releaseConflicts(station: shop.station, limit: 10, as: leader)
        #expect(conflicts.map(\.order) == [orders[1]])
        #expect(conflicts.first?.operator == operatorId)
        #expect(place == nil)
        #expect(try shop.engine.verify(shop.tenant).isClean)
    }

    @Test func closingTwiceIsClosingOnce() throws {
        let folder = try Folder()
        let engine = try Engine.sqlite(folder.file("a.db"), key: key)
        #expect(code { try Engine.sqlite(folder.file("a.db"), key: key) } == .storeOwned)
        try engine.close()
        try engine.close()
        #expect(engine.isClosed)
        #expect(code { try engine.newCommandId() } == .closed)
        #expect(code { try engine.verify(TenantId(1)) } == .closed)
        try Engine.sqlite(folder.file("a.db"), key: key).close()
    }

    @Test func anEngineThatNobodyHoldsIsClosed() throws {
        let folder = try Folder()
        for _ in 0..<3 { _ = try Engine.sqlite(folder.file("a.db"), key: key) }
    }

    @Test func closingWaitsForCallsThatAreRunning() async throws {
        let shop = try shop()
        let sold = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    do {
                        _ = try await shop.engine.placeOrder(shop.order(1), as: shop.buyer, id: shop.id())
                        return true
                    } catch {
                        #expect((error as? LinliError)?.code == .closed)
                        return false
                    }
                }
            }
            group.addTask {
                try? await shop.engine.close()
                return false
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(0...40 ~= sold)
        #expect(shop.engine.isClosed)
    }

    @Test func whatWasAcknowledgedIsThereAfterOpeningAgain() throws {
        let folder = try Folder()
        let engine = try Engine.sqlite(folder.file("a.db"), key: key, now: noon)
        let shop = try Shop(engine)
        try engine.backup(to: folder.file("b.db"))
        let trade = try shop.place().trade
        try engine.close()
        let again = try Engine.sqlite(folder.file("a.db"), key: key, now: noon)
        #expect(try again.trade(trade, as: shop.buyer).id == trade)
        let copy = try Engine.sqlite(folder.file("b.db"), key: key, now: noon)
        let missing = try #require(failure { try copy.trade(trade, as: shop.buyer) })
        #expect(missing.code == .notFound)
        #expect(missing.id == trade.text)
    }

    @Test func manyThreadsShareAnEngine() throws {
        let shop = try shop()
        let outcomes = Outcomes()
        DispatchQueue.concurrentPerform(iterations: 80) { _ in
            outcomes.add(code { try shop.place(1) })
        }
        #expect(outcomes.codes.filter { $0 == nil }.count == 60)
        #expect(outcomes.codes.filter { $0 == .outOfStock }.count == 20)
        #expect(try shop.engine.verify(shop.tenant).isClean)
    }

    /// More calls at a time than Swift's concurrency has threads: they wait elsewhere.
    @Test func tasksWaitForCalls() async throws {
        let shop = try shop()
        let trades = try await withThrowingTaskGroup(of: TradeId.self) { group in
            for _ in 0..<50 {
                group.addTask { try await shop.engine.placeOrder(shop.order(1), as: shop.buyer, id: shop.id()).trade }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(trades.count == 50)
        do {
            _ = try await shop.engine.placeOrder(shop.order(11), as: shop.buyer, id: shop.id())
            Issue.record("11 of 10 were sold")
        } catch let error as LinliError {
            #expect(error.code == .outOfStock)
        }
        #expect(try await shop.engine.node(shop.root, as: shop.office).node.name == "绿苑物业")
    }

    @Test func badWaysToOpenAreRefused() throws {
        let folder = try Folder()
        #expect(failure { try Engine.memory(key: Data(count: 5)) }?.field == "key")
        #expect(code { try Engine.memory(key: key, now: Timestamp(micros: -1)) } == .invalidField)
        #expect(code { try Engine.memory(key: key, now: Timestamp(.distantFuture)) } == .invalidField)
        try Data(String(repeating: "no database", count: 100).utf8).write(to: folder.file("text.db"))
        #expect(code { try Engine.sqlite(folder.file("text.db"), key: key) } == .storeCorrupt)
        #expect(code { try Engine.postgres("postgresql://nobody@127.0.0.1:1/none", key: key) }?.isOfStore == true)
        #expect(code { try Engine.memory(key: key).setClock(noon) } == .invalidField)
        #expect(code { try Engine.memory(key: key).backup(to: folder.file("b.db")) } == .invalidField)
    }

    @Test(arguments: ["𠮷 \"\\\n\t/", "é", "e\u{301}", "\u{1F468}\u{200D}\u{1F469}", "名" + String(repeating: "长", count: 60)])
    func textComesBackAsItIs(_ text: String) throws {
        let shop = try shop()
        _ = try shop.engine.createSupplier(CreateSupplier(code: "s", name: text), as: shop.office, id: shop.id())
        let found = try shop.engine.suppliers(limit: 10, as: shop.office)
        #expect(found.map { Array($0.name.utf8) } == [Array(text.utf8)])
    }

    @Test func theProgramOfTheReadmeRuns() async throws { try await Readme.main() }

    @Test func aPanicInsideIsAnErrorAndTheEngineGoesOn() throws {
        let engine = Engine(try panickingEngine(key: key))
        let host = Actor(tenant: try TenantId(1))
        for _ in 0..<2 {
            for failed in [failure { try engine.node(NodeId(UUID()), as: host) }, failure { try engine.verify(host.tenant) }] {
                #expect(failed?.code == .internal)
                #expect(failed?.reason.contains("panic") == true)
            }
            // Of a command nobody knows whether it happened.
            let command = CreateNode(parent: NodeId(UUID()), kind: "项目", name: "翠苑")
            #expect(code { try engine.createNode(command, as: host, id: engine.newCommandId()) }?.isOfStore == true)
        }
        try engine.close()
    }
}

/// What this package offers is what the library has, no less and no more. What stands in a generated file is compiled into the
/// module.
@Suite struct SurfaceTests {
    private func functions(_ file: String) throws -> [String] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/Linli/Generated")
        let source = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        return source.matches(of: /public (static )?func ([A-Za-z]+)\(/).map { String($0.2) }.sorted()
    }

    private func camel(_ operation: String) -> String {
        let words = operation.split(separator: "_")
        return words[0] + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    @Test func everyOperationOfTheEngineIsAMethodBlockingAndAwaited() throws {
        let operations = Engine.operations[0...1].flatMap { $0 }.map(camel)
        #expect(operations.count > 250)
        #expect(try functions("Calls.swift") == (operations + operations).sorted())
    }

    @Test func everyRuleOfTheLibraryIsAFunction() throws {
        #expect(try functions("Rules.swift") == Engine.operations[2].map(camel).sorted())
    }
}

/// What became of calls from many threads.
private final class Outcomes: @unchecked Sendable {
    private let lock = NSLock()
    private(set) var codes: [LinliError.Code?] = []

    func add(_ code: LinliError.Code?) { lock.withLock { codes.append(code) } }
}

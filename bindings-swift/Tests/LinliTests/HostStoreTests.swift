import Support
import Testing

@testable import Linli

/// A store that does one thing otherwise than ``MapStore``.
private final class Spoilt: HostStore {
    private let store = MapStore()
    private let before: @Sendable (inout HostChange) throws -> Void

    init(_ before: @escaping @Sendable (inout HostChange) throws -> Void) { self.before = before }

    func prepare(schema: HostSchema) throws { try store.prepare(schema: schema) }

    func get(tenant: Int64, keys: [HostKey]) throws -> [HostRow?] { try store.get(tenant: tenant, keys: keys) }

    func scan(tenant: Int64, scan: HostScan) throws -> HostPage { try store.scan(tenant: tenant, scan: scan) }

    func commit(change: HostChange) throws -> [HostPosition] {
        var change = change
        try before(&change)
        return try store.commit(change: change)
    }
}

private struct Broken: Error, CustomStringConvertible {
    let description = "13800000001"
}

@Suite struct HostStoreTests {
    @Test func aStoreWrittenInSwiftPassesTheConformanceSuite() {
        #expect(checkStore { MapStore() } == [])
    }

    @Test func theSuiteNoticesAStoreThatForgetsWhatItWasGiven() {
        let forgetful = checkStore {
            Spoilt { change in
                change = HostChange(
                    tenant: change.tenant, inserts: change.inserts, updates: [], deletes: change.deletes,
                    checks: change.checks, adjustments: change.adjustments)
            }
        }
        #expect(!forgetful.isEmpty)
    }

    /// Inside, a factory that makes no store is a panic.
    @Test func aPanicInsideIsNoCrash() {
        let broken = checkStore { throw Broken() }
        #expect(broken.count > 10)
        #expect(broken.allSatisfy { $0.contains("the factory makes a store") })
    }

    @Test func anEngineSellsOnAStoreWrittenInSwift() throws {
        let shop = try Shop(Engine.hosted(MapStore(), key: key, now: noon))
        _ = try shop.pay(try shop.place(2))
        #expect(code { try shop.place(59) } == .outOfStock)
        #expect(try shop.engine.verify(shop.tenant).isClean)
        try shop.engine.close()
    }

    @Test func whatAStoreThrowsWithoutHavingSaidSoIsATypedErrorWithoutItsText() throws {
        let engine = try Engine.hosted(Spoilt { _ in throw Broken() }, key: key, now: noon)
        let error = try #require(failure { try Shop(engine) })
        #expect(error.code == .storeFailed)
        #expect(!error.reason.contains("138"))
    }

    @Test func whatAStoreSaysIsTheErrorsCode() throws {
        let engine = try Engine.hosted(Spoilt { _ in throw HostFailure.Unavailable(reason: "no disk") }, key: key, now: noon)
        #expect(code { try Shop(engine) } == .storeUnavailable)
    }
}

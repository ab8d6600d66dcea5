import Foundation
import Linli
import Support

// What crossing between the languages costs, in nanoseconds: the median of many rounds, in tab-separated lines.

func nanoseconds(_ calls: Int, _ call: () throws -> Void) rethrows -> Double {
    for _ in 0..<calls * 5 { try call() }
    let clock = ContinuousClock()
    let rounds = try (0..<31).map { _ in
        let taken = try clock.measure { for _ in 0..<calls { try call() } }
        return Double(taken.components.seconds) * 1e9 + Double(taken.components.attoseconds) / 1e9
    }
    return rounds.sorted()[rounds.count / 2] / Double(calls)
}

func line(_ what: String, _ nanoseconds: Double) { print("swift\t\(what)\t\(Int(nanoseconds.rounded()))") }

let empty = try Engine.memory(key: key, now: noon)
var closed = 0
line("trivial call", nanoseconds(10_000) { closed += empty.isClosed ? 1 : 0 })
precondition(closed == 0)

// Some twenty fields there (a cart of one line), some twenty back (its quote).
let merchant = try MerchantId("0190b5a0-7c1e-7000-8000-00000000abcd")
let cart = QuoteInput(
    at: noon, minorPerUnit: 100, rounding: .halfUp,
    lines: [
        QuoteLine(
            sku: SkuId(merchant: merchant, code: "A"), product: ProductId(merchant: merchant, code: "A"), kind: .goods,
            merchant: merchant, fulfilment: .pickup, quantity: 2, price: try Money("19.90"), listPrice: try Money("25.00"))
    ])
line("20-field record there and back", try nanoseconds(500) { _ = try Rules.quote(cart) })

/// A store that counts how often it is asked.
final class Counting: HostStore, @unchecked Sendable {
    let store = MapStore()
    var calls = 0

    func prepare(schema: HostSchema) throws { try store.prepare(schema: schema) }

    func get(tenant: Int64, keys: [HostKey]) throws -> [HostRow?] {
        calls += 1
        return try store.get(tenant: tenant, keys: keys)
    }

    func scan(tenant: Int64, scan: HostScan) throws -> HostPage {
        calls += 1
        return try store.scan(tenant: tenant, scan: scan)
    }

    func commit(change: HostChange) throws -> [HostPosition] { try store.commit(change: change) }
}

/// The same query on a store in Swift and on one in Rust: the difference, by how often the store was called.
func callback() throws -> Double {
    func asking(_ engine: Engine, _ counting: Counting?) throws -> (nanoseconds: Double, calls: Int) {
        let shop = try Shop(engine)
        let trade = try shop.place(1).trade
        let before = counting?.calls ?? 0
        _ = try engine.trade(trade, as: shop.buyer)
        let calls = (counting?.calls ?? 0) - before
        return (try nanoseconds(300) { _ = try engine.trade(trade, as: shop.buyer) }, calls)
    }
    let counting = Counting()
    let hosted = try asking(Engine.hosted(counting, key: key, now: noon), counting)
    let memory = try asking(Engine.memory(key: key, now: noon), nil)
    precondition(hosted.calls > 0)
    return (hosted.nanoseconds - memory.nanoseconds) / Double(hosted.calls)
}

line("store callback", try callback())

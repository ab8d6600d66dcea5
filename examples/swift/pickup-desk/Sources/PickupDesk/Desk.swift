import Foundation
import Linli

/// One station on one delivery day, over the shop's file: the shop's own store knows which codes are right. What the station
/// does without the file is in `OfflineDesk`.
struct Desk {
    let engine: Engine
    let user: UserId
    let actor: Actor
    let station: Station
    let day: Day

    init(file: String, station code: String, operator user: UserId, day: Day? = nil, now: Timestamp? = nil) throws {
        engine = try Engine.sqlite(URL(fileURLWithPath: file), key: Data(contentsOf: secret(of: file)), now: now)
        self.user = user
        actor = Actor(tenant: try TenantId(1), user: user)
        station = try engine.stationByCode(code, as: actor)
        self.day = day ?? Day(of: .now, in: zone)
    }

    func run() throws {
        try showManifest()
        try acceptDelivery()
        while let line = readLine() {
            let code = line.trimmingCharacters(in: .whitespaces)
            if !code.isEmpty { print("\(code): \(try collect(code))") }
        }
        try showResult()
        try engine.close()
    }

    func showManifest() throws {
        let manifest = try engine.manifest(station: station.id, day: day, as: actor)
        print("\(station.name) \(day), route \(manifest.route): \(manifest.orders.count) orders")
        for item in manifest.items { print("  \(item.ordered) × \(item.name)") }
    }

    /// Codes open nothing before the goods are there.
    func acceptDelivery() throws {
        guard try engine.manifest(station: station.id, day: day, as: actor).state == .dispatched else { return }
        let accepted = try engine.acceptDelivery(
            AcceptDelivery(station: station.id, day: day, arrived: .asSent), as: actor, id: engine.newCommandId())
        print("accepted as sent: \(accepted.ready) orders can be collected")
    }

    /// Looks first, so that the operator knows what to hand over; confirming then uses the code up, once.
    private func collect(_ code: String) throws -> String {
        let found: CodeLookUp
        do {
            found = try engine.lookUpPickupCode(
                LookUpPickupCode(station: station.id, code: code), as: actor, id: engine.newCommandId())
        } catch let error as LinliError where error.code == .invalidField {
            // Not counted as a miss: it could not have opened anything.
            return "that is no code"
        }
        switch found {
        case .refused(let why): return explain(why)
        case .valid(let order, let items):
            let buyer = try engine.pickupBuyer(order: order, as: actor)
            let outcome = try engine.confirmPickup(
                ConfirmPickup(station: station.id, code: code), as: actor, id: engine.newCommandId())
            guard case .pickedUp = outcome else { return "somebody else was faster" }
            return "\(shown(buyer)) takes \(shown(items))"
        }
    }

    private func explain(_ why: CodeRefusal) -> String {
        switch why {
        case .notYetArrived: "the delivery has not arrived yet"
        case .alreadyUsed(let at): "was used at \(time(at))"
        case .expired: "its order was cancelled or paid back"
        case .invalid: "this station has no such code"
        case .blocked(let until): "too many wrong codes; try again at \(time(until))"
        }
    }

    private func showResult() throws {
        print("\(day):")
        for product in try engine.stationDaySummary(station.id, day: day, as: actor) {
            print("  \(product.item.name): \(product.collected) collected, \(product.waiting) waiting")
        }
        let waiting = try engine.collectionList(
            station: station.id, day: day, which: .notCollected, limit: 500, as: actor)
        for entry in waiting {
            print("  \(shown(entry.buyer)) has not come, code …\(entry.order.codeTail ?? "")")
        }
    }
}

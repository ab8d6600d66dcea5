import Foundation
import Linli

/// One station on one delivery day. The shop's own store knows which codes are right, so the desk needs the file, not a
/// network; a desk without the file would need signed codes, which the engine does not have yet.
struct Desk {
    let engine: Engine
    let actor: Actor
    let station: Station
    let day: Day
    let zone: TimeZone

    init(file: String, station code: String, operator user: UserId, day: Day?) throws {
        engine = try Engine.sqlite(URL(fileURLWithPath: file), key: Data(contentsOf: secret(of: file)))
        actor = Actor(tenant: try TenantId(1), user: user)
        station = try engine.stationByCode(code, as: actor)
        zone = TimeZone(identifier: "Asia/Shanghai") ?? .current
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

    private func showManifest() throws {
        let manifest = try engine.manifest(station: station.id, day: day, as: actor)
        print("\(station.name) \(day), route \(manifest.route): \(manifest.orders.count) orders")
        for item in manifest.items { print("  \(item.ordered) × \(item.name)") }
    }

    /// Codes open nothing before the goods are there.
    private func acceptDelivery() throws {
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
            let goods = items.map { "\($0.quantity) × \($0.name)" }.joined(separator: ", ")
            return "\(buyer.name ?? "…") \(buyer.phone ?? "…") takes \(goods)"
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

    private func time(_ moment: Timestamp) -> String {
        var style = Date.VerbatimFormatStyle(
            format: "\(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits)",
            timeZone: zone, calendar: Calendar(identifier: .gregorian))
        style.locale = Locale(identifier: "en_US_POSIX")
        return moment.date.formatted(style)
    }

    private func showResult() throws {
        print("\(day):")
        for product in try engine.stationDaySummary(station.id, day: day, as: actor) {
            print("  \(product.item.name): \(product.collected) collected, \(product.waiting) waiting")
        }
        let waiting = try engine.collectionList(
            station: station.id, day: day, which: .notCollected, limit: 500, as: actor)
        for entry in waiting {
            print("  \(entry.buyer.name ?? "…") \(entry.buyer.phone ?? "…") has not come, code …\(entry.order.codeTail ?? "")")
        }
    }
}

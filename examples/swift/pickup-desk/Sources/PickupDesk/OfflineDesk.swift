import Foundation
import Linli

/// The desk of a station that cannot reach the shop. It opens no engine: a token says by its signature what it opens, the kit
/// says what to hand over for it, and what went out is written down until it can be uploaded.
struct OfflineDesk {
    let kit: Kit
    let station: StationId
    let handedOver: HandedOver

    init(_ file: URL) throws {
        kit = try Kit(file)
        station = try StationId(kit.station)
        handedOver = try HandedOver(of: file)
    }

    func run() throws {
        print("\(kit.name) \(kit.day), without the shop: \(kit.sheet.count) orders")
        while let line = readLine() {
            let token = line.trimmingCharacters(in: .whitespaces)
            // A token opens goods: of its text only the end is shown.
            if !token.isEmpty { print("…\(token.suffix(4)): \(try collect(token))") }
        }
        print("\(handedOver.entries.count) to upload")
    }

    private func collect(_ token: String) throws -> String {
        let now = Timestamp.now
        let check: TokenCheck
        do {
            check = try Rules.checkPickupToken(token: token, key: kit.key, station: station, now: now)
        } catch let error as LinliError where error.field == "token" {
            return "that is no token"
        }
        switch check {
        case .refused(let why): return explain(why)
        case .valid(let order, _):
            // By its order: a phone can show another token of the same.
            if let before = handedOver.entries.first(where: { $0.order == order.text }) {
                return "was handed over here at \(time(Timestamp(micros: before.micros)))"
            }
            guard let line = kit.sheet[order.text] else { return "its order is not on the sheet of \(kit.day)" }
            if let closed = line.closed { return "its order \(closed)" }
            try handedOver.add(HandedOver.Entry(token: token, order: order.text, micros: now.micros))
            return "\(line.buyer) takes \(line.goods)"
        }
    }
}

/// One of another station is not told from a forged one, so that nobody learns of it where goods lie.
private func explain(_ why: TokenRefusal) -> String {
    switch why {
    case .invalid: "is forged, or of another station"
    case .expired: "has expired; the phone fetches another when it is online"
    }
}

extension Desk {
    /// Saves what the device needs to work without the shop.
    func download(to file: URL) throws {
        if let kit = try? Kit(file), kit.station != station.id.text || kit.operator != user.text,
            !(try HandedOver(of: file).entries.isEmpty)
        {
            PickupDesk.fail("upload first what was handed over at \(kit.name)")
        }
        try showManifest()
        try acceptDelivery()
        try Kit(of: self).write(to: file)
        try engine.close()
    }

    /// Who collects what here, all of it.
    func sheet() throws -> [HandOver] {
        var sheet: [HandOver] = []
        while true {
            let after = sheet.last?.buyer.member
            let page = try engine.handOverSheet(station: station.id, day: day, after: after, limit: 500, as: actor)
            if page.isEmpty { return sheet }
            sheet += page
        }
    }
}

/// Tells the shop what the device handed over. If the answer gets lost the same is uploaded again, and answered the same.
func upload(_ file: URL, to shop: String) throws {
    let (kit, handedOver) = (try Kit(file), try HandedOver(of: file))
    let desk = try Desk(file: shop, station: kit.code, operator: UserId(kit.operator), day: Day(kit.day))
    var left: [HandedOver.Entry] = []
    var rest = handedOver.entries[...]
    while !rest.isEmpty {
        // At most so many at a time.
        let batch = rest.prefix(200)
        rest = rest.dropFirst(200)
        let releases = batch.map { OfflineRelease(token: $0.token, at: Timestamp(micros: $0.micros)) }
        let outcomes = try desk.engine.uploadReleases(
            UploadReleases(station: desk.station.id, releases: releases), as: desk.actor, id: desk.engine.newCommandId())
        for (entry, outcome) in zip(batch, outcomes) {
            let buyer = kit.sheet[entry.order]?.buyer ?? entry.order
            switch outcome {
            case .pickedUp: print("\(buyer): picked up")
            case .conflict(_, let conflict): print("\(buyer): CONFLICT, the order \(explain(conflict))")
            case .refused(let why):
                print("\(buyer): refused, the token \(explain(why))")
                left.append(entry)
            }
        }
    }
    // The new sheet says what was collected, so the device still hands nothing over twice.
    try Kit(of: desk).write(to: file)
    try handedOver.keep(left)
    let (conflicts, _) = try desk.engine.releaseConflicts(station: desk.station.id, limit: 500, as: desk.actor)
    for release in conflicts {
        guard let conflict = release.conflict else { continue }
        print("to look into: order \(release.order), handed over at \(time(release.at)), \(explain(conflict))")
    }
    try desk.engine.close()
}

private func explain(_ conflict: ReleaseConflict) -> String {
    switch conflict {
    case .alreadyPickedUp(let at): "had been collected at \(time(at))"
    case .ended: "had been cancelled or paid back"
    }
}

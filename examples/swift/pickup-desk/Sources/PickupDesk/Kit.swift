import Foundation
import Linli

/// What the device of a station keeps to work without the shop. Nothing of it is secret: the key only tells tokens that the
/// shop signed from others, and the names on the sheet are masked.
struct Kit: Codable {
    struct Line: Codable {
        let buyer: String
        let goods: String
        /// Why it cannot be collected any more.
        let closed: String?
    }

    let key: String
    let station: String
    let code: String
    let name: String
    let `operator`: String
    let day: String
    /// By order.
    let sheet: [String: Line]

    init(of desk: Desk) throws {
        key = try desk.engine.pickupTokenKey(station: desk.station.id, as: desk.actor)
        station = desk.station.id.text
        code = desk.station.code
        name = desk.station.name
        `operator` = desk.user.text
        day = desk.day.description
        var sheet: [String: Line] = [:]
        for entry in try desk.sheet() {
            for order in entry.orders {
                let closed: String? =
                    switch order.status {
                    case .coming, .ready: nil
                    case .pickedUp(let at): "was collected at \(time(at))"
                    case .ended: "was cancelled or paid back"
                    }
                sheet[order.order.text] = Line(buyer: shown(entry.buyer), goods: shown(order.items), closed: closed)
            }
        }
        self.sheet = sheet
    }

    init(_ file: URL) throws { self = try JSONDecoder().decode(Kit.self, from: Data(contentsOf: file)) }

    func write(to file: URL) throws { try JSONEncoder().encode(self).write(to: file, options: .atomic) }
}

/// What a device handed over and the shop has not heard of, in a file beside the kit, a line each. A line is on the disk
/// before the goods leave the desk.
final class HandedOver {
    struct Entry: Codable {
        let token: String
        let order: String
        let micros: Int64
    }

    private(set) var entries: [Entry]
    private let file: URL
    private let handle: FileHandle

    init(of kit: URL) throws {
        file = kit.appendingPathExtension("handed-over")
        if !FileManager.default.fileExists(atPath: file.path) { try Data().write(to: file) }
        let written = try Data(contentsOf: file)
        // A last line without an end is one of which the operator was told nothing.
        let whole = written.lastIndex(of: UInt8(ascii: "\n")).map { written.prefix(through: $0) } ?? Data()
        entries = try whole.split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(Entry.self, from: $0) }
        handle = try FileHandle(forUpdating: file)
        try handle.truncate(atOffset: UInt64(whole.count))
    }

    deinit { try? handle.close() }

    func add(_ entry: Entry) throws {
        try handle.write(contentsOf: JSONEncoder().encode(entry) + Data("\n".utf8))
        try handle.synchronize()
        entries.append(entry)
    }

    /// Leaves only these. It is the last that is done with it.
    func keep(_ left: [Entry]) throws {
        let lines = try left.map { try JSONEncoder().encode($0) + Data("\n".utf8) }
        try Data(lines.joined()).write(to: file, options: .atomic)
    }
}

import Foundation
import Linli

/// A store in dictionaries, as an example of a host's own: every scan walks a whole table, so it is for few rows.
package final class MapStore: HostStore, @unchecked Sendable {
    private struct Stored {
        var version: UInt64 = 1
        var columns: [HostValue]
        var counters: [Int64]
        var body: String
        var position: UInt64?

        func row(_ id: String) -> HostRow {
            HostRow(id: id, version: version, body: body, counters: counters, position: position)
        }
    }

    private struct Place: Hashable {
        let table: UInt16
        let tenant: Int64
    }

    private let lock = NSLock()
    private var schema: HostSchema?
    /// Per table and tenant, by id.
    private var rows: [Place: [String: Stored]] = [:]
    private var lastPositions: [Place: UInt64] = [:]

    package init() {}

    package func prepare(schema: HostSchema) throws {
        try lock.withLock {
            if let before = self.schema {
                guard before.version <= schema.version else { throw HostFailure.Schema(reason: "a newer version is stored") }
                for (place, old) in before.tables.enumerated() {
                    guard place < schema.tables.count, schema.tables[place].appends(to: old) else {
                        throw HostFailure.Schema(reason: "\(old.name) was changed otherwise than by appending")
                    }
                }
            }
            var grown = rows
            for (place, table) in rows {
                let declared = schema.tables[Int(place.table)]
                let filled = table.mapValues { row in
                    var row = row
                    row.columns += Array(repeating: .null, count: declared.columns.count - row.columns.count)
                    row.counters += Array(repeating: 0, count: declared.counters.count - row.counters.count)
                    return row
                }
                for index in declared.indexes where index.unique {
                    guard isUnique(filled.values.compactMap { declared.values(of: index, $0.columns) }) else {
                        throw HostFailure.Schema(reason: "\(index.name) would hold duplicates")
                    }
                }
                grown[place] = filled
            }
            rows = grown
            self.schema = schema
        }
    }

    package func get(tenant: Int64, keys: [HostKey]) throws -> [HostRow?] {
        lock.withLock { keys.map { stored(tenant, $0)?.row($0.id) } }
    }

    package func scan(tenant: Int64, scan: HostScan) throws -> HostPage {
        try lock.withLock {
            let declared = try table(scan.table)
            let table = rows[Place(table: scan.table, tenant: tenant)] ?? [:]
            var walk: [HostPlace] = table.compactMap { id, row in
                let values: [HostValue]? =
                    switch scan.order {
                    case .id: []
                    case .position: row.position.map { [.int(value: Int64($0))] }
                    case .index(let place): declared.values(of: declared.indexes[Int(place)], row.columns)
                    }
                return values.map { HostPlace(values: $0, id: id) }
            }
            walk = walk.filter { place in
                let next = place.values.dropFirst(scan.prefix.count).first ?? .id(value: place.id)
                return place.values.prefix(scan.prefix.count).map(\.exact) == scan.prefix.map(\.exact)
                    && scan.from.map { !next.isBefore($0) } ?? true
                    && scan.to.map { !$0.isBefore(next) } ?? true
            }
            let comesFirst = { (one: HostPlace, other: HostPlace) in
                scan.descending ? other.isBefore(one) : one.isBefore(other)
            }
            walk.sort(by: comesFirst)
            if let after = scan.after {
                // A position says it all; of an index's equal values the id tells which come behind.
                let place = if case .position = scan.order { walk.first { $0.values == after.values } ?? after } else { after }
                walk.removeAll { !comesFirst(place, $0) }
            }
            let page = walk.prefix(Int(scan.limit))
            return HostPage(
                rows: page.compactMap { table[$0.id]?.row($0.id) },
                next: walk.count > page.count ? page.last : nil
            )
        }
    }

    package func commit(change: HostChange) throws -> [HostPosition] {
        try lock.withLock {
            try refuseConflicts(change)
            try refuseDuplicates(change)
            try refuseBounds(change)
            // From here on nothing can fail.
            for delete in change.deletes { self[change.tenant, delete.key] = nil }
            for update in change.updates {
                self[change.tenant, update.key]?.version += 1
                self[change.tenant, update.key]?.columns = update.columns
                self[change.tenant, update.key]?.body = update.body
            }
            var positions: [HostPosition] = []
            for insert in change.inserts {
                var position: UInt64?
                if try table(insert.key.table).sequenced {
                    let place = Place(table: insert.key.table, tenant: change.tenant)
                    let next = lastPositions[place, default: 0] + 1
                    lastPositions[place] = next
                    if !positions.contains(where: { $0.table == insert.key.table }) {
                        positions.append(HostPosition(table: insert.key.table, first: next))
                    }
                    position = next
                }
                self[change.tenant, insert.key] = Stored(
                    columns: insert.columns, counters: insert.counters, body: insert.body, position: position)
            }
            for adjust in change.adjustments {
                self[change.tenant, adjust.key]?.counters[Int(adjust.counter)] += adjust.by
            }
            return positions
        }
    }

    private func refuseConflicts(_ change: HostChange) throws {
        let expected: [(key: HostKey, version: UInt64?)] =
            change.checks.map { ($0.key, $0.version) } + change.updates.map { ($0.key, $0.version) }
            + change.deletes.map { ($0.key, $0.version) } + change.inserts.map { ($0.key, nil) }
        let conflicts = expected.filter { stored(change.tenant, $0.key)?.version != $0.version }
        if !conflicts.isEmpty { throw HostFailure.Conflict(keys: conflicts.map(\.key)) }
    }

    private func refuseDuplicates(_ change: HostChange) throws {
        let leaving = Set(change.updates.map(\.key) + change.deletes.map(\.key))
        let coming = change.inserts.map { ($0.key, $0.columns) } + change.updates.map { ($0.key, $0.columns) }
        for number in Set(coming.map { $0.0.table }) {
            let declared = try table(number)
            let staying = (rows[Place(table: number, tenant: change.tenant)] ?? [:])
                .filter { !leaving.contains(HostKey(table: number, id: $0.key)) }
            let columns = staying.values.map(\.columns) + coming.filter { $0.0.table == number }.map { $0.1 }
            for index in declared.indexes where index.unique {
                guard isUnique(columns.compactMap { declared.values(of: index, $0) }) else {
                    throw HostFailure.Duplicate(table: declared.name, index: index.name)
                }
            }
        }
    }

    private func refuseBounds(_ change: HostChange) throws {
        let deleted = Set(change.deletes.map(\.key))
        for adjust in change.adjustments {
            let inserted = change.inserts.first { $0.key == adjust.key }?.counters
            let there = deleted.contains(adjust.key) ? nil : stored(change.tenant, adjust.key)?.counters
            guard let counters = inserted ?? there else { throw HostFailure.Conflict(keys: [adjust.key]) }
            let (sum, over) = counters[Int(adjust.counter)].addingReportingOverflow(adjust.by)
            guard !over, sum >= adjust.floor ?? .min, sum <= adjust.ceiling ?? .max else {
                throw HostFailure.Bound(key: adjust.key, counter: adjust.counter)
            }
        }
    }

    private func table(_ number: UInt16) throws -> HostTable {
        guard let schema else { throw HostFailure.Misuse(reason: "prepare was not called") }
        return schema.tables[Int(number)]
    }

    private func stored(_ tenant: Int64, _ key: HostKey) -> Stored? { self[tenant, key] }

    private subscript(tenant: Int64, key: HostKey) -> Stored? {
        get { rows[Place(table: key.table, tenant: tenant)]?[key.id] }
        set { rows[Place(table: key.table, tenant: tenant), default: [:]][key.id] = newValue }
    }
}

private func isUnique(_ values: [[HostValue]]) -> Bool { Set(values.map { $0.map(\.exact) }).count == values.count }

/// A value as stores compare it. Texts of Swift are equal when they look equal, however their accents are written; those of a
/// store only when their bytes are.
private enum Exact: Hashable {
    case number(Int64)
    case bytes([UInt8])
}

extension HostTable {
    fileprivate func appends(to old: HostTable) -> Bool {
        name == old.name && sequenced == old.sequenced && columns.starts(with: old.columns)
            && counters.starts(with: old.counters) && indexes.starts(with: old.indexes)
    }

    /// The values of an index; none where one of them is null.
    fileprivate func values(of index: HostIndex, _ values: [HostValue]) -> [HostValue]? {
        let found = index.columns.compactMap { name in columns.firstIndex { $0.name == name }.map { values[$0] } }
        return found.contains(.null) ? nil : found
    }
}

extension HostPlace {
    fileprivate func isBefore(_ other: HostPlace) -> Bool {
        for (one, another) in zip(values, other.values) where one.exact != another.exact { return one.isBefore(another) }
        return id < other.id
    }
}

extension HostValue {
    fileprivate var exact: Exact? {
        switch self {
        case .null: nil
        case .int(let value), .time(let value): .number(value)
        case .text(let value), .id(let value): .bytes(Array(value.utf8))
        }
    }

    fileprivate func isBefore(_ other: HostValue) -> Bool {
        switch (self, other) {
        case (.int(let one), .int(let other)), (.time(let one), .time(let other)): one < other
        case (.id(let one), .id(let other)): one < other
        // By bytes, which is not how Swift orders text.
        case (.text(let one), .text(let other)): one.utf8.lexicographicallyPrecedes(other.utf8)
        default: preconditionFailure("values of one column are of one type")
        }
    }
}

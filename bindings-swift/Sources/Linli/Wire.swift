import Foundation

/// What crosses as JSON.
protocol Wire: Hashable, Sendable {
    init(wire: Tree) throws
    func write(to writer: inout Writer)
}

/// What crosses as the fields of an object, which may lie among those of the record around it.
protocol WireRecord: Wire {
    init(fields: inout Fields) throws
    func writeFields(to writer: inout Writer)
}

extension WireRecord {
    init(wire: Tree) throws {
        var fields = try Fields(wire)
        try self.init(fields: &fields)
    }

    func write(to writer: inout Writer) {
        writer.object { writeFields(to: &$0) }
    }
}

/// The fields of an object. They come in the order in which they are read, so each is looked for behind the one before.
struct Fields {
    private let entries: [(key: String, value: Tree)]
    private var place = 0

    init(_ wire: Tree) throws {
        guard case .object(let entries) = wire else { throw LinliError.unknown("an object is expected") }
        self.entries = entries
    }

    mutating func find(_ name: String) -> Tree? {
        for step in entries.indices {
            let at = (place + step) % entries.count
            if entries[at].key == name {
                place = at + 1
                if case .null = entries[at].value { return nil }
                return entries[at].value
            }
        }
        return nil
    }

    mutating func tree(_ name: String) throws -> Tree {
        guard let found = find(name) else { throw LinliError.unknown("there is no \(name)") }
        return found
    }

    mutating func read<Value: Wire>(_ name: String) throws -> Value {
        try Value(wire: try tree(name))
    }

    mutating func optional<Value: Wire>(_ name: String) throws -> Value? {
        guard let found = find(name) else { return nil }
        return try Value(wire: found)
    }

    mutating func read<Value: Wire>(_ name: String, otherwise: Value) throws -> Value {
        try optional(name) ?? otherwise
    }

    /// The only field of an enum without a tag, or the text that it is when a case holds nothing.
    static func only(_ wire: Tree) throws -> (name: String, data: Tree) {
        switch wire {
        case .text(let name): return (name, .null)
        case .object(let entries) where entries.count == 1: return (entries[0].key, entries[0].value)
        default: throw LinliError.unknown("a case is expected")
        }
    }
}

extension Tree {
    var items: [Tree] {
        get throws {
            guard case .list(let items) = self else { throw LinliError.unknown("a list is expected") }
            return items
        }
    }

    /// A list of so many.
    func items(_ count: Int) throws -> [Tree] {
        let items = try items
        guard items.count == count else { throw LinliError.unknown("a list of \(count) is expected") }
        return items
    }

    var string: String {
        get throws {
            guard case .text(let text) = self else { throw LinliError.unknown("a text is expected") }
            return text
        }
    }

    var int64: Int64 {
        get throws {
            guard case .int(let number) = self else { throw LinliError.unknown("a whole number is expected") }
            return number
        }
    }

    func map<Value>(_ read: (Tree) throws -> Value) throws -> [Value] {
        var values: [Value] = []
        for item in try items { values.append(try read(item)) }
        return values
    }

    func optional<Value>(_ read: (Tree) throws -> Value) throws -> Value? {
        if case .null = self { return nil }
        return try read(self)
    }
}

extension Bool: Wire {
    init(wire: Tree) throws {
        guard case .bool(let value) = wire else { throw LinliError.unknown("true or false is expected") }
        self = value
    }

    func write(to writer: inout Writer) { writer.word(self ? "true" : "false") }
}

extension Int: Wire {
    init(wire: Tree) throws {
        guard let value = Int(exactly: try wire.int64) else { throw LinliError.unknown("a number is too large") }
        self = value
    }

    func write(to writer: inout Writer) { writer.number(self) }
}

extension String: Wire {
    init(wire: Tree) throws { self = try wire.string }

    func write(to writer: inout Writer) { writer.text(self) }
}

/// A number beyond 64 bits, or a share: exact, with up to 38 digits.
struct Big: Wire {
    let value: Decimal

    init(_ value: Decimal) { self.value = value }

    init(wire: Tree) throws {
        switch wire {
        case .int(let number): value = Decimal(number)
        case .big(let digits): value = try exactDecimal(digits, field: "number")
        default: throw LinliError.unknown("a whole number is expected")
        }
    }

    func write(to writer: inout Writer) { writer.word(value.description) }
}

/// A plain decimal: written as text.
extension Decimal: Wire {
    init(wire: Tree) throws { self = try exactDecimal(try wire.string, field: "decimal") }

    func write(to writer: inout Writer) { writer.text(description) }
}

/// Bytes are written as hexadecimal text.
extension Data: Wire {
    init(wire: Tree) throws {
        let digits = Array(try wire.string.utf8)
        var bytes = Data(capacity: digits.count / 2)
        guard digits.count.isMultiple(of: 2) else { throw LinliError.unknown("bytes are two digits each") }
        for place in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16)
            else { throw LinliError.unknown("bytes are hexadecimal digits") }
            bytes.append(byte)
        }
        self = bytes
    }

    func write(to writer: inout Writer) {
        var text = ""
        for byte in self {
            text.unicodeScalars.append(Unicode.Scalar(hexadecimal[Int(byte >> 4)]))
            text.unicodeScalars.append(Unicode.Scalar(hexadecimal[Int(byte & 15)]))
        }
        writer.text(text)
    }
}

extension Optional: Wire where Wrapped: Wire {
    init(wire: Tree) throws {
        if case .null = wire { self = nil } else { self = try Wrapped(wire: wire) }
    }

    func write(to writer: inout Writer) {
        if let self { self.write(to: &writer) } else { writer.word("null") }
    }
}

extension Array: Wire where Element: Wire {
    init(wire: Tree) throws {
        self = []
        let items = try wire.items
        reserveCapacity(items.count)
        for item in items { append(try Element(wire: item)) }
    }

    func write(to writer: inout Writer) {
        writer.list { for item in self { item.write(to: &$0) } }
    }
}

extension Set: Wire where Element: Wire {
    init(wire: Tree) throws { self = Set(try [Element](wire: wire)) }

    func write(to writer: inout Writer) {
        writer.list { for item in self { item.write(to: &$0) } }
    }
}

/// What may be the key of a map.
protocol WireKey: Wire {
    init(key: String) throws
    var key: String { get }
}

extension WireKey {
    init(key: String) throws { try self.init(wire: .text(key)) }
}

extension String: WireKey {
    var key: String { self }
}

extension Int: WireKey {
    init(key: String) throws {
        guard let value = Int(key) else { throw LinliError.unknown("a whole number is expected") }
        self = value
    }

    var key: String { description }
}

extension Dictionary: Wire where Key: WireKey, Value: Wire {
    init(wire: Tree) throws {
        guard case .object(let entries) = wire else { throw LinliError.unknown("an object is expected") }
        self = [:]
        for (key, value) in entries { self[try Key(key: key)] = try Value(wire: value) }
    }

    func write(to writer: inout Writer) {
        writer.object { for (key, value) in self { $0.field(key.key, value) } }
    }
}

/// Two values that belong together, in a record.
public struct Pair<First: Hashable & Sendable, Second: Hashable & Sendable>: Hashable, Sendable {
    public var first: First
    public var second: Second

    public init(_ first: First, _ second: Second) {
        self.first = first
        self.second = second
    }
}

extension Pair: Wire where First: Wire, Second: Wire {
    init(wire: Tree) throws {
        let items = try wire.items(2)
        self.init(try First(wire: items[0]), try Second(wire: items[1]))
    }

    func write(to writer: inout Writer) {
        writer.list {
            first.write(to: &$0)
            second.write(to: &$0)
        }
    }
}

/// Three values that belong together, in a record.
public struct Triple<First: Hashable & Sendable, Second: Hashable & Sendable, Third: Hashable & Sendable>: Hashable, Sendable {
    public var first: First
    public var second: Second
    public var third: Third

    public init(_ first: First, _ second: Second, _ third: Third) {
        self.first = first
        self.second = second
        self.third = third
    }
}

extension Triple: Wire where First: Wire, Second: Wire, Third: Wire {
    init(wire: Tree) throws {
        let items = try wire.items(3)
        self.init(try First(wire: items[0]), try Second(wire: items[1]), try Third(wire: items[2]))
    }

    func write(to writer: inout Writer) {
        writer.list {
            first.write(to: &$0)
            second.write(to: &$0)
            third.write(to: &$0)
        }
    }
}

/// A command, with what the generator knows of it.
protocol WireCommand: Command, WireRecord {
    static func answer(_ wire: Tree) throws -> Answer
}

/// An enum whose cases hold nothing: in JSON their names.
protocol WireChoice: WireKey, RawRepresentable where RawValue == String {}

extension WireChoice {
    init(wire: Tree) throws {
        guard let value = Self(rawValue: try wire.string) else { throw LinliError.unknown("a \(Self.self) of a newer engine") }
        self = value
    }

    var key: String { rawValue }

    func write(to writer: inout Writer) { writer.text(rawValue) }
}

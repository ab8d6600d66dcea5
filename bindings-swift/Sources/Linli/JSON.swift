/// JSON as it was read. The engine's JSON has no fractions.
enum Tree: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    /// A whole number beyond 64 bits.
    case big(String)
    case text(String)
    case list([Tree])
    case object([(key: String, value: Tree)])

    static func read(_ json: String) throws -> Tree {
        var json = json
        return try json.withUTF8 { bytes in
            var reader = Reader(bytes: bytes)
            let tree = try reader.value()
            reader.blank()
            guard reader.at == bytes.count else { throw LinliError.unknown("there is more behind the JSON") }
            return tree
        }
    }

    /// What is behind a key of an object.
    subscript(key: String) -> Tree {
        guard case .object(let entries) = self else { return .null }
        return entries.first { $0.key == key }?.value ?? .null
    }

    private struct Reader {
        let bytes: UnsafeBufferPointer<UInt8>
        var at = 0

        var next: UInt8 { at < bytes.count ? bytes[at] : 0 }

        mutating func blank() {
            while next == 0x20 || next == 0x0a || next == 0x0d || next == 0x09 { at += 1 }
        }

        mutating func take(_ letter: Unicode.Scalar) throws {
            guard next == UInt8(ascii: letter) else { throw LinliError.unknown("this is no JSON") }
            at += 1
        }

        mutating func takes(_ letter: Unicode.Scalar) -> Bool {
            guard next == UInt8(ascii: letter) else { return false }
            at += 1
            return true
        }

        mutating func value() throws -> Tree {
            blank()
            switch next {
            case UInt8(ascii: "{"): return try object()
            case UInt8(ascii: "["): return try list()
            case UInt8(ascii: "\""): return .text(try text())
            case UInt8(ascii: "t"): return try word("true", .bool(true))
            case UInt8(ascii: "f"): return try word("false", .bool(false))
            case UInt8(ascii: "n"): return try word("null", .null)
            default: return try number()
            }
        }

        mutating func word(_ word: StaticString, _ value: Tree) throws -> Tree {
            for place in 0..<word.utf8CodeUnitCount {
                try take(Unicode.Scalar(word.utf8Start[place]))
            }
            return value
        }

        mutating func number() throws -> Tree {
            let begin = at
            let negative = takes("-")
            var number: Int64 = 0
            var beyond = false
            let digits = at
            while case let digit = next, digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") {
                let digit = Int64(digit - UInt8(ascii: "0"))
                let (tens, over) = number.multipliedReportingOverflow(by: 10)
                let (sum, further) = tens.addingReportingOverflow(negative ? -digit : digit)
                beyond = beyond || over || further
                number = sum
                at += 1
            }
            let fraction = next == UInt8(ascii: ".") || next == UInt8(ascii: "e") || next == UInt8(ascii: "E")
            guard at > digits, !fraction else { throw LinliError.unknown("this is no whole number") }
            return beyond ? .big(String(decoding: bytes[begin..<at], as: UTF8.self)) : .int(number)
        }

        mutating func text() throws -> String {
            try take("\"")
            let begin = at
            while at < bytes.count, next != UInt8(ascii: "\""), next != UInt8(ascii: "\\") { at += 1 }
            if next == UInt8(ascii: "\"") {
                defer { at += 1 }
                return String(decoding: bytes[begin..<at], as: UTF8.self)
            }
            var out = Array(bytes[begin..<at])
            while at < bytes.count {
                let letter = next
                at += 1
                if letter == UInt8(ascii: "\"") { return String(decoding: out, as: UTF8.self) }
                guard letter == UInt8(ascii: "\\") else {
                    out.append(letter)
                    continue
                }
                let escaped = next
                at += 1
                switch escaped {
                case UInt8(ascii: "b"): out.append(0x08)
                case UInt8(ascii: "f"): out.append(0x0c)
                case UInt8(ascii: "n"): out.append(0x0a)
                case UInt8(ascii: "r"): out.append(0x0d)
                case UInt8(ascii: "t"): out.append(0x09)
                case UInt8(ascii: "u"): out.append(contentsOf: Character(try scalar()).utf8)
                default: out.append(escaped)
                }
            }
            throw LinliError.unknown("a text has no end")
        }

        /// Behind `\u`: one unit of UTF-16, or a pair of them.
        mutating func scalar() throws -> Unicode.Scalar {
            let first = try unit()
            if let scalar = Unicode.Scalar(first) { return scalar }
            try take("\\")
            try take("u")
            let second = try unit()
            guard first < 0xdc00, 0xdc00...0xdfff ~= second,
                let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
            else { throw LinliError.unknown("half of a character") }
            return scalar
        }

        mutating func unit() throws -> UInt32 {
            guard at + 4 <= bytes.count,
                let unit = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16)
            else { throw LinliError.unknown("this is no JSON") }
            at += 4
            return unit
        }

        mutating func list() throws -> Tree {
            var out: [Tree] = []
            try take("[")
            blank()
            if takes("]") { return .list(out) }
            while true {
                out.append(try value())
                blank()
                if takes("]") { return .list(out) }
                try take(",")
            }
        }

        mutating func object() throws -> Tree {
            var out: [(key: String, value: Tree)] = []
            try take("{")
            blank()
            if takes("}") { return .object(out) }
            while true {
                blank()
                let key = try text()
                blank()
                try take(":")
                out.append((key, try value()))
                blank()
                if takes("}") { return .object(out) }
                try take(",")
            }
        }
    }
}

extension Tree {
    func write(to writer: inout Writer) {
        switch self {
        case .null: writer.word("null")
        case .bool(let value): writer.word(value ? "true" : "false")
        case .int(let number): writer.number(number)
        case .big(let digits): writer.word(digits)
        case .text(let text): writer.text(text)
        case .list(let items): writer.list { for item in items { item.write(to: &$0) } }
        case .object(let entries):
            writer.object {
                for (key, value) in entries {
                    $0.key(key)
                    value.write(to: &$0)
                }
            }
        }
    }
}

/// Any JSON, as its text.
public struct JSON: Hashable, Sendable, CustomStringConvertible {
    /// As in `{"answer":5}`.
    public let text: String

    public init(text: String) { self.text = text }

    public var description: String { text }
}

extension JSON: Wire {
    init(wire: Tree) {
        var writer = Writer()
        wire.write(to: &writer)
        text = writer.json
    }

    func write(to writer: inout Writer) { writer.word(text) }
}

/// Writes JSON.
struct Writer {
    private var bytes: [UInt8] = []
    /// Whether something stands before what comes next.
    private var behind = false

    var json: String { String(decoding: bytes, as: UTF8.self) }

    static func write(_ value: some Wire) -> String {
        var writer = Writer()
        value.write(to: &writer)
        return writer.json
    }

    /// An object of what is written inside.
    static func object(_ inside: (inout Writer) -> Void) -> String {
        var writer = Writer()
        writer.object(inside)
        return writer.json
    }

    mutating func object(_ inside: (inout Writer) -> Void) {
        open("{")
        inside(&self)
        close("}")
    }

    mutating func list(_ inside: (inout Writer) -> Void) {
        open("[")
        inside(&self)
        close("]")
    }

    /// A field, or the key of a map.
    mutating func field(_ name: String, _ value: some Wire) {
        key(name)
        value.write(to: &self)
    }

    /// A field that is left out when there is nothing in it.
    mutating func field(_ name: String, _ value: (some Wire)?) {
        if let value { field(name, value) }
    }

    mutating func key(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        behind = false
    }

    mutating func text(_ text: String) {
        separate()
        quote(text)
    }

    mutating func number(_ number: some BinaryInteger) {
        word(String(number))
    }

    mutating func word(_ word: String) {
        separate()
        bytes.append(contentsOf: word.utf8)
    }

    private mutating func open(_ bracket: Unicode.Scalar) {
        separate()
        bytes.append(UInt8(ascii: bracket))
        behind = false
    }

    private mutating func close(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        behind = true
    }

    private mutating func separate() {
        if behind { bytes.append(UInt8(ascii: ",")) }
        behind = true
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(hexadecimal[Int(byte >> 4)])
                bytes.append(hexadecimal[Int(byte & 15)])
            default:
                bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

let hexadecimal: [UInt8] = Array("0123456789abcdef".utf8)

import Foundation
import LinliNative

private let limit: Int64 = 1_000_000_000_000_000

/// Reads a plain decimal such as `12.30`: no exponent, no spaces, no signs but a minus, and every digit is kept.
func exactDecimal(_ text: String, field: String) throws -> Decimal {
    let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
    let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let plain = parts.allSatisfy { part in
        !part.isEmpty && part.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }
    guard plain, parts.count <= 2, text.utf8.count - digits.count <= 1, text.utf8.count <= 38,
        let value = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX"))
    else { throw LinliError.invalid(field, "a plain decimal such as 12.30 is expected") }
    return value
}

/// Money, exact to the smallest unit (fen for CNY). Made of text, of a `Decimal` or of smallest units, never of a `Double`;
/// too many decimals are an error, not a rounding.
///
///     let total = try Money("19.90") * 3 - Money("0.70")
public struct Money: Hashable, Comparable, Sendable {
    /// The number of smallest units.
    public let units: Int64

    /// No money.
    public static let zero = Money(unchecked: 0)

    private init(unchecked units: Int64) { self.units = units }

    /// That many smallest units; an error beyond ±10¹⁵.
    public init(units: Int64) throws {
        guard -limit...limit ~= units else {
            throw LinliError(code: .overflow, reason: "the amount is beyond what can be represented", field: "money")
        }
        self.units = units
    }

    /// Reads a plain decimal such as `12.30`, of a currency with so many decimals.
    public init(_ amount: String, decimals: Int = 2) throws {
        try self.init(try exactDecimal(amount, field: "money"), decimals: decimals)
    }

    /// A decimal amount of a currency with so many decimals, exactly. A `Decimal` that came of a floating-point number has
    /// either the digits that were written or too many of them, and is refused then.
    public init(_ amount: some ExactDecimal, decimals: Int = 2) throws {
        let amount = amount.decimal
        guard 0...3 ~= decimals else { throw LinliError.invalid("money.decimals", "0 to 3 decimals are supported") }
        guard amount.isFinite else { throw LinliError.invalid("money", "a plain decimal such as 12.30 is expected") }
        guard amount.magnitude <= Decimal(limit) else {
            throw LinliError(code: .overflow, reason: "the amount is beyond what can be represented", field: "money")
        }
        // Beyond any unit of 64 bits the product is rounded: that is not a whole number then, or refused above.
        let units = amount * Decimal(sign: .plus, exponent: decimals, significand: 1)
        guard units.isInteger else { throw LinliError.invalid("money", "at most \(decimals) decimals are possible") }
        try self.init(units: NSDecimalNumber(decimal: units).int64Value)
    }

    @available(*, unavailable, message: "money is exact: write it as text, e.g. Money(\"19.90\")")
    public init(_ amount: Double, decimals: Int = 2) { fatalError() }

    @available(*, unavailable, message: "say whether these are smallest units, Money(units: 1990), or write the amount as text")
    public init(_ amount: Int, decimals: Int = 2) { fatalError() }

    /// The amount as an exact decimal of a currency with so many decimals: `12.3`.
    public func decimal(decimals: Int = 2) -> Decimal {
        Decimal(sign: units < 0 ? .minus : .plus, exponent: -decimals, significand: Decimal(units.magnitude))
    }

    public static func + (one: Money, other: Money) throws -> Money {
        try Money(units: one.units + other.units)
    }

    public static func - (one: Money, other: Money) throws -> Money {
        try Money(units: one.units - other.units)
    }

    public static func * (one: Money, count: Int) throws -> Money {
        let (units, over) = one.units.multipliedReportingOverflow(by: Int64(count))
        return try Money(units: over ? .max : units)
    }

    public static prefix func - (one: Money) -> Money { Money(unchecked: -one.units) }

    public static func < (one: Money, other: Money) -> Bool { one.units < other.units }

    /// As text of a currency with so many decimals: `12.30`.
    public func text(decimals: Int = 2) -> String {
        let digits = String(units.magnitude)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let sign = units < 0 ? "-" : ""
        return decimals == 0 ? sign + padded : "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
    }
}

extension Money: CustomStringConvertible {
    public var description: String { text() }
}

extension Sequence<Money> {
    /// What they are together.
    public func sum() throws -> Money {
        var sum = Money.zero
        for amount in self { sum = try sum + amount }
        return sum
    }
}

extension Money: WireKey {
    init(wire: Tree) throws { try self.init(units: try wire.int64) }
    init(key: String) throws { try self.init(units: Int64(try Int(key: key))) }
    var key: String { String(units) }
    func write(to writer: inout Writer) { writer.number(units) }
}

/// Loyalty points, whole ones; they never mix with ``Money``.
public struct Points: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// How many.
    public let units: Int64

    /// No points.
    public static let zero = Points(unchecked: 0)

    private init(unchecked units: Int64) { self.units = units }

    /// That many points; an error beyond ±10¹⁵.
    public init(_ units: Int64) throws {
        guard -limit...limit ~= units else {
            throw LinliError(code: .overflow, reason: "the amount is beyond what can be represented", field: "points")
        }
        self.units = units
    }

    public static func + (one: Points, other: Points) throws -> Points { try Points(one.units + other.units) }

    public static func - (one: Points, other: Points) throws -> Points { try Points(one.units - other.units) }

    public static func < (one: Points, other: Points) -> Bool { one.units < other.units }

    public var description: String { String(units) }
}

extension Points: WireKey {
    init(wire: Tree) throws { try self.init(try wire.int64) }
    init(key: String) throws { try self.init(Int64(try Int(key: key))) }
    var key: String { String(units) }
    func write(to writer: inout Writer) { writer.number(units) }
}

/// A share between 0 and 1 with at most six decimals: `0.05` is five percent. Made of text or of a `Decimal`, never of a
/// `Double`.
public struct Rate: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// As a decimal.
    public let decimal: Decimal

    /// Nothing of it.
    public static let zero = Rate(unchecked: 0)

    /// All of it.
    public static let one = Rate(unchecked: 1)

    private init(unchecked decimal: Decimal) { self.decimal = decimal }

    /// Reads `0.05`.
    public init(_ share: String) throws {
        try self.init(try exactDecimal(share, field: "rate"))
    }

    /// A decimal between 0 and 1.
    public init(_ share: some ExactDecimal) throws {
        let share = share.decimal
        guard share.isFinite, 0...1 ~= share, (share * 1_000_000).isInteger else {
            throw LinliError.invalid("rate", "a rate lies between 0 and 1 and has at most 6 decimals")
        }
        decimal = share
    }

    @available(*, unavailable, message: "a rate is exact: write it as text, e.g. Rate(\"0.05\")")
    public init(_ share: Double) { fatalError() }

    /// Whole percents, 0 to 100.
    public init(percent: Int) throws {
        guard 0...100 ~= percent else { throw LinliError.invalid("rate", "a rate lies between 0 and 1 and has at most 6 decimals") }
        decimal = Decimal(percent) / 100
    }

    public static func < (one: Rate, other: Rate) -> Bool { one.decimal < other.decimal }

    public var description: String { decimal.description }
}

extension Rate: Wire {
    init(wire: Tree) throws { try self.init(try wire.string) }
    func write(to writer: inout Writer) { writer.text(description) }
}

/// What money and rates are made of: `Decimal`. A number in the source becomes one only where it says so, because of a literal
/// such as `19.9` Swift makes a `Double` first.
public protocol ExactDecimal {
    var decimal: Decimal { get }
}

extension Decimal: ExactDecimal {
    public var decimal: Decimal { self }
}

extension Decimal {
    var isInteger: Bool {
        var (value, whole) = (self, Decimal())
        NSDecimalRound(&whole, &value, 0, .plain)
        return whole == self
    }
}

/// 128 bits, written like a UUID in small letters. Each kind of id is a type of its own.
public protocol Id: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// As a UUID of Foundation.
    var uuid: UUID { get }

    /// The id of these 128 bits.
    init(_ uuid: UUID)
}

extension Id {
    /// Reads the 36 characters, in small letters.
    public init(_ text: String) throws {
        let isSmall = text.utf8.allSatisfy { !(UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0) }
        guard isSmall, text.utf8.count == 36, let uuid = UUID(uuidString: text) else {
            throw LinliError.invalid("id", "an id is written as 8-4-4-4-12 hexadecimal digits in small letters")
        }
        self.init(uuid)
    }

    /// The 36 characters.
    public var text: String {
        withUnsafeBytes(of: uuid.uuid) { bytes in
            String(unsafeUninitializedCapacity: 36) { text in
                var place = 0
                for (number, byte) in bytes.enumerated() {
                    if number == 4 || number == 6 || number == 8 || number == 10 {
                        text[place] = UInt8(ascii: "-")
                        place += 1
                    }
                    text[place] = hexadecimal[Int(byte >> 4)]
                    text[place + 1] = hexadecimal[Int(byte & 15)]
                    place += 2
                }
                return place
            }
        }
    }

    public var description: String { text }

    public static func < (one: Self, other: Self) -> Bool { one.text < other.text }

    /// An id computed from a natural key, as the engine does it.
    init(namespace: String, _ parts: Data...) {
        let text = nativeDerivedId(namespace: namespace, parts: parts)
        guard let uuid = UUID(uuidString: text) else { preconditionFailure("\(text) is no id") }
        self.init(uuid)
    }

    var bytes: Data { withUnsafeBytes(of: uuid.uuid) { Data($0) } }
}

/// An id of no particular kind.
public struct AnyId: Id {
    public let uuid: UUID

    public init(_ uuid: UUID) { self.uuid = uuid }
}

protocol WireId: Id, WireKey {}

extension WireId {
    init(wire: Tree) throws { try self.init(try wire.string) }
    var key: String { text }
    func write(to writer: inout Writer) { writer.text(text) }
}

extension AnyId: WireId {}

extension ProductId {
    /// The id of a merchant's product with this code.
    public init(merchant: MerchantId, code: String) {
        self.init(namespace: "product", merchant.bytes, Data(code.utf8))
    }
}

extension SkuId {
    /// The id of a merchant's SKU with this code.
    public init(merchant: MerchantId, code: String) {
        self.init(namespace: "sku", merchant.bytes, Data(code.utf8))
    }
}

/// One property group: a positive number that the host chooses.
public struct TenantId: Hashable, Sendable, CustomStringConvertible {
    public let number: Int64

    public init(_ number: Int64) throws {
        guard number >= 1 else { throw LinliError.invalid("tenant", "a tenant's number is 1 or more") }
        self.number = number
    }

    public var description: String { String(number) }
}

extension TenantId: WireKey {
    init(wire: Tree) throws { try self.init(try wire.int64) }
    init(key: String) throws { try self.init(Int64(try Int(key: key))) }
    var key: String { String(number) }
    func write(to writer: inout Writer) { writer.number(number) }
}

/// Who has an account: `platform`, `merchant:<id>`, `channel:wechat`.
public struct Party: Hashable, Sendable, CustomStringConvertible {
    public let text: String

    public init(_ text: String) { self.text = text }

    /// The operator of the platform.
    public static let platform = Party("platform")

    /// A property company at its place in the tree.
    public static func node(_ node: NodeId) -> Party { Party("node:\(node)") }

    /// A merchant.
    public static func merchant(_ merchant: MerchantId) -> Party { Party("merchant:\(merchant)") }

    /// A supplier.
    public static func supplier(_ supplier: SupplierId) -> Party { Party("supplier:\(supplier)") }

    /// The leader of a station.
    public static func leader(_ station: StationId) -> Party { Party("leader:\(station)") }

    /// A resident.
    public static func member(_ member: MemberId) -> Party { Party("member:\(member)") }

    /// A member who brings buyers.
    public static func promoter(_ member: MemberId) -> Party { Party("promoter:\(member)") }

    /// A payment channel, by the provider's name as the host reports it.
    public static func channel(_ name: String) -> Party { Party("channel:\(name)") }

    public var description: String { text }
}

extension Party: WireKey {
    init(wire: Tree) throws { self.init(try wire.string) }
    var key: String { text }
    func write(to writer: inout Writer) { writer.text(text) }
}

import Foundation

/// A moment, in whole microseconds since 1970 in UTC, from there to the year 2199. A `Date` holds seconds as a floating-point
/// number; every `Timestamp` comes back from its ``date`` as it was.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    public let micros: Int64

    /// That many microseconds since 1970.
    public init(micros: Int64) { self.micros = micros }

    /// The moment of a date, to the nearest microsecond.
    public init(_ date: Date) {
        let seconds = date.timeIntervalSinceReferenceDate
        // Beyond what the engine takes it does not matter by how much.
        guard abs(seconds) < 1e12 else {
            micros = seconds < 0 || seconds.isNaN ? .min : .max
            return
        }
        let whole = seconds.rounded(.down)
        micros = Timestamp.reference + Int64(whole) * 1_000_000 + Int64(((seconds - whole) * 1_000_000).rounded())
    }

    /// What a `Date` counts from, 2001. By way of 1970 it would be rounded twice, and not come back from the year 2106 on.
    private static let reference: Int64 = 978_307_200_000_000

    /// Now.
    public static var now: Timestamp { Timestamp(Date()) }

    /// Reads `2026-11-23T04:00:00Z` or `2026-11-23T12:00:00+08:00`, with up to six decimals of a second.
    public init(_ text: String) throws {
        let wrong = LinliError.invalid("time", "a moment is written like 2026-11-23T04:00:00Z")
        var letters = Array(text.utf8)
        var micros: Int64 = 0
        if letters.count > 19, letters[19] == UInt8(ascii: ".") {
            let digits = letters[20...].prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
            guard 1...6 ~= digits.count, let fraction = Int64(String(decoding: digits, as: UTF8.self)) else { throw wrong }
            micros = (digits.count..<6).reduce(fraction) { fraction, _ in fraction * 10 }
            letters.removeSubrange(19..<20 + digits.count)
        }
        guard let date = try? Date.ISO8601FormatStyle().parse(String(decoding: letters, as: UTF8.self)) else { throw wrong }
        self.micros = Int64(date.timeIntervalSince1970) * 1_000_000 + micros
    }

    /// As a date of Foundation.
    public var date: Date { Date(timeIntervalSinceReferenceDate: TimeInterval(micros - Timestamp.reference) / 1_000_000) }

    public static func + (moment: Timestamp, duration: Duration) -> Timestamp {
        let (seconds, attos) = duration.components
        return Timestamp(micros: moment.micros + seconds * 1_000_000 + attos / 1_000_000_000_000)
    }

    public static func - (moment: Timestamp, duration: Duration) -> Timestamp { moment + (.zero - duration) }

    public static func < (one: Timestamp, other: Timestamp) -> Bool { one.micros < other.micros }
}

extension Timestamp: CustomStringConvertible {
    /// As in `2026-11-23T04:00:00Z`.
    public var description: String {
        let (seconds, fraction) = micros.quotientAndRemainder(dividingBy: 1_000_000)
        let text = Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601)
        guard fraction != 0 else { return text }
        let digits = String(fraction.magnitude)
        return text.dropLast() + "." + String(repeating: "0", count: 6 - digits.count) + digits + "Z"
    }
}

extension Timestamp: WireKey {
    init(wire: Tree) throws { self.init(micros: try wire.int64) }
    init(key: String) throws { self.init(micros: Int64(try Int(key: key))) }
    var key: String { String(micros) }
    func write(to writer: inout Writer) { writer.number(micros) }
}

/// A day of the calendar, written `2026-11-23`, in the zone of the tenant.
public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let year: Int
    public let month: Int
    public let day: Int

    /// A day that there is.
    public init(year: Int, month: Int, day: Int) throws {
        guard 1...9999 ~= year, 1...12 ~= month, 1...Day.days(of: month, year) ~= day else {
            throw LinliError.invalid("day", "a day is written like 2026-11-22")
        }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// Reads `2026-11-23`.
    public init(_ text: String) throws {
        guard let parts = numbers(text, [4, 2, 2], "-") else { throw LinliError.invalid("day", "a day is written like 2026-11-22") }
        try self.init(year: parts[0], month: parts[1], day: parts[2])
    }

    /// The day that it is at a moment in a zone.
    public init(of moment: Timestamp, in zone: TimeZone) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = calendar.dateComponents([.year, .month, .day], from: moment.date)
        (year, month, day) = (parts.year ?? 1970, parts.month ?? 1, parts.day ?? 1)
    }

    /// So many days later, or before when negative.
    public func adding(days: Int) -> Day {
        // Days since 0000-03-01, by whole eras of 400 years.
        let early = month <= 2
        let years = early ? year - 1 : year
        let era = (years >= 0 ? years : years - 399) / 400
        let ofEra = years - era * 400
        let ofYear = (153 * (month + (early ? 9 : -3)) + 2) / 5 + day - 1
        let number = era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear + days
        return Day(number: number)
    }

    private init(number: Int) {
        let era = (number >= 0 ? number : number - 146_096) / 146_097
        let ofEra = number - era * 146_097
        let years = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * years + years / 4 - years / 100)
        let shifted = (5 * ofYear + 2) / 153
        day = ofYear - (153 * shifted + 2) / 5 + 1
        month = shifted < 10 ? shifted + 3 : shifted - 9
        year = years + era * 400 + (month <= 2 ? 1 : 0)
    }

    private static func days(of month: Int, _ year: Int) -> Int {
        let leaps = year.isMultiple(of: 4) && !year.isMultiple(of: 100) || year.isMultiple(of: 400)
        return month == 2 ? (leaps ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    public static func < (one: Day, other: Day) -> Bool {
        (one.year, one.month, one.day) < (other.year, other.month, other.day)
    }

    public var description: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }
}

extension Day: WireKey {
    init(wire: Tree) throws { try self.init(try wire.string) }
    var key: String { description }
    func write(to writer: inout Writer) { writer.text(description) }
}

/// Days from the first to the last, both included.
public struct DayRange: Hashable, Sendable {
    public var first: Day
    public var last: Day

    public init(_ first: Day, through last: Day) {
        self.first = first
        self.last = last
    }
}

extension DayRange: WireRecord {
    init(fields: inout Fields) throws {
        self.init(try fields.read("start"), through: try fields.read("end"))
    }

    func writeFields(to writer: inout Writer) {
        writer.field("start", first)
        writer.field("end", last)
    }
}

/// A month of the calendar, written `2026-11`.
public struct Month: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let year: Int
    public let month: Int

    public init(year: Int, month: Int) throws {
        guard 1...9999 ~= year, 1...12 ~= month else { throw LinliError.invalid("month", "a month is written as 2026-11") }
        (self.year, self.month) = (year, month)
    }

    /// Reads `2026-11`.
    public init(_ text: String) throws {
        guard let parts = numbers(text, [4, 2], "-") else { throw LinliError.invalid("month", "a month is written as 2026-11") }
        try self.init(year: parts[0], month: parts[1])
    }

    /// The month of a day.
    public init(of day: Day) { (year, month) = (day.year, day.month) }

    public static func < (one: Month, other: Month) -> Bool { (one.year, one.month) < (other.year, other.month) }

    public var description: String { "\(padded(year, 4))-\(padded(month, 2))" }
}

extension Month: WireKey {
    init(wire: Tree) throws { try self.init(try wire.string) }
    var key: String { description }
    func write(to writer: inout Writer) { writer.text(description) }
}

/// A time of day to the minute, written `23:00`.
public struct TimeOfDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let hour: Int
    public let minute: Int

    public init(hour: Int, minute: Int) throws {
        guard 0...23 ~= hour, 0...59 ~= minute else {
            throw LinliError.invalid("time of day", "a time of day lies between 00:00 and 23:59")
        }
        (self.hour, self.minute) = (hour, minute)
    }

    /// Reads `23:00`.
    public init(_ text: String) throws {
        guard let parts = numbers(text, [2, 2], ":") else {
            throw LinliError.invalid("time of day", "a time of day is written like 23:00")
        }
        try self.init(hour: parts[0], minute: parts[1])
    }

    public static func < (one: TimeOfDay, other: TimeOfDay) -> Bool { (one.hour, one.minute) < (other.hour, other.minute) }

    public var description: String { "\(padded(hour, 2)):\(padded(minute, 2))" }
}

extension TimeOfDay: WireKey {
    init(wire: Tree) throws { try self.init(try wire.string) }
    var key: String { description }
    func write(to writer: inout Writer) { writer.text(description) }
}

/// A time zone by its name, such as `Asia/Shanghai`. The name is kept as it is, which `TimeZone` of Foundation does not do
/// for every one; whether there is such a zone the engine says.
public struct Zone: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    public let identifier: String

    public init(_ identifier: String) { self.identifier = identifier }

    public init(stringLiteral identifier: String) { self.identifier = identifier }

    public init(_ zone: TimeZone) { identifier = zone.identifier }

    /// The zone of Foundation, if it knows one of this name.
    public var timeZone: TimeZone? { TimeZone(identifier: identifier) }

    public var description: String { identifier }
}

extension Zone: WireKey {
    init(wire: Tree) throws { self.init(try wire.string) }
    var key: String { identifier }
    func write(to writer: inout Writer) { writer.text(identifier) }
}

/// Numbers of so many digits each.
private func numbers(_ text: String, _ lengths: [Int], _ separator: Character) -> [Int]? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == lengths,
        parts.allSatisfy({ $0.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } })
    else { return nil }
    return parts.compactMap { Int($0) }
}

private func padded(_ number: Int, _ length: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, length - digits.count)) + digits
}

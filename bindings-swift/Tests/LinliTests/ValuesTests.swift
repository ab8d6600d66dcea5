import Foundation
import Support
import Testing

@testable import Linli

@Suite struct ValuesTests {
    @Test func moneyIsExactAndRefusesWhatItCannotHold() throws {
        #expect(try Money(Decimal(string: "12.3")!) == Money(units: 1230))
        #expect(try Money("1200", decimals: 0) == Money(units: 1200))
        #expect(try Money("0.10") * 3 == Money("0.30"))
        #expect(try Money("-0.05").description == "-0.05")
        #expect(try Money(units: 5).text(decimals: 0) == "5")
        #expect(try -Money("1.50") - Money("0.25") == Money(units: -175))
        #expect(try [Money("1.10"), Money("2.20")].sum() == Money("3.30"))
        for wrong in ["", "1e3", "1,000", " 1", ".5", "1.", "٣", "NaN", "12.345", "--1", "1.2.3", "-", "+1", "0x10"] {
            #expect(failure { try Money(wrong) }?.field == "money", "\(wrong)")
            #expect(code { try Money(wrong) } == .invalidField, "\(wrong)")
        }
        #expect(code { try Money("10000000000000.01") } == .overflow)
        #expect(code { try Money(Decimal(sign: .plus, exponent: 100, significand: 1)) } == .overflow)
        #expect(code { try Money(units: .min) } == .overflow)
        #expect(code { try Money(units: 1_000_000_000_000_000) + Money(units: 1) } == .overflow)
        #expect(code { try Money(units: 2) * .max } == .overflow)
        #expect(code { try Money(Decimal.nan) } == .invalidField)
        #expect(code { try Money("1", decimals: 4) } == .invalidField)
    }

    /// `Decimal` can be written as a floating-point number. It then has the digits that were written, or more and is refused.
    @Test func aDecimalOfAFloatHasItsDigitsOrIsRefused() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let units = Int64.random(in: -1_000_000_000_000_000...1_000_000_000_000_000, using: &random)
            let exact = try Money(units: units >> Int64.random(in: 0...48, using: &random))
            let float = Decimal(Double(exact.description)!)
            let found = try? Money(float)
            #expect(found == nil || found == exact, "\(exact)")
        }
        for (float, text) in [(19.99 as Decimal, "19.99"), (3.13, "3.13"), (0.07, "0.07"), (1e10, "10000000000")] {
            let found = try? Money(float)
            #expect(try found == nil || found == Money(text), "\(text)")
        }
        #expect(code { try Money(3.133 as Decimal) } == .invalidField)
    }

    @Test func everyAmountComesBackFromItsDecimalAndText() throws {
        for _ in 0..<5_000 {
            let money = try Money(units: Int64.random(in: -1_000_000_000_000_000...1_000_000_000_000_000))
            for decimals in 0...3 {
                #expect(try Money(money.decimal(decimals: decimals), decimals: decimals) == money)
                #expect(try Money(money.text(decimals: decimals), decimals: decimals) == money)
            }
        }
    }

    @Test func ratesAreExact() throws {
        #expect(try Rate("0.050") == Rate(percent: 5))
        #expect(try Rate("0.000001").description == "0.000001")
        for wrong in ["-0.1", "1.1", "0.0000001", "", "five"] {
            #expect(failure { try Rate(wrong) }?.field == "rate", "\(wrong)")
        }
    }

    @Test func aMomentComesBackFromItsDate() throws {
        let moments = (0..<50_000).map { _ in Timestamp(micros: Int64.random(in: 0...7_258_118_399_999_999)) }
        #expect(moments.first { Timestamp($0.date) != $0 } == nil)
        #expect(try moments.prefix(5_000).first { try Timestamp($0.description) != $0 } == nil)
        #expect(try Timestamp("2026-11-23T12:00:00+08:00") == noon)
        #expect(try Timestamp("2026-11-23T04:00:00.000001Z").micros == noon.micros + 1)
        #expect((noon - .milliseconds(1)).description == "2026-11-23T03:59:59.999000Z")
        #expect(Timestamp(Date(timeIntervalSince1970: .nan)).micros == .min)
        for wrong in ["", "2026-11-23", "2026-11-23T04:00:00", "2026-13-01T00:00:00Z", "2026-11-23T04:00:00.Z", "2026-11-23T04:00:00.1234567Z"] {
            #expect(failure { try Timestamp(wrong) }?.field == "time", "\(wrong)")
        }
    }

    @Test func daysFollowTheCalendarAndTheZone() throws {
        let shanghai = try #require(Zone("Asia/Shanghai").timeZone)
        #expect(try Day(of: try Timestamp("2026-11-23T16:30:00Z"), in: shanghai) == Day("2026-11-24"))
        #expect(try Day("2024-02-28").adding(days: 2) == Day("2024-03-01"))
        #expect(try Day("2026-03-01").adding(days: -1) == Day("2026-02-28"))
        #expect(try Day("1970-01-01").adding(days: 20_780) == Day("2026-11-23"))
        var day = try Day("2023-12-31")
        for _ in 0..<1000 {
            let next = day.adding(days: 1)
            #expect(next > day && next.adding(days: -1) == day)
            #expect(try Day(next.description) == next)
            day = next
        }
        for wrong in ["2026-2-3", "2026-02-30", "2026-13-01", "26-01-01", "", "2026-01-01 "] {
            #expect(code { try Day(wrong) } == .invalidField, "\(wrong)")
        }
        #expect(Month(of: day).description == "2026-09")
        #expect(code { try Month("2026-00") } == .invalidField)
        #expect(try TimeOfDay("23:05").description == "23:05")
        #expect(code { try TimeOfDay("24:00") } == .invalidField)
    }

    /// Foundation calls some zones otherwise; the engine must see the name that was given.
    @Test func aZoneKeepsItsName() throws {
        let engine = try Engine.memory(key: key, now: noon)
        func open(_ tenant: Int64, _ zone: Zone) throws {
            _ = try engine.createTenant(
                CreateTenant(
                    name: "一", rootKind: "集团", currency: Currency(code: "CNY", decimals: 2), zone: zone,
                    platform: UserId(UUID())),
                as: Actor(tenant: TenantId(tenant)), id: engine.newCommandId())
        }
        for (tenant, name) in zip(1..., ["Asia/Shanghai", "Asia/Chongqing", "UTC", "Etc/GMT+8"]) {
            #expect(Writer.write(Zone(name)) == "\"\(name)\"")
            try open(Int64(tenant), Zone(name))
        }
        #expect(Zone(try #require(TimeZone(identifier: "Asia/Shanghai"))) == "Asia/Shanghai")
        let unknown = failure { try open(9, "Mars/Base") }
        #expect(unknown?.code == .invalidField)
        #expect(unknown?.field == "zone")
    }

    @Test func idsAreOfTheirKindAndWrittenInSmallLetters() throws {
        let text = "0190b5a0-7c1e-7000-8000-00000000abcd"
        #expect(try OrderId(text).text == text)
        #expect(try OrderId(text).uuid == UUID(uuidString: text))
        for wrong in ["5", text.uppercased(), "{\(text)}", text + "0", text.replacingOccurrences(of: "-", with: "")] {
            #expect(failure { try OrderId(wrong) }?.field == "id", "\(wrong)")
        }
        #expect(code { try TenantId(0) } == .invalidField)
    }

    @Test func JSONIsReadAsItWasWritten() throws {
        let values: [[String: [Int]?]] = [["a\"\\\u{1}\u{7f}é": [1, -9_223_372_036_854_775_808], "b": nil, "": []]]
        #expect(try [[String: [Int]?]](wire: Tree.read(Writer.write(values))) == values)
        #expect(try String(wire: Tree.read(#" "\ud842\udfb7\n\/\u00e9" "#)) == "𠮷\n/é")
        #expect(try Big(wire: Tree.read("170141183460469231731687303715884105")).value.description == "170141183460469231731687303715884105")
        for wrong in ["", "[", "[1,]", "{\"a\" 1}", "1.5", "1e3", "-", "tru", "\"a", "\"\\ud842\"", "\"\\udfb7\"", "1 2", "{\"a\":}"] {
            #expect(code { try Tree.read(wrong) } == .unknown, "\(wrong)")
        }
    }
}

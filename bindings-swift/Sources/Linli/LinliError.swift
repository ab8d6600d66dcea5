import Foundation
import LinliNative

/// What the engine refuses or cannot do.
public struct LinliError: Error, Hashable {
    /// The stable name of the kind, the same in every language and version.
    public struct Code: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        public let rawValue: String

        public init(rawValue: String) { self.rawValue = rawValue }

        /// The engine was closed.
        public static let closed = Code(rawValue: "closed")

        /// The library is newer than this package and said something that the package does not know.
        public static let unknown = Code(rawValue: "unknown")

        /// Whether the store refused or failed.
        public var isOfStore: Bool { rawValue.hasPrefix("store_") }

        public var description: String { rawValue }
    }

    /// What happened.
    public let code: Code

    /// What was wrong and what would be right, in English.
    public let reason: String

    /// The path of the field that is wrong, e.g. `lines[3].quantity`, where the error is about one.
    public let field: String?

    private let details: Details

    public init(code: Code, reason: String, field: String? = nil) {
        self.init(code: code, reason: reason, field: field, details: Details())
    }

    fileprivate init(code: Code, reason: String, field: String?, details: Details) {
        (self.code, self.reason, self.field, self.details) = (code, reason, field, details)
    }

    /// How many are allowed, of what there is too much of.
    public var limit: Int? { details.limit }

    /// How many there are, of what there is too little of.
    public var available: Int? { details.available }

    /// The kind of record that is not there, is there already or is in the wrong state, …
    public var what: String? { details.what }

    /// … its id …
    public var id: String? { details.id }

    /// … and its state.
    public var state: String? { details.state }

    /// When it may be tried again.
    public var until: Timestamp? { details.until }

    /// What it costs now, when that is not what was expected.
    public var quote: Quote? { details.quote }

    static func invalid(_ field: String, _ reason: String) -> LinliError {
        LinliError(code: .invalidField, reason: reason, field: field)
    }

    static func unknown(_ reason: String) -> LinliError { LinliError(code: .unknown, reason: reason) }
}

/// What an error knows beside its reason; in a class, so that it costs nothing where nothing fails.
private final class Details: Hashable, Sendable {
    let limit, available: Int?
    let what, id, state: String?
    let until: Timestamp?
    let quote: Quote?

    init() {
        (limit, available, what, id, state, until, quote) = (nil, nil, nil, nil, nil, nil, nil)
    }

    init(_ fields: inout Fields) throws {
        limit = try fields.optional("limit")
        available = try fields.optional("available")
        what = try fields.optional("what")
        id = try fields.optional("id")
        state = try fields.optional("state")
        until = try fields.optional("until")
        quote = try fields.optional("quote")
    }

    static func == (one: Details, other: Details) -> Bool {
        one.limit == other.limit && one.available == other.available && one.what == other.what && one.id == other.id
            && one.state == other.state && one.until == other.until && one.quote == other.quote
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(limit)
        hasher.combine(available)
        hasher.combine(what)
        hasher.combine(id)
        hasher.combine(state)
        hasher.combine(until)
        hasher.combine(quote)
    }
}

extension LinliError: CustomStringConvertible, LocalizedError {
    public var description: String { "\(code): \(reason)" }

    public var errorDescription: String? { reason }
}

extension LinliError: Wire {
    init(wire: Tree) throws {
        var fields = try Fields(wire)
        self.init(
            code: Code(rawValue: try fields.read("code")),
            reason: try fields.read("reason"),
            field: try fields.optional("field"),
            details: try Details(&fields)
        )
    }

    func write(to writer: inout Writer) { writer.word("null") }
}

/// Runs a native call; what it refuses becomes the error of its code, and so does a panic inside.
func native<Answer>(_ call: () throws -> Answer) throws -> Answer {
    do {
        return try call()
    } catch Refused.Because(let json) {
        throw try LinliError(wire: try Tree.read(json))
    } catch let error as LinliError {
        throw error
    } catch {
        throw LinliError(code: .internal, reason: String(describing: error))
    }
}

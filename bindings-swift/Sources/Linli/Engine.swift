import Dispatch
import Foundation
import LinliNative

/// A change of state as a value.
public protocol Command: Hashable, Sendable {
    /// What it gives.
    associatedtype Answer: Sendable

    /// Its stable name, such as `place_order`.
    static var operation: String { get }
}

/// A store of your own. ``checkStore(_:)`` proves that it is one.
public typealias HostStore = LinliNative.HostStore
public typealias HostStoreFactory = LinliNative.HostStoreFactory
public typealias HostFailure = LinliNative.HostFailure
public typealias HostSchema = LinliNative.HostSchema
public typealias HostTable = LinliNative.HostTable
public typealias HostColumn = LinliNative.HostColumn
public typealias HostColumnType = LinliNative.HostColumnType
public typealias HostIndex = LinliNative.HostIndex
public typealias HostKey = LinliNative.HostKey
public typealias HostValue = LinliNative.HostValue
public typealias HostRow = LinliNative.HostRow
public typealias HostOrder = LinliNative.HostOrder
public typealias HostScan = LinliNative.HostScan
public typealias HostPlace = LinliNative.HostPlace
public typealias HostPage = LinliNative.HostPage
public typealias HostChange = LinliNative.HostChange
public typealias HostInsert = LinliNative.HostInsert
public typealias HostUpdate = LinliNative.HostUpdate
public typealias HostDelete = LinliNative.HostDelete
public typealias HostCheck = LinliNative.HostCheck
public typealias HostAdjust = LinliNative.HostAdjust
public typealias HostPosition = LinliNative.HostPosition

/// The names of the properties of the conformance suite that a store breaks, with what was found; none when it is one. Each
/// call of `make` gives a fresh, empty store that is not prepared.
public func checkStore(_ make: @escaping @Sendable () throws -> any HostStore) -> [String] {
    final class Factory: HostStoreFactory {
        let new: @Sendable () throws -> any HostStore

        init(_ new: @escaping @Sendable () throws -> any HostStore) { self.new = new }

        func make() throws -> any HostStore { try new() }
    }
    return LinliNative.checkStore(factory: Factory(make))
}

/// Something that must not be: the number of the invariant, where, and what does not hold.
public struct Finding: Hashable, Sendable {
    public let invariant: Int
    public let what: String
    public let detail: String
}

/// What verifying a tenant found.
public struct VerifyReport: Hashable, Sendable {
    /// Rows read per table.
    public let checked: [String: Int]
    /// The first 1,000 findings …
    public let findings: [Finding]
    /// … and how many there were in all.
    public let found: Int

    /// Whether everything holds.
    public var isClean: Bool { found == 0 }
}

/// The commerce engine over one store.
///
/// Calls block until they are durable; call from as many threads as you like, they share commits. Where you can `await`, the
/// same calls are asynchronous and wait on threads of their own. ``close()`` waits for calls that are running; closing again
/// does nothing, and calls after it throw ``LinliError/Code/closed``.
///
/// `key` is the master secret of 32 bytes from which the keys for personal data and pickup codes are derived: the same store
/// needs the same key for good. `now` is for tests and replays: a clock that stands where it is put.
public final class Engine: Sendable {
    private let native: NativeEngine

    init(_ native: NativeEngine) { self.native = native }

    /// An engine whose store is gone when it is closed.
    public static func memory(key: Data, now: Timestamp? = nil) throws -> Engine {
        try opened { try NativeEngine.memory(key: key, now: now?.micros) }
    }

    /// An engine on one SQLite file, which it owns while it is open: ``LinliError/Code/storeOwned`` if somebody else has it.
    public static func sqlite(
        _ file: URL, key: Data, now: Timestamp? = nil, survivesPowerLoss: Bool = true
    ) throws -> Engine {
        try opened {
            try NativeEngine.sqlite(path: file.path, key: key, now: now?.micros, survivesPowerLoss: survivesPowerLoss)
        }
    }

    /// An engine on a PostgreSQL database, which others may share: `postgresql://user@host/database`. The library for phones
    /// has no PostgreSQL and says so.
    public static func postgres(_ url: String, key: Data, now: Timestamp? = nil) throws -> Engine {
        try opened { try NativeEngine.postgres(url: url, key: key, now: now?.micros) }
    }

    /// An engine on a store of your own.
    public static func hosted(_ store: any HostStore, key: Data, now: Timestamp? = nil) throws -> Engine {
        try opened { try NativeEngine.hosted(store: store, key: key, now: now?.micros) }
    }

    private static func opened(_ open: () throws -> NativeEngine) throws -> Engine {
        Engine(try Linli.native(open))
    }

    /// Closes the store.
    public func close() throws { try Linli.native { try native.shut() } }

    /// Whether it was closed.
    public var isClosed: Bool { native.isShut() }

    /// A new time-ordered id for a command. The same id never takes effect twice.
    public func newCommandId() throws -> CommandId {
        try CommandId(try Linli.native { try native.newCommandId() })
    }

    /// Puts the clock of an engine that was opened with `now`.
    public func setClock(_ now: Timestamp) throws {
        try Linli.native { try native.setClock(micros: now.micros) }
    }

    /// Runs any command: for hosts that keep commands as values. The methods say the same by their names.
    public func execute<C: Command>(_ command: C, as actor: Actor, id: CommandId) throws -> C.Answer {
        let kind = try known(command)
        func run<W: WireCommand>(_ kind: W.Type) throws -> C.Answer {
            guard let command = command as? W, let answer = try self.run(command, as: actor, id: id) as? C.Answer else {
                throw LinliError.unknown("\(C.operation) is no command of the engine")
            }
            return answer
        }
        return try run(kind)
    }

    /// Runs many commands of one kind in their order, sharing commits. Each succeeds or fails alone.
    public func executeAll<C: Command>(
        _ commands: [(id: CommandId, command: C)], as actor: Actor
    ) throws -> [Result<C.Answer, LinliError>] {
        guard let first = commands.first else { return [] }
        let kind = try known(first.command)
        var writer = Writer()
        writer.list { writer in
            for (id, command) in commands {
                writer.list { writer in
                    id.write(to: &writer)
                    (command as? any WireCommand)?.write(to: &writer)
                }
            }
        }
        let bodies = writer.json
        let json = try Linli.native {
            try native.commands(tenant: actor.tenant.number, user: actor.user?.text, name: C.operation, bodies: bodies)
        }
        return try Tree.read(json).map { wire in
            var fields = try Fields(wire)
            if let error: LinliError = try fields.optional("error") { return .failure(error) }
            // An answer without content is `null`, which is as good as not there.
            guard let answer = try kind.answer(fields.find("answer") ?? .null) as? C.Answer else {
                throw LinliError.unknown("the answer is of another type")
            }
            return .success(answer)
        }
    }

    private func known<C: Command>(_ command: C) throws -> any WireCommand.Type {
        guard let kind = C.self as? any WireCommand.Type else {
            throw LinliError.unknown("\(C.operation) is no command of the engine")
        }
        return kind
    }

    /// Walks everything that is stored of a tenant and checks every invariant, e.g. after a restore.
    public func verify(_ tenant: TenantId) throws -> VerifyReport {
        var report = try Fields(try Tree.read(try Linli.native { try native.verify(tenant: tenant.number) }))
        let checked: [String: Int] = try report.read("checked")
        let findings = try report.tree("findings").map { wire in
            var finding = try Fields(wire)
            return Finding(
                invariant: try finding.read("invariant"), what: try finding.read("what"), detail: try finding.read("detail"))
        }
        return VerifyReport(checked: checked, findings: findings, found: try report.read("found"))
    }

    /// Copies the SQLite file while the shop is open.
    public func backup(to file: URL) throws {
        try Linli.native { try native.backup(path: file.path) }
    }

    func run<C: WireCommand>(_ command: C, as actor: Actor, id: CommandId) throws -> C.Answer {
        let json = try Linli.native {
            try native.command(
                tenant: actor.tenant.number, user: actor.user?.text, id: id.text, name: C.operation,
                body: Writer.write(command))
        }
        return try C.answer(try Tree.read(json))
    }

    func query(_ name: String, as actor: Actor, _ arguments: (inout Writer) -> Void) throws -> Tree {
        let json = try Linli.native {
            try native.query(
                tenant: actor.tenant.number, user: actor.user?.text, name: name, arguments: Writer.object(arguments))
        }
        return try Tree.read(json)
    }

    private static let queue = DispatchQueue(label: "linli", attributes: .concurrent)

    /// Runs a blocking call on a thread that may block: the threads of Swift's concurrency must not. A call that was begun is
    /// finished also when its task is cancelled; its command id tells whether it happened.
    func off<Answer: Sendable>(
        _ call: @escaping @Sendable () throws -> Answer
    ) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            Engine.queue.async { continuation.resume(with: Result(catching: call)) }
        }
    }

    /// Closes the store.
    public func close() async throws { try await off { try self.close() } }

    /// Runs any command.
    public func execute<C: Command>(_ command: C, as actor: Actor, id: CommandId) async throws -> C.Answer {
        try await off { try self.execute(command, as: actor, id: id) }
    }

    /// Runs many commands of one kind in their order, sharing commits. Each succeeds or fails alone.
    public func executeAll<C: Command>(
        _ commands: [(id: CommandId, command: C)], as actor: Actor
    ) async throws -> [Result<C.Answer, LinliError>] {
        try await off { try self.executeAll(commands, as: actor) }
    }

    /// Walks everything that is stored of a tenant and checks every invariant, e.g. after a restore.
    public func verify(_ tenant: TenantId) async throws -> VerifyReport {
        try await off { try self.verify(tenant) }
    }

    /// Copies the SQLite file while the shop is open.
    public func backup(to file: URL) async throws {
        try await off { try self.backup(to: file) }
    }

    /// Every command's name, then every query's, then every rule's, as the library has them.
    static var operations: [[String]] { nativeOperations() }
}

func rule(_ name: String, _ arguments: (inout Writer) -> Void) throws -> Tree {
    try Tree.read(try native { try nativeRule(name: name, arguments: Writer.object(arguments)) })
}

package linli

import java.nio.file.Path
import java.time.Instant
import linli.ffi.HostStore
import linli.ffi.NativeEngine

/** Something that must not be: the number of the invariant, where, and what does not hold. */
data class Finding(val invariant: Int, val what: String, val detail: String)

/** What verifying a tenant found. */
data class VerifyReport(
    /** Rows read per table. */
    val checked: Map<String, Long>,
    /** The first 1,000 findings … */
    val findings: List<Finding>,
    /** … and how many there were in all. */
    val found: Long,
) {
    /** Whether everything holds. */
    val isClean: Boolean get() = found == 0L
}

/** What became of one of many commands. */
sealed interface Outcome {
    /** It ran; the answer is of the command's type. */
    data class Answer(val value: Any?) : Outcome

    /** It was refused. */
    data class Refused(val error: LinliException) : Outcome
}

/**
 * The commerce engine over one store. Calls block until they are durable; call from as many threads as you like, they share
 * commits. [close] waits for calls that are running; closing again does nothing, and calls after it throw [ClosedException].
 *
 * `key` is the master secret of 32 bytes from which the keys for personal data and pickup codes are derived: the same store
 * needs the same key for good. `now` is for tests and replays: a clock that stands where it is put.
 */
class Engine internal constructor(private val native: NativeEngine) : Calls(), AutoCloseable {
    /** The same engine for coroutines. */
    val suspending: SuspendingEngine = SuspendingEngine(this)

    /** Whether it was closed. */
    val isClosed: Boolean get() = native.isShut()

    /** A new time-ordered id for a command. The same id never takes effect twice. */
    fun newCommandId(): CommandId = CommandId(Wire.refusing { native.newCommandId() })

    /** Puts the clock of an engine that was opened with `now`. */
    fun setClock(now: Instant): kotlin.Unit = Wire.refusing { native.setClock(moment(now)) }

    /** Runs any command: for hosts that keep commands as values. The methods give the answer's type. */
    fun execute(actor: Actor, id: CommandId, command: Command): Any? {
        val name = Codec.nameOf(command)
        return Codec.answer(name, command(actor, id, name, Codec.write(command)))
    }

    /** Runs many commands of one kind in their order, sharing commits. Each succeeds or fails alone. */
    fun executeAll(actor: Actor, commands: List<Pair<CommandId, Command>>): List<Outcome> {
        val name = Codec.nameOf(commands.firstOrNull()?.second ?: return emptyList())
        if (commands.any { Codec.nameOf(it.second) != name }) {
            throw InvalidFieldException("commands of one kind are expected", "commands")
        }
        val bodies = Json.write(commands.map { (id, command) -> listOf(id.text, Codec.write(command)) })
        val text = Wire.refusing { native.commands(actor.tenant.number, actor.user?.text, name, bodies) }
        return (Json.read(text) as List<*>).map { wire ->
            val from = wire as Map<*, *>
            from["error"]?.let { Outcome.Refused(LinliException.of(it)) } ?: Outcome.Answer(Codec.answer(name, from["answer"]))
        }
    }

    /** Walks everything that is stored of a tenant and checks every invariant, e.g. after a restore. */
    fun verify(tenant: TenantId): VerifyReport {
        val from = Json.read(Wire.refusing { native.verify(tenant.number) }) as Map<*, *>
        val checked = (from["checked"] as Map<*, *>).entries.associate { it.key as String to it.value as Long }
        val findings = (from["findings"] as List<*>).map { wire ->
            val finding = wire as Map<*, *>
            Finding((finding["invariant"] as Long).toInt(), finding["what"] as String, finding["detail"] as String)
        }
        return VerifyReport(checked, findings, from["found"] as Long)
    }

    /** Copies the SQLite file while the shop is open. */
    fun backup(path: Path): kotlin.Unit = Wire.refusing { native.backup(path.toString()) }

    /** Closes the store. */
    override fun close() {
        if (!native.isShut()) native.shut()
    }

    override fun command(actor: Actor, id: CommandId, name: String, body: Map<String, Any?>): Any? =
        Json.read(
            Wire.refusing { native.command(actor.tenant.number, actor.user?.text, id.text, name, Json.write(body)) },
        )

    override fun query(actor: Actor, name: String, arguments: Map<String, Any?>): Any? =
        Json.read(Wire.refusing { native.query(actor.tenant.number, actor.user?.text, name, Json.write(arguments)) })

    companion object {
        private fun moment(now: Instant): Long = Wire.at("now") { Wire.micros(now) }

        /** An engine whose store is gone when it is closed. */
        @JvmStatic
        @JvmOverloads
        fun memory(key: ByteArray, now: Instant? = null): Engine =
            Wire.refusing { Engine(NativeEngine.memory(key, now?.let(::moment))) }

        /** An engine on one SQLite file, which it owns while it is open: [StoreOwnedException] if somebody else has it. */
        @JvmStatic
        @JvmOverloads
        fun sqlite(path: Path, key: ByteArray, now: Instant? = null, survivesPowerLoss: Boolean = true): Engine =
            Wire.refusing {
                Engine(NativeEngine.sqlite(path.toString(), key, now?.let(::moment), survivesPowerLoss))
            }

        /** An engine on a PostgreSQL database, which others may share: `postgresql://user@host/database`. */
        @JvmStatic
        @JvmOverloads
        fun postgres(url: String, key: ByteArray, now: Instant? = null): Engine =
            Wire.refusing { Engine(NativeEngine.postgres(url, key, now?.let(::moment))) }

        /** An engine on a store of your own; `linli.ffi.checkStore` proves that it is one. */
        @JvmStatic
        @JvmOverloads
        fun hosted(store: HostStore, key: ByteArray, now: Instant? = null): Engine =
            Wire.refusing { Engine(NativeEngine.hosted(store, key, now?.let(::moment))) }

        /** Every command's name, then every query's, then every rule's, as the library has them. */
        internal fun operations(): List<List<String>> = linli.ffi.nativeOperations()
    }
}

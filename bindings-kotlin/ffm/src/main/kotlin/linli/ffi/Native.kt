package linli.ffi

import java.nio.file.Files
import java.nio.file.StandardCopyOption
import linli.ffm.Linli

/** What was refused or failed, as JSON. */
sealed class Refused(message: String) : Exception(message) {
    /** `code`, `reason` and what the kind has. */
    class Because(val json: String) : Refused(json)
}

/** A panic that nothing caught before. */
class InternalException(message: String?) : RuntimeException(message)

/** An engine, until it is closed. */
class NativeEngine private constructor(private val engine: linli.ffm.NativeEngine) {
    fun command(tenant: Long, user: String?, id: String, name: String, body: String): String =
        refusing { engine.command(tenant, user, id, name, body) }

    fun commands(tenant: Long, user: String?, name: String, bodies: String): String =
        refusing { engine.commands(tenant, user, name, bodies) }

    fun query(tenant: Long, user: String?, name: String, arguments: String): String =
        refusing { engine.query(tenant, user, name, arguments) }

    fun newCommandId(): String = refusing { engine.newCommandId() }

    fun setClock(micros: Long): Unit = refusing { engine.setClock(micros) }

    fun verify(tenant: Long): String = refusing { engine.verify(tenant) }

    fun backup(path: String): Unit = refusing { engine.backup(path) }

    fun isShut(): Boolean = refusing { engine.isShut() }

    fun shut(): Unit = refusing { engine.shut() }

    companion object {
        init {
            Library.load()
        }

        internal fun of(open: () -> linli.ffm.NativeEngine) = NativeEngine(refusing(open))

        fun memory(key: ByteArray, now: Long?): NativeEngine = of { linli.ffm.NativeEngine.memory(key, now) }

        fun sqlite(path: String, key: ByteArray, now: Long?, survivesPowerLoss: Boolean): NativeEngine =
            of { linli.ffm.NativeEngine.sqlite(path, key, now, survivesPowerLoss) }

        fun postgres(url: String, key: ByteArray, now: Long?): NativeEngine = of { linli.ffm.NativeEngine.postgres(url, key, now) }

        fun hosted(store: HostStore, key: ByteArray, now: Long?): NativeEngine =
            of { linli.ffm.NativeEngine.hosted(Hosted(store), key, now) }
    }
}

/** Applies a rule to values. */
fun nativeRule(name: String, arguments: String): String = refusing { Linli.nativeRule(name, arguments) }

/** Every command's name, then every query's. */
fun nativeOperations(): List<List<String>> = refusing { Linli.nativeOperations() }

/** The names of the properties of the conformance suite that a store breaks, with what was found; none when it is one. */
fun checkStore(factory: HostStoreFactory): List<String> = refusing {
    Linli.checkStore(object : linli.ffm.HostStoreFactory {
        override fun make(): linli.ffm.HostStore = Hosted(factory.make())
    })
}

/** An engine with a defect: whatever it reads or writes panics. For tests. */
fun panickingEngine(key: ByteArray): NativeEngine = NativeEngine.of { Linli.panickingEngine(key) }

private inline fun <T> refusing(call: () -> T): T {
    Library.load()
    return try {
        call()
    } catch (refused: linli.ffm.Refused.Because) {
        throw Refused.Because(refused.json())
    } catch (defect: linli.ffm.InternalException) {
        throw InternalException(defect.message)
    }
}

/** The library lies in the jar; it is loaded from a copy. Who has it elsewhere names it in `uniffi.component.linli.libraryOverride`. */
internal object Library {
    private const val WHERE = "uniffi.component.linli.libraryOverride"

    init {
        if (System.getProperty(WHERE) == null) System.setProperty(WHERE, copy())
    }

    /** Once, before the first call. */
    fun load(): Unit = Unit

    private fun copy(): String {
        val name = System.mapLibraryName("linli_ffi")
        val system = System.getProperty("os.name").lowercase().let { if ("mac" in it) "darwin" else "linux" }
        val processor = System.getProperty("os.arch").let { if (it == "amd64" || it == "x86_64") "x86-64" else it }
        val stored = "/$system-$processor/$name"
        val inside = Library::class.java.getResourceAsStream(stored) ?: throw UnsatisfiedLinkError("the jar has no $stored")
        val file = Files.createTempFile("linli", name)
        file.toFile().deleteOnExit()
        inside.use { Files.copy(it, file, StandardCopyOption.REPLACE_EXISTING) }
        return file.toString()
    }
}

package property

import java.nio.file.Path
import java.sql.Connection
import java.sql.DriverManager
import java.sql.ResultSet
import java.time.Instant
import java.util.concurrent.locks.ReentrantLock
import kotlin.concurrent.withLock
import linli.Engine

/**
 * The property company's database with the engine in it. Both are reached only inside a [transaction], one at a time: what the
 * engine says has happened has happened exactly if the host's rows are there too.
 */
class Database private constructor(private val connection: Connection, private val engine: Engine) : AutoCloseable {
    private val turn = ReentrantLock(true)

    /** Both sides of one transaction: the host's rows by SQL, the shop by the engine. */
    inner class Transaction internal constructor() {
        /** The shop. */
        val shop: Engine get() = engine

        /** Writes rows of the host; answers how many. */
        fun write(sql: String, vararg values: Any?): Int = connection.prepareStatement(sql).use { statement ->
            values.forEachIndexed { at, value -> statement.setObject(at + 1, value) }
            statement.executeUpdate()
        }

        /** Reads rows of the host. */
        fun <T> read(sql: String, vararg values: Any?, row: (ResultSet) -> T): List<T> = connection.prepareStatement(sql).use { statement ->
            values.forEachIndexed { at, value -> statement.setObject(at + 1, value) }
            statement.executeQuery().use { rows -> generateSequence { if (rows.next()) row(rows) else null }.toList() }
        }
    }

    /** Commits what the work did on both sides; whatever it throws undoes both. */
    fun <T> transaction(work: Transaction.() -> T): T = turn.withLock {
        connection.autoCommit = false
        try {
            val answer = Transaction().work()
            connection.commit()
            answer
        } catch (failed: Throwable) {
            connection.rollback()
            throw failed
        } finally {
            connection.autoCommit = true
        }
    }

    override fun close(): Unit = turn.withLock {
        engine.close()
        connection.close()
    }

    companion object {
        private val TABLES = listOf(
            "known (community TEXT NOT NULL, station TEXT NOT NULL, merchant TEXT NOT NULL)",
            "residents (room TEXT PRIMARY KEY, member TEXT NOT NULL)",
            "bills (number TEXT PRIMARY KEY, member TEXT NOT NULL, what TEXT NOT NULL, fen INTEGER NOT NULL, " +
                "points INTEGER, paid_fen INTEGER, payment TEXT)",
        )

        /** Opens a file, or a database in memory where there is none; `now` puts the engine's clock for a test. */
        fun open(file: Path?, key: ByteArray, now: Instant? = null): Database {
            val connection = DriverManager.getConnection("jdbc:sqlite:${file ?: ":memory:"}")
            connection.createStatement().use { statement ->
                statement.execute("PRAGMA journal_mode = WAL")
                statement.execute("PRAGMA synchronous = FULL")
                for (table in TABLES) statement.execute("CREATE TABLE IF NOT EXISTS $table STRICT")
            }
            return Database(connection, Engine.hosted(JdbcStore(connection), key, now))
        }
    }
}

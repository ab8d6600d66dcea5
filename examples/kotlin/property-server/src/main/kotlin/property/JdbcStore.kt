package property

import java.sql.Connection
import java.sql.PreparedStatement
import java.sql.ResultSet
import java.sql.SQLException
import java.util.concurrent.locks.ReentrantLock
import kotlin.concurrent.withLock
import linli.ffi.HostAdjust
import linli.ffi.HostChange
import linli.ffi.HostColumnType
import linli.ffi.HostFailure
import linli.ffi.HostIndex
import linli.ffi.HostKey
import linli.ffi.HostOrder
import linli.ffi.HostPage
import linli.ffi.HostPlace
import linli.ffi.HostPosition
import linli.ffi.HostRow
import linli.ffi.HostScan
import linli.ffi.HostSchema
import linli.ffi.HostStore
import linli.ffi.HostTable
import linli.ffi.HostValue

/**
 * The engine's rows in a SQLite database that the host has open by JDBC, so that the host's own rows and the engine's
 * change commit or vanish together.
 *
 * The host switches `autoCommit` off, writes its rows, lets the engine run its command, and then commits or rolls back.
 * [commit] writes into that transaction and leaves its end to the host; outside of one it is refused. A refused change leaves
 * the host's transaction as it was. Reads see what the open transaction wrote, so one thing happens at a time: [Database]
 * sees to that.
 *
 * Ids are stored as their 36 characters, for joins with the host's tables, in tables whose names begin with `linli_`.
 */
class JdbcStore(private val connection: Connection) : HostStore {
    private val lock = ReentrantLock()
    private val statements = HashMap<String, PreparedStatement>()
    private var schema: HostSchema? = null

    /** Inside the host's transaction if there is one, else in one of its own. */
    override fun prepare(schema: HostSchema): Unit = using {
        atomically {
            run("CREATE TABLE IF NOT EXISTS linli_meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT")
            val stored = number("SELECT value FROM linli_meta WHERE name = 'schema'")
            val version = schema.version.toLong()
            if (stored != null && stored > version) throw HostFailure.Schema("version $stored is stored, this engine knows $version")
            schema.tables.forEach(::migrate)
            run("INSERT OR REPLACE INTO linli_meta (name, value) VALUES ('schema', ?)", version)
        }
        this.schema = schema
    }

    override fun get(tenant: Long, keys: List<HostKey>): List<HostRow?> = using {
        snapshot {
            keys.map { key ->
                val table = table(key.table)
                val sql = "SELECT id, version, body${counters(table)}${position(table)} FROM ${name(table)} WHERE tenant = ? AND id = ?"
                query(sql, tenant, key.id) { row(it, table) }.singleOrNull()
            }
        }
    }

    override fun scan(tenant: Long, scan: HostScan): HostPage = using {
        val table = table(scan.table)
        val index = (scan.order as? HostOrder.Index)?.let { table.indexes[it.place.toInt()] }
        val byPosition = scan.order is HostOrder.Position
        val columns = if (byPosition) listOf("position") else index?.columns.orEmpty().map(::quoted)
        // What is fixed needs no order; ids tell rows of equal values apart.
        val sorted = columns.drop(scan.prefix.size) + if (byPosition) emptyList() else listOf("id")
        val conditions = mutableListOf("tenant = ?")
        val values = mutableListOf<Any?>(tenant)
        if (index != null) conditions += columns.map { "$it IS NOT NULL" }
        for ((column, value) in columns.zip(scan.prefix)) {
            conditions += "$column = ?"
            values += plain(value)
        }
        for ((bound, compare) in listOf(scan.from to ">=", scan.to to "<=")) {
            if (bound == null) continue
            conditions += "${sorted.first()} $compare ?"
            values += plain(bound)
        }
        scan.after?.let { place ->
            val behind = place.values.drop(scan.prefix.size).map(::plain) + if (byPosition) emptyList() else listOf(place.id)
            conditions += "(${sorted.joinToString()}) ${if (scan.descending) "<" else ">"} (${behind.joinToString { "?" }})"
            values.addAll(behind)
        }
        val direction = if (scan.descending) " DESC" else ""
        val selected = columns.joinToString("") { ", $it" }
        val sql = "SELECT id, version, body${counters(table)}${position(table)}$selected FROM ${name(table)} " +
            "WHERE ${conditions.joinToString(" AND ")} ORDER BY ${sorted.joinToString { it + direction }} LIMIT ?"
        val first = 4 + table.counters.size + if (table.sequenced) 1 else 0
        val found = query(sql, *values.toTypedArray(), scan.limit.toLong() + 1) { rows ->
            val row = row(rows, table)
            val place = columns.indices.map { at ->
                if (byPosition) HostValue.Int(rows.getLong(first)) else value(rows, first + at, kind(table, index!!.columns[at]))
            }
            row to HostPlace(place, row.id)
        }
        val page = found.take(scan.limit.toInt())
        HostPage(page.map { it.first }, page.lastOrNull()?.second?.takeIf { found.size > page.size })
    }

    override fun commit(change: HostChange): List<HostPosition> = using {
        if (connection.autoCommit) {
            throw HostFailure.Misuse("the host has not begun the transaction that this commit belongs to")
        }
        atomically {
            refuseConflicts(change)
            for (delete in change.deletes) {
                run("DELETE FROM ${name(table(delete.key.table))} WHERE tenant = ? AND id = ?", change.tenant, delete.key.id)
            }
            update(change)
            val positions = insert(change)
            for (adjust in change.adjustments) adjust(change.tenant, adjust)
            positions
        }
    }

    /** All rows that are not as the change expects them. The transaction is the only writer, so what is read here stays. */
    private fun refuseConflicts(change: HostChange) {
        val expected = change.checks.map { it.key to it.version } +
            change.updates.map { it.key to it.version } +
            change.deletes.map { it.key to it.version } +
            change.inserts.map { it.key to null }
        val conflicts = expected.filter { (key, version) ->
            val stored = number("SELECT version FROM ${name(table(key.table))} WHERE tenant = ? AND id = ?", change.tenant, key.id)
            stored != version?.toLong()
        }
        if (conflicts.isNotEmpty()) throw HostFailure.Conflict(conflicts.map { it.first })
    }

    private fun update(change: HostChange) {
        for ((number, updates) in change.updates.groupBy { it.key.table }) {
            val table = table(number)
            val freed = table.indexes.filter { it.unique }.map { "${quoted(it.columns.first())} = NULL" }
            // Values of a unique index may move between the rows of one change.
            if (freed.isNotEmpty() && updates.size > 1) {
                val sql = "UPDATE ${name(table)} SET ${freed.distinct().joinToString()} WHERE tenant = ? AND id = ?"
                for (update in updates) run(sql, change.tenant, update.key.id)
            }
            val assigned = table.columns.joinToString("") { ", ${quoted(it.name)} = ?" }
            val sql = "UPDATE ${name(table)} SET version = version + 1, body = ?$assigned WHERE tenant = ? AND id = ?"
            for (update in updates) {
                val values = update.columns.map(::plain).toTypedArray()
                unique(table, change.tenant, update.key.id, update.columns) { run(sql, update.body, *values, change.tenant, update.key.id) }
            }
        }
    }

    private fun insert(change: HostChange): List<HostPosition> {
        val positions = mutableListOf<HostPosition>()
        for ((number, inserts) in change.inserts.groupBy { it.key.table }) {
            val table = table(number)
            var position: Long? = null
            if (table.sequenced) {
                position = 1 + (number("SELECT max(position) FROM ${name(table)} WHERE tenant = ?", change.tenant) ?: 0)
                positions += HostPosition(number, position.toULong())
            }
            val names = listOf("tenant", "id", "version", "body") + table.columns.map { quoted(it.name) } +
                table.counters.map(::quoted) + if (table.sequenced) listOf("position") else emptyList()
            val sql = "INSERT INTO ${name(table)} (${names.joinToString()}) VALUES (${names.joinToString { "?" }})"
            for (insert in inserts) {
                val values = insert.columns.map(::plain) + insert.counters + listOfNotNull(position)
                unique(table, change.tenant, insert.key.id, insert.columns) {
                    run(sql, change.tenant, insert.key.id, 1L, insert.body, *values.toTypedArray())
                }
                position = position?.plus(1)
            }
        }
        return positions
    }

    private fun adjust(tenant: Long, adjust: HostAdjust) {
        val table = table(adjust.key.table)
        val counter = quoted(table.counters[adjust.counter.toInt()])
        val before = number("SELECT $counter FROM ${name(table)} WHERE tenant = ? AND id = ?", tenant, adjust.key.id)
            ?: throw HostFailure.Conflict(listOf(adjust.key))
        val sum = try {
            Math.addExact(before, adjust.by)
        } catch (_: ArithmeticException) {
            null
        }
        if (sum == null || adjust.floor.let { it != null && sum < it } || adjust.ceiling.let { it != null && sum > it }) {
            throw HostFailure.Bound(adjust.key, adjust.counter)
        }
        run("UPDATE ${name(table)} SET $counter = ? WHERE tenant = ? AND id = ?", sum, tenant, adjust.key.id)
    }

    /** Writes a row; if a unique index refuses it, says which. */
    private fun unique(table: HostTable, tenant: Long, id: String, columns: List<HostValue>, write: () -> Unit) {
        try {
            write()
        } catch (refused: SQLException) {
            if (refused.errorCode and 0xff != CONSTRAINT) throw refused
            val taken = table.indexes.filter { it.unique }.firstOrNull { index ->
                val values = index.columns.map { name -> columns[table.columns.indexOfFirst { it.name == name }] }
                val equal = index.columns.joinToString("") { " AND ${quoted(it)} = ?" }
                values.none { it is HostValue.Null } && number(
                    "SELECT 1 FROM ${name(table)} WHERE tenant = ? AND id <> ?$equal",
                    tenant,
                    id,
                    *values.map(::plain).toTypedArray(),
                ) != null
            }
            throw if (taken == null) refused else HostFailure.Duplicate(table.name, taken.name)
        }
    }

    private fun migrate(table: HostTable) {
        val stored = query("SELECT name, type FROM pragma_table_info(?)", "linli_${table.name}") { it.getString(1) to it.getString(2) }.toMap()
        val columns = table.columns.associate { it.name to type(it.kind) }
        if (stored.isEmpty()) {
            val declared = columns.map { (name, type) -> "${quoted(name)} $type" } + table.counters.map { "${quoted(it)} $COUNTER" } +
                if (table.sequenced) listOf("position INTEGER NOT NULL", "UNIQUE (tenant, position)") else emptyList()
            val own = listOf("tenant INTEGER NOT NULL", "id TEXT NOT NULL", "version INTEGER NOT NULL", "body TEXT NOT NULL")
            // Constraints stand behind all columns.
            val all = (own + declared + "PRIMARY KEY (tenant, id)").sortedBy { it.startsWith("UNIQUE") || it.startsWith("PRIMARY") }
            run("CREATE TABLE ${name(table)} (${all.joinToString()}) STRICT")
        } else {
            val expected = mapOf("tenant" to "INTEGER", "id" to "TEXT", "body" to "TEXT") + columns + table.counters.associateWith { "INTEGER" }
            for ((name, type) in expected) {
                when (stored[name]) {
                    type -> {}
                    null -> run("ALTER TABLE ${name(table)} ADD COLUMN ${quoted(name)} ${if (name in table.counters) COUNTER else type}")
                    else -> throw HostFailure.Schema("the stored ${table.name}.$name is not what is declared")
                }
            }
            if (table.sequenced != ("position" in stored)) throw HostFailure.Schema("the stored ${table.name} has no such positions")
        }
        for (index in table.indexes) createIndex(table, index)
    }

    /** A sparse index. The id makes the order of a walk complete; a unique index needs it not. */
    private fun createIndex(table: HostTable, index: HostIndex) {
        val columns = index.columns.map(::quoted)
        val last = if (index.unique) emptyList() else listOf("id")
        try {
            run(
                "CREATE ${if (index.unique) "UNIQUE " else ""}INDEX IF NOT EXISTS ${quoted("linli_${table.name}__${index.name}")} " +
                    "ON ${name(table)} (${(listOf("tenant") + columns + last).joinToString()}) " +
                    "WHERE ${columns.joinToString(" AND ") { "$it IS NOT NULL" }}",
            )
        } catch (refused: SQLException) {
            if (refused.errorCode and 0xff != CONSTRAINT) throw refused
            throw HostFailure.Schema("${index.name} would hold duplicates")
        }
    }

    private fun table(number: UShort): HostTable =
        (schema ?: throw HostFailure.Misuse("prepare was not called")).tables[number.toInt()]

    private fun row(rows: ResultSet, table: HostTable): HostRow {
        val counters = table.counters.indices.map { rows.getLong(4 + it) }
        val position = if (table.sequenced) rows.getLong(4 + counters.size).toULong() else null
        return HostRow(rows.getString(1), rows.getLong(2).toULong(), rows.getString(3), counters, position)
    }

    /** One call at a time, and nothing of JDBC's to the engine. */
    private fun <T> using(call: () -> T): T = lock.withLock {
        try {
            call()
        } catch (failed: SQLException) {
            val reason = failed.message ?: "SQLite failed"
            throw if (failed.errorCode and 0xff in setOf(BUSY, LOCKED)) HostFailure.Unavailable(reason) else HostFailure.Backend(reason)
        }
    }

    /** All of it or nothing: a savepoint inside the host's transaction, a transaction outside of one. */
    private fun <T> atomically(work: () -> T): T {
        val own = connection.autoCommit
        if (own) connection.autoCommit = false
        try {
            val before = connection.setSavepoint()
            val answer = try {
                work()
            } catch (failed: Exception) {
                connection.rollback(before)
                connection.releaseSavepoint(before)
                throw failed
            }
            connection.releaseSavepoint(before)
            if (own) connection.commit()
            return answer
        } finally {
            if (own) connection.autoCommit = true
        }
    }

    /** Several reads that see one state. */
    private fun <T> snapshot(read: () -> T): T = if (connection.autoCommit) atomically(read) else read()

    private fun statement(sql: String, values: Array<out Any?>): PreparedStatement {
        val statement = statements.getOrPut(sql) { connection.prepareStatement(sql) }
        values.forEachIndexed { at, value -> statement.setObject(at + 1, value) }
        return statement
    }

    private fun run(sql: String, vararg values: Any?) {
        // Statements that change the schema are run once.
        if (values.isEmpty()) connection.createStatement().use { it.execute(sql) } else statement(sql, values).execute()
    }

    private fun <T> query(sql: String, vararg values: Any?, read: (ResultSet) -> T): List<T> =
        statement(sql, values).executeQuery().use { rows ->
            val found = ArrayList<T>()
            while (rows.next()) found += read(rows)
            found
        }

    /** The first column of the first row; nothing where it is null or there is none. */
    private fun number(sql: String, vararg values: Any?): Long? =
        query(sql, *values) { rows -> rows.getLong(1).takeUnless { rows.wasNull() } }.firstOrNull()

    private companion object {
        const val CONSTRAINT = 19
        const val BUSY = 5
        const val LOCKED = 6
        const val COUNTER = "INTEGER NOT NULL DEFAULT 0"

        fun quoted(name: String): String = "\"$name\""

        fun name(table: HostTable): String = quoted("linli_${table.name}")

        fun counters(table: HostTable): String = table.counters.joinToString("") { ", ${quoted(it)}" }

        fun position(table: HostTable): String = if (table.sequenced) ", position" else ""

        fun kind(table: HostTable, column: String): HostColumnType = table.columns.single { it.name == column }.kind

        fun type(kind: HostColumnType): String = when (kind) {
            HostColumnType.INT, HostColumnType.TIME -> "INTEGER"
            HostColumnType.TEXT, HostColumnType.ID -> "TEXT"
        }

        fun plain(value: HostValue): Any? = when (value) {
            is HostValue.Null -> null
            is HostValue.Int -> value.value
            is HostValue.Time -> value.value
            is HostValue.Text -> value.value
            is HostValue.Id -> value.value
        }

        fun value(rows: ResultSet, at: Int, kind: HostColumnType): HostValue = when (kind) {
            HostColumnType.INT -> HostValue.Int(rows.getLong(at))
            HostColumnType.TIME -> HostValue.Time(rows.getLong(at))
            HostColumnType.TEXT -> HostValue.Text(rows.getString(at))
            HostColumnType.ID -> HostValue.Id(rows.getString(at))
        }
    }
}

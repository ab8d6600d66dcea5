package linli.ffi

import linli.ffm.HostFailure as FfmFailure

/** A value of a column. */
sealed class HostValue {
    /** Nothing. The row is in no index that has this column. */
    data object Null : HostValue()

    /** A whole number. */
    data class Int(val value: Long) : HostValue()

    /** Microseconds since 1970, UTC. */
    data class Time(val value: Long) : HostValue()

    /** Text, ordered by its bytes in UTF-8. */
    data class Text(val value: String) : HostValue()

    /** An id, as its 36 characters: they order as its bytes do. */
    data class Id(val value: String) : HostValue()
}

/** The type of a column. */
enum class HostColumnType { INT, TIME, TEXT, ID }

/** A column. */
data class HostColumn(val name: String, val kind: HostColumnType)

/** An index over columns. A row with a null in any of them is not in it. */
data class HostIndex(val name: String, val columns: List<String>, val unique: Boolean)

/** A table. Every key, index and uniqueness begins with the tenant. */
data class HostTable(
    val name: String,
    val columns: List<HostColumn>,
    val counters: List<String>,
    val indexes: List<HostIndex>,
    val sequenced: Boolean,
)

/** What the engine asks a store to keep. A table's number is its place. */
data class HostSchema(val version: UInt, val tables: List<HostTable>)

/** Names one row inside a tenant. */
data class HostKey(val table: UShort, val id: String)

/** One stored row. */
data class HostRow(val id: String, val version: ULong, val body: String, val counters: List<Long>, val position: ULong?)

/** By what a scan walks. */
sealed class HostOrder {
    /** By id. */
    data object Id : HostOrder()

    /** By position. */
    data object Position : HostOrder()

    /** By an index, then by id. */
    data class Index(val place: UByte) : HostOrder()
}

/** Where a page ended. */
data class HostPlace(val values: List<HostValue>, val id: String)

/** One step of a walk over a table of a tenant. */
data class HostScan(
    val table: UShort,
    val order: HostOrder,
    val prefix: List<HostValue>,
    val from: HostValue?,
    val to: HostValue?,
    val after: HostPlace?,
    val limit: UInt,
    val descending: Boolean,
)

/** One page of a scan. */
data class HostPage(val rows: List<HostRow>, val next: HostPlace?)

/** A row that must be new. */
data class HostInsert(val key: HostKey, val columns: List<HostValue>, val counters: List<Long>, val body: String)

/** A row that is written anew. */
data class HostUpdate(val key: HostKey, val version: ULong, val columns: List<HostValue>, val body: String)

/** A row that goes. */
data class HostDelete(val key: HostKey, val version: ULong)

/** What must still hold. */
data class HostCheck(val key: HostKey, val version: ULong?)

/** A number that is added to a counter. */
data class HostAdjust(val key: HostKey, val counter: UByte, val by: Long, val floor: Long?, val ceiling: Long?)

/** What a commit does: all of it or nothing. */
data class HostChange(
    val tenant: Long,
    val inserts: List<HostInsert>,
    val updates: List<HostUpdate>,
    val deletes: List<HostDelete>,
    val checks: List<HostCheck>,
    val adjustments: List<HostAdjust>,
)

/** The first position that a commit gave in a sequenced table. */
data class HostPosition(val table: UShort, val first: ULong)

/** Why a store refused or failed. Except for [UnknownOutcome], nothing was written. */
sealed class HostFailure(message: String) : Exception(message) {
    /** Rows were changed since they were read: all of them, where the store can tell. */
    class Conflict(val keys: List<HostKey>) : HostFailure("${keys.size} rows were changed meanwhile")

    /** A counter would leave its bounds. */
    class Bound(val key: HostKey, val counter: UByte) : HostFailure("a counter would leave its bounds")

    /** A unique index has these values already. */
    class Duplicate(val table: String, val index: String) : HostFailure("$table.$index has these values already")

    /** The store cannot be reached; the same call may work later. */
    class Unavailable(val reason: String) : HostFailure(reason)

    /** The connection was lost during a commit: it may have happened or not. */
    class UnknownOutcome(val reason: String) : HostFailure(reason)

    /** The stored schema does not fit. */
    class Schema(val reason: String) : HostFailure(reason)

    /** The caller broke the port's contract. */
    class Misuse(val reason: String) : HostFailure(reason)

    /** Anything else. */
    class Backend(val reason: String) : HostFailure(reason)
}

/** A store of the host: four methods, called from many threads. What is asked was checked against the schema. */
interface HostStore {
    /** Creates or extends what the schema declares. */
    fun prepare(schema: HostSchema)

    /** The rows of these keys in their order, nothing where there is none. One snapshot. */
    fun get(tenant: Long, keys: List<HostKey>): List<HostRow?>

    /** One page of rows. One snapshot. */
    fun scan(tenant: Long, scan: HostScan): HostPage

    /** Applies the whole change durably, or nothing of it. */
    fun commit(change: HostChange): List<HostPosition>
}

/** Makes fresh, empty stores that are not prepared. */
interface HostStoreFactory {
    /** A store of its own. */
    fun make(): HostStore
}

/** The host's store as the generated calls want it. */
internal class Hosted(private val store: HostStore) : linli.ffm.HostStore {
    override fun prepare(schema: linli.ffm.HostSchema) = failing { store.prepare(schema.here()) }

    override fun get(tenant: Long, keys: List<linli.ffm.HostKey>): List<linli.ffm.HostRow?> =
        failing { store.get(tenant, keys.map { it.here() }).map { it?.there() } }

    override fun scan(tenant: Long, scan: linli.ffm.HostScan): linli.ffm.HostPage =
        failing { store.scan(tenant, scan.here()).let { linli.ffm.HostPage(it.rows.map { row -> row.there() }, it.next?.there()) } }

    override fun commit(change: linli.ffm.HostChange): List<linli.ffm.HostPosition> =
        failing { store.commit(change.here()).map { linli.ffm.HostPosition(it.table.toShort(), it.first.toLong()) } }

    private inline fun <T> failing(call: () -> T): T = try {
        call()
    } catch (failure: HostFailure) {
        throw when (failure) {
            is HostFailure.Conflict -> FfmFailure.Conflict(failure.keys.map { it.there() })
            is HostFailure.Bound -> FfmFailure.Bound(failure.key.there(), failure.counter.toByte())
            is HostFailure.Duplicate -> FfmFailure.Duplicate(failure.table, failure.index)
            is HostFailure.Unavailable -> FfmFailure.Unavailable(failure.reason)
            is HostFailure.UnknownOutcome -> FfmFailure.UnknownOutcome(failure.reason)
            is HostFailure.Schema -> FfmFailure.Schema(failure.reason)
            is HostFailure.Misuse -> FfmFailure.Misuse(failure.reason)
            is HostFailure.Backend -> FfmFailure.Backend(failure.reason)
        }
    }
}

private fun linli.ffm.HostValue.here(): HostValue = when (this) {
    is linli.ffm.HostValue.Int -> HostValue.Int(value())
    is linli.ffm.HostValue.Time -> HostValue.Time(value())
    is linli.ffm.HostValue.Text -> HostValue.Text(value())
    is linli.ffm.HostValue.Id -> HostValue.Id(value())
    else -> HostValue.Null
}

private fun List<linli.ffm.HostValue>.here(): List<HostValue> = map { it.here() }

private fun HostValue.there(): linli.ffm.HostValue = when (this) {
    is HostValue.Null -> linli.ffm.HostValue.Null()
    is HostValue.Int -> linli.ffm.HostValue.Int(value)
    is HostValue.Time -> linli.ffm.HostValue.Time(value)
    is HostValue.Text -> linli.ffm.HostValue.Text(value)
    is HostValue.Id -> linli.ffm.HostValue.Id(value)
}

private fun linli.ffm.HostSchema.here() = HostSchema(
    version().toUInt(),
    tables().map { table ->
        HostTable(
            table.name(),
            table.columns().map { HostColumn(it.name(), HostColumnType.entries[it.kind().ordinal]) },
            table.counters(),
            table.indexes().map { HostIndex(it.name(), it.columns(), it.unique()) },
            table.sequenced(),
        )
    },
)

private fun linli.ffm.HostKey.here() = HostKey(table().toUShort(), id())

private fun HostKey.there() = linli.ffm.HostKey(table.toShort(), id)

private fun HostRow.there() = linli.ffm.HostRow(id, version.toLong(), body, counters.toLongArray(), position?.toLong())

private fun linli.ffm.HostPlace.here() = HostPlace(values().here(), id())

private fun HostPlace.there() = linli.ffm.HostPlace(values.map { it.there() }, id)

private fun linli.ffm.HostScan.here(): HostScan {
    val order = when (val order = order()) {
        is linli.ffm.HostOrder.Index -> HostOrder.Index(order.place().toUByte())
        is linli.ffm.HostOrder.Position -> HostOrder.Position
        else -> HostOrder.Id
    }
    return HostScan(
        table().toUShort(),
        order,
        prefix().here(),
        from()?.here(),
        to()?.here(),
        after()?.here(),
        limit().toUInt(),
        descending(),
    )
}

private fun linli.ffm.HostChange.here() = HostChange(
    tenant(),
    inserts().map { HostInsert(it.key().here(), it.columns().here(), it.counters().toList(), it.body()) },
    updates().map { HostUpdate(it.key().here(), it.version().toULong(), it.columns().here(), it.body()) },
    deletes().map { HostDelete(it.key().here(), it.version().toULong()) },
    checks().map { HostCheck(it.key().here(), it.version()?.toULong()) },
    adjustments().map { HostAdjust(it.key().here(), it.counter().toUByte(), it.by(), it.floor(), it.ceiling()) },
)

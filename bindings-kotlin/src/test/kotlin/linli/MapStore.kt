package linli

import java.util.TreeMap
import java.util.concurrent.locks.ReentrantLock
import kotlin.concurrent.withLock
import linli.ffi.HostChange
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

/** A store in maps, as an example of a host's own: every scan walks a whole table, so it is for few rows. */
class MapStore : HostStore {
    private class Stored(
        val version: ULong,
        val columns: List<HostValue>,
        val counters: List<Long>,
        val body: String,
        val position: ULong?,
    )

    private val lock = ReentrantLock()
    private var schema: HostSchema? = null

    /** Per table and tenant, by id. */
    private val rows = HashMap<Pair<UShort, Long>, TreeMap<String, Stored>>()
    private val lastPositions = HashMap<Pair<UShort, Long>, ULong>()

    override fun prepare(schema: HostSchema): kotlin.Unit = lock.withLock {
        val before = this.schema
        if (before != null) {
            if (before.version > schema.version) throw HostFailure.Schema("a newer version is stored")
            for ((place, old) in before.tables.withIndex()) {
                val fits = schema.tables.getOrNull(place)?.let { appends(old, it) } ?: false
                if (!fits) throw HostFailure.Schema("${old.name} was changed otherwise than by appending")
            }
        }
        val grown = rows.mapValues { (key, table) ->
            val declared = schema.tables[key.first.toInt()]
            TreeMap(table.mapValues { (_, row) ->
                val columns = row.columns + List(declared.columns.size - row.columns.size) { HostValue.Null }
                val counters = row.counters + List(declared.counters.size - row.counters.size) { 0L }
                Stored(row.version, columns, counters, row.body, row.position)
            })
        }
        for ((key, table) in grown) {
            val declared = schema.tables[key.first.toInt()]
            for (index in declared.indexes.filter { it.unique }) {
                val values = table.values.mapNotNull { indexed(declared, index, it.columns) }
                if (values.size != values.toSet().size) throw HostFailure.Schema("${index.name} would hold duplicates")
            }
        }
        rows.putAll(grown)
        this.schema = schema
    }

    override fun get(tenant: Long, keys: List<HostKey>): List<HostRow?> = lock.withLock {
        keys.map { key -> stored(tenant, key)?.let { row(key.id, it) } }
    }

    override fun scan(tenant: Long, scan: HostScan): HostPage = lock.withLock {
        val declared = table(scan.table)
        val order = scan.order
        val all = rows[scan.table to tenant].orEmpty().entries.mapNotNull { (id, row) ->
            val values = when (order) {
                is HostOrder.Id -> emptyList()
                is HostOrder.Position -> listOf(HostValue.Int(row.position!!.toLong()))
                is HostOrder.Index -> indexed(declared, declared.indexes[order.place.toInt()], row.columns)
            }
            values?.let { Place(it, id) }
        }
        val bounded = all.filter { place ->
            val next = place.values.getOrNull(scan.prefix.size) ?: HostValue.Id(place.id)
            compare(place.values.take(scan.prefix.size), scan.prefix) == 0 &&
                scan.from.let { it == null || compare(next, it) >= 0 } &&
                scan.to.let { it == null || compare(next, it) <= 0 }
        }
        val walk = bounded.sorted().let { if (scan.descending) it.reversed() else it }
        // A position says it all; of an index's equal values the id tells which come behind.
        val after = scan.after?.let { place ->
            if (order is HostOrder.Position) all.find { it.values == place.values } ?: Place(place.values, "") else Place(place.values, place.id)
        }
        val rest = walk.dropWhile { after != null && (if (scan.descending) it >= after else it <= after) }
        val page = rest.take(scan.limit.toInt())
        HostPage(
            page.map { row(it.id, rows[scan.table to tenant]!![it.id]!!) },
            page.lastOrNull()?.takeIf { rest.size > page.size }?.let { HostPlace(it.values, it.id) },
        )
    }

    override fun commit(change: HostChange): List<HostPosition> = lock.withLock {
        refuseConflicts(change)
        refuseDuplicates(change)
        refuseBounds(change)
        // From here on nothing can fail.
        for (delete in change.deletes) of(change.tenant, delete.key).remove(delete.key.id)
        for (update in change.updates) {
            val old = of(change.tenant, update.key)[update.key.id]!!
            of(change.tenant, update.key)[update.key.id] =
                Stored(update.version + 1u, update.columns, old.counters, update.body, old.position)
        }
        val positions = LinkedHashMap<UShort, ULong>()
        for (insert in change.inserts) {
            val place = insert.key.table to change.tenant
            val position = if (table(insert.key.table).sequenced) (lastPositions[place] ?: 0u) + 1u else null
            if (position != null) {
                lastPositions[place] = position
                positions.putIfAbsent(insert.key.table, position)
            }
            of(change.tenant, insert.key)[insert.key.id] =
                Stored(1u, insert.columns, insert.counters, insert.body, position)
        }
        for (adjust in change.adjustments) {
            val old = of(change.tenant, adjust.key)[adjust.key.id]!!
            val counters = old.counters.toMutableList()
            counters[adjust.counter.toInt()] += adjust.by
            of(change.tenant, adjust.key)[adjust.key.id] =
                Stored(old.version, old.columns, counters, old.body, old.position)
        }
        positions.map { (table, first) -> HostPosition(table, first) }
    }

    private fun refuseConflicts(change: HostChange) {
        val expected = change.checks.map { it.key to it.version } +
            change.updates.map { it.key to it.version } +
            change.deletes.map { it.key to it.version } +
            change.inserts.map { it.key to null }
        val conflicts = expected.filter { (key, version) -> stored(change.tenant, key)?.version != version }.map { it.first }
        if (conflicts.isNotEmpty()) throw HostFailure.Conflict(conflicts)
    }

    private fun refuseDuplicates(change: HostChange) {
        val leaving = (change.updates.map { it.key } + change.deletes.map { it.key }).toSet()
        val coming = change.inserts.map { it.key to it.columns } + change.updates.map { it.key to it.columns }
        for ((number, written) in coming.groupBy { it.first.table }) {
            val declared = table(number)
            val staying = rows[number to change.tenant].orEmpty().filterKeys { HostKey(number, it) !in leaving }
            for (index in declared.indexes.filter { it.unique }) {
                val values = staying.values.mapNotNull { indexed(declared, index, it.columns) } +
                    written.mapNotNull { indexed(declared, index, it.second) }
                if (values.size != values.toSet().size) throw HostFailure.Duplicate(declared.name, index.name)
            }
        }
    }

    private fun refuseBounds(change: HostChange) {
        val inserted = change.inserts.associate { it.key to it.counters }
        val deleted = change.deletes.map { it.key }.toSet()
        for (adjust in change.adjustments) {
            val counters = inserted[adjust.key]
                ?: stored(change.tenant, adjust.key)?.counters?.takeIf { adjust.key !in deleted }
                ?: throw HostFailure.Conflict(listOf(adjust.key))
            val sum = try {
                Math.addExact(counters[adjust.counter.toInt()], adjust.by)
            } catch (_: ArithmeticException) {
                null
            }
            if (sum == null || adjust.floor.let { it != null && sum < it } || adjust.ceiling.let { it != null && sum > it }) {
                throw HostFailure.Bound(adjust.key, adjust.counter)
            }
        }
    }

    private fun table(number: UShort): HostTable = schema!!.tables[number.toInt()]

    private fun of(tenant: Long, key: HostKey): TreeMap<String, Stored> = rows.getOrPut(key.table to tenant) { TreeMap() }

    private fun stored(tenant: Long, key: HostKey): Stored? = rows[key.table to tenant]?.get(key.id)

    private fun row(id: String, row: Stored) = HostRow(id, row.version, row.body, row.counters, row.position)

    private class Place(val values: List<HostValue>, val id: String) : Comparable<Place> {
        override fun compareTo(other: Place): Int =
            compare(values, other.values).let { if (it == 0) id.compareTo(other.id) else it }
    }

    private companion object {
        fun appends(old: HostTable, new: HostTable): Boolean =
            old.name == new.name && old.sequenced == new.sequenced &&
                new.columns.take(old.columns.size) == old.columns &&
                new.counters.take(old.counters.size) == old.counters &&
                new.indexes.take(old.indexes.size) == old.indexes

        /** The values of an index; none where one of them is null. */
        fun indexed(table: HostTable, index: HostIndex, columns: List<HostValue>): List<HostValue>? =
            index.columns
                .map { name -> columns[table.columns.indexOfFirst { it.name == name }] }
                .takeIf { values -> values.none { it is HostValue.Null } }

        fun compare(one: List<HostValue>, other: List<HostValue>): Int {
            for ((a, b) in one.zip(other)) compare(a, b).let { if (it != 0) return it }
            return one.size.compareTo(other.size)
        }

        fun compare(one: HostValue, other: HostValue): Int = when {
            one is HostValue.Int && other is HostValue.Int -> one.value.compareTo(other.value)
            one is HostValue.Time && other is HostValue.Time -> one.value.compareTo(other.value)
            one is HostValue.Id && other is HostValue.Id -> one.value.compareTo(other.value)
            one is HostValue.Text && other is HostValue.Text ->
                java.util.Arrays.compareUnsigned(one.value.toByteArray(), other.value.toByteArray())
            else -> error("values of one column are of one type")
        }
    }
}

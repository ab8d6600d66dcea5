package linli

import java.lang.management.ManagementFactory
import java.util.concurrent.atomic.AtomicLong
import linli.ffi.HostKey
import linli.ffi.HostScan
import linli.ffi.HostStore

/**
 * What crossing between the languages costs, in nanoseconds: the median of many rounds, in tab-separated lines. Time of the
 * processor, because nothing here waits and the machine may have other things to do.
 */
object Cost {
    private val threads = ManagementFactory.getThreadMXBean()

    private fun nanoseconds(calls: Int, call: () -> Any?): Double {
        repeat(calls * 5) { call() }
        val rounds = (1..31).map {
            val from = threads.currentThreadCpuTime
            repeat(calls) { call() }
            (threads.currentThreadCpuTime - from).toDouble() / calls
        }
        return rounds.sorted()[rounds.size / 2]
    }

    private class Counting(private val store: HostStore) : HostStore by store {
        val calls = AtomicLong()

        override fun get(tenant: Long, keys: List<HostKey>) = store.get(tenant, keys).also { calls.incrementAndGet() }

        override fun scan(tenant: Long, scan: HostScan) = store.scan(tenant, scan).also { calls.incrementAndGet() }
    }

    @JvmStatic
    fun main(arguments: Array<String>) {
        val way = arguments.firstOrNull() ?: "kotlin-jna"
        fun line(what: String, nanoseconds: Double) = println("$way\t$what\t${Math.round(nanoseconds)}")
        Engine.memory(KEY, NOON).use { engine ->
            line("trivial call", nanoseconds(1000) { engine.isClosed })
        }
        // Some twenty fields there (a cart of one line), some twenty back (its quote).
        val input = cart()
        line("20-field record there and back", nanoseconds(200) { Rules.quote(input) })
        callback(::line)
    }

    private fun cart(): QuoteInput {
        val merchant = MerchantId("0190b5a0-7c1e-7000-8000-00000000abcd")
        val line = QuoteLine(
            sku = skuId(merchant, "A"),
            product = productId(merchant, "A"),
            kind = ProductKind.GOODS,
            merchant = merchant,
            fulfilment = Fulfilment.PICKUP,
            quantity = 2,
            price = Money.of("19.90"),
            listPrice = Money.of("25.00"),
        )
        return QuoteInput(at = NOON, minorPerUnit = 100, rounding = Rounding.HALF_UP, lines = listOf(line))
    }

    /** The same query on a store in Kotlin and on one in Rust: the difference, by how often the store was called. */
    private fun callback(line: (String, Double) -> kotlin.Unit) {
        val counting = Counting(MapStore())
        val calls = AtomicLong()
        val hosted = Engine.hosted(counting, KEY, NOON).use { engine ->
            val shop = Shop(engine)
            val trade = shop.place(1).trade
            val before = counting.calls.get()
            engine.trade(shop.buyer, trade)
            calls.set(counting.calls.get() - before)
            nanoseconds(300) { engine.trade(shop.buyer, trade) }
        }
        val memory = Engine.memory(KEY, NOON).use { engine ->
            val shop = Shop(engine)
            val trade = shop.place(1).trade
            nanoseconds(300) { engine.trade(shop.buyer, trade) }
        }
        check(calls.get() > 0)
        line("store callback", (hosted - memory) / calls.get())
    }
}

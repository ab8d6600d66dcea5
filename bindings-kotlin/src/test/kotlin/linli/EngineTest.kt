package linli

import java.math.BigDecimal
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import java.time.LocalDate
import java.time.ZoneId
import java.time.ZonedDateTime
import java.time.temporal.ChronoUnit
import java.util.concurrent.Callable
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicInteger
import kotlin.test.Test
import kotlin.test.assertContains
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertIs
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.io.TempDir

class EngineTest {
    private fun shop(test: (Shop) -> kotlin.Unit): kotlin.Unit = Engine.memory(KEY, NOON).use { test(Shop(it)) }

    @Test
    fun `a resident buys, pays and sees the order`() = shop { shop ->
        val placed = shop.place(2)
        assertEquals(Money.of("79.80"), placed.total)
        assertEquals(BigDecimal("79.80"), placed.total.toBigDecimal())
        assertEquals(NOON.plus(Duration.ofMinutes(30)), placed.dueAt)
        assertEquals(PaymentOutcome.ACCEPTED, shop.pay(placed).outcome)
        val order = shop.engine.order(shop.buyer, placed.orders.single())
        assertEquals(OrderState.PENDING_SHIPMENT, order.state)
        val (orders, place) = shop.engine.ordersOfMember(shop.buyer, shop.member)
        assertEquals(placed.orders, orders.map { it.id })
        assertNull(place)
        assertTrue(shop.engine.verify(shop.tenant).isClean)
    }

    @Test
    fun `events are of their kind`() = shop { shop ->
        shop.pay(shop.place())
        val events = shop.engine.events(shop.host, 0, 1000).events.map { it.event }
        assertEquals(shop.root, assertIs<Event.TenantCreated>(events.first()).root)
        assertTrue(events.any { it is Event.OrderPaid })
    }

    @Test
    fun `the same command id takes effect once`() = shop { shop ->
        val id = shop.id()
        val first = shop.engine.placeOrder(shop.buyer, id, shop.order(1))
        assertEquals(first, shop.engine.placeOrder(shop.buyer, id, shop.order(1)))
        val refused = assertFailsWith<CommandReusedException> { shop.engine.placeOrder(shop.buyer, id, shop.order(2)) }
        assertEquals("command_reused", refused.code)
    }

    @Test
    fun `a refusal is typed and names its field`() = shop { shop ->
        val refused = assertFailsWith<OutOfStockException> { shop.place(61) }
        assertEquals("lines[0].quantity", refused.field)
        assertEquals(60L, refused.details["available"])
        assertFailsWith<DeniedException> { shop.engine.node(shop.buyer, shop.root) }
        val moved = assertFailsWith<PriceMovedException> {
            shop.engine.placeOrder(shop.buyer, shop.id(), shop.order(1).copy(expectedTotal = Money.of("39.80")))
        }
        assertEquals(Money.of("39.90"), assertIs<Quote>(moved.details["quote"]).total)
    }

    @Test
    fun `a number beyond its field is refused and nothing happens`() = shop { shop ->
        val before = shop.engine.events(shop.host, 0, 1000).cursor
        for (quantity in listOf(-1L, 1L shl 32, Long.MAX_VALUE)) {
            assertFailsWith<InvalidFieldException> { shop.place(quantity) }
        }
        assertEquals(before, shop.engine.events(shop.host, 0, 1000).cursor)
    }

    @Test
    fun `many commands share commits and fail alone`() = shop { shop ->
        val outcomes = shop.engine.executeAll(shop.buyer, listOf(1L, 61L, 2L).map { shop.id() to shop.order(it) })
        assertIs<PlacedTrade>(assertIs<Outcome.Answer>(outcomes[0]).value)
        assertIs<OutOfStockException>(assertIs<Outcome.Refused>(outcomes[1]).error)
        assertIs<Outcome.Answer>(outcomes[2])
        assertEquals(emptyList(), shop.engine.executeAll(shop.buyer, emptyList()))
    }

    @Test
    fun `due work follows the clock`() = shop { shop ->
        val placed = shop.place(1)
        shop.engine.setClock(NOON.plus(Duration.ofMinutes(31)))
        assertContains(shop.engine.due(shop.host, 100).map { it.command }, ExpireTrade(placed.trade))
        assertEquals(emptyList(), shop.engine.runDue(shop.host, 100).failed)
        assertEquals(TradeState.CLOSED, shop.engine.trade(shop.buyer, placed.trade).state)
    }

    @Test
    fun `codes and personal data are not in a text for debugging`() = shop { shop ->
        val placed = shop.place(1)
        shop.pay(placed)
        val code = shop.engine.myPickupCode(shop.buyer, placed.orders.single())
        val digits = code.digits!!
        assertFalse(digits in code.toString())
        assertFalse(digits in ConfirmPickup(shop.station, digits).toString())
        val profile = shop.engine.memberProfile(shop.host, shop.member)
        assertEquals("张三", profile.name)
        assertFalse("张三" in profile.toString())
    }

    @Test
    fun `closing twice is closing once`(@TempDir folder: Path) {
        val path = folder.resolve("a.db")
        val engine = Engine.sqlite(path, KEY)
        assertFailsWith<StoreOwnedException> { Engine.sqlite(path, KEY) }
        engine.close()
        engine.close()
        assertTrue(engine.isClosed)
        assertEquals("closed", assertFailsWith<ClosedException> { engine.newCommandId() }.code)
        Engine.sqlite(path, KEY).close()
    }

    @Test
    fun `what was acknowledged is there after opening again`(@TempDir folder: Path) {
        val (trade, buyer) = Engine.sqlite(folder.resolve("a.db"), KEY, NOON).use { engine ->
            val shop = Shop(engine)
            engine.backup(folder.resolve("b.db"))
            shop.place().trade to shop.buyer
        }
        Engine.sqlite(folder.resolve("a.db"), KEY, NOON).use { assertEquals(trade, it.trade(buyer, trade).id) }
        Engine.sqlite(folder.resolve("b.db"), KEY, NOON).use {
            assertFailsWith<NotFoundException> { it.trade(buyer, trade) }
        }
    }

    @Test
    fun `many threads share an engine`() = shop { shop ->
        val (sold, refused) = AtomicInteger() to AtomicInteger()
        val pool = Executors.newFixedThreadPool(16)
        val work = (1..80).map {
            pool.submit {
                try {
                    shop.place(1)
                    sold.incrementAndGet()
                } catch (_: OutOfStockException) {
                    refused.incrementAndGet()
                }
            }
        }
        work.forEach { it.get() }
        pool.shutdown()
        assertEquals(60 to 20, sold.get() to refused.get())
        assertTrue(shop.engine.verify(shop.tenant).isClean)
    }

    @Test
    fun `closing waits for calls that run in other threads`() {
        val engine = Engine.memory(KEY, NOON)
        val shop = Shop(engine)
        val pool = Executors.newFixedThreadPool(8)
        val begun = CountDownLatch(8)
        val work = (1..8).map {
            pool.submit(Callable {
                begun.countDown()
                var placed = 0
                while (true) {
                    try {
                        shop.place(1)
                        placed++
                    } catch (_: OutOfStockException) {
                        // Sold, and asked on.
                    } catch (_: ClosedException) {
                        break
                    }
                }
                placed
            })
        }
        begun.await()
        while (runCatching { engine.trades(shop) }.getOrDefault(0) == 0) Thread.onSpinWait()
        engine.close()
        // Each call ended with an answer, a refusal or `closed`, none with anything else.
        assertTrue(work.sumOf { it.get() } in 1..60)
        pool.shutdown()
        assertTrue(engine.isClosed)
    }

    private fun Engine.trades(shop: Shop): Int = ordersOfMember(shop.buyer, shop.member).first.size

    @Test
    fun `many close an engine at the same time`(@TempDir folder: Path) {
        val path = folder.resolve("a.db")
        val engine = Engine.sqlite(path, KEY)
        val pool = Executors.newFixedThreadPool(8)
        (1..32).map { pool.submit { engine.close() } }.forEach { it.get() }
        pool.shutdown()
        Engine.sqlite(path, KEY).close()
    }

    @Test
    fun `a panic inside is an error and the engine goes on`() {
        Engine(linli.ffi.panickingEngine(KEY)).use { engine ->
            val host = Actor(TenantId(1))
            val node = NodeId("0190b5a0-7c1e-7000-8000-00000000abcd")
            repeat(2) {
                assertContains(assertFailsWith<InternalException> { engine.node(host, node) }.reason, "panic")
                assertContains(assertFailsWith<InternalException> { engine.verify(TenantId(1)) }.reason, "panic")
                // Of a command nobody knows whether it happened.
                assertFailsWith<StoreException> {
                    engine.createNode(host, engine.newCommandId(), CreateNode(node, "项目", "翠苑"))
                }
            }
        }
    }

    @Test
    fun `a coroutine that is cancelled leaves its command to be finished`() = shop { shop ->
        val id = shop.id()
        runBlocking {
            val begun = CompletableDeferred<kotlin.Unit>()
            val job = launch {
                begun.complete(kotlin.Unit)
                shop.engine.suspending.placeOrder(shop.buyer, id, shop.order(1))
            }
            begun.await()
            job.cancelAndJoin()
        }
        // Whether it had begun or not: the same id makes it one order.
        val placed = shop.engine.placeOrder(shop.buyer, id, shop.order(1))
        assertEquals(placed.orders, shop.engine.ordersOfMember(shop.buyer, shop.member).first.map { it.id })
    }

    @Test
    fun `coroutines see the same errors`() = shop { shop ->
        runBlocking {
            val refused = assertFailsWith<OutOfStockException> {
                shop.engine.suspending.placeOrder(shop.buyer, shop.id(), shop.order(61))
            }
            assertEquals("lines[0].quantity", refused.field)
            shop.engine.close()
            assertFailsWith<ClosedException> { shop.engine.suspending.node(shop.host, shop.root) }
        }
    }

    @Test
    fun `moments are the same in every zone, and days are those of the tenant`() {
        // Half past midnight in Shanghai, still the day before in UTC.
        val shanghai = ZonedDateTime.of(2026, 11, 24, 0, 30, 0, 123_456_789, ZoneId.of("Asia/Shanghai"))
        Engine.memory(KEY, shanghai.toInstant()).use { engine ->
            val shop = Shop(engine)
            val placed = shop.place(1)
            val trade = engine.trade(shop.buyer, placed.trade)
            // Microseconds are kept.
            assertEquals(Instant.parse("2026-11-23T16:30:00.123456Z"), trade.placedAt)
            assertEquals(shanghai.plusMinutes(30).truncatedTo(ChronoUnit.MICROS).toInstant(), placed.dueAt)
            assertEquals(LocalDate.of(2026, 11, 24), engine.todayOf(shop))
        }
    }

    /** The day of the tenant, as a grant of points that ends today shows it. */
    private fun Engine.todayOf(shop: Shop): LocalDate {
        val grant = { day: LocalDate ->
            GrantPoints(shop.member, Points.ofUnits(1), PointsKind.UNIVERSAL, Party.of(shop.root), day, "今天")
        }
        val utc = LocalDate.of(2026, 11, 23)
        assertFailsWith<InvalidFieldException> { grantPoints(shop.host, newCommandId(), grant(utc)) }
        grantPoints(shop.host, newCommandId(), grant(utc.plusDays(1)))
        return pointsBalance(shop.host, shop.member).lots.single { it.amount == Points.ofUnits(1) }.expires
    }

    @Test
    fun `coroutines wait for calls`() = shop { shop ->
        runBlocking {
            val trades = (1..8).map { async { shop.engine.suspending.placeOrder(shop.buyer, shop.id(), shop.order(1)) } }
            assertEquals(8, trades.awaitAll().map { it.trade }.toSet().size)
        }
    }

    @Test
    fun `bad ways to open are refused`(@TempDir folder: Path) {
        assertEquals("key", assertFailsWith<InvalidFieldException> { Engine.memory(ByteArray(5)) }.field)
        assertFailsWith<InvalidFieldException> { Engine.memory(KEY, Instant.parse("1969-01-01T00:00:00Z")) }
        assertFailsWith<InvalidFieldException> { Engine.memory(KEY, Instant.MAX) }
        val text = folder.resolve("text.db")
        Files.writeString(text, "no database".repeat(100))
        assertFailsWith<StoreCorruptException> { Engine.sqlite(text, KEY) }
        assertFailsWith<StoreException> { Engine.postgres("postgresql://nobody@127.0.0.1:1/none", KEY) }
    }

    @Test
    fun `money is exact and refuses what it cannot hold`() {
        assertEquals(Money.ofUnits(1230), Money.of(BigDecimal("12.3")))
        assertEquals(Money.of("1200", decimals = 0), Money.ofUnits(1200))
        assertEquals(Money.of("0.30"), Money.of("0.10") * 3)
        for (wrong in listOf("", "1e3", "1,000", " 1", ".5", "1.", "٣", "NaN", "12.345")) {
            assertEquals("money", assertFailsWith<InvalidFieldException>(wrong) { Money.of(wrong) }.field)
        }
        assertFailsWith<AmountOverflowException> { Money.of("10000000000000.01") }
        assertFailsWith<AmountOverflowException> { Money.of(BigDecimal("1E+999999")) }
        assertFailsWith<AmountOverflowException> { Money.ofUnits(1_000_000_000_000_000) + Money.ofUnits(1) }
        assertFailsWith<InvalidFieldException> { OrderId("5") }
        assertFailsWith<InvalidFieldException> { TenantId(0) }
    }

    @Test
    fun `text that is no text is refused`() = shop { shop ->
        val lone = "\ud800"
        assertFailsWith<InvalidFieldException> {
            shop.engine.createSupplier(shop.office, shop.id(), CreateSupplier("s", lone))
        }
        val odd = "𠮷 \"\\\n\t"
        shop.engine.createSupplier(shop.office, shop.id(), CreateSupplier("s", odd))
        assertEquals(odd, shop.engine.suppliers(shop.office, limit = 10).single().name)
    }

    @Test
    fun `the program of the README runs`() = readme.main()
}

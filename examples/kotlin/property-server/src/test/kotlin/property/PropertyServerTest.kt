package property

import java.nio.file.Path
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import kotlin.test.Test
import kotlin.test.assertContains
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue
import linli.Money
import linli.OutOfStockException
import linli.Points
import org.junit.jupiter.api.io.TempDir

class PropertyServerTest {
    private val room = "1-1-101"
    private val bill = "$room/2026-11"

    private fun office(database: Database) = Office(database).apply {
        build()
        moveIn(room, "张三", "13800000003", Points.ofUnits(2000), Money.of("126.50"))
    }

    private fun with(test: (Office) -> Unit) = Database.open(null, ByteArray(32)).use { test(office(it)) }

    @Test
    fun `a bill, points and an order are one payment`() = with { office ->
        val receipt = office.pay(room, Wish(bill, Points.ofUnits(1500), apples = 2))
        // 2,000 were given, 100 came with registering. RULES §13: 1,500 points are worth 15.00, and money earns a point for each yuan.
        assertEquals(Money.of("15.00"), receipt.byPoints?.value)
        assertEquals(Money.of("191.30"), receipt.money)
        assertEquals(Points.ofUnits(111), receipt.earned)
        assertEquals(Points.ofUnits(711), office.points(room))
        assertEquals(Money.of("111.50"), office.bills(room).single().paid)
        assertEquals(1, office.orders(room))
        assertTrue(office.isSound())
    }

    @Test
    fun `what the shop refuses undoes the host's rows and the points`() = with { office ->
        assertFailsWith<OutOfStockException> { office.pay(room, Wish(bill, Points.ofUnits(1500), apples = 61)) }
        assertEquals(null, office.bills(room).single().paid)
        assertEquals(Points.ofUnits(2100), office.points(room))
        assertEquals(0, office.orders(room))
        assertTrue(office.isSound())
        // All is as if it had not been tried.
        assertEquals(Money.of("15.00"), office.pay(room, Wish(bill, Points.ofUnits(1500), apples = 2)).byPoints?.value)
    }

    @Test
    fun `a bill is paid once, however many ask at the same time`() = with { office ->
        val pool = Executors.newFixedThreadPool(8)
        val asked = (1..16).map { pool.submit(Callable { runCatching { office.pay(room, Wish(bill, apples = 1)) } }) }.map { it.get() }
        pool.shutdown()
        assertEquals(1, asked.count { it.isSuccess })
        assertTrue(asked.mapNotNull { it.exceptionOrNull() }.all { it is IllegalStateException })
        assertEquals(1, office.orders(room))
        assertTrue(office.isSound())
    }

    @Test
    fun `all of it is there after the server comes back`(@TempDir folder: Path) {
        val file = folder.resolve("property.db")
        Database.open(file, ByteArray(32)).use { office(it).pay(room, Wish(bill, Points.ofUnits(100))) }
        Database.open(file, ByteArray(32)).use { database ->
            val office = office(database)
            assertEquals(Money.of("125.50"), office.bills(room).single().paid)
            assertEquals(Points.ofUnits(2125), office.points(room))
            assertTrue(office.isSound())
        }
    }

    @Test
    fun `residents get told what was wrong`() = with { office ->
        Server(office, 0).use { server ->
            val visitor = Visitor(server.port)
            assertEquals(404, visitor.get("/bills?room=nobody").first)
            assertEquals(404, visitor.post("/pay", "room=$room&bill=none").first)
            assertEquals(400, visitor.post("/pay", "room=$room&bill=$bill&points=many").first)
            val (status, said) = visitor.post("/pay", "room=$room&bill=$bill&apples=61")
            assertEquals(409, status)
            assertContains(said, "out_of_stock lines[0].quantity")
            assertContains(visitor.get("/bills?room=$room").second, "open")
            assertEquals(200, visitor.post("/pay", "room=$room&bill=$bill").first)
            assertContains(visitor.get("/bills?room=$room").second, "paid 126.50")
        }
    }
}

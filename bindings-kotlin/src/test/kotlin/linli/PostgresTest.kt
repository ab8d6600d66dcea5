package linli

import kotlin.random.Random
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue
import org.junit.jupiter.api.Assumptions.assumeTrue

/** On the server that `LINLI_POSTGRES_URL` names; skipped, and said so, where it names none. */
class PostgresTest {
    private fun opened(test: (String) -> kotlin.Unit) {
        val url = System.getenv("LINLI_POSTGRES_URL")
        if (url == null) println("SKIPPED: LINLI_POSTGRES_URL names no PostgreSQL server")
        assumeTrue(url != null, "LINLI_POSTGRES_URL names no PostgreSQL server")
        test(url)
    }

    // The database may be somebody's who has tenants already.
    private val tenant = TenantId(Random.nextLong(1_000_000, Long.MAX_VALUE))

    @Test
    fun `a shop on PostgreSQL is there after opening again`() = opened { url ->
        val (trade, buyer) = Engine.postgres(url, KEY, NOON).use { engine ->
            val shop = Shop(engine, tenant)
            val placed = shop.place(2)
            assertEquals(PaymentOutcome.ACCEPTED, shop.pay(placed).outcome)
            assertTrue(engine.verify(tenant).isClean)
            placed.trade to shop.buyer
        }
        Engine.postgres(url, KEY, NOON).use { assertEquals(TradeState.PAID, it.trade(buyer, trade).state) }
    }

    @Test
    fun `two engines share a PostgreSQL database`() = opened { url ->
        Engine.postgres(url, KEY, NOON).use { one ->
            Engine.postgres(url, KEY, NOON).use { other ->
                val shop = Shop(one, tenant)
                shop.place(59)
                val order = shop.order(2)
                assertFailsWith<OutOfStockException> { other.placeOrder(shop.buyer, other.newCommandId(), order) }
                other.placeOrder(shop.buyer, other.newCommandId(), shop.order(1))
                assertEquals(2, one.ordersOfMember(shop.buyer, shop.member).first.size)
            }
        }
    }

    @Test
    fun `only a file is copied while it is open`() = opened { url ->
        Engine.postgres(url, KEY).use { engine ->
            assertFailsWith<InvalidFieldException> { engine.backup(java.nio.file.Path.of("nowhere.db")) }
        }
    }
}

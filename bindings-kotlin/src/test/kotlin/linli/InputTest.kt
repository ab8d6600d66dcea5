package linli

import java.math.BigDecimal
import java.time.Instant
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue

/** Wrong input: a typed error that names the field, and nothing else happens. */
class InputTest {
    private val nobody = "0190b5a0-7c1e-7000-8000-00000000abcd"

    private fun shop(test: (Shop) -> kotlin.Unit): kotlin.Unit = Engine.memory(KEY, NOON).use { test(Shop(it)) }

    private fun line(shop: Shop, change: (WantedLine) -> WantedLine): (CommandId) -> Any? = { id ->
        val wanted = shop.order(1).wanted
        shop.engine.placeOrder(shop.buyer, id, PlaceOrder(wanted.copy(lines = wanted.lines.map(change))))
    }

    @Test
    fun `each wrong value is refused by its field and leaves everything as it was`() = shop { shop ->
        val engine = shop.engine
        val wrong: List<Triple<String, String?, (CommandId) -> Any?>> = listOf(
            Triple("invalid_field", "lines[0].quantity", line(shop) { it.copy(quantity = 0) }),
            Triple("invalid_field", "lines[0].quantity", line(shop) { it.copy(quantity = -1) }),
            Triple("invalid_field", "lines[0].quantity", line(shop) { it.copy(quantity = 1L shl 32) }),
            Triple("invalid_field", "lines[0].quantity", line(shop) { it.copy(quantity = Long.MAX_VALUE) }),
            Triple("out_of_stock", "lines[0].quantity", line(shop) { it.copy(quantity = 61) }),
            Triple("not_sold", "lines[0].sku", line(shop) { it.copy(sku = SkuId(nobody)) }),
            Triple("invalid_field", "name") { engine.createNode(shop.office, it, CreateNode(shop.root, "项目", "")) },
            Triple("invalid_field", "name") { engine.createNode(shop.office, it, CreateNode(shop.root, "项目", "长".repeat(10_000))) },
            Triple("invalid_field", "name") { engine.createNode(shop.office, it, CreateNode(shop.root, "项目", "\ud800")) },
            Triple("not_found", null) { engine.createNode(shop.office, it, CreateNode(NodeId(nobody), "项目", "锦园")) },
            Triple("invalid_field", "settings.payment_minutes") {
                engine.changeSettings(shop.office, it, ChangeSettings(shop.root, SettingsPatch(paymentMinutes = 0)))
            },
            Triple("invalid_field", "set.points_cap") {
                engine.changeSettings(shop.office, it, ChangeSettings(shop.root, SettingsPatch(pointsCap = BigDecimal("1.5"))))
            },
            Triple("invalid_field", "points") {
                val none = GrantPoints(shop.member, Points.ZERO, PointsKind.UNIVERSAL, Party.of(shop.root), reason = "无")
                engine.grantPoints(shop.host, it, none)
            },
            Triple("denied", null) { engine.createNode(shop.buyer, it, CreateNode(shop.root, "项目", "锦园")) },
        )
        val before = engine.events(shop.host, 0, 1000)
        val other = mutableListOf<String>()
        for ((place, case) in wrong.withIndex()) {
            val (code, field, call) = case
            val refused = assertFailsWith<LinliException>("case $place") { call(shop.id()) }
            if (code to field != refused.code to refused.field) other += "case $place: ${refused.code} ${refused.field}: ${refused.reason}"
            assertTrue(refused.reason.isNotEmpty())
            assertEquals(before, engine.events(shop.host, 0, 1000), "case $place")
        }
        assertEquals(emptyList(), other)
        assertTrue(engine.verify(shop.tenant).isClean)
        shop.pay(shop.place(60))
    }

    @Test
    fun `moments beyond the calendar are refused by this side`() = shop { shop ->
        for (wrong in listOf(Instant.MIN, Instant.MAX)) {
            assertEquals("now", assertFailsWith<InvalidFieldException> { shop.engine.setClock(wrong) }.field)
        }
        assertFailsWith<InvalidFieldException> { shop.engine.setClock(Instant.parse("2300-01-01T00:00:00Z")) }
        shop.engine.setClock(Instant.parse("2199-12-31T00:00:00Z"))
    }

    @Test
    fun `a bad value is not in the error`() = shop { shop ->
        val secret = "13812345678"
        val profile = Profile(secret, secret.repeat(50), Address(detail = "x"))
        val refusals = listOf(
            assertFailsWith<LinliException> {
                shop.engine.registerMember(shop.host, shop.id(), RegisterMember(shop.community, "2", profile))
            },
            assertFailsWith<LinliException> {
                shop.engine.confirmPickup(shop.host, shop.id(), ConfirmPickup(shop.station, secret))
            },
        )
        for (refused in refusals) assertTrue(secret !in refused.toString())
    }

    @Test
    fun `rules refuse what an engine would never store`() {
        val terms = LevelTerms(12, Downgrade.ONE_LEVEL)
        val day = java.time.LocalDate.of(2026, 11, 22)
        val begin = { levels: List<Level>, terms: LevelTerms -> Rules.beginStanding(MemberId(nobody), NodeId(nobody), levels, day, terms) }
        assertEquals("levels", assertFailsWith<InvalidFieldException> { begin(emptyList(), terms) }.field)
        val first = listOf(Level(code = "a", name = "级", growth = 0))
        assertEquals("terms.months", assertFailsWith<InvalidFieldException> { begin(first, terms.copy(months = 0)) }.field)
        assertFailsWith<InvalidFieldException> { Rules.divide(Money.ofUnits(-1), listOf(Money.ofUnits(1))) }
    }
}

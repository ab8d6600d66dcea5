package linli

import java.math.BigDecimal
import java.nio.file.Files
import java.nio.file.Path
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** The golden vectors: worked examples that every language's engine has to agree with. */
class VectorsTest {
    private fun cases(name: String): List<Map<*, *>> {
        val file = Path.of(System.getProperty("linli.vectors"), "$name.json")
        val cases = (Json.read(Files.readString(file)) as Map<*, *>)["cases"] as List<*>
        assertTrue(cases.isNotEmpty())
        return cases.map { it as Map<*, *> }
    }

    private fun <T> check(case: Map<*, *>, expected: Any?, run: () -> T) {
        try {
            assertEquals(expected, run(), "$case")
        } catch (error: LinliException) {
            assertEquals(case["error"], mapOf("code" to error.code, "field" to error.field), "$case")
        }
    }

    @Test
    fun `amounts are divided as the vectors say`() {
        for (case in cases("divide")) {
            check(case, case["shares"]) {
                val weights = (case["weights"] as List<*>).map { Money.ofUnits(it as Long) }
                Rules.divide(Money.ofUnits(case["amount"] as Long), weights).map { it.units }
            }
        }
    }

    @Test
    fun `units are refunded as the vectors say`() {
        for (case in cases("refund")) {
            check(case, case["parts"]) {
                var before = 0L
                (case["steps"] as List<*>).map { step ->
                    Rules.portion(case["amount"] as Long, before, step as Long, case["units"] as Long)
                        .also { before += step }
                }
            }
        }
    }

    @Test
    fun `percentages are rounded as the vectors say`() {
        for (case in cases("percentage")) {
            val found = Rules.percentage(
                Money.ofUnits(case["amount"] as Long),
                BigDecimal(case["rate"] as String),
                Rounding.entries.single { it.wire == case["rounding"] },
            )
            assertEquals(case["result"], found.units, "$case")
        }
    }

    @Test
    fun `points are earned as the vectors say`() {
        for (case in cases("points")) {
            val input = case["input"] as Map<*, *>
            var cash = input["cash"] as Long
            val kept = (listOf(0L) + (input["refunds"] as List<*>? ?: emptyList<Any?>())).map { refund ->
                cash -= refund as Long
                Rules.earnedBy(cash, input["points_per_unit"] as Long, input["minor_per_unit"] as Long).units
            }
            assertEquals(case["kept"], kept, "$case")
        }
    }

    /** An id of sixteen equal bytes, as the vectors' merchants are meant. */
    private fun id(number: Long): String = "%02x".format(number).repeat(16).replace(Regex("^(.{8})(.{4})(.{4})(.{4})(.{12})$"), "$1-$2-$3-$4-$5")

    private fun cart(input: Map<*, *>): QuoteInput {
        fun fulfilment(wire: Any?) = Fulfilment.entries.single { it.wire == wire }
        val lines = (input["lines"] as List<*>).map { line ->
            val from = line as Map<*, *>
            QuoteLine(
                sku = SkuId(id(0)),
                product = ProductId(id(0)),
                kind = ProductKind.GOODS,
                merchant = MerchantId(id(from["merchant"] as Long)),
                fulfilment = fulfilment(from["fulfilment"]),
                quantity = from["quantity"] as Long,
                price = Money.ofUnits(from["price"] as Long),
                pointsPrice = Points.ofUnits(from["points_price"] as Long? ?: 0),
            )
        }
        val points = (input["points"] as Map<*, *>?)?.let {
            PointsOffer(
                wanted = Points.ofUnits(it["wanted"] as Long),
                available = Points.ofUnits(it["available"] as Long),
                perUnit = it["per_unit"] as Long,
                cap = BigDecimal(it["cap"] as String),
                funder = Party.PLATFORM,
            )
        }
        val fees = (input["fees"] as Map<*, *>?).orEmpty().map { (way, rule) ->
            val from = rule as Map<*, *>
            FeeRule(fulfilment(way), Money.ofUnits(from["fee"] as Long), Money.ofUnits(from["free_from"] as Long))
        }
        val repeated = List((input["repeat"] as Long? ?: 1).toInt()) { lines }.flatten()
        return QuoteInput(
            at = NOON,
            minorPerUnit = input["minor_per_unit"] as Long,
            rounding = Rounding.HALF_UP,
            lines = repeated,
            points = points ?: PointsOffer(),
            fees = fees,
        )
    }

    @Test
    fun `carts are priced as the vectors say`() {
        for (case in cases("quote") + cases("points_goods")) {
            check(case, case["output"]) {
                val quote = Rules.quote(cart(case["input"] as Map<*, *>))
                mapOf(
                    "lines" to quote.lines.map { mapOf("gross" to it.gross.units, "points" to it.points.units, "net" to it.net.units) },
                    "orders" to quote.orders.map {
                        mapOf(
                            "merchant" to it.merchant.text.take(2).toLong(16),
                            "fulfilment" to it.fulfilment.wire,
                            "lines" to it.lines,
                            "goods" to it.goods.units,
                            "fee" to it.fee.units,
                            "total" to it.total.units,
                        )
                    },
                    "goods" to quote.goods.units,
                    "points" to quote.points.units,
                    "points_value" to quote.pointsValue.units,
                    "fees" to quote.fees.units,
                    "total" to quote.total.units,
                    "not_applied" to quote.notApplied.map { it.reason.wire },
                )
            }
        }
    }

    @Test
    fun `the whole chain prices as the vectors say`() {
        val cases = cases("promotion")
        assertTrue(cases.size >= 150)
        for (case in cases) {
            val quote = Rules.quote(Codec.readQuoteInput(case["input"]))
            val output = case["output"] as Map<*, *>
            val totals = mapOf(
                "goods" to quote.goods.units,
                "reductions" to quote.reductions.units,
                "coupons" to quote.coupons.map { it.text },
                "points" to quote.points.units,
                "points_value" to quote.pointsValue.units,
                "fees" to quote.fees.units,
                "total" to quote.total.units,
                "lines" to quote.lines.map { line ->
                    val reductions = line.reductions.map { one ->
                        listOf(
                            one.lane.wire,
                            (one.campaign ?: one.coupon)?.text,
                            one.reason?.wire,
                            one.funder.text,
                            one.amount.units,
                            one.basis.units,
                        )
                    }
                    listOf(
                        line.gross.units,
                        line.priced.units,
                        line.points.units,
                        line.net.units,
                        line.gift?.text,
                        reductions,
                    )
                },
            )
            for ((figure, expected) in output) {
                if (figure in totals) assertEquals(expected, totals[figure], "$figure of $case")
            }
        }
    }
}

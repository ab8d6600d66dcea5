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

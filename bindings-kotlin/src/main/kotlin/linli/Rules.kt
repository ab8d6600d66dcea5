// Written by `linli-bindgen`; do not edit.

package linli

/** Rules of the engine on values, without an engine. */
object Rules {

    /**
     * Divides `amount` over `weights` exactly: largest remainder on whole units, ties by position, nothing to a zero
     * weight. When `amount` is at most the sum of the weights no share exceeds its weight. RULES §4.
     *
     * Errors: a negative amount or weight, or a positive amount over weights that are all zero (`invalid_field`).
     */
    @JvmStatic
    fun divide(amount: linli.Money, weights: List<linli.Money>): List<linli.Money> =
        Wire.rule("divide", mapOf("amount" to amount.units, "weights" to weights.map { it.units })).let { (it as List<*>).map { linli.Money.ofUnits((it as Number).toLong()) } }

    /** `amount × rate`, rounded once to the smallest unit. RULES §4. */
    @JvmStatic
    fun percentage(amount: linli.Money, rate: java.math.BigDecimal, rounding: linli.Rounding): linli.Money =
        Wire.rule("percentage", mapOf("amount" to amount.units, "rate" to rate.toPlainString(), "rounding" to Codec.writeRounding(rounding))).let { linli.Money.ofUnits((it as Number).toLong()) }

    /**
     * What part `before..before+now` of `whole` is worth when the whole is worth `amount`:
     * ⌊amount·(before+now)/whole⌋ − ⌊amount·before/whole⌋, so that any sequence of parts adds up to the amount. RULES §4, §12.
     *
     * Errors: parts that do not fit into the whole (`invalid_field`).
     */
    @JvmStatic
    fun portion(amount: Long, before: Long, now: Long, whole: Long): Long =
        Wire.rule("portion", mapOf("amount" to amount, "before" to before, "now" to now, "whole" to whole)).let { (it as Number).toLong() }

    /**
     * The points that an amount of money in smallest units earns at a rate of `points` per `per` smallest units, rounded
     * down; nothing for less than nothing. Errors: `overflow`. RULES §13.
     */
    @JvmStatic
    fun earnedBy(cash: Long, points: Long, per: Long): linli.Points =
        Wire.rule("earned_by", mapOf("cash" to cash, "points" to points, "per" to per)).let { linli.Points.ofUnits((it as Number).toLong()) }

    /**
     * Prices a cart. Pure: nothing is read or stored, so a phone can call it with downloaded prices and the engine's own
     * quote is this very function. RULES §4.
     *
     * Errors: `limit_exceeded` beyond 2,000 lines, 1,000,000 units, 2,000 campaigns of a kind or 200 coupons, `invalid_field` for zero
     * quantities, negative prices and offers that cannot be, `overflow`.
     */
    @JvmStatic
    fun quote(input: linli.QuoteInput): linli.Quote =
        Wire.rule("quote", mapOf("input" to Codec.writeQuoteInput(input))).let { Codec.readQuote(it) }

    /**
     * What each of several parts of `whole` has given back in all once `refunded` of it was refunded: ⌊part·refunded/whole⌋,
     * the last one the rest. They sum to `refunded`; when everything is refunded each has given back its part, whatever the
     * sequence was. RULES §12.
     *
     * Errors: `refunded` beyond the whole (`invalid_field`).
     */
    @JvmStatic
    fun givenBack(parts: List<linli.Money>, whole: linli.Money, refunded: linli.Money): List<linli.Money> =
        Wire.rule("given_back", mapOf("parts" to parts.map { it.units }, "whole" to whole.units, "refunded" to refunded.units)).let { (it as List<*>).map { linli.Money.ofUnits((it as Number).toLong()) } }
}

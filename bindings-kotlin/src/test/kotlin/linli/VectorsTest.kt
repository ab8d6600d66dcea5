package linli

import java.math.BigDecimal
import java.nio.file.Files
import java.nio.file.Path
import java.time.LocalDate
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
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

    private companion object {
        val CHANNEL = ChannelProfile(
            channel = "wechat",
            collector = Collector.MerchantOfOrder,
            others = BigDecimal.ZERO,
            requests = 50,
            receivers = 50,
            afterSeconds = 0,
            freezeDays = 180,
            returnDays = 180,
            returns = ReturnsFrom.entries.first(),
            warnDays = 7,
        )
    }

    private fun Any?.units(): Long = this as Long

    private fun Any?.list(): List<Any?> = (this as List<*>?).orEmpty()

    private fun Any?.map(): Map<*, *> = this as Map<*, *>

    private fun Any?.day(): LocalDate = LocalDate.parse(this as String)

    private fun money(wire: Any?): Money = Money.ofUnits(wire.units())

    private fun points(wire: Any?): Points = Points.ofUnits(wire.units())

    private fun node(number: Long): NodeId = NodeId(id(number))

    private fun tiers(wire: Any?): List<Tier> =
        wire.list().map { it.map() }.map { Tier(it["below"]?.let(::money), BigDecimal(it["rate"] as String)) }

    @Test
    fun `bills take the points that the vectors say`() {
        for (case in cases("bills")) {
            val input = case["input"].map()
            val found = Rules.pointsForBill(
                points(input["points"]),
                money(input["amount"]),
                BigDecimal.valueOf(input["cap_percent"].units(), 2),
                input["minor_per_unit"].units(),
                input["points_per_unit"].units(),
            )
            assertEquals(case["output"], found?.let { (points, value) -> mapOf("points" to points.units, "value" to value.units) }, "$case")
        }
    }

    @Test
    fun `reviews are rated as the vectors say`() {
        for (case in cases("rating")) {
            val input = case["input"].map()
            val counts = input["counts"].list().map { it.units() }
            val stars = counts.withIndex().sumOf { (place, count) -> (place + 1) * count }
            val prior = Prior(input["prior_hundredths"].units(), input["prior_weight"].units())
            val found = mapOf(
                "mean" to Rules.bayesianMean(counts, prior),
                "below" to Rules.ratingIsBelow(counts.sum(), stars, input["least"].units(), input["floor_hundredths"].units()),
            )
            assertEquals(case["output"], found, "$case")
        }
    }

    @Test
    fun `lines are refunded by tender as the vectors say`() {
        for (case in cases("refund_line")) {
            val input = case["input"].map()
            var line = OrderLine(
                sku = SkuId(id(1)),
                product = ProductId(id(2)),
                name = "大米",
                quantity = input["quantity"].units(),
                unitPrice = Money.ZERO,
                cash = money(input["cash"]),
                points = points(input["points"]),
                pointsValue = money(input["points_value"]),
                earnsPoints = true,
            )
            val parts = input["steps"].list().map { step ->
                val part = Rules.refundOfLine(0, line, step.units())
                line = line.copy(
                    refunded = line.refunded + step.units(),
                    refundedCash = line.refundedCash + part.cash,
                    refundedPoints = line.refundedPoints + part.points,
                    refundedPointsValue = line.refundedPointsValue + part.pointsValue,
                )
                val kept = line.cash - line.refundedCash
                mapOf(
                    "cash" to part.cash.units,
                    "points" to part.points.units,
                    "points_value" to part.pointsValue.units,
                    "still_earns" to Rules.earnedBy(kept.units, input["points_per_unit"].units(), 100).units,
                )
            }
            assertEquals(case["parts"], parts, "$case")
            assertFailsWith<LinliException>("$case") { Rules.refundOfLine(0, line, 1) }
        }
    }

    @Test
    fun `leaders' months earn what the vectors say`() {
        for (case in cases("tiers")) {
            val (input, output) = case["input"].map() to case["output"].map()
            val table = tiers(input["tiers"])
            fun month(sales: Long, mode: TierMode) =
                Rules.commissionOfMonth(table, Money.ofUnits(sales), mode, Rounding.HALF_UP).units
            var before = 0L
            val commissions = input["sales"].list().map { sale ->
                month(before + sale.units(), TierMode.MARGINAL) - month(before, TierMode.MARGINAL).also { before += sale.units() }
            }
            assertEquals(output["sales"], commissions, "$case")
            val (byPart, whole) = month(before, TierMode.MARGINAL) to month(before, TierMode.WHOLE_MONTH)
            assertEquals(output["marginal"] to output["whole_month"], byPart to whole, "$case")
            var refunded = 0L
            val late = input["late"].list().map { refund ->
                Rules.portion(whole - byPart, refunded, refund.units(), before).also { refunded += refund.units() }
            }
            assertEquals(output["late"], late, "$case")
        }
    }

    @Test
    fun `settlements, commissions and limits are as the vectors say`() {
        val kinds = cases("settlement").groupBy { it["kind"] }
        assertEquals(setOf<Any?>("commission", "others", "pay_day"), kinds.keys)
        for (case in kinds.getValue("commission")) {
            val weights = case["weights"].list().mapIndexed { place, weight -> Party.of(node(2L + place)) to weight.units() }
            val contract = ThirdPartyContract(MerchantId(id(1)), BigDecimal(case["rate"] as String), weights)
            var shares = Rules.thirdPartyCommission(contract, money(case["amount"]), Rounding.HALF_UP)
            assertEquals(case["shares"], shares.map { it.amount.units }, "$case")
            var refunded = 0L
            val steps = case["refunds"].list().map { step ->
                refunded += step.units()
                val (after, moved) = Rules.thirdPartyTakenBack(shares, money(case["amount"]), Money.ofUnits(refunded))
                shares = after
                moved.map { it.units }
            }
            assertEquals(case["taken_back"], steps, "$case")
        }
        for (case in kinds.getValue("others")) {
            val channel = CHANNEL.copy(others = BigDecimal(case["rate"] as String))
            assertEquals(case["most"], Rules.mostForOthers(channel, money(case["amount"])).units, "$case")
        }
        for (case in kinds.getValue("pay_day")) {
            val days = { name: String -> case[name].list().map { it.day() }.toSet() }
            val calendar = BusinessCalendar(days("holidays"), days("extra"))
            assertEquals(case["pay_on"].day(), Rules.nextWorkingDay(calendar, case["day"].day()), "$case")
        }
    }

    @Test
    fun `orders are split and taken back as the vectors say`() = splitAsTheySay("split")

    @Test
    fun `commissions are dealt and taken back as the vectors say`() = splitAsTheySay("commission")

    private fun share(wire: Any?): ShareRule {
        val from = wire.map()
        val amount = when {
            "percent" in from -> ShareAmount.Percent(BigDecimal(from["percent"] as String))
            "per_piece" in from -> ShareAmount.PerPiece(money(from["per_piece"]))
            "tiers" in from -> ShareAmount.Tiers
            else -> ShareAmount.Fixed(money(from["fixed"]))
        }
        val receivers = from["receivers"].list().map { it.list() }.map { (who, weight) -> Codec.readShareReceiver(who) to weight.units() }
        return ShareRule(
            basis = Codec.readShareBasis(from["basis"]),
            amount = amount,
            floor = from["floor"]?.let(::money),
            cap = from["cap"]?.let(::money),
            receivers = receivers,
        )
    }

    private fun rule(layer: SplitLayer, shares: Any?) =
        SplitRule(layer, SplitScope(), name = "vector", revision = 1, shares = shares.list().map(::share))

    private fun facts(input: Map<*, *>): SplitFacts {
        val table = input["commission"].list().firstNotNullOfOrNull { it.map()["tiers"] }?.let(::tiers)
        fun upTo(sales: Long) =
            if (table == null) Money.ZERO else Rules.commissionOfMonth(table, Money.ofUnits(sales), TierMode.MARGINAL, Rounding.HALF_UP)
        val before = input["month_before"] as Long? ?: 0
        return SplitFacts(
            merchant = MerchantId(id(1)),
            community = node(3),
            path = listOf(node(5), node(6), node(3)),
            station = StationId(id(4)).takeIf { input["station"] as Boolean? ?: true },
            promoters = listOf(MemberId(id(7)), MemberId(id(8))).take((input["promoters"] as Long? ?: 0).toInt()),
            value = money(input["value"]),
            pieces = input["pieces"] as Long? ?: 0,
            tier = upTo(before + input["value"].units()) - upTo(before),
            supplied = input["supplied"].list().map { it.map() }.map {
                SuppliedLine(SupplierId(id(2)), money(it["value"]), money(it["supply"]))
            },
        )
    }

    private fun nameOf(party: Party): String = when (party) {
        Party.PLATFORM -> "platform"
        Party.of(node(5)) -> "group"
        Party.of(node(6)) -> "city"
        Party.of(node(3)) -> "property"
        Party.of(MerchantId(id(1))) -> "merchant"
        Party.of(SupplierId(id(2))) -> "supplier"
        Party.leader(StationId(id(4))) -> "leader"
        Party.promoter(MemberId(id(7))) -> "promoter"
        Party.promoter(MemberId(id(8))) -> "promoter_above"
        else -> "nobody"
    }

    private fun splitAsTheySay(file: String) {
        for (case in cases(file)) {
            val (input, output) = case["input"].map() to case["output"].map()
            val rules = listOf(rule(SplitLayer.BASE, input["shares"]), rule(SplitLayer.COMMISSION, input["commission"]))
            val parts = Rules.splitPlan(rules, facts(input), Rounding.HALF_UP)
            fun named(amounts: List<Long>) = parts.map { nameOf(it.party) }.zip(amounts).toMap()
            assertEquals(output["parts"], named(parts.map { it.amount.units }), "$case")
            var refunded = 0L
            var before = parts.map { 0L }
            val takenBack = input["refunds"].list().map { refund ->
                refunded += refund.units()
                val given = Rules.givenBack(parts.map { it.amount }, money(input["value"]), Money.ofUnits(refunded)).map { it.units }
                named(given.zip(before) { now, then -> now - then }).also { before = given }
            }
            assertEquals(output["taken_back"], takenBack, "$case")
        }
    }

    private fun byIssuer(moved: List<Pair<Party, Long>>): Map<String, Long> =
        moved.filter { it.second != 0L }.groupBy({ (1L..9L).single { number -> Party.of(node(number)) == it.first }.toString() }, { it.second })
            .mapValues { it.value.sum() }

    @Test
    fun `wallets hold what the vectors say`() {
        for (case in cases("wallet")) {
            var wallet = Wallet(MemberId(id(0)), emptyList(), Points.ZERO)
            val spendings = mutableListOf<List<LotUse>>()
            for (step in case["steps"].list().map { it.map() }) {
                val (input, output) = step["input"].map() to step["output"].map()
                val day = input["day"].day()
                fun issuer() = Party.of(node((input["issuer"] as String).toLong()))
                var soon = emptyMap<String, Long>()
                val moved: List<Pair<Party, Long>> = when (input["op"]) {
                    "earn" -> {
                        val points = points(input["points"])
                        val lot = Lot(
                            Codec.readPointsKind(input["kind"]),
                            issuer(),
                            Codec.readOrigin(input["origin"]),
                            points,
                            points,
                            input["expires"].day(),
                        )
                        val (after, moved) = Rules.earnPoints(wallet, lot, day)
                        wallet = after
                        moved
                    }
                    "spend" -> {
                        val place = Codec.readPointsPlace(input["place"])
                        val there = Rules.spendablePoints(wallet, place, day).units
                        val uses = try {
                            val (after, uses) = Rules.spendPoints(wallet, points(input["points"]), place, day)
                            wallet = after
                            assertEquals(null, output["available"], "$case")
                            uses
                        } catch (_: InsufficientException) {
                            assertEquals(output["available"], there, "$case")
                            emptyList()
                        }
                        val said = uses.map { mapOf("kind" to it.kind.wire, "expires" to it.expires.toString(), "points" to it.points.units) }
                        assertEquals(output["uses"].list(), said, "$case")
                        spendings += uses
                        emptyList()
                    }
                    "give_back" -> {
                        val place = input["of"].units().toInt()
                        val (after, uses, moved) = Rules.givePointsBack(wallet, spendings[place], points(input["points"]), day)
                        wallet = after
                        spendings[place] = uses
                        moved
                    }
                    "take_back" -> {
                        val origin = Codec.readOrigin(input["origin"])
                        val (after, moved) = Rules.takePointsBack(wallet, issuer(), origin, points(input["points"]), day)
                        wallet = after
                        moved
                    }
                    else -> {
                        assertEquals("fall_due", input["op"])
                        val (after, fallen) = Rules.expirePoints(wallet, day, input["warning"].units())
                        wallet = after
                        soon = fallen.soon.associate { (on, points) -> on.toString() to points.units }
                        fallen.expired
                    }
                }
                assertEquals(output["moved"] ?: emptyMap<String, Long>(), byIssuer(moved), "$case")
                assertEquals(output["soon"] ?: emptyMap<String, Long>(), soon, "$case")
                val lots = wallet.lots.map {
                    mapOf(
                        "kind" to it.kind.wire,
                        "expires" to it.expires.toString(),
                        "issuer" to byIssuer(listOf(it.issuer to 1L)).keys.single(),
                        "origin" to it.from.wire,
                        "left" to it.left.units,
                    )
                }
                assertEquals(output["lots"], lots, "$case")
                assertEquals(output["debt"], wallet.debt.units, "$case")
            }
        }
    }

    private fun inWords(passed: Passed): String = when (passed) {
        is Passed.Gift -> "${passed.month} gift ${passed.points}"
        is Passed.Coupons -> "${passed.month} coupons ${passed.level}"
        is Passed.Renewed -> "${passed.on} renewed"
        is Passed.Down -> "${passed.on} down ${passed.from} ${passed.to}"
    }

    @Test
    fun `levels rise and fall as the vectors say`() {
        for (case in cases("levels")) {
            val start = case["start"].day()
            val levels = case["levels"].list().map { it.map() }.mapIndexed { place, level ->
                val (gift, coupons) = level["gift"].units() to (level["coupons"] as Long? ?: 0)
                Level(
                    code = "$place",
                    name = "级",
                    growth = level["growth"].units(),
                    retention = level["retention"].units(),
                    monthlyGift = Points.ofUnits(gift),
                    monthlyCoupons = List(coupons.toInt()) { CouponTemplateId(id(it.toLong())) },
                    giftSince = start.takeIf { gift > 0 || coupons > 0 },
                )
            }
            val terms = Codec.readLevelTerms(case["terms"])
            var standing = Rules.beginStanding(MemberId(id(0)), node(0), levels, start, terms)
            for (step in case["steps"].list().map { it.map() }) {
                val input = step["input"].map()
                val day = input["day"].day()
                val (advanced, passed) = Rules.advanceStanding(standing, levels, day, terms)
                standing = when (input["op"]) {
                    "grow" -> Rules.growStanding(advanced, levels, input["growth"].units(), day, terms).first
                    "shrink" -> Rules.shrinkStanding(advanced, levels, input["growth"].units(), input["given"].day()).first
                    else -> advanced
                }
                val found = mapOf(
                    "said" to passed.map(::inWords),
                    "level" to Rules.placeOfStanding(standing, levels),
                    "growth" to standing.growth,
                    "period" to standing.period.let { listOf(it.from.toString(), it.until.toString(), it.growth) },
                )
                assertEquals(step["output"], found, "$case")
            }
        }
    }

    @Test
    fun `no file of vectors is left out`() {
        val files = Files.list(Path.of(System.getProperty("linli.vectors"))).use { found ->
            found.map { it.fileName.toString() }.filter { it.endsWith(".json") }.map { it.removeSuffix(".json") }.toList()
        }
        val run = setOf(
            "bills", "commission", "divide", "levels", "percentage", "points", "points_goods", "promotion", "quote", "rating",
            "refund", "refund_line", "settlement", "split", "tiers", "wallet",
        )
        assertEquals(run, files.toSet())
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
                "orders" to quote.orders.map {
                    mapOf(
                        "merchant" to it.merchant.text,
                        "fulfilment" to it.fulfilment.wire,
                        "lines" to it.lines,
                        "goods" to it.goods.units,
                        "fee" to it.fee.units,
                        "missing_to_free" to it.missingToFree.units,
                        "proxy_fee" to it.proxyFee.units,
                        "total" to it.total.units,
                    )
                },
                "not_applied" to quote.notApplied
                    .sortedWith(
                        compareBy({ it.lane.wire }, { (it.campaign ?: it.coupon)?.text ?: "" }, { it.reason.wire }, { it.missing }),
                    )
                    .map { listOf(it.lane.wire, (it.campaign ?: it.coupon)?.text, it.reason.wire, it.missing.units) },
            )
            for ((figure, expected) in output) assertEquals(expected, totals[figure], "$figure of $case")
        }
    }
}

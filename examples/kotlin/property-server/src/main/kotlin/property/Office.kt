package property

import java.time.Instant
import java.time.ZoneId
import linli.ActivateMerchant
import linli.Actor
import linli.Address
import linli.BillAnswer
import linli.CreateCategory
import linli.CreateNode
import linli.CreateStation
import linli.CreateTenant
import linli.Currency
import linli.ExistingStock
import linli.Fulfilment
import linli.GrantPoints
import linli.ImportMode
import linli.ImportProducts
import linli.ImportScope
import linli.MemberId
import linli.MerchantDetails
import linli.MerchantId
import linli.MerchantKind
import linli.MerchantVerdict
import linli.Money
import linli.NodeId
import linli.OrderId
import linli.Party
import linli.PlaceOrder
import linli.Points
import linli.PointsKind
import linli.Profile
import linli.Publish
import linli.RecordMerchant
import linli.RegisterMember
import linli.ReportBillPaid
import linli.ReportPayment
import linli.ReviewMerchant
import linli.SetServedNodes
import linli.SpendPointsOnBill
import linli.StationId
import linli.SubmitMerchant
import linli.TenantId
import linli.UserId
import linli.Wanted
import linli.WantedLine
import linli.skuId

/** A bill of the property company: the host's own record. */
data class Bill(val number: String, val what: String, val amount: Money, val paid: Money?)

/** What a resident wants to pay: a bill, with points where they like, and what they order with it. */
data class Wish(val bill: String, val points: Points = Points.ZERO, val apples: Long = 0)

/** What became of it. */
data class Receipt(val payment: String, val bill: Money, val byPoints: BillAnswer?, val orders: List<OrderId>, val goods: Money, val earned: Points) {
    /** What the resident paid in money. */
    val money: Money get() = bill - (byPoints?.value ?: Money.ZERO) + goods
}

/** The office of a property company: fee bills in a table of its own, the community's shop beside it. */
class Office(private val database: Database) {
    private val tenant = TenantId(1)
    private val system = Actor(tenant)

    /** Whom and what the company knows, by its own words: the engine's ids are kept in a table of the host. */
    private data class Known(val community: NodeId, val station: StationId, val merchant: MerchantId)

    /** A company, its community with a station, and a merchant with apples; nothing if they are there already. */
    fun build() = database.transaction {
        if (read("SELECT 1 FROM known") { it.getLong(1) }.isNotEmpty()) return@transaction
        val manager = UserId("0190b5a0-7c1e-7000-8000-00000000abcd")
        val office = Actor(tenant, manager)
        val shanghai = ZoneId.of("Asia/Shanghai")
        val root = shop.createTenant(system, id(), CreateTenant("绿苑物业", "集团", Currency("CNY", 2), shanghai, manager))
        val community = shop.createNode(office, id(), CreateNode(root, "项目", "翠苑"))
        val station = shop.createStation(
            office,
            id(),
            CreateStation(
                community = community,
                code = "cy-1",
                name = "翠苑一区自提点",
                leaderName = "王团长",
                leaderPhone = "13800000001",
                address = Address(detail = "一区南门"),
                position = Pair(30_287_000, 120_121_000),
                route = "A",
                region = "",
                hours = "09:00-21:00",
            ),
        )
        val details = MerchantDetails("鲜果铺", "李小果", "13800000002", MerchantKind.MALL)
        val merchant = shop.recordMerchant(office, id(), RecordMerchant(root, "m-fruit", details))
        shop.submitMerchant(office, id(), SubmitMerchant(merchant))
        shop.reviewMerchant(office, id(), ReviewMerchant(merchant, MerchantVerdict.Approve))
        shop.activateMerchant(office, id(), ActivateMerchant(merchant))
        shop.setServedNodes(office, id(), SetServedNodes(merchant, listOf(community)))
        shop.createCategory(office, id(), CreateCategory(code = "fruit", name = "水果"))
        val scope = ImportScope.Merchant(merchant)
        shop.importProducts(
            office,
            id(),
            ImportProducts(scope, PRODUCTS, ImportMode.ALL_OR_NOTHING, Publish.ON_SALE, ExistingStock.KEEP),
        )
        write("INSERT INTO known (community, station, merchant) VALUES (?, ?, ?)", community.text, station.text, merchant.text)
        Unit
    }

    /** A resident moves in, with a welcome of points for property bills and the first bill. */
    fun moveIn(room: String, name: String, phone: String, welcome: Points, fee: Money) = database.transaction {
        if (read("SELECT 1 FROM residents WHERE room = ?", room) { it.getLong(1) }.isNotEmpty()) return@transaction
        val (community, station) = known()
        val profile = Profile(name, phone, Address(detail = room))
        val member = shop.registerMember(system, id(), RegisterMember(community, room, profile, station))
        shop.grantPoints(
            system,
            id(),
            GrantPoints(member, welcome, PointsKind.PROPERTY, Party.of(community), reason = "欢迎入住"),
        )
        write("INSERT INTO bills (number, member, what, fen) VALUES (?, ?, ?, ?)", "$room/2026-11", member.text, "物业费 2026-11", fee.units)
        write("INSERT INTO residents (room, member) VALUES (?, ?)", room, member.text)
        Unit
    }

    /** A resident's bills. */
    fun bills(room: String): List<Bill> = database.transaction {
        val rows = "SELECT number, what, fen, paid_fen FROM bills WHERE member = ? ORDER BY number"
        read(rows, member(room).text) { row ->
            val paid = row.getLong(4).takeUnless { row.wasNull() }
            Bill(row.getString(1), row.getString(2), Money.ofUnits(row.getLong(3)), paid?.let(Money::ofUnits))
        }
    }

    /** What a resident can spend on bills. */
    fun points(room: String): Points = database.transaction { shop.pointsBalance(system, member(room)).spendableOnBills }

    /** How many orders a resident has. */
    fun orders(room: String): Int = database.transaction {
        val member = member(room)
        shop.ordersOfMember(resident(member), member).first.size
    }

    /**
     * One payment for a bill and for what is ordered with it, in one transaction: the points are spent and the rest is earned, the order
     * is placed and paid, the bill is marked. If any of it is refused, none of it has happened.
     */
    fun pay(room: String, wish: Wish): Receipt = database.transaction {
        val (community, station, merchant) = known()
        val member = member(room)
        val amount = read("SELECT fen FROM bills WHERE number = ? AND member = ?", wish.bill, member.text) { Money.ofUnits(it.getLong(1)) }
            .singleOrNull() ?: throw NoSuchElementException("there is no such bill")
        val payment = "pay-${id()}"
        // The host's row first; the key of the bill keeps it from being paid twice.
        val marked = write("UPDATE bills SET payment = ? WHERE number = ? AND payment IS NULL", payment, wish.bill)
        check(marked == 1) { "the bill is paid already" }
        val byPoints = if (wish.points > Points.ZERO) {
            shop.spendPointsOnBill(system, id(), SpendPointsOnBill(community, member, wish.bill, amount, wish.points))
        } else {
            null
        }
        val rest = amount - (byPoints?.value ?: Money.ZERO)
        val earned = if (rest > Money.ZERO) {
            shop.reportBillPaid(system, id(), ReportBillPaid(community, member, wish.bill, rest)).points
        } else {
            Points.ZERO
        }
        write("UPDATE bills SET points = ?, paid_fen = ? WHERE number = ?", byPoints?.points?.units ?: 0, rest.units, wish.bill)
        val placed = if (wish.apples > 0) {
            val lines = listOf(WantedLine(skuId(merchant, "FR01-1"), wish.apples, Fulfilment.PICKUP))
            shop.placeOrder(resident(member), id(), PlaceOrder(Wanted(member, lines, station)))
        } else {
            null
        }
        if (placed != null) {
            shop.reportPayment(
                system,
                id(),
                ReportPayment(placed.trade, "wechat", payment, placed.total, "CNY", Instant.now(), "0".repeat(64)),
            )
        }
        Receipt(payment, amount, byPoints, placed?.orders.orEmpty(), placed?.total ?: Money.ZERO, earned)
    }

    /** Whether everything that the engine has stored holds together. */
    fun isSound(): Boolean = database.transaction { shop.verify(tenant).isClean }

    /** A resident acts for nobody else: the engine sees to that. */
    private fun resident(member: MemberId) = Actor(tenant, UserId(member.text))

    private fun Database.Transaction.known(): Known = read("SELECT community, station, merchant FROM known") { row ->
        Known(NodeId(row.getString(1)), StationId(row.getString(2)), MerchantId(row.getString(3)))
    }.single()

    private fun Database.Transaction.member(room: String): MemberId =
        read("SELECT member FROM residents WHERE room = ?", room) { MemberId(it.getString(1)) }.singleOrNull()
            ?: throw NoSuchElementException("nobody lives in $room")

    private fun Database.Transaction.id() = shop.newCommandId()

    private companion object {
        const val PRODUCTS =
            "merchant,product_code,product_name,category,kind,spec,sku_code,price,list_price,supply_price,weight_grams,barcode," +
                "stock,fulfilment,supplier,flags,parts\n" +
                "m-fruit,FR01,红富士苹果,fruit,goods,规格=5斤,FR01-1,39.90,,,2500,,60,pickup,,,\n"
    }
}

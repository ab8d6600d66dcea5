package linli

import java.time.Instant
import java.time.ZoneId

internal val KEY = ByteArray(32) { it.toByte() }
internal val NOON: Instant = Instant.parse("2026-11-23T04:00:00Z")

private const val CSV =
    "merchant,product_code,product_name,category,kind,spec,sku_code,price,list_price,supply_price,weight_grams,barcode," +
        "stock,fulfilment,supplier,flags,parts\n" +
        "m-fruit,FR01,红富士苹果,fruit,goods,规格=5斤,FR01-1,39.90,,,2500,,60,pickup,,,\n"

/** A property group with one community, station, merchant, product and resident. */
class Shop(val engine: Engine, val tenant: TenantId = TenantId(1)) {
    private val manager = UserId("0190b5a0-7c1e-7000-8000-00000000abcd")
    val host = Actor(tenant)
    val office = Actor(tenant, manager)
    val root: NodeId = engine.createTenant(
        host,
        id(),
        CreateTenant("绿苑物业", "集团", Currency("CNY", 2), ZoneId.of("Asia/Shanghai"), manager),
    )
    val community: NodeId = engine.createNode(office, id(), CreateNode(root, "项目", "翠苑"))
    val station: StationId = engine.createStation(
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
    val merchant: MerchantId = engine.recordMerchant(
        office,
        id(),
        RecordMerchant(root, "m-fruit", MerchantDetails("鲜果铺", "李小果", "13800000002", MerchantKind.MALL)),
    )
    val member: MemberId
    val buyer: Actor
    val sku = skuId(merchant, "FR01-1")

    init {
        engine.submitMerchant(office, id(), SubmitMerchant(merchant))
        engine.reviewMerchant(office, id(), ReviewMerchant(merchant, MerchantVerdict.Approve))
        engine.activateMerchant(office, id(), ActivateMerchant(merchant))
        engine.setServedNodes(office, id(), SetServedNodes(merchant, listOf(community)))
        engine.createCategory(office, id(), CreateCategory(code = "fruit", name = "水果"))
        engine.importProducts(
            office,
            id(),
            ImportProducts(
                scope = ImportScope.Merchant(merchant),
                csv = CSV,
                mode = ImportMode.ALL_OR_NOTHING,
                publish = Publish.ON_SALE,
                existingStock = ExistingStock.KEEP,
            ),
        )
        val profile = Profile("张三", "13800000003", Address(detail = "1幢1单元101"))
        member = engine.registerMember(host, id(), RegisterMember(community, "1-1-101", profile, station))
        buyer = Actor(tenant, UserId(member.text))
    }

    fun id(): CommandId = engine.newCommandId()

    fun order(quantity: Long = 2): PlaceOrder =
        PlaceOrder(Wanted(member, listOf(WantedLine(sku, quantity, Fulfilment.PICKUP)), station))

    fun place(quantity: Long = 2): PlacedTrade = engine.placeOrder(buyer, id(), order(quantity))

    fun pay(placed: PlacedTrade): PaymentReport = engine.reportPayment(
        host,
        id(),
        ReportPayment(
            trade = placed.trade,
            provider = "wechat",
            number = "42${placed.trade}",
            amount = placed.total,
            currency = "CNY",
            paidAt = NOON,
            evidence = "0".repeat(64),
        ),
    )
}

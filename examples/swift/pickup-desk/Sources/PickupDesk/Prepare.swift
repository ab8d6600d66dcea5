import Foundation
import Linli

private let csv = """
    merchant,product_code,product_name,category,kind,spec,sku_code,price,list_price,supply_price,weight_grams,barcode,\
    stock,fulfilment,supplier,flags,parts
    m-fruit,FR01,红富士苹果,fruit,goods,规格=5斤,FR01-1,39.90,,,2500,,60,pickup,,,
    m-fruit,FR02,砂糖橘,fruit,goods,规格=3斤,FR02-1,19.90,,,1500,,60,pickup,,,

    """

/// A shop with two stations and one operator for both: three residents of the first and one of the second ordered yesterday
/// what arrives today. Prints the stations, the operator and the codes that the residents' phones show.
func prepare(_ file: String) throws {
    let key = Data((0..<32).map { _ in UInt8.random(in: .min ... .max) })
    try key.write(to: secret(of: file))
    let today = Day(of: .now, in: zone)
    let yesterday = today.adding(days: -1)
    let engine = try Engine.sqlite(
        URL(fileURLWithPath: file), key: key, now: Timestamp("\(yesterday)T10:00:00+08:00"))
    let tenant = try TenantId(1)
    let (manager, leader) = (UserId(UUID()), UserId(UUID()))
    let (host, office) = (Actor(tenant: tenant), Actor(tenant: tenant, user: manager))

    let root = try engine.createTenant(
        CreateTenant(
            name: "绿苑物业", rootKind: "集团", currency: Currency(code: "CNY", decimals: 2), zone: "Asia/Shanghai",
            platform: manager),
        as: host, id: engine.newCommandId())
    let community = try engine.createNode(
        CreateNode(parent: root, kind: "项目", name: "翠苑"), as: office, id: engine.newCommandId())
    var stations: [StationId] = []
    for (code, name) in [("cy-1", "翠苑一区自提点"), ("cy-2", "翠苑二区自提点")] {
        let station = try engine.createStation(
            CreateStation(
                community: community, code: code, name: name, leaderName: "王团长", leaderPhone: "13800000001",
                address: Address(detail: "南门"), position: Pair(30_287_000, 120_121_000), route: "A", region: "",
                hours: "09:00-21:00"),
            as: office, id: engine.newCommandId())
        try engine.grantRole(
            GrantRole(user: leader, grant: Grant(role: .leader, scope: .station(station))), as: office,
            id: engine.newCommandId())
        stations.append(station)
    }
    let merchant = try engine.recordMerchant(
        RecordMerchant(
            node: root, code: "m-fruit",
            details: MerchantDetails(name: "鲜果铺", contact: "李小果", phone: "13800000002", kind: .mall)),
        as: office, id: engine.newCommandId())
    try engine.submitMerchant(SubmitMerchant(merchant: merchant), as: office, id: engine.newCommandId())
    try engine.reviewMerchant(
        ReviewMerchant(merchant: merchant, outcome: .approve), as: office, id: engine.newCommandId())
    try engine.activateMerchant(ActivateMerchant(merchant: merchant), as: office, id: engine.newCommandId())
    try engine.setServedNodes(
        SetServedNodes(merchant: merchant, nodes: [community]), as: office, id: engine.newCommandId())
    _ = try engine.createCategory(CreateCategory(code: "fruit", name: "水果"), as: office, id: engine.newCommandId())
    _ = try engine.importProducts(
        ImportProducts(
            scope: .merchant(merchant), csv: csv, mode: .allOrNothing, publish: .onSale, existingStock: .keep),
        as: office, id: engine.newCommandId())

    var buyers: [(actor: Actor, order: OrderId)] = []
    for (number, name) in ["张三", "李四", "王五", "赵六"].enumerated() {
        let station = stations[number / 3]
        let member = try engine.registerMember(
            RegisterMember(
                community: community, externalRef: "1-1-10\(number)",
                profile: Profile(name: name, phone: "1380000010\(number)", address: Address(detail: "1幢1单元10\(number)")),
                station: station),
            as: host, id: engine.newCommandId())
        let buyer = Actor(tenant: tenant, user: UserId(member.uuid))
        let lines = ["FR01-1", "FR02-1"].prefix(number + 1).map {
            WantedLine(sku: SkuId(merchant: merchant, code: $0), quantity: number + 1, fulfilment: .pickup)
        }
        let placed = try engine.placeOrder(
            PlaceOrder(wanted: Wanted(member: member, lines: lines, station: station)), as: buyer,
            id: engine.newCommandId())
        _ = try engine.reportPayment(
            ReportPayment(
                trade: placed.trade, provider: "wechat", number: "42\(number)", amount: placed.total, currency: "CNY",
                paidAt: Timestamp("\(yesterday)T10:00:00+08:00"), evidence: String(repeating: "0", count: 64)),
            as: host, id: engine.newCommandId())
        buyers += placed.orders.map { (buyer, $0) }
    }
    // The cut-off passes, the manifest is made.
    try engine.setClock(Timestamp("\(yesterday)T23:59:00+08:00"))
    while try engine.runDue(limit: 100, as: host).done > 0 {}

    print("station cy-1\nstation cy-2\noperator \(leader)")
    for (buyer, order) in buyers {
        print("code \(try engine.myPickupCode(order: order, as: buyer).digits ?? "none")")
    }
    try engine.close()
}

/// The tokens that phones show whose owners' goods lie at a station, and those of phones that were last online three days ago.
func showTokens(_ file: String, station code: String, operator user: UserId) throws {
    for (kind, now) in [("token", Timestamp.now), ("old", Timestamp.now - .seconds(72 * 3600))] {
        let desk = try Desk(file: file, station: code, operator: user, now: now)
        for entry in try desk.sheet() {
            let buyer = Actor(tenant: desk.actor.tenant, user: UserId(entry.buyer.member.uuid))
            for order in entry.orders {
                guard case .ready = order.status else { continue }
                print(kind, try desk.engine.myPickupToken(order: order.order, as: buyer).token)
            }
        }
        try desk.engine.close()
    }
}

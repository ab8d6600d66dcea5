import Foundation
import Linli

package let key = Data((0..<32).map { UInt8($0) })
package let noon = try! Timestamp("2026-11-23T04:00:00Z")

private let csv = """
    merchant,product_code,product_name,category,kind,spec,sku_code,price,list_price,supply_price,weight_grams,barcode,\
    stock,fulfilment,supplier,flags,parts
    m-fruit,FR01,红富士苹果,fruit,goods,规格=5斤,FR01-1,39.90,,,2500,,60,pickup,,,

    """

/// A property group with one community, station, merchant, product and resident.
package struct Shop: Sendable {
    package let engine: Engine
    package let tenant: TenantId
    package let host, office, buyer: Actor
    package let root, community: NodeId
    package let station: StationId
    package let merchant: MerchantId
    package let member: MemberId
    package let sku: SkuId

    package init(_ engine: Engine) throws {
        self.engine = engine
        let id = engine.newCommandId
        let manager = try UserId("0190b5a0-7c1e-7000-8000-00000000abcd")
        let tenant = try TenantId(1)
        host = Actor(tenant: tenant)
        office = Actor(tenant: tenant, user: manager)
        root = try engine.createTenant(
            CreateTenant(
                name: "绿苑物业", rootKind: "集团", currency: Currency(code: "CNY", decimals: 2), zone: "Asia/Shanghai",
                platform: manager),
            as: host, id: id())
        community = try engine.createNode(CreateNode(parent: root, kind: "项目", name: "翠苑"), as: office, id: id())
        station = try engine.createStation(
            CreateStation(
                community: community, code: "cy-1", name: "翠苑一区自提点", leaderName: "王团长", leaderPhone: "13800000001",
                address: Address(detail: "一区南门"), position: Pair(30_287_000, 120_121_000), route: "A", region: "",
                hours: "09:00-21:00"),
            as: office, id: id())
        merchant = try engine.recordMerchant(
            RecordMerchant(
                node: root, code: "m-fruit",
                details: MerchantDetails(
                    name: "鲜果铺", contact: "李小果", phone: "13800000002", kind: .mall)),
            as: office, id: id())
        try engine.submitMerchant(SubmitMerchant(merchant: merchant), as: office, id: id())
        try engine.reviewMerchant(ReviewMerchant(merchant: merchant, outcome: .approve), as: office, id: id())
        try engine.activateMerchant(ActivateMerchant(merchant: merchant), as: office, id: id())
        try engine.setServedNodes(SetServedNodes(merchant: merchant, nodes: [community]), as: office, id: id())
        _ = try engine.createCategory(CreateCategory(code: "fruit", name: "水果"), as: office, id: id())
        _ = try engine.importProducts(
            ImportProducts(
                scope: .merchant(merchant), csv: csv, mode: .allOrNothing, publish: .onSale, existingStock: .keep),
            as: office, id: id())
        member = try engine.registerMember(
            RegisterMember(
                community: community, externalRef: "1-1-101",
                profile: Profile(name: "张三", phone: "13800000003", address: Address(detail: "1幢1单元101")),
                station: station),
            as: host, id: id())
        buyer = Actor(tenant: tenant, user: UserId(member.uuid))
        sku = SkuId(merchant: merchant, code: "FR01-1")
        self.tenant = tenant
    }

    package func id() throws -> CommandId { try engine.newCommandId() }

    package func order(_ quantity: Int = 2) -> PlaceOrder {
        PlaceOrder(
            wanted: Wanted(
                member: member, lines: [WantedLine(sku: sku, quantity: quantity, fulfilment: .pickup)], station: station))
    }

    package func place(_ quantity: Int = 2) throws -> PlacedTrade {
        try engine.placeOrder(order(quantity), as: buyer, id: id())
    }

    package func pay(_ placed: PlacedTrade) throws -> PaymentReport {
        try engine.reportPayment(
            ReportPayment(
                trade: placed.trade, provider: "wechat", number: "42\(placed.trade)", amount: placed.total, currency: "CNY",
                paidAt: noon, evidence: String(repeating: "0", count: 64)),
            as: host, id: id())
    }
}

/// The error of a call that must fail.
package func failure<Answer>(_ call: () throws -> Answer) -> LinliError? {
    do {
        _ = try call()
        return nil
    } catch {
        return error as? LinliError
    }
}

/// Its code.
package func code<Answer>(_ call: () throws -> Answer) -> LinliError.Code? { failure(call)?.code }

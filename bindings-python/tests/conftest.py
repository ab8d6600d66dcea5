"""A small shop to test with."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
import os
import time
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import linli
from linli import Actor, Engine, Money

KEY = bytes(range(32))
SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime.datetime(2026, 11, 23, 12, 0, tzinfo=SHANGHAI)

CSV = """\
merchant,product_code,product_name,category,kind,spec,sku_code,price,list_price,supply_price,weight_grams,barcode,stock,fulfilment,supplier,flags,parts
m-fruit,FR01,红富士苹果,fruit,goods,规格=5斤,FR01-1,39.90,,,2500,,60,pickup,,,
"""


@dataclasses.dataclass
class Shop:
    """A property group with one community, station, merchant, product and resident."""

    engine: Engine
    tenant: linli.TenantId
    host: Actor
    office: Actor
    buyer: Actor
    leader: Actor
    root: linli.NodeId
    community: linli.NodeId
    station: linli.StationId
    merchant: linli.MerchantId
    member: linli.MemberId
    sku: linli.SkuId

    def id(self) -> linli.CommandId:
        return self.engine.new_command_id()

    def order(self, quantity: int = 2) -> linli.PlaceOrder:
        line = linli.WantedLine(sku=self.sku, quantity=quantity, fulfilment=linli.Fulfilment.PICKUP)
        return linli.PlaceOrder(wanted=linli.Wanted(member=self.member, lines=[line], station=self.station))

    def place(self, quantity: int = 2) -> linli.PlacedTrade:
        return self.engine.place_order(self.buyer, self.id(), self.order(quantity))

    def report(self, placed: linli.PlacedTrade, paid_at: datetime.datetime = NOON) -> linli.ReportPayment:
        return linli.ReportPayment(
            trade=placed.trade,
            provider="wechat",
            number=f"42{placed.trade}",
            amount=placed.total,
            currency="CNY",
            paid_at=paid_at,
            evidence="0" * 64,
        )

    def pay(self, placed: linli.PlacedTrade) -> linli.PaymentReport:
        return self.engine.report_payment(self.host, self.id(), self.report(placed))


def build(engine: Engine, number: int = 1) -> Shop:
    tenant = linli.TenantId(number)
    manager = linli.UserId("0190b5a0-7c1e-7000-8000-00000000abcd")
    leader = linli.UserId("0190b5a0-7c1e-7000-8000-00000000beef")
    host, office = Actor(tenant=tenant), Actor(tenant=tenant, user=manager)
    id = engine.new_command_id
    root = engine.create_tenant(
        host,
        id(),
        linli.CreateTenant(
            name="绿苑物业",
            root_kind="集团",
            currency=linli.Currency(code="CNY", decimals=2),
            zone=SHANGHAI,
            platform=manager,
        ),
    )
    community = engine.create_node(office, id(), linli.CreateNode(parent=root, kind="项目", name="翠苑"))
    station = engine.create_station(
        office,
        id(),
        linli.CreateStation(
            community=community,
            code="cy-1",
            name="翠苑一区自提点",
            leader_name="王团长",
            leader_phone="13800000001",
            address=linli.Address(detail="一区南门"),
            position=(30_287_000, 120_121_000),
            route="A",
            region="",
            hours="09:00-21:00",
        ),
    )
    grant = linli.Grant(role=linli.Role.LEADER, scope=linli.GrantScopeStation(station))
    engine.grant_role(office, id(), linli.GrantRole(user=leader, grant=grant))
    merchant = engine.record_merchant(
        office,
        id(),
        linli.RecordMerchant(
            node=root,
            code="m-fruit",
            details=linli.MerchantDetails(
                name="鲜果铺", contact="李小果", phone="13800000002", kind=linli.MerchantKind.MALL
            ),
        ),
    )
    engine.submit_merchant(office, id(), linli.SubmitMerchant(merchant=merchant))
    engine.review_merchant(
        office, id(), linli.ReviewMerchant(merchant=merchant, outcome=linli.MerchantVerdictApprove())
    )
    engine.activate_merchant(office, id(), linli.ActivateMerchant(merchant=merchant))
    engine.set_served_nodes(office, id(), linli.SetServedNodes(merchant=merchant, nodes=[community]))
    engine.create_category(office, id(), linli.CreateCategory(code="fruit", name="水果"))
    report = engine.import_products(
        office,
        id(),
        linli.ImportProducts(
            scope=linli.ImportScopeMerchant(merchant),
            csv=CSV,
            mode=linli.ImportMode.ALL_OR_NOTHING,
            publish=linli.Publish.ON_SALE,
            existing_stock=linli.ExistingStock.KEEP,
        ),
    )
    assert (report.skus_created, report.refused) == (1, [])
    member = engine.register_member(
        host,
        id(),
        linli.RegisterMember(
            community=community,
            external_ref="1-1-101",
            station=station,
            profile=linli.Profile(name="张三", phone="13800000003", address=linli.Address(detail="1幢1单元101")),
        ),
    )
    return Shop(
        engine=engine,
        tenant=tenant,
        host=host,
        office=office,
        buyer=Actor(tenant=tenant, user=linli.UserId(member)),
        leader=Actor(tenant=tenant, user=leader),
        root=root,
        community=community,
        station=station,
        merchant=merchant,
        member=member,
        sku=linli.sku_id(merchant, "FR01-1"),
    )


#: Tenants of the PostgreSQL server, which keeps them from one test to the next.
TENANTS = itertools.count(time.time_ns() // 1_000)


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shop]:
    tenant = 1
    if request.param == "memory":
        engine = Engine.memory(key=KEY, now=NOON)
    elif request.param == "sqlite":
        engine = Engine.sqlite(tmp_path / "shop.db", key=KEY, now=NOON, survives_power_loss=False)
    else:
        url = os.environ.get("LINLI_POSTGRES_URL")
        if url is None:
            pytest.skip("LINLI_POSTGRES_URL names no PostgreSQL server")
        tenant = next(TENANTS)
        engine = Engine.postgres(url, key=KEY, now=NOON)
    with engine:
        yield build(engine, tenant)

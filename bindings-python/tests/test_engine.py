"""Opening, running and closing an engine."""

from __future__ import annotations

import asyncio
import copy
import dataclasses
import datetime
import decimal
import os
import pickle
import threading
import time
from pathlib import Path
from typing import Any

import pytest

import linli
from linli import Actor, Engine, Money

from conftest import KEY, NOON, SHANGHAI, TENANTS, Shop, build


def test_a_resident_buys_pays_and_sees_the_order(shop: Shop) -> None:
    placed = shop.place(2)
    assert placed.total == Money("79.80")
    assert placed.total.decimal() == decimal.Decimal("79.80")
    assert placed.due_at == NOON + datetime.timedelta(minutes=30)
    assert placed.due_at.tzinfo is datetime.timezone.utc
    paid = shop.pay(placed)
    assert paid.outcome is linli.PaymentOutcome.ACCEPTED
    order = shop.engine.order(shop.buyer, placed.orders[0])
    assert order.state is linli.OrderState.PENDING_SHIPMENT
    assert order.lines[0].quantity == 2
    orders, place = shop.engine.orders_of_member(shop.buyer, shop.member)
    assert [found.id for found in orders] == placed.orders and place is None
    assert shop.engine.verify(shop.tenant).clean


def test_events_are_records_of_their_kind(shop: Shop) -> None:
    shop.pay(shop.place())
    page = shop.engine.events(shop.host, 0, 1000)
    kinds = [type(recorded.event) for recorded in page.events]
    assert kinds[0] is linli.EventTenantCreated and linli.EventOrderPaid in kinds
    match page.events[0].event:
        case linli.EventTenantCreated(root=root):
            assert root == shop.root
        case other:
            raise AssertionError(other)


def test_the_same_command_id_takes_effect_once(shop: Shop) -> None:
    id, order = shop.id(), shop.order(1)
    first = shop.engine.place_order(shop.buyer, id, order)
    assert shop.engine.place_order(shop.buyer, id, order) == first
    with pytest.raises(linli.CommandReusedError) as refused:
        shop.engine.place_order(shop.buyer, id, shop.order(2))
    assert refused.value.code == "command_reused"
    assert len(shop.engine.orders_of_member(shop.buyer, shop.member)[0]) == 1


def test_a_refusal_is_typed_and_changes_nothing(shop: Shop) -> None:
    stock = shop.engine.stock(shop.office, linli.product_id(shop.merchant, "FR01"))
    with pytest.raises(linli.OutOfStockError) as refused:
        shop.place(61)
    assert refused.value.field == "lines[0].quantity"
    assert refused.value.details == {"available": 60}
    assert shop.engine.stock(shop.office, linli.product_id(shop.merchant, "FR01")) == stock


def test_a_moved_price_carries_the_new_quote(shop: Shop) -> None:
    order = linli.PlaceOrder(wanted=shop.order(1).wanted, expected_total=Money("39.80"))
    with pytest.raises(linli.PriceMovedError) as refused:
        shop.engine.place_order(shop.buyer, shop.id(), order)
    quote = refused.value.details["quote"]
    assert isinstance(quote, linli.Quote) and quote.total == Money("39.90")


def test_who_may_not_is_refused(shop: Shop) -> None:
    with pytest.raises(linli.DeniedError):
        shop.engine.create_node(shop.buyer, shop.id(), linli.CreateNode(parent=shop.root, kind="项目", name="x"))


def test_many_commands_share_commits_and_fail_alone(shop: Shop) -> None:
    commands = [(shop.id(), shop.order(quantity)) for quantity in (1, 61, 2)]
    first, second, third = shop.engine.execute_all(shop.buyer, commands)
    assert isinstance(first, linli.PlacedTrade) and isinstance(third, linli.PlacedTrade)
    assert isinstance(second, linli.OutOfStockError)
    assert shop.engine.execute_all(shop.buyer, []) == []


def test_time_moves_where_the_test_puts_it_and_due_work_follows(shop: Shop) -> None:
    placed = shop.place(1)
    shop.engine.set_clock(NOON + datetime.timedelta(minutes=31))
    due = shop.engine.due(shop.host, 100)
    assert any(work.command == linli.ExpireTrade(trade=placed.trade) for work in due)
    report = shop.engine.run_due(shop.host, 100)
    assert report.done >= 1 and report.failed == []
    assert shop.engine.trade(shop.buyer, placed.trade).state is linli.TradeState.CLOSED


def test_a_pickup_code_opens_its_order_once(shop: Shop) -> None:
    placed = shop.place(1)
    shop.pay(placed)
    code = shop.engine.my_pickup_code(shop.buyer, placed.orders[0])
    assert code.digits is not None and len(code.digits) == 7 and code.digits not in repr(code)
    use = linli.ConfirmPickup(station=shop.station, code=code.digits)
    assert code.digits not in repr(use)
    # The goods are not there yet.
    answer = shop.engine.confirm_pickup(shop.leader, shop.id(), use)
    assert not isinstance(answer, linli.PickupOutcomePickedUp)


def test_personal_data_is_not_in_a_repr(shop: Shop) -> None:
    profile = shop.engine.member_profile(shop.host, shop.member)
    assert profile.name == "张三"
    assert "张三" not in repr(profile) and "138" not in repr(profile)


def test_records_are_values(shop: Shop) -> None:
    order = shop.order()
    assert order == shop.order() and copy.deepcopy(order) == order
    assert pickle.loads(pickle.dumps(order)) == order
    with pytest.raises(AttributeError):
        order.wanted.points = linli.Points(3)  # type: ignore[misc]


def test_closing_twice_is_closing_once(tmp_path: Path) -> None:
    engine = Engine.sqlite(tmp_path / "a.db", key=KEY)
    engine.close()
    engine.close()
    assert engine.closed
    with pytest.raises(linli.ClosedError) as refused:
        engine.new_command_id()
    assert refused.value.code == "closed"
    Engine.sqlite(tmp_path / "a.db", key=KEY).close()


def test_a_file_has_one_owner(tmp_path: Path) -> None:
    with Engine.sqlite(tmp_path / "a.db", key=KEY):
        with pytest.raises(linli.StoreOwnedError) as refused:
            Engine.sqlite(tmp_path / "a.db", key=KEY)
    assert isinstance(refused.value, linli.StoreError)


def test_what_was_acknowledged_is_there_after_opening_again(tmp_path: Path) -> None:
    with Engine.sqlite(tmp_path / "a.db", key=KEY, now=NOON) as engine:
        shop = build(engine)
        placed = shop.place()
        engine.backup(tmp_path / "b.db")
    for name in ("a.db", "b.db"):
        with Engine.sqlite(tmp_path / name, key=KEY, now=NOON) as engine:
            assert engine.trade(shop.buyer, placed.trade).id == placed.trade


def test_many_threads_share_an_engine(shop: Shop) -> None:
    sold: list[linli.PlacedTrade] = []
    refused: list[linli.LinliError] = []

    def buy() -> None:
        for _ in range(5):
            try:
                sold.append(shop.place(1))
            except linli.OutOfStockError as error:
                refused.append(error)

    threads = [threading.Thread(target=buy) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(sold), len(refused)) == (60, 20)
    assert shop.engine.verify(shop.tenant).clean


def test_other_threads_run_while_the_engine_works(tmp_path: Path) -> None:
    with Engine.sqlite(tmp_path / "a.db", key=KEY, now=NOON) as engine:
        shop = build(engine)
        running = threading.Event()
        counted = 0

        def count() -> None:
            nonlocal counted
            while not running.is_set():
                counted += 1
                time.sleep(0)

        thread = threading.Thread(target=count)
        thread.start()
        for _ in range(20):
            shop.place(1)
        running.set()
        thread.join()
        assert counted > 100


def test_asyncio_awaits_calls(shop: Shop) -> None:
    async def buy() -> list[Any]:
        aio = shop.engine.aio
        return await asyncio.gather(
            *(aio.place_order(shop.buyer, shop.id(), shop.order(1)) for _ in range(8)),
            aio.node(shop.office, shop.root),
        )

    *placed, node = asyncio.run(buy())
    assert len({trade.trade for trade in placed}) == 8
    assert node.node.name == "绿苑物业"


def test_bad_ways_to_open_are_refused(tmp_path: Path) -> None:
    with pytest.raises(linli.InvalidFieldError) as refused:
        Engine.memory(key=b"short")
    assert refused.value.field == "key"
    with pytest.raises(linli.InvalidFieldError):
        Engine.memory(key=KEY, now=datetime.datetime(2026, 11, 23))
    with pytest.raises(linli.InvalidFieldError) as refused:
        Engine.memory(key=KEY, now=datetime.datetime(1969, 1, 1, tzinfo=SHANGHAI))
    (tmp_path / "text.db").write_text("no database" * 100)
    with pytest.raises(linli.StoreCorruptError):
        Engine.sqlite(tmp_path / "text.db", key=KEY)
    with pytest.raises(linli.StoreError):
        Engine.postgres("postgresql://nobody@127.0.0.1:1/none", key=KEY)
    with Engine.memory(key=KEY) as engine, pytest.raises(linli.InvalidFieldError):
        engine.set_clock(NOON)


def test_a_server_is_shared_and_keeps_what_was_acknowledged() -> None:
    url = os.environ.get("LINLI_POSTGRES_URL")
    if url is None:
        pytest.skip("LINLI_POSTGRES_URL names no PostgreSQL server")
    with Engine.postgres(url, key=KEY, now=NOON) as one, Engine.postgres(url, key=KEY, now=NOON) as other:
        shop = build(one, next(TENANTS))
        placed = shop.place(2)
        elsewhere = dataclasses.replace(shop, engine=other)
        assert elsewhere.engine.trade(shop.buyer, placed.trade).id == placed.trade
        assert elsewhere.pay(placed).outcome is linli.PaymentOutcome.ACCEPTED
        # Two engines sell the last units once.
        sold: list[linli.PlacedTrade] = []
        refused: list[linli.LinliError] = []

        def buy(at: Shop) -> None:
            for _ in range(10):
                try:
                    sold.append(at.place(5))
                except linli.OutOfStockError as error:
                    refused.append(error)

        threads = [threading.Thread(target=buy, args=(at,)) for at in (shop, elsewhere)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert (len(sold), len(refused)) == (11, 9)
        assert one.verify(shop.tenant).clean
    with pytest.raises(linli.InvalidFieldError) as wrong, Engine.postgres(url, key=KEY) as engine:
        engine.backup("copy.db")
    assert wrong.value.field == "path"


def test_closing_waits_for_calls_and_refuses_those_that_come_later(tmp_path: Path) -> None:
    engine = Engine.sqlite(tmp_path / "a.db", key=KEY, now=NOON)
    shop = build(engine)
    placed: list[linli.PlacedTrade] = []
    closed: list[linli.ClosedError] = []
    begun = threading.Barrier(9)

    def buy() -> None:
        begun.wait()
        try:
            while True:
                placed.append(shop.place(1))
        except linli.ClosedError as error:
            closed.append(error)
        except linli.OutOfStockError:
            pass

    threads = [threading.Thread(target=buy) for _ in range(8)]
    for thread in threads:
        thread.start()
    begun.wait()
    engine.close()
    engine.close()
    for thread in threads:
        thread.join()
    for call in (shop.place, lambda: engine.table(shop.host, "orders"), lambda: engine.verify(shop.tenant), shop.id):
        with pytest.raises(linli.ClosedError):
            call()
    with pytest.raises(linli.ClosedError):
        asyncio.run(engine.aio.node(shop.office, shop.root))
    # What was acknowledged before it closed is there.
    with Engine.sqlite(tmp_path / "a.db", key=KEY, now=NOON) as again:
        for trade in placed:
            assert again.trade(shop.buyer, trade.trade).id == trade.trade


def test_a_cancelled_task_leaves_its_call_to_end(shop: Shop) -> None:
    id, order = shop.id(), shop.order(1)

    async def buy() -> None:
        task = asyncio.ensure_future(shop.engine.aio.place_order(shop.buyer, id, order))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(buy())
    # The same id tells: the order is there once, whether the call had begun or not.
    shop.engine.place_order(shop.buyer, id, order)
    assert len(shop.engine.orders_of_member(shop.buyer, shop.member)[0]) == 1

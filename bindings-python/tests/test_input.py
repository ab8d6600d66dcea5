"""Wrong input: a typed error that names the field, and nothing else happens."""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import uuid
from typing import Any

import pytest

import linli
from linli import Money, Points
from linli._codec import decode, encode

from conftest import NOON, SHANGHAI, Shop


@pytest.mark.parametrize("wrong", [12.3, True, 12, None, b"1", "1e3", "1,000", " 1", "", ".5", "1.", "٣", "NaN", "12.345"])
def test_money_is_made_of_exact_decimals_only(wrong: Any) -> None:
    with pytest.raises(linli.InvalidFieldError) as refused:
        Money(wrong)
    assert refused.value.code == "invalid_field" and refused.value.field == "money"


@pytest.mark.parametrize("wrong", [decimal.Decimal("NaN"), decimal.Decimal("Infinity"), decimal.Decimal("0.001")])
def test_money_refuses_decimals_that_it_cannot_hold(wrong: decimal.Decimal) -> None:
    with pytest.raises(linli.InvalidFieldError):
        Money(wrong)


def test_money_is_exact() -> None:
    assert Money("12.30") == Money(decimal.Decimal("12.3")) == Money(decimal.Decimal("1.23E+1")) == Money.of_units(1230)
    assert str(Money("-0.05")) == "-0.05" and Money("1200", decimals=0).units == 1200
    assert sum([Money("0.10"), Money("0.20")], Money.ZERO) == Money("0.30")
    assert sum([Money("0.10"), Money("0.20")]) == Money("0.30")
    assert Money("0.10") * 3 - Money("0.30") == Money.ZERO
    assert max(Money("1.00"), Money("2.00")) == Money("2.00")
    with pytest.raises(linli.AmountOverflowError):
        Money("10000000000000.01")
    with pytest.raises(linli.AmountOverflowError):
        Money("10000000000000.00") + Money("0.01")
    with pytest.raises(linli.AmountOverflowError):
        Money(decimal.Decimal("1E+999999"))


def test_kinds_of_amounts_and_ids_do_not_mix() -> None:
    with pytest.raises(TypeError):
        Money("1.00") + Points(1)  # type: ignore[operator]
    with pytest.raises(TypeError):
        Money("1.00") * 1.5  # type: ignore[operator]
    text = "0190b5a0-7c1e-7000-8000-00000000abcd"
    assert Money.of_units(1) != Points(1)
    assert linli.OrderId(text) != linli.TradeId(text)
    assert linli.OrderId(text) == linli.OrderId(uuid.UUID(text)) == linli.OrderId(text.upper())
    assert linli.UserId(linli.MemberId(text)) == linli.UserId(text)
    for wrong in ("", "5", text[:-1], text + "0", 5, None, "单号单号"):
        with pytest.raises(linli.InvalidFieldError):
            linli.OrderId(wrong)  # type: ignore[arg-type]


def change(shop: Shop, **fields: Any) -> linli.PlaceOrder:
    line = dataclasses.replace(shop.order().wanted.lines[0], **fields)
    return linli.PlaceOrder(wanted=linli.Wanted(member=shop.member, lines=[line], station=shop.station))


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"quantity": 1.0}, "lines[0].quantity"),
        ({"quantity": True}, "lines[0].quantity"),
        ({"quantity": "1"}, "lines[0].quantity"),
        ({"sku": "0190b5a0-7c1e-7000-8000-00000000abcd"}, "lines[0].sku"),
        ({"sku": linli.OrderId("0190b5a0-7c1e-7000-8000-00000000abcd")}, "lines[0].sku"),
        ({"fulfilment": "pickup"}, "lines[0].fulfilment"),
    ],
)
def test_a_wrong_type_names_its_field(shop: Shop, fields: dict[str, Any], path: str) -> None:
    before = shop.engine.events(shop.host, 0, 1000).cursor
    with pytest.raises(linli.InvalidFieldError) as refused:
        shop.engine.place_order(shop.buyer, shop.id(), change(shop, **fields))
    assert refused.value.field == path
    assert shop.engine.events(shop.host, 0, 1000).cursor == before


@pytest.mark.parametrize("quantity", [-1, 2**32, 2**70])
def test_a_number_beyond_its_field_is_refused(shop: Shop, quantity: int) -> None:
    with pytest.raises(linli.InvalidFieldError):
        shop.engine.place_order(shop.buyer, shop.id(), change(shop, quantity=quantity))


def test_money_that_is_no_money_is_refused(shop: Shop) -> None:
    for wrong in (39.9, 3990, decimal.Decimal("39.90"), Points(3990)):
        order = linli.PlaceOrder(wanted=shop.order(1).wanted, expected_total=wrong)  # type: ignore[arg-type]
        with pytest.raises(linli.InvalidFieldError) as refused:
            shop.engine.place_order(shop.buyer, shop.id(), order)
        assert refused.value.field == "expected_total"


def test_rates_are_decimals() -> None:
    patch = linli.SettingsPatch(points_cap=decimal.Decimal("0.25"))
    assert encode(linli.SettingsPatch, patch) == {"points_cap": "0.25"}
    for wrong in (0.25, True, 1, "0.25"):
        with pytest.raises(linli.InvalidFieldError):
            encode(linli.SettingsPatch, linli.SettingsPatch(points_cap=wrong))  # type: ignore[arg-type]


def test_times_of_any_zone_are_the_same_moment() -> None:
    utc = NOON.astimezone(datetime.timezone.utc)
    assert encode(datetime.datetime, NOON) == encode(datetime.datetime, utc)
    assert decode(datetime.datetime, encode(datetime.datetime, NOON)) == NOON
    far = datetime.datetime(2199, 12, 31, 23, 59, 59, 999_999, tzinfo=datetime.timezone.utc)
    assert decode(datetime.datetime, encode(datetime.datetime, far)) == far
    for wrong in (NOON.replace(tzinfo=None), NOON.date(), "2026-11-23T12:00:00+08:00", 0):
        with pytest.raises(linli.InvalidFieldError):
            encode(datetime.datetime, wrong)


def test_a_setting_out_of_bounds_names_itself(shop: Shop) -> None:
    command = linli.ChangeSettings(node=shop.root, set=linli.SettingsPatch(payment_minutes=0))
    with pytest.raises(linli.InvalidFieldError) as refused:
        shop.engine.change_settings(shop.office, shop.id(), command)
    assert refused.value.field == "settings.payment_minutes"


def test_the_wrong_command_and_actor_are_refused(shop: Shop) -> None:
    with pytest.raises(linli.InvalidFieldError):
        shop.engine.place_order(shop.buyer, shop.id(), linli.ClearCart(member=shop.member))  # type: ignore[arg-type]
    with pytest.raises(linli.InvalidFieldError):
        shop.engine.node("me", shop.root)  # type: ignore[arg-type]
    with pytest.raises(linli.InvalidFieldError):
        shop.engine.node(shop.office, shop.station)  # type: ignore[arg-type]


def test_a_bad_value_is_not_in_the_error(shop: Shop) -> None:
    secret = "13812345678"
    profile = linli.Profile(name=secret, phone=secret * 50, address=linli.Address(detail="x"))
    with pytest.raises(linli.LinliError) as refused:
        shop.engine.register_member(
            shop.host, shop.id(), linli.RegisterMember(community=shop.community, external_ref="2", profile=profile)
        )
    assert secret not in str(refused.value)
    use = linli.ConfirmPickup(station=shop.station, code=secret)
    with pytest.raises(linli.LinliError) as refused:
        shop.engine.confirm_pickup(shop.leader, shop.id(), use)
    assert secret not in str(refused.value)


def test_every_code_has_a_class_of_one_tree() -> None:
    for code, kind in linli.errors.CODES.items():
        assert kind.code == code and issubclass(kind, linli.LinliError)

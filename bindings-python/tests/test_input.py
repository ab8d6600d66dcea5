"""Wrong input: a typed error that names the field, and nothing else happens."""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import functools
import json
import types
import typing
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import linli
from linli import Id, Money, Points, _native, records, rules
from linli._codec import Record, decode, encode

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
        _ = Money("10000000000000.00") + Money("0.01")
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


def test_no_field_of_any_record_takes_a_float_a_nan_or_a_flag_for_a_number() -> None:
    """Every annotation that is a number, wherever it stands: alone, optional, in a list, a set, a dict or a tuple."""
    checked = 0
    for name in records.__all__:
        kind = getattr(records, name)
        if not (isinstance(kind, type) and issubclass(kind, Record) and dataclasses.is_dataclass(kind)):
            continue
        hints = typing.get_type_hints(kind)
        for field in dataclasses.fields(kind):
            hint = hints[field.name]
            for inner, wrap in wrapped(hint):
                if inner in (int, Money, Points, decimal.Decimal):
                    wrong: list[Any] = [1.0, float("nan"), float("inf"), True, "1.0", b"1"]
                    if inner is decimal.Decimal:
                        wrong += [decimal.Decimal("NaN"), decimal.Decimal("-Infinity"), 1]
                    elif inner is not int:
                        wrong += [1, decimal.Decimal(1)]
                    for value in wrong:
                        with pytest.raises(linli.InvalidFieldError):
                            encode(hint, wrap(value))
                        checked += 1
                if inner is datetime.datetime:
                    for value in (NOON.replace(tzinfo=None), NOON.date(), NOON.isoformat(), 1_800_000_000, True, 1.5):
                        with pytest.raises(linli.InvalidFieldError):
                            encode(hint, wrap(value))
                        checked += 1
                if isinstance(inner, type) and issubclass(inner, Id):
                    text = "0190b5a0-7c1e-7000-8000-00000000abcd"
                    other = linli.OrderId if inner is not linli.OrderId else linli.TradeId
                    for value in (text, uuid.UUID(text), other(text), 5, True):
                        with pytest.raises(linli.InvalidFieldError):
                            encode(hint, wrap(value))
                        checked += 1
    assert checked > 5_000


def within(container: Any, wrap: Callable[[Any], Any], value: Any) -> Any:
    return container([wrap(value)])


def wrapped(hint: Any) -> Iterator[tuple[Any, Callable[[Any], Any]]]:
    """The types inside of an annotation, and how a value of them is put in."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        yield from wrapped(next(argument for argument in arguments if argument is not type(None)))
    elif origin in (list, set):
        for inner, wrap in wrapped(arguments[0]):
            yield inner, functools.partial(within, origin, wrap)
    elif origin is None:
        yield hint, lambda value: value


def test_rules_refuse_what_is_no_value_of_their_type() -> None:
    for amount in (100, 1.0, float("nan"), True, "1.00", decimal.Decimal(1), Points(1), None):
        with pytest.raises(linli.InvalidFieldError) as refused:
            rules.divide(amount, [Money("1.00")])  # type: ignore[arg-type]
        assert refused.value.field == "amount"
        with pytest.raises(linli.InvalidFieldError) as refused:
            rules.divide(Money("1.00"), [Money("1.00"), amount])  # type: ignore[list-item]
        assert refused.value.field == "weights[1]"
    with pytest.raises(linli.InvalidFieldError) as refused:
        rules.percentage(Money("1.00"), decimal.Decimal("1.1"), linli.Rounding.HALF_UP)
    assert refused.value.field == "rate"
    terms = linli.LevelTerms(months=12, downgrade=linli.Downgrade.ONE_LEVEL)
    nobody = "00000000-0000-0000-0000-000000000000"
    with pytest.raises(linli.InvalidFieldError) as refused:
        rules.begin_standing(
            linli.MemberId(nobody), linli.NodeId(nobody), [], datetime.date(2026, 11, 30), terms
        )
    assert refused.value.field == "levels"


def test_what_goes_wrong_inside_is_an_error_like_others() -> None:
    error = linli.errors.CODES["internal"]("a panic: …")
    assert isinstance(error, linli.InternalError) and isinstance(error, Exception)
    # Whatever the native side is given, it never ends the process or raises outside of the tree.
    for name, text in [("divide", ""), ("divide", "[]"), ("divide", "{" * 100_000), ("", "{}"), ("divide", "\0")]:
        fine, answer = _native.rule(name, text)
        assert not fine and decode(linli.LinliError, json.loads(answer)).code in ("invalid_field", "not_found")

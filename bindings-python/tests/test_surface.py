"""Nothing of the engine is missing, and nothing crosses that does not come back."""

from __future__ import annotations

import dataclasses
import inspect
import subprocess
import sys
import typing
from pathlib import Path
from typing import Any

import linli
from linli import _native, records, rules
from linli._calls import ANSWERS, ARGUMENTS
from linli._codec import Case, Command, Record, codec, decode, encode
from linli.engine import AsyncEngine, Engine

from conftest import Shop

ROOT = Path(__file__).resolve().parents[2]


def test_every_operation_is_a_method_here_and_awaited() -> None:
    commands, queries, _ = _native.operations()
    assert set(commands) | set(queries) == set(ANSWERS)
    assert set(queries) == set(ARGUMENTS)
    for name in ANSWERS:
        plain, awaited = getattr(Engine, name), getattr(AsyncEngine, name)
        assert plain.__doc__ and inspect.iscoroutinefunction(awaited), name
        assert inspect.signature(plain).parameters.keys() == inspect.signature(awaited).parameters.keys(), name
    assert {command._command for command in Command.__subclasses__()} == set(commands)


def test_every_rule_is_a_function() -> None:
    *_, names = _native.operations()
    assert set(names) == set(rules.__all__)
    for name in names:
        assert getattr(rules, name).__doc__, name


def test_every_record_has_columns() -> None:
    """Whatever a query answers can be a table."""
    for name in records.__all__:
        kind = getattr(records, name)
        if isinstance(kind, type) and issubclass(kind, Record) and not issubclass(kind, Case):
            if dataclasses.is_dataclass(kind) and dataclasses.fields(kind):
                names = [field.name.rstrip("_") for field in dataclasses.fields(kind)]
                assert linli.table_of([], kind).columns == names


def test_every_record_has_a_codec() -> None:
    made = 0
    for name in records.__all__:
        kind = getattr(records, name)
        if isinstance(kind, type) and issubclass(kind, Record) and kind not in (Record, Case, Command):
            for hint in typing.get_type_hints(kind).values():
                if typing.get_origin(hint) is not typing.ClassVar:
                    codec(hint)
            made += 1
    assert made > 400


def test_every_answer_comes_back_as_it_went(shop: Shop) -> None:
    """What the engine wrote is read and written to the same JSON, over a whole story's events, orders and settings."""
    shop.pay(shop.place(2))
    for kind, value in [
        (linli.EventPage, shop.engine.events(shop.host, 0, 1000)),
        (linli.NodeView, shop.engine.node(shop.office, shop.root)),
        (linli.Station, shop.engine.station(shop.buyer, shop.station)),
        (linli.ProductView, shop.engine.product(shop.buyer, linli.product_id(shop.merchant, "FR01"))),
        (list[linli.Order], shop.engine.orders_of_member(shop.buyer, shop.member)[0]),
        (list[linli.TrialLine], shop.engine.trial_balance(shop.host)),
    ]:
        assert decode(kind, encode(kind, value)) == value


def test_the_readme_says_what_happens(tmp_path: Path) -> None:
    """Its lines run as doctests, in a process of their own."""
    readme = ROOT / "bindings-python" / "README.md"
    run = subprocess.run(
        [sys.executable, "-m", "doctest", "-o", "ELLIPSIS", str(readme)], cwd=tmp_path, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert readme.read_text().count(">>> ") > 20

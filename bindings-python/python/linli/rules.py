"""Rules of the engine on values, without an engine. Written by `linli-bindgen`; do not edit."""

from __future__ import annotations

import decimal

from ._rules import apply
from .records import Quote, QuoteInput, Rounding
from .values import Money, Points

__all__ = ["divide", "percentage", "portion", "earned_by", "quote", "given_back"]


def divide(amount: Money, weights: list[Money]) -> list[Money]:
    """Divides `amount` over `weights` exactly: largest remainder on whole units, ties by position, nothing to a zero
    weight. When `amount` is at most the sum of the weights no share exceeds its weight. RULES §4.

    Errors: a negative amount or weight, or a positive amount over weights that are all zero (`invalid_field`).
    """
    answer: list[Money] = apply("divide", {"amount": (Money, amount), "weights": (list[Money], weights)}, list[Money])
    return answer


def percentage(amount: Money, rate: decimal.Decimal, rounding: Rounding) -> Money:
    """`amount × rate`, rounded once to the smallest unit. RULES §4."""
    answer: Money = apply("percentage", {"amount": (Money, amount), "rate": (decimal.Decimal, rate), "rounding": (Rounding, rounding)}, Money)
    return answer


def portion(amount: int, before: int, now: int, whole: int) -> int:
    """What part `before..before+now` of `whole` is worth when the whole is worth `amount`:
    ⌊amount·(before+now)/whole⌋ − ⌊amount·before/whole⌋, so that any sequence of parts adds up to the amount. RULES §4, §12.

    Errors: parts that do not fit into the whole (`invalid_field`).
    """
    answer: int = apply("portion", {"amount": (int, amount), "before": (int, before), "now": (int, now), "whole": (int, whole)}, int)
    return answer


def earned_by(cash: int, points: int, per: int) -> Points:
    """The points that an amount of money in smallest units earns at a rate of `points` per `per` smallest units, rounded
    down; nothing for less than nothing. Errors: `overflow`. RULES §13.
    """
    answer: Points = apply("earned_by", {"cash": (int, cash), "points": (int, points), "per": (int, per)}, Points)
    return answer


def quote(input: QuoteInput) -> Quote:
    """Prices a cart. Pure: nothing is read or stored, so a phone can call it with downloaded prices and the engine's own
    quote is this very function. RULES §4.

    Errors: `limit_exceeded` beyond 2,000 lines, 1,000,000 units, 2,000 campaigns of a kind or 200 coupons, `invalid_field` for zero
    quantities, negative prices and offers that cannot be, `overflow`.
    """
    answer: Quote = apply("quote", {"input": (QuoteInput, input)}, Quote)
    return answer


def given_back(parts: list[Money], whole: Money, refunded: Money) -> list[Money]:
    """What each of several parts of `whole` has given back in all once `refunded` of it was refunded: ⌊part·refunded/whole⌋,
    the last one the rest. They sum to `refunded`; when everything is refunded each has given back its part, whatever the
    sequence was. RULES §12.

    Errors: `refunded` beyond the whole (`invalid_field`).
    """
    answer: list[Money] = apply("given_back", {"parts": (list[Money], parts), "whole": (Money, whole), "refunded": (Money, refunded)}, list[Money])
    return answer

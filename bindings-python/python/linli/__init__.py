"""Linli (邻里): an embeddable commerce engine for residential communities."""

from . import errors, records, rules, tables, values
from ._codec import Case, Command, Record
from .engine import AsyncEngine, Engine, Finding, VerifyReport, product_id, sku_id
from .errors import *
from .records import *
from .tables import *
from .values import *

__all__ = [
    "AsyncEngine",
    "Case",
    "Command",
    "Engine",
    "Finding",
    "Record",
    "VerifyReport",
    "product_id",
    "rules",
    "sku_id",
]
__all__ += errors.__all__
__all__ += records.__all__
__all__ += tables.__all__
__all__ += values.__all__

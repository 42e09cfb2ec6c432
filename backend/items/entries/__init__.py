"""What can be recorded about items: their master data, and the numbers that are given out for them."""

from backend.items.entries.master import (
    Agency,
    DefineIdentifier,
    DefineItem,
    ImportItems,
    Level,
    Reject,
    Trace,
)
from backend.items.entries.numbers import (
    DefineLotPattern,
    DefineSerialScheme,
    DefineSsccPool,
    ImportSerials,
    LeaseRange,
    PoolName,
    Span,
    UseNumbers,
    VoidNumbers,
)

__all__ = [
    "Agency",
    "DefineIdentifier",
    "DefineItem",
    "DefineLotPattern",
    "DefineSerialScheme",
    "DefineSsccPool",
    "ImportItems",
    "ImportSerials",
    "LeaseRange",
    "Level",
    "PoolName",
    "Reject",
    "Span",
    "Trace",
    "UseNumbers",
    "VoidNumbers",
]

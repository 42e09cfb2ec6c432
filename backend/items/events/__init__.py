"""What is then true of items and of the numbers given out for them."""

from backend.items.events.identity import CompanyPrefixDefined, DeviceDescribed, ItemReferenceTaken
from backend.items.events.master import (
    IdentifierDefined,
    ImportRowRejected,
    ItemDefined,
    ItemStubbed,
    ItemTakenIntoUse,
)
from backend.items.events.numbers import (
    LooseNumbersUsed,
    NumberPoolDefined,
    NumbersUsed,
    NumbersVoided,
    RangeLeased,
    SerialsImported,
)
from backend.items.events.process import (
    ProcessApproved,
    ProcessWithdrawn,
    RoutingDrafted,
    StructureDrafted,
)
from backend.items.events.publication import IdentifierPublished
from backend.items.events.terms import TermNamed

__all__ = [
    "CompanyPrefixDefined",
    "DeviceDescribed",
    "IdentifierDefined",
    "IdentifierPublished",
    "ImportRowRejected",
    "ItemDefined",
    "ItemReferenceTaken",
    "ItemStubbed",
    "ItemTakenIntoUse",
    "LooseNumbersUsed",
    "NumberPoolDefined",
    "NumbersUsed",
    "NumbersVoided",
    "ProcessApproved",
    "ProcessWithdrawn",
    "RangeLeased",
    "RoutingDrafted",
    "SerialsImported",
    "StructureDrafted",
    "TermNamed",
]

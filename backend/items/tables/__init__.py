"""Tables of the item master and of the numbers given out: storage only."""

from backend.items.tables.identity import CompanyPrefixTable, DeviceDescriptionTable
from backend.items.tables.master import IdentifierTable, ImportRejectTable, ItemTable
from backend.items.tables.numbers import (
    IssuedNumberTable,
    ListedSerialTable,
    NumberPoolTable,
    NumberRangeTable,
    NumberUseTable,
)
from backend.items.tables.process import (
    ProcessStopTable,
    RoutingTable,
    StructureTable,
)
from backend.items.tables.publication import PublicationTable
from backend.items.tables.terms import TermTable

__all__ = [
    "CompanyPrefixTable",
    "DeviceDescriptionTable",
    "IdentifierTable",
    "ImportRejectTable",
    "IssuedNumberTable",
    "ItemTable",
    "ListedSerialTable",
    "NumberPoolTable",
    "NumberRangeTable",
    "NumberUseTable",
    "ProcessStopTable",
    "PublicationTable",
    "RoutingTable",
    "StructureTable",
    "TermTable",
]

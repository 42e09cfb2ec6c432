"""Rows of prefixes and device descriptions, and what their entries touch."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from backend.items.entries.identity import (
    AllocateIdentifiers,
    Allocation,
    DefineCompanyPrefix,
    DescribeDevice,
    HibcAllocation,
)
from backend.items.state.master import DeviceDescription, Identifier, Item, everywhere
from backend.log.row import Row, row_type
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, GroupTouch, Touch, WorkingSet
from labels.gs1_keys import gtin14, item_references

GS1: Literal["GS1"] = "GS1"
HIBCC: Literal["HIBCC"] = "HIBCC"
_ROOT = 4  # the shortest GS1 company prefix: those that could overlap share so many digits
_LOOK_AHEAD = 64
_LOCKED = 4


@row_type("company_prefix", key=("agency", "prefix"), rank=36, lock="update", streams=everywhere)
class CompanyPrefix(Row, frozen=True, kw_only=True):
    """A prefix of the company. ``root``: what overlapping ones share; ``next``: where a free reference is sought."""

    agency: str
    prefix: str
    root: str
    issued_by: str
    valid_from: date
    next: int


def root_of(agency: str, prefix: str) -> str:
    """Return what all prefixes of an agency share that could overlap with this one."""
    return f"{agency}:{prefix[:_ROOT]}"


def touches_define_company_prefix(body: DefineCompanyPrefix, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the prefix, those it could overlap with, and the key under which such are defined one by one."""
    root = root_of(body.agency, body.prefix)
    yield Touch(CompanyPrefix, (body.agency, body.prefix), write=True)
    yield Touch(CompanyPrefix, (body.agency, root), write=True)
    yield GroupTouch(CompanyPrefix, "root", root)


def touches_allocate(body: AllocateIdentifiers, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the item with its identifiers, the prefix, and the identifiers that may be made."""
    yield from touches_item_identity(body.item)
    yield from touches_allocation(body.allocation, rows)


def touches_describe(body: DescribeDevice, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the item, what it is, its identifiers (they may end), and those that may be made."""
    yield from touches_item_identity(body.item, write=True)
    for identifier in _identifiers(rows, body.item):
        yield Touch(Identifier, (identifier.di,), write=True)
    if body.allocation is not None:
        yield from touches_allocation(body.allocation, rows)
    if body.hibc is not None:
        yield from touches_hibc(body.hibc)
    yield from (Touch(Identifier, (each.di,), write=True) for each in body.assigned)


def touches_hibc(body: HibcAllocation) -> Iterable[AnyTouch]:
    """Return the labeler's code and the identifiers that are made."""
    yield Touch(CompanyPrefix, (HIBCC, body.prefix), write=True)
    yield from (Touch(Identifier, (di,), write=True) for di in hibc_identifiers(body))


def hibc_identifiers(body: HibcAllocation) -> list[str]:
    """Return the identifiers, the base first; the check character is the symbol's, as it is published by most."""
    units = (body.base_unit, *(package.unit for package in body.packages))
    return [f"{body.prefix}{body.product}{unit}" for unit in units]


def _identifiers(rows: WorkingSet, item: str) -> list[Identifier]:
    asked = GroupTouch(Identifier, "item", item)
    return rows.group(Identifier, "item", item) if rows.has(asked) else []


def touches_item_identity(item: str, *, write: bool = False) -> Iterable[AnyTouch]:
    """Return an item, its description and its identifiers."""
    yield Touch(Item, (item,))
    yield Touch(DeviceDescription, (item,), write=write)
    yield GroupTouch(Identifier, "item", item)


def touches_allocation(body: Allocation, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the prefix and the identifiers of the references that are looked at; the first free ones to be made."""
    key = (GS1, body.prefix)
    yield Touch(CompanyPrefix, key, write=True)
    if body.base is not None:
        yield Touch(Identifier, (body.base,))
    prefix = rows.peek(CompanyPrefix, *key)
    if prefix is None:
        return
    free = 0
    for reference in references(prefix, body):
        keys = [(di,) for di in wanted(prefix.prefix, reference, body)]
        taken = any(rows.peek(Identifier, *each) is not None for each in keys)
        free += not taken
        for each in keys:
            yield Touch(Identifier, each, write=not taken and free <= _LOCKED)


def references(prefix: CompanyPrefix, body: Allocation) -> range:
    """Return the item references to try: the given one, that of the base, or the next ones of the prefix."""
    if body.base is not None:
        return range(base_reference(prefix.prefix, body.base), base_reference(prefix.prefix, body.base) + 1)
    end = item_references(prefix.prefix)
    if body.reference is not None:
        return range(body.reference, min(body.reference + 1, end))
    return range(prefix.next, min(prefix.next + _LOOK_AHEAD, end))


def base_reference(prefix: str, di: str) -> int:
    """Return the item reference of a GTIN-14 under a prefix, of whatever indicator; -1 when it is none."""
    digits = di[1 + len(prefix) : -1]
    same = len(di) == len(gtin14(prefix, 0, 0)) and di.startswith(prefix, 1) and di.isascii() and di.isdigit()
    return int(digits or "0") if same else -1


def wanted(prefix: str, reference: int, body: Allocation) -> list[str]:
    """Return the identifiers that an allocation makes of an item reference, the base first unless it exists."""
    if reference < 0:
        return []
    base = [] if body.base is not None else [gtin14(prefix, reference, 0)]
    return base + [gtin14(prefix, reference, package.indicator) for package in body.packages]

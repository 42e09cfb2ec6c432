"""What can be recorded about suppliers and purchase orders: decisions, one by one or a whole file at once."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from backend.log.vocabulary import Entry, Kind, entry
from sync.quantity import Quantity
from sync.text import Identifier, Line, Sha256

SupplierStatus = Literal["prospect", "evaluating", "approved", "conditional", "suspended", "disqualified"]
ApprovalStatus = Literal["approved", "conditional", "suspended", "disqualified"]
OrderStatus = Literal["approved", "sent", "closed", "cancelled"]
"""What a person sets; "part" and "received" follow from the receipts."""


@entry(version=1, kind=Kind.DECISION, action="manage_master_data")
class DefineSupplier(Entry, frozen=True, kw_only=True):
    """Create or change a supplier."""

    name_en: Line
    name_zh: Line
    number: Identifier
    status: SupplierStatus


@entry(version=1, kind=Kind.DECISION, action="manage_master_data")
class ApproveSupplier(Entry, frozen=True, kw_only=True):
    """Say what a supplier may deliver: a family of items to a site, until ``valid_to`` (that day included)."""

    conditions: Line
    family: Identifier
    site: Identifier
    status: ApprovalStatus
    supplier: Identifier
    valid_to: date


@entry(version=1, kind=Kind.DECISION, action="manage_master_data")
class ImportSuppliers(Entry, frozen=True, kw_only=True):
    """Suppliers and approvals of one file; all take effect or none."""

    approvals: tuple[ApproveSupplier, ...]
    sha256: Sha256
    source: Line
    suppliers: tuple[DefineSupplier, ...]


class OrderLineFields(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of an order: what, to which revision of its specification, how much, by when."""

    due: date | None
    item: Identifier
    line: Annotated[int, msgspec.Meta(ge=1, le=100_000)]
    quantity: Quantity
    specification: Identifier | None


@entry(version=1, kind=Kind.DECISION, action="manage_master_data")
class PlaceOrder(Entry, frozen=True, kw_only=True):
    """Create or change a purchase order. Lines that are not named stay as they are."""

    lines: Annotated[tuple[OrderLineFields, ...], msgspec.Meta(max_length=500)]
    number: Identifier
    ordered_on: date
    site: Identifier
    status: OrderStatus
    supplier: Identifier


@entry(version=1, kind=Kind.DECISION, action="manage_master_data")
class ImportOrders(Entry, frozen=True, kw_only=True):
    """The orders of one file, as placed elsewhere; all take effect or none."""

    rows: tuple[PlaceOrder, ...]
    sha256: Sha256
    source: Line

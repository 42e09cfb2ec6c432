"""What can be recorded about identity: company prefixes, identifiers allocated from them, what a device is."""

from datetime import date
from typing import Annotated, Literal

import msgspec

from backend.items.entries.master import Agency, Level
from backend.log.vocabulary import Entry, Kind, entry
from sync.quantity import DecimalText
from sync.text import Identifier, Line, Note

IssuingAgency = Literal["GS1", "HIBCC", "MA"]
Regime = Literal["FDA", "EU", "NMPA"]
PrefixText = Annotated[str, msgspec.Meta(min_length=1, max_length=30, pattern=r"^[A-Z0-9.]+$(?!\n)")]


@entry(version=1, kind=Kind.DECISION, action="manage_master_data")
class DefineCompanyPrefix(Entry, frozen=True, kw_only=True):
    """The company may allocate under this prefix from ``valid_from`` on: a GS1 company prefix, HIBC LIC, MA registrant.

    ``issued_by``: the organisation that licensed it, e.g. GS1 China.
    """

    agency: IssuingAgency
    issued_by: Line
    prefix: PrefixText
    valid_from: date


class PackageLevel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One package around the level before: its indicator digit, and how many of that level it holds."""

    indicator: Annotated[int, msgspec.Meta(ge=1, le=8)]
    quantity: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]


class Allocation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Identifiers to be made of the next item reference of a GS1 prefix, or of a given one (``reference``).

    The base has indicator 0 and stands for ``base_quantity`` base units (null: one); each package holds the one
    before. ``base``: a base identifier that exists, which only gets more packages.
    """

    base: Identifier | None
    base_quantity: DecimalText | None
    packages: Annotated[tuple[PackageLevel, ...], msgspec.Meta(max_length=8)]
    prefix: PrefixText
    reference: Annotated[int, msgspec.Meta(ge=0, lt=10**8)] | None


UnitOfMeasure = Annotated[int, msgspec.Meta(ge=0, le=9)]
ProductNumber = Annotated[str, msgspec.Meta(pattern=r"^[A-Z0-9]{1,18}$(?!\n)")]


class HibcLevel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One package around the level before: its unit of measure digit, and how many of that level it holds."""

    quantity: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
    unit: UnitOfMeasure


class HibcAllocation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Identifiers to be made under a labeler identification code (``prefix``) of a product number that people choose.

    The base has the unit of measure digit ``base_unit`` and stands for ``base_quantity`` base units (null: one).
    """

    base_quantity: DecimalText | None
    base_unit: UnitOfMeasure
    packages: Annotated[tuple[HibcLevel, ...], msgspec.Meta(max_length=9)]
    prefix: PrefixText
    product: ProductNumber


class AssignedIdentifier(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An identifier as another body assigned it; a package says what it ``contains`` and how many."""

    agency: Agency
    base_quantity: DecimalText | None
    contains: Identifier | None
    di: Identifier
    level: Level
    quantity: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] | None


@entry(version=1, kind=Kind.DECISION, action="manage_master_data")
class AllocateIdentifiers(Entry, frozen=True, kw_only=True):
    """Give an item a GTIN for its base and each package level, all or none."""

    allocation: Allocation
    item: Identifier


class Description(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a device is, where a change makes it another device to a regime (see rules/udi.py for the clauses).

    ``device_count``: units of use in the base package. ``critical_warnings``: "" for none.
    """

    brand_name: Line
    cmr_substances: bool
    combination_product: bool
    critical_warnings: Note
    device_count: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
    kit: bool
    latex: bool
    mri: Literal["unstated", "safe", "conditional", "unsafe"]
    registrant: Line
    single_use: bool
    sterile: bool
    sterilise_before_use: bool
    version_model: Line


@entry(version=2, kind=Kind.DECISION, action="manage_master_data")
class DescribeDevice(Entry, frozen=True, kw_only=True):
    """What the item is at its present revision, and to which regimes it is declared.

    A change that makes it another device is taken only with new identifiers: of GS1 (``allocation``), of HIBCC
    (``hibc``), or as any body ``assigned`` them. Those that were in use end, whosever they are.
    """

    allocation: Allocation | None
    assigned: Annotated[tuple[AssignedIdentifier, ...], msgspec.Meta(max_length=20)]
    description: Description
    hibc: HibcAllocation | None
    item: Identifier
    markets: Annotated[tuple[Regime, ...], msgspec.Meta(max_length=3)]
    revision: Identifier

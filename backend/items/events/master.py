"""What is then true of items and identifiers. Every field is carried, so that apply decides nothing."""

from decimal import Decimal

from backend.log.vocabulary import Event, event
from sync.quantity import Conversion


@event(version=2)
class ItemDefined(Event, frozen=True, kw_only=True):
    """An item was created, revised, or completed from a stub."""

    number: str
    revision: str
    name_en: str
    name_zh: str
    trace: str
    unit: str
    conversions: tuple[Conversion, ...]
    shelf_life_days: int | None
    minimum_remaining_days: int | None
    family: str
    specification: str | None
    certificate_required: bool
    status: str
    open_minutes: int | None


@event(version=1)
class ItemStubbed(Event, frozen=True, kw_only=True):
    """Something arrived under an item number that the master data do not have."""

    number: str
    unit: str


@event(version=1)
class ItemTakenIntoUse(Event, frozen=True, kw_only=True):
    """The first lot of an item exists: from now on its trace class and base unit stay as they are."""

    number: str


@event(version=1)
class IdentifierDefined(Event, frozen=True, kw_only=True):
    """A device identifier belongs to an item for ever; ``base_quantity`` in the item's base unit."""

    di: str
    agency: str
    item: str
    level: str
    contains: str | None
    quantity: int | None
    base_quantity: Decimal
    status: str


@event(version=1)
class ImportRowRejected(Event, frozen=True, kw_only=True):
    """A row of an import was set aside with its reason."""

    sha256: str
    line: int
    source: str
    value: str
    code: str
    text: str

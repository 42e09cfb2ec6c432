"""Rows of the item master and what its entries touch."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from backend.items.entries.identity import Description
from backend.items.entries.master import DefineIdentifier, DefineItem, ImportItems
from backend.log.row import R, Row, row_type
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, Touch, WorkingSet
from sync.quantity import Ratio


def everywhere(_row: Any) -> tuple[str, ...]:  # noqa: ANN401 - any row struct
    """Return the stream that every device pulls."""
    return ("global",)


@row_type("item", key=("number",), rank=30, lock="share", streams=everywhere)
class Item(Row, frozen=True, kw_only=True, omit_defaults=True):
    """An item at its newest revision. ``conversions``: base units per unit. ``in_use``: a lot of it exists.

    ``open_minutes`` is left out of what devices are sent where there is none: an item of before it was known then has
    the same digest.
    """

    number: str
    revision: str
    name_en: str
    name_zh: str
    trace: str
    unit: str
    conversions: dict[str, Ratio]
    shelf_life_days: int | None
    minimum_remaining_days: int | None
    family: str
    specification: str | None
    certificate_required: bool
    status: str
    in_use: bool
    open_minutes: int | None = None


@row_type("identifier", key=("di",), rank=31, lock="share", streams=everywhere)
class Identifier(Row, frozen=True, kw_only=True):
    """A device identifier: whose it is, which package level, how many base units one scan of it stands for."""

    di: str
    agency: str
    item: str
    level: str
    contains: str | None
    quantity: int | None
    base_quantity: Decimal
    status: str


@row_type("device_description", key=("item",), rank=32, lock="share", streams=everywhere)
class DeviceDescription(Row, frozen=True, kw_only=True):
    """What an item is to the regimes it is declared to, and the identifiers that stand for it so."""

    item: str
    revision: str
    markets: tuple[str, ...]
    description: Description
    identifiers: tuple[str, ...]


@row_type("import_reject", key=("sha256", "line"), rank=32, lock="share")
class ImportReject(Row, frozen=True, kw_only=True):
    """A row that an import set aside: file, line, value, reason."""

    sha256: str
    line: int
    source: str
    value: str
    code: str
    text: str
    entry: str


def touch_or_create(struct: type[R], key: tuple[str | int, ...], rows: WorkingSet) -> Touch:
    """Return a touch that only reads the row if it exists and locks its key for creation if it does not."""
    absent = rows.has(Touch(struct, key)) and rows.peek(struct, *key) is None
    return Touch(struct, key, write=absent)


def touch_item(number: str, rows: WorkingSet) -> Touch:
    """Return the touch of an item that a lot may be made of: written when it is absent or not yet in use."""
    known = rows.peek(Item, number)
    if known is not None and not known.in_use:
        return Touch(Item, (number,), write=True)
    return touch_or_create(Item, (number,), rows)


def touches_define_item(body: DefineItem, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the item."""
    return (Touch(Item, (body.number,), write=True),)


def touches_define_identifier(body: DefineIdentifier, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the identifier, its item with what that is, and what it contains."""
    yield Touch(Identifier, (body.di,), write=True)
    yield Touch(Item, (body.item,))
    yield Touch(DeviceDescription, (body.item,))
    if body.contains is not None:
        yield Touch(Identifier, (body.contains,))


def touches_import_items(body: ImportItems, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return every row that the file names."""
    for item in body.items:
        yield from touches_define_item(item, ctx, rows)
    for identifier in body.identifiers:
        yield from touches_define_identifier(identifier, ctx, rows)
    for reject in body.rejects:
        yield Touch(ImportReject, (body.sha256, reject.line), write=True)

"""The effect of item events on the rows; nothing is decided here."""

import msgspec

from backend.items.events.master import IdentifierDefined, ImportRowRejected, ItemDefined, ItemStubbed, ItemTakenIntoUse
from backend.items.state.master import Identifier, ImportReject, Item
from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet


def apply_item_defined(rows: WorkingSet, event: ItemDefined, _ctx: EventContext) -> None:
    """Put the item at its new revision; the log keeps the old one."""
    known = rows.find(Item, event.number)
    fields = msgspec.structs.asdict(event)
    fields["conversions"] = {c.unit: (c.numerator, c.denominator) for c in event.conversions}
    rows.put(Item(**fields, in_use=known is not None and known.in_use))


def apply_item_stubbed(rows: WorkingSet, event: ItemStubbed, _ctx: EventContext) -> None:
    """Put an item of which only the number and a unit are known."""
    rows.put(
        Item(
            number=event.number,
            revision="",
            name_en="",
            name_zh="",
            trace="lot",
            unit=event.unit,
            conversions={},
            shelf_life_days=None,
            minimum_remaining_days=None,
            family="",
            specification=None,
            certificate_required=False,
            status="stub",
            in_use=False,
        )
    )


def apply_item_taken_into_use(rows: WorkingSet, event: ItemTakenIntoUse, _ctx: EventContext) -> None:
    """Freeze the item's trace class and base unit."""
    rows.put(msgspec.structs.replace(rows.get(Item, event.number), in_use=True))


def apply_identifier_defined(rows: WorkingSet, event: IdentifierDefined, _ctx: EventContext) -> None:
    """Put the identifier."""
    rows.put(Identifier(**msgspec.structs.asdict(event)))


def apply_import_row_rejected(rows: WorkingSet, event: ImportRowRejected, ctx: EventContext) -> None:
    """Keep the row that was set aside."""
    rows.put(ImportReject(**msgspec.structs.asdict(event), entry=ctx.entry_id))

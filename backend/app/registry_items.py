"""What backend/items contributes to the registry."""

from backend.items.apply import (
    apply_identifier_defined,
    apply_import_row_rejected,
    apply_item_defined,
    apply_item_stubbed,
    apply_item_taken_into_use,
)
from backend.items.entries import DefineIdentifier, DefineItem, ImportItems
from backend.items.events import IdentifierDefined, ImportRowRejected, ItemDefined, ItemStubbed, ItemTakenIntoUse
from backend.items.rules import decide_define_identifier, decide_define_item, decide_import_items
from backend.items.state import (
    Identifier,
    ImportReject,
    Item,
    touches_define_identifier,
    touches_define_item,
    touches_import_items,
)
from backend.log.row import type_of
from backend.log.vocabulary import Capability, on_entry, on_event

CAPABILITY = Capability(
    "items",
    entries=(
        on_entry(DefineItem, touches_define_item, decide_define_item),
        on_entry(DefineIdentifier, touches_define_identifier, decide_define_identifier),
        on_entry(ImportItems, touches_import_items, decide_import_items),
    ),
    events=(
        on_event(ItemDefined, apply_item_defined),
        on_event(ItemStubbed, apply_item_stubbed),
        on_event(ItemTakenIntoUse, apply_item_taken_into_use),
        on_event(IdentifierDefined, apply_identifier_defined),
        on_event(ImportRowRejected, apply_import_row_rejected),
    ),
    rows=(type_of(Item), type_of(Identifier), type_of(ImportReject)),
)

"""The effect of identity events on the rows; nothing is decided here."""

import msgspec

from backend.items.events.identity import CompanyPrefixDefined, DeviceDescribed, ItemReferenceTaken
from backend.items.state.identity import GS1, CompanyPrefix, root_of
from backend.items.state.master import DeviceDescription
from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet


def apply_company_prefix_defined(rows: WorkingSet, event: CompanyPrefixDefined, _ctx: EventContext) -> None:
    """Put the prefix; what was allocated under it stays so."""
    known = rows.find(CompanyPrefix, event.agency, event.prefix)
    fields = msgspec.structs.asdict(event)
    root = root_of(event.agency, event.prefix)
    rows.put(CompanyPrefix(**fields, root=root, next=known.next if known else 0))


def apply_item_reference_taken(rows: WorkingSet, event: ItemReferenceTaken, _ctx: EventContext) -> None:
    """Seek the next free reference further on."""
    known = rows.get(CompanyPrefix, GS1, event.prefix)
    rows.put(msgspec.structs.replace(known, next=event.next))


def apply_device_described(rows: WorkingSet, event: DeviceDescribed, _ctx: EventContext) -> None:
    """Put the description."""
    rows.put(DeviceDescription(**msgspec.structs.asdict(event)))

"""The effect of printer events on the rows."""

import msgspec

from backend.labeling.events.printers import PrinterDefined
from backend.labeling.state.printers import Printer
from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet


def apply_printer_defined(rows: WorkingSet, event: PrinterDefined, _ctx: EventContext) -> None:
    """Put the printer."""
    rows.put(Printer(**msgspec.structs.asdict(event)))

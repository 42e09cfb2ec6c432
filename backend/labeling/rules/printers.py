"""Decides on printers: an address that could be one of a printer on the company's own network."""

from ipaddress import ip_address

import msgspec

from backend.labeling.entries.printers import DefinePrinter
from backend.labeling.events.printers import PrinterDefined
from backend.labeling.state.printers import Printer
from backend.log.vocabulary import Context, Decision, refuse
from backend.log.working_set import WorkingSet
from labels.templates.model import Template
from sync.outcome import Flag


def decide_define_printer(rows: WorkingSet, body: DefinePrinter, _ctx: Context) -> Decision:
    """Create or change a printer; unchanged fields give no event.

    Which networks a printer may be in is a setting, looked at when it is connected to, with the address its name has
    then; an address outside every private network is refused here already.
    """
    if not may_be_a_printers(body.host):
        return refuse("PRINTER_ADDRESS_NOT_PRIVATE", host=body.host, printer=body.code)
    event = PrinterDefined(**msgspec.structs.asdict(body))
    unchanged = rows.find(Printer, body.site, body.code) == Printer(**msgspec.structs.asdict(event))
    return Decision(events=() if unchanged else (event,))


def may_be_a_printers(host: str) -> bool:
    """Say whether an address is of a private network; a name is looked up, and judged, when it is connected to."""
    try:
        address = ip_address(host)
    except ValueError:
        return not host.replace(".", "").isdecimal()
    return address.is_private and not (address.is_multicast or address.is_unspecified)


def printer_problem(printer: Printer | None, code: str, dpi: int, template: Template) -> Flag | None:
    """Return why labels of a template, read back at ``dpi``, cannot go to a printer."""
    if printer is None or not printer.active:
        return Flag("PRINTER_UNKNOWN", {"printer": code})
    if printer.dpi != dpi:
        return Flag("PRINTER_RESOLUTION_DIFFERS", {"printer": code, "expected": dpi, "found": printer.dpi})
    wide, high = float(printer.media_width_mm), float(printer.media_height_mm)
    if template.width_mm > wide or template.height_mm > high:
        label = f"{template.width_mm:g} x {template.height_mm:g} mm"
        return Flag("LABEL_LARGER_THAN_MEDIA", {"printer": code, "label": label, "media": f"{wide:g} x {high:g} mm"})
    return None

"""The rows about label printers and what their entries touch."""

from collections.abc import Iterable

from backend.labeling.entries.printers import DefinePrinter
from backend.log.row import Row, row_type
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, Touch, WorkingSet
from backend.material.state import at_site


@row_type("printer", key=("site", "code"), rank=80, lock="share", streams=at_site)
class Printer(Row, frozen=True, kw_only=True):
    """A label printer. Sizes of its media in mm, as decimal strings."""

    site: str
    code: str
    name: str
    host: str
    port: int
    dpi: int
    media_width_mm: str
    media_height_mm: str
    language: str
    symbols: str
    answers: bool
    active: bool


def touches_define_printer(body: DefinePrinter, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the printer."""
    return (Touch(Printer, (body.site, body.code), write=True),)

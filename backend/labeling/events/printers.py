"""What is then true of label printers."""

from backend.log.vocabulary import Event, event


@event(version=1)
class PrinterDefined(Event, frozen=True, kw_only=True):
    """A label printer is as follows. Sizes of its media in mm, as decimal strings."""

    active: bool
    answers: bool
    code: str
    dpi: int
    host: str
    language: str
    media_height_mm: str
    media_width_mm: str
    name: str
    port: int
    site: str
    symbols: str

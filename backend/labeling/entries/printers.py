"""What can be recorded about label printers."""

from typing import Annotated, Literal

import msgspec

from backend.log.vocabulary import Entry, Kind, entry
from sync.text import Identifier, Line

Dpi = Literal[203, 300, 600]
Millimetres = Annotated[str, msgspec.Meta(pattern=r"^[1-9][0-9]{0,2}(\.[0-9]{1,2})?$(?!\n)")]
Host = Annotated[
    str, msgspec.Meta(min_length=1, max_length=253, pattern=r"^[0-9A-Za-z:]([0-9A-Za-z.:-]*[0-9A-Za-z])?$(?!\n)")
]
"""A name or an address as IPv4 or IPv6 write it; no user, no port, no path."""


@entry(version=1, kind=Kind.DECISION, action="manage_printers")
class DefinePrinter(Entry, frozen=True, kw_only=True):
    """A label printer of a site, or what changed about it.

    ``symbols``: drawn by the server ("raster") or by the printer ("native"). ``answers``: it says how it stands; one
    that does not is sent everything at once, and a person says what came out.
    """

    active: bool
    answers: bool
    code: Identifier
    dpi: Dpi
    host: Host
    language: Literal["zpl"]
    media_height_mm: Millimetres
    media_width_mm: Millimetres
    name: Line
    port: Annotated[int, msgspec.Meta(ge=1, le=65535)]
    site: Identifier
    symbols: Literal["raster", "native"]

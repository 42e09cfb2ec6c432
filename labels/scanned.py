"""Whose a scanned text is: what a symbol or an RFID tag says; every reading where a separator was lost on the way."""

from labels.epc import looks_like_tag, read_epc
from labels.udi import parse
from labels.udi_reading import Identity


def identities(text: str, *, year: int) -> list[Identity]:
    """Every identity that the text may be; one that says nothing where it can be none. As scan/identities.ts."""
    if looks_like_tag(text):
        tag = read_epc(text, year=year)
        if tag.ok:
            return [tag.identity]
    reading = parse(text, year=year)
    return [each.identity for each in reading.ambiguous] or [reading.identity]

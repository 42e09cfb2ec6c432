"""AHM codes (ISO/IEC 15459 agency AHM, Ali Health): known by their agency's letters and kept whole.
How they are built is not published, so nothing is read out of them.
"""

import re

from labels.element import Element
from labels.fault import Problem
from labels.udi_reading import UdiReading

_CODE = re.compile(r"AHM(?=[!-~]*[0-9])[!-~]{5,}")


def is_ahm(text: str, start: int) -> bool:
    """Return whether the text from offset `start` can be an AHM code: its agency's letters, then a number, no space."""
    return _CODE.fullmatch(text, start) is not None


def read_ahm(text: str, *, start: int, symbology: str | None) -> UdiReading:
    """Return the code that stands in `text` from offset `start` as one element, with a warning that it is opaque."""
    return UdiReading(
        ok=True,
        symbology=symbology,
        issuer="AHM",
        elements=(Element("AHM", text[start:], start, len(text)),),
        warnings=(Problem("AHM_OPAQUE", start, len(text), "AHM", "", text[start:]),),
    )

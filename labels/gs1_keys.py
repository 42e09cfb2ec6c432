"""Makes GS1 keys from a company prefix: GTIN-14, SSCC, and how many of them a prefix has.

GS1 General Specifications 2.1 (indicator digit 0 for the base, 1 to 8 for package levels), 2.2.1 (SSCC), 3.2 and 3.3.1.
"""

import re
from typing import Final

from labels.check_digits import check_digit

PREFIX_LENGTHS: Final = range(4, 13)
"""A GS1 company prefix has 4 to 12 digits."""

_GTIN_DIGITS = 12  # company prefix and item reference together
_SSCC_DIGITS = 16  # company prefix and serial reference together
CSET82: Final = re.compile(r"[!\"%-?A-Z_a-z]+")
MAX_SERIAL: Final = 20
"""Characters of AI 10 and AI 21 at most."""


def item_references(prefix: str) -> int:
    """Return how many item references a company prefix has for each indicator digit."""
    return int(10 ** (_GTIN_DIGITS - len(prefix)))


def gtin14(prefix: str, reference: int, indicator: int) -> str:
    """Return the GTIN-14 of an item reference; indicator 0 is the GTIN-13 of the base with a leading zero."""
    width = _GTIN_DIGITS - len(prefix)
    body = f"{indicator}{prefix}{f'{reference:0{width}d}' if width else ''}"
    return body + check_digit(body)


def shipping_containers(prefix: str) -> int:
    """Return how many serial references a company prefix has for each extension digit."""
    return int(10 ** (_SSCC_DIGITS - len(prefix)))


def sscc(extension: int, prefix: str, reference: int) -> str:
    """Return the serial shipping container code of a serial reference, 18 digits."""
    body = f"{extension}{prefix}{reference:0{_SSCC_DIGITS - len(prefix)}d}"
    return body + check_digit(body)


def is_serial(text: str) -> bool:
    """Say whether a text can be a serial or lot number: 1 to 20 characters of set 82 (AI 10, AI 21)."""
    return 0 < len(text) <= MAX_SERIAL and CSET82.fullmatch(text) is not None

"""The EPC schemes of RFID tags that are read here: where each field stands in the bits, and how long it is.
GS1 EPC Tag Data Standard, sections 14.5 (encodings) and 6.3 (URIs).
"""

from typing import NamedTuple

from labels.fault import Problem

PREFIX_BITS = (40, 37, 34, 30, 27, 24, 20)
"""Bits of the company prefix by partition value; its digits are 12 less the partition value."""
PREFIX_DIGITS_MAX = 12
FILTER_MAX = 7
TEXT_SERIAL_MAX = 20
CHARACTER_BITS = 7


class Scheme(NamedTuple):
    """One binary encoding. `key_bits` hold company prefix and reference together; the serial follows them.

    `reference_digits` is the length of the reference for partition 0 (one more for each further one), or None where it
    is a number of any length. Without serial the rest of the tag is zero.
    """

    name: str
    kind: str
    header: int
    bits: int
    key_bits: int
    reference_digits: int | None
    serial_bits: int
    serial_is_text: bool = False


SCHEMES = (
    Scheme("sgtin-96", "sgtin", 0x30, 96, 44, 1, 38),
    Scheme("sscc-96", "sscc", 0x31, 96, 58, 5, 0),
    Scheme("sgln-96", "sgln", 0x32, 96, 41, 0, 41),
    Scheme("grai-96", "grai", 0x33, 96, 44, 0, 38),
    Scheme("giai-96", "giai", 0x34, 96, 82, None, 0),
    Scheme("sgtin-198", "sgtin", 0x36, 198, 44, 1, 140, serial_is_text=True),
)
BY_NAME = {scheme.name: scheme for scheme in SCHEMES}
KINDS_WITH_SERIAL = frozenset(("sgtin", "sgln", "grai"))


class Epc(NamedTuple):
    """What a tag states: `reference` is that of the item, unit, place or asset (with its indicator or extension digit
    first); `serial` is "" where the kind has none. `scheme` and `filter` are None where a pure identity states neither.
    """

    kind: str
    company_prefix: str
    reference: str
    serial: str
    scheme: str | None = None
    filter: int | None = None


class EpcInvalid(ValueError):  # noqa: N818  (named by its reason; an answer, not a bug)
    """A text that is no EPC, with its place and reason."""

    def __init__(self, code: str, start: int, end: int, expected: str = "", found: str = "") -> None:
        super().__init__(code)
        self.problem = Problem(code, start, end, "", expected, found)


def scheme_for(epc: Epc) -> Scheme:
    """Return the encoding of `epc`: its own, else the shortest that holds its serial.

    Raises EpcInvalid where none does.
    """
    if epc.scheme is not None:
        return BY_NAME[epc.scheme]
    for scheme in SCHEMES:
        if scheme.kind == epc.kind and holds_serial(scheme, epc.serial):
            return scheme
    raise EpcInvalid("EPC_SERIAL_INVALID", 0, 0, "0-9", epc.serial)


def holds_serial(scheme: Scheme, serial: str) -> bool:
    """Return whether the encoding has room for `serial`; a number must have no zero in front, which bits would lose."""
    if scheme.serial_is_text:
        return 0 < len(serial) <= TEXT_SERIAL_MAX
    return serial == "" if scheme.serial_bits == 0 else is_number(serial, scheme.serial_bits)


def is_number(text: str, bits: int) -> bool:
    """Return whether `text` is a decimal number without zeros in front that fits into `bits`."""
    digits = text.isascii() and text.isdecimal()
    return digits and (text == "0" or text[0] != "0") and len(text) <= bits and int(text) < 1 << bits

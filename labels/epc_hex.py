"""The bits of an RFID tag, as the hexadecimal digits that readers deliver, both ways.
Every field is checked: a tag whose bits are no key of GS1 is refused with the digits in which the fault stands.
"""

import re

from labels.epc_schemes import (
    CHARACTER_BITS,
    FILTER_MAX,
    PREFIX_BITS,
    PREFIX_DIGITS_MAX,
    SCHEMES,
    TEXT_SERIAL_MAX,
    Epc,
    EpcInvalid,
    Scheme,
    holds_serial,
    is_number,
    scheme_for,
)

HEXADECIMAL = re.compile(r"[0-9A-Fa-f]+")

_BY_HEADER = {scheme.header: scheme for scheme in SCHEMES}
_WORD = 16
_TEXT = re.compile(r"[!\"%-?A-Z_a-z]+")


class _Bits:
    """Reads fields of a tag one after another; knows in which digits the last one stood."""

    def __init__(self, digits: str) -> None:
        self._number = int(digits, 16)
        self._length = 4 * len(digits)
        self._position = 0
        self._last = 0

    def take(self, bits: int) -> int:
        """Return the next field."""
        self._last = self._position
        self._position += bits
        return self._number >> (self._length - self._position) & ((1 << bits) - 1)

    def rest(self) -> int:
        """Return all that is left."""
        return self.take(self._length - self._position)

    def fault(self, code: str, expected: str, found: object) -> EpcInvalid:
        """Return the fault of the last field."""
        return EpcInvalid(code, self._last // 4, -(-self._position // 4), expected, str(found))


def read_hex(digits: str) -> Epc:
    """Return what the bits state. Raises EpcInvalid."""
    bits = _Bits(digits)
    scheme = _BY_HEADER.get(int(digits[:2], 16))
    if scheme is None:
        raise EpcInvalid("EPC_HEADER_UNKNOWN", 0, 2, " ".join(f"{known:02X}" for known in _BY_HEADER), digits[:2])
    lengths = _lengths(scheme)
    if len(digits) not in lengths:
        raise EpcInvalid("EPC_LENGTH_WRONG", 0, len(digits), str(lengths[-1]), str(len(digits)))
    bits.take(8)
    filter_value, partition = bits.take(3), bits.take(3)
    if partition >= len(PREFIX_BITS):
        raise bits.fault("EPC_PARTITION_INVALID", "0-6", partition)
    prefix = _padded(bits, PREFIX_BITS[partition], PREFIX_DIGITS_MAX - partition)
    reference = _reference(bits, scheme, partition)
    serial = _serial(bits, scheme)
    if bits.rest():
        raise bits.fault("EPC_RESERVED_NOT_ZERO", "0", "1")
    return Epc(scheme.kind, prefix, reference, serial, scheme.name, filter_value)


def _lengths(scheme: Scheme) -> tuple[int, ...]:
    """Return how many digits the tag may have: whole bytes, or whole words of 16 bits as memory is read."""
    return tuple(sorted({-(-scheme.bits // unit) * (unit // 4) for unit in (8, _WORD)}))


def _padded(bits: _Bits, length: int, digits: int) -> str:
    number = bits.take(length)
    if number >= 10**digits:
        raise bits.fault("EPC_FIELD_TOO_LARGE", "9" * digits, number)
    return str(number).zfill(digits)


def _reference(bits: _Bits, scheme: Scheme, partition: int) -> str:
    length = scheme.key_bits - PREFIX_BITS[partition]
    if scheme.reference_digits is None:
        return str(bits.take(length))
    digits = scheme.reference_digits + partition
    return _padded(bits, length, digits) if digits else _nothing(bits, length)


def _nothing(bits: _Bits, length: int) -> str:
    number = bits.take(length)
    if number:
        raise bits.fault("EPC_FIELD_TOO_LARGE", "0", number)
    return ""


def _serial(bits: _Bits, scheme: Scheme) -> str:
    if not scheme.serial_bits:
        return ""
    number = bits.take(scheme.serial_bits)
    if not scheme.serial_is_text:
        return str(number)
    size = scheme.serial_bits // CHARACTER_BITS
    places = range((size - 1) * CHARACTER_BITS, -1, -CHARACTER_BITS)
    text = "".join(chr(number >> place & 0x7F) for place in places).rstrip("\0")
    if not _TEXT.fullmatch(text):
        raise bits.fault("EPC_SERIAL_INVALID", "CSET 82", text)
    return text


def write_hex(epc: Epc) -> str:
    """Return the digits of the tag, in whole words of 16 bits. Raises EpcInvalid where a field has no room."""
    scheme = scheme_for(epc)
    partition = PREFIX_DIGITS_MAX - len(epc.company_prefix)
    if not holds_serial(scheme, epc.serial):
        expected = "CSET 82" if scheme.serial_is_text else f"< 2^{scheme.serial_bits}"
        raise EpcInvalid("EPC_SERIAL_INVALID", 0, 0, expected, epc.serial)
    reference_bits = scheme.key_bits - PREFIX_BITS[partition]
    if scheme.reference_digits is None and not is_number(epc.reference, reference_bits):
        raise EpcInvalid("EPC_SERIAL_INVALID", 0, 0, f"< 2^{reference_bits}", epc.reference)
    number = scheme.header << 6 | min(epc.filter or 0, FILTER_MAX) << 3 | partition
    number = number << PREFIX_BITS[partition] | int(epc.company_prefix)
    number = number << reference_bits | int(epc.reference or "0")
    number = number << scheme.serial_bits | _serial_number(epc, scheme)
    length = 14 + scheme.key_bits + scheme.serial_bits
    words = -(-scheme.bits // _WORD)
    return f"{number << (words * _WORD - length):0{words * _WORD // 4}X}"


def _serial_number(epc: Epc, scheme: Scheme) -> int:
    if not scheme.serial_bits:
        return 0
    if not scheme.serial_is_text:
        return int(epc.serial)
    number = 0
    for character in epc.serial.ljust(TEXT_SERIAL_MAX, "\0"):
        number = number << CHARACTER_BITS | ord(character)
    return number

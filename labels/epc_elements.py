"""EPCs and the GS1 elements they stand for, both ways (GS1 EPC Tag Data Standard, section 7).
A tag says how long the company prefix is; a bar code does not, so that the way back asks the list of prefixes.
"""

from collections.abc import Sequence

from labels.check_digits import check_digit
from labels.company_prefix import company_prefix_length
from labels.epc_schemes import PREFIX_DIGITS_MAX, Epc, EpcInvalid

_NO_EXTENSION = "0"
_PREFIX_DIGITS_MIN = 6
_GTIN_8 = "000000"
_GTIN_8_PREFIX_LENGTH = 8  # five zeros and the GS1-8 prefix of three digits
_KEYS = {"01": "sgtin", "00": "sscc", "414": "sgln", "8003": "grai", "8004": "giai"}
_COMPANIONS = {"01": "21", "414": "254"}


def elements_of(epc: Epc) -> list[tuple[str, str]]:
    """Return the (AI, value) pairs of an EPC, check digits calculated."""
    prefix, reference = epc.company_prefix, epc.reference
    if epc.kind == "sgtin":
        return [("01", _checked(reference[0] + prefix + reference[1:])), ("21", epc.serial)]
    if epc.kind == "sscc":
        return [("00", _checked(reference[0] + prefix + reference[1:]))]
    if epc.kind == "sgln":
        place = [("414", _checked(prefix + reference))]
        return place if epc.serial == _NO_EXTENSION else [*place, ("254", epc.serial)]
    if epc.kind == "grai":
        return [("8003", _checked(_NO_EXTENSION + prefix + reference) + epc.serial)]
    return [("8004", prefix + reference)]


def _checked(digits: str) -> str:
    return digits + check_digit(digits)


def epc_of(elements: Sequence[tuple[str, str]], *, prefix_length: int | None = None) -> Epc:
    """Return the EPC of sound elements: their key and its serial, others are left out as on a tag.

    `prefix_length` is that of the company prefix where its holder knows it. Raises EpcInvalid where there is no key, no
    serial for it, or the length is not known.
    """
    values = dict(elements)
    key = next((ai for ai in _KEYS if ai in values), None)
    if key is None:
        raise EpcInvalid("EPC_KEY_MISSING", 0, 0, " ".join(_KEYS), " ".join(values))
    value = values[key]
    if key in ("00", "01"):
        digits = value[1:-1]
        if key == "01" and value.startswith(_GTIN_8):
            prefix_length = prefix_length or _GTIN_8_PREFIX_LENGTH
        prefix = _prefix(digits, prefix_length)
        serial = values.get(_COMPANIONS.get(key, ""), "")
        if key == "01" and not serial:
            raise EpcInvalid("EPC_KEY_MISSING", 0, 0, "01 + 21", " ".join(values))
        return Epc(_KEYS[key], prefix, value[0] + digits[len(prefix) :], serial)
    if key == "414":
        prefix = _prefix(value[:-1], prefix_length)
        return Epc("sgln", prefix, value[len(prefix) : -1], values.get("254", _NO_EXTENSION))
    if key == "8003":
        return _returnable(value, prefix_length)
    prefix = _prefix(value, prefix_length)
    return Epc("giai", prefix, value[len(prefix) :], "")


def _returnable(value: str, prefix_length: int | None) -> Epc:
    key_end = 1 + PREFIX_DIGITS_MAX + 1
    prefix = _prefix(value[1 : key_end - 1], prefix_length)
    if len(value) == key_end:
        raise EpcInvalid("EPC_KEY_MISSING", 0, 0, "8003 + serial", "8003")
    return Epc("grai", prefix, value[1 + len(prefix) : key_end - 1], value[key_end:])


def _prefix(digits: str, given: int | None) -> str:
    length = company_prefix_length(digits) if given is None else given
    if length is None or not _PREFIX_DIGITS_MIN <= length <= min(PREFIX_DIGITS_MAX, len(digits)):
        raise EpcInvalid("COMPANY_PREFIX_UNKNOWN", 0, 0, "6-12", digits[:PREFIX_DIGITS_MAX])
    if not digits[:length].isdecimal():
        raise EpcInvalid("COMPANY_PREFIX_UNKNOWN", 0, 0, "0-9", digits[:length])
    return digits[:length]

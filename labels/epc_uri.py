"""EPC URIs, both ways: the pure identity (`urn:epc:id:…`) and the tag with its filter (`urn:epc:tag:…`).
GS1 EPC Tag Data Standard, sections 6.3 and 12.3.
"""

import re

from labels.epc_schemes import (
    BY_NAME,
    FILTER_MAX,
    KINDS_WITH_SERIAL,
    PREFIX_DIGITS_MAX,
    SCHEMES,
    Epc,
    EpcInvalid,
    holds_serial,
    scheme_for,
)

HEAD = "urn:epc:"

_PARTS = re.compile(r"urn:epc:(id|tag):([a-z]+(?:-[0-9]+)?):(.*)", re.DOTALL)
_PREFIX = re.compile(r"[0-9]{6,12}")
_DIGITS = re.compile(r"[0-9]*")
_FILTER = re.compile(r"[0-7]")
_LITERAL = r"(?:[!'()*+,\-.0-9:;=A-Z_a-z]|%2[256F]|%3[CEF])"
_TEXT = re.compile(_LITERAL + "{1,30}")
_ESCAPED = re.compile('["%&/<>?]')
_ESCAPE = re.compile("%([0-9A-F]{2})")
_REFERENCE_DIGITS = {scheme.kind: scheme.reference_digits for scheme in SCHEMES}


def read_uri(uri: str) -> Epc:
    """Return what the URI states. Raises EpcInvalid."""
    match = _PARTS.fullmatch(uri)
    scheme = BY_NAME.get(match[2]) if match else None
    is_tag = match is not None and match[1] == "tag"
    kind = scheme.kind if scheme else match[2] if match else ""
    if match is None or kind not in _REFERENCE_DIGITS or is_tag != (scheme is not None):
        raise _invalid(uri, 0, len(uri), "urn:epc:id:sgtin: …")
    start = match.start(3)
    filter_value = None
    rest = match[3]
    if is_tag:
        if _FILTER.fullmatch(rest[:1]) is None or rest[1:2] != ".":
            raise _invalid(uri, start, min(start + 1, len(uri)), f"0-{FILTER_MAX}")
        filter_value, rest, start = int(rest[0]), rest[2:], start + 2
    epc = _fields(uri, kind, rest, start)._replace(scheme=scheme.name if scheme else None, filter=filter_value)
    if scheme is not None and not holds_serial(scheme, epc.serial):
        raise EpcInvalid("EPC_SERIAL_INVALID", len(uri) - len(epc.serial), len(uri), scheme.name, epc.serial)
    return epc


def _invalid(uri: str, start: int, end: int, expected: str) -> EpcInvalid:
    return EpcInvalid("EPC_URI_INVALID", start, end, expected, uri[start:end])


def _fields(uri: str, kind: str, rest: str, start: int) -> Epc:
    """Return the fields in `rest`, which starts at `start`; only the last may hold full stops of its own."""
    prefix, *others = rest.split(".", 2 if kind in KINDS_WITH_SERIAL else 1)
    if _PREFIX.fullmatch(prefix) is None:
        raise _invalid(uri, start, start + len(prefix), "6-12 × 0-9")
    if len(others) != (2 if kind in KINDS_WITH_SERIAL else 1):
        raise _invalid(uri, start, len(uri), "…")
    start += len(prefix) + 1
    reference = others[0]
    digits = _REFERENCE_DIGITS[kind]
    if digits is None:
        return Epc(kind, prefix, _text(uri, reference, start), "")
    length = digits + PREFIX_DIGITS_MAX - len(prefix)
    if len(reference) != length or _DIGITS.fullmatch(reference) is None:
        raise _invalid(uri, start, start + len(reference), f"{length} × 0-9")
    serial = _text(uri, others[1], start + len(reference) + 1) if len(others) > 1 else ""
    return Epc(kind, prefix, reference, serial)


def _text(uri: str, text: str, start: int) -> str:
    if _TEXT.fullmatch(text) is None:
        raise _invalid(uri, start, start + len(text), "CSET 82")
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def write_pure(epc: Epc) -> str:
    """Return the pure identity URI."""
    return f"{HEAD}id:{epc.kind}:{_written(epc)}"


def write_tag(epc: Epc) -> str:
    """Return the tag URI. Raises EpcInvalid where no encoding holds the serial."""
    return f"{HEAD}tag:{scheme_for(epc).name}:{epc.filter or 0}.{_written(epc)}"


def _written(epc: Epc) -> str:
    fields = [epc.company_prefix, _escaped(epc.reference)]
    if epc.kind in KINDS_WITH_SERIAL:
        fields.append(_escaped(epc.serial))
    return ".".join(fields)


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: f"%{ord(match[0]):02X}", text)

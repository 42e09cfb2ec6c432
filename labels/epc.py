"""One text of an RFID tag in, all its writings out: hexadecimal, pure identity and tag URI, element string.
What can be said is said even where one writing has no room for it; that is then an error with its reason.
"""

from collections.abc import Iterable

import msgspec

from labels.ai_table import RULES
from labels.element_string import build
from labels.epc_elements import elements_of, epc_of
from labels.epc_hex import HEXADECIMAL, read_hex, write_hex
from labels.epc_schemes import BY_NAME, Epc, EpcInvalid, scheme_for
from labels.epc_uri import HEAD, read_uri, write_pure, write_tag
from labels.fault import Problem
from labels.gs1_text import GS1_CARRIERS, read_gs1
from labels.udi_reading import Identity, UdiReading, identity_of
from labels.values import check_value

_HEX_LENGTH_MIN = 24


class EpcReading(msgspec.Struct, frozen=True):
    """The answer for one text; a writing that the tag cannot have is None."""

    ok: bool
    scheme: str | None = None
    filter: int | None = None
    hex: str | None = None
    uri: str | None = None
    tag_uri: str | None = None
    element_string: str | None = None
    elements: tuple[tuple[str, str], ...] = ()
    identity: Identity = Identity()
    errors: tuple[Problem, ...] = ()


def looks_like_tag(text: str) -> bool:
    """Whether a reader of tags can have delivered the text: 24 hexadecimal digits or more, or an EPC URI."""
    return text.startswith(HEAD) or (len(text) >= _HEX_LENGTH_MIN and HEXADECIMAL.fullmatch(text) is not None)


def read_epc(
    text: str,
    *,
    year: int,
    scheme: str | None = None,
    filter_value: int | None = None,
    prefix_length: int | None = None,
) -> EpcReading:
    """Read hexadecimal digits, an EPC URI, or GS1 elements (as labels.udi reads them with all separators sent).

    For elements and pure identities `scheme` and `filter_value` say how the tag is to be written; `prefix_length` is
    the length of the company prefix where the list of prefixes is not to be asked.
    """
    try:
        epc, problems = _read(text, year, prefix_length)
        if epc is None:
            return EpcReading(ok=False, errors=problems)
        if epc.scheme is None:
            epc = epc._replace(scheme=_fitting(epc, scheme), filter=filter_value)
    except EpcInvalid as invalid:
        return EpcReading(ok=False, errors=(_placed(invalid.problem, text),))
    return _written(epc, text, year)


def _placed(problem: Problem, text: str) -> Problem:
    """Return the problem with the whole text as its place, if it has none."""
    return problem if problem.start < problem.end else problem._replace(start=0, end=len(text))


def _read(text: str, year: int, prefix_length: int | None) -> tuple[Epc | None, tuple[Problem, ...]]:
    if text.startswith(HEAD):
        return read_uri(text), ()
    if looks_like_tag(text):
        return read_hex(text), ()
    reading = _gs1(text, year)
    if reading.issuer is None:
        raise EpcInvalid("EPC_NOT_RECOGNISED", 0, len(text), "", text)
    if reading.errors:
        return None, reading.errors
    return epc_of([(element.ai, element.value) for element in reading.elements], prefix_length=prefix_length), ()


def _gs1(text: str, year: int) -> UdiReading:
    if not text:
        return UdiReading(ok=False, symbology=None, issuer=None)
    symbology = text[:3] if text[:3] in GS1_CARRIERS else None
    return read_gs1(text, symbology, year=year, separators_sent=True)


def _fitting(epc: Epc, scheme: str | None) -> str | None:
    if scheme is not None and BY_NAME[scheme].kind != epc.kind:
        raise EpcInvalid("EPC_SCHEME_OTHER", 0, 0, epc.kind, scheme)
    return scheme


def _written(epc: Epc, text: str, year: int) -> EpcReading:
    pairs = tuple(elements_of(epc))
    errors = _format_problems(pairs, text, year)
    element_string = None if errors else build(pairs)
    tag_uri = digits = None
    try:
        tag_uri, digits = write_tag(epc), write_hex(epc)
    except EpcInvalid as invalid:
        errors.append(_placed(invalid.problem, text))
    return EpcReading(
        ok=not errors,
        scheme=scheme_for(epc).name if digits else None,
        filter=(epc.filter or 0) if digits else None,
        hex=digits,
        uri=write_pure(epc),
        tag_uri=tag_uri if digits else None,
        element_string=element_string,
        elements=pairs,
        identity=identity_of(dict(pairs), year),
        errors=tuple(errors),
    )


def _format_problems(pairs: Iterable[tuple[str, str]], text: str, year: int) -> list[Problem]:
    """Return what is wrong with values that a URI may hold and an element may not, placed in the whole text."""
    faults = [(ai, check_value(RULES[ai], value, year=year)) for ai, value in pairs]
    return [
        Problem(fault.code, 0, len(text), ai, fault.expected, fault.found) for ai, fault in faults if fault is not None
    ]

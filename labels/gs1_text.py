"""GS1 data whose carrier and form are known, read into the one answer: element strings, keys, bracketed texts.
Where separators may be lost it gives all readings; a scan of unknown form enters through labels.udi.
"""

import itertools
import re

from labels.ai_table import RULES, SEPARATOR
from labels.associations import check_associations
from labels.check_digits import check_digit, has_check_digit
from labels.element import Element
from labels.element_string import Message, read_bracketed, read_raw
from labels.fault import Problem
from labels.readings import LITERAL_SEPARATOR, Readings, all_readings, may_have_others
from labels.udi_reading import Reading, UdiReading, identity_of

GS1_CARRIERS = frozenset(("]C1", "]d2", "]Q3", "]e0", "]J1"))
"""AIM identifiers (ISO/IEC 15424) of what carries element strings: GS1-128, DataMatrix, QR Code, DataBar, DotCode."""

_KEY_CARRIERS = {"]E0": (13, 12), "]E4": (8,), "]I1": (14,)}
"""EAN-13 and UPC-A, EAN-8, ITF-14: a GTIN and nothing else."""

_GTIN_LENGTHS = (8, 12, 13, 14)
_SSCC_LENGTH = 18
_AI_LENGTH_MAX = 4
_DIGITS = re.compile(r"[0-9]+")


def is_gs1_carrier(symbology: str) -> bool:
    """Return whether a symbol with this AIM identifier carries GS1 data and nothing else."""
    return symbology in GS1_CARRIERS or symbology in _KEY_CARRIERS


def wrong_carrier(symbology: str) -> UdiReading:
    """Return the answer for a text whose symbol is none of GS1 and which no other agency's rules explain."""
    expected = " ".join(sorted(GS1_CARRIERS))
    return _refused(symbology, Problem("CARRIER_NOT_GS1", 0, len(symbology), "", expected, symbology))


def read_gs1(text: str, symbology: str | None, *, year: int, separators_sent: bool) -> UdiReading:
    """Read `text` as GS1 data; `symbology` is the AIM identifier with which it starts, of a GS1 carrier, or None."""
    if symbology is not None:
        return _parse_carrier(text, symbology, year=year, separators_sent=separators_sent)
    if text[0] in "[(":
        return _parse_bracketed(text, year=year)
    if _DIGITS.fullmatch(text) and (len(text) in _GTIN_LENGTHS or len(text) == _SSCC_LENGTH):
        return _parse_key(text, None, 0)
    return _parse_raw(text, None, 0, year=year, separators_sent=separators_sent)


def _parse_bracketed(text: str, *, year: int) -> UdiReading:
    message = read_bracketed(text, year=year)
    pairs = check_associations(message.elements) if message.structure_is_known else []
    return _finished(message, pairs, text, None, is_gs1=True, year=year)


def _refused(symbology: str | None, problem: Problem) -> UdiReading:
    return UdiReading(ok=False, symbology=symbology, issuer=None, errors=(problem,))


def _parse_carrier(text: str, symbology: str, *, year: int, separators_sent: bool) -> UdiReading:
    start = len(symbology)
    if symbology in GS1_CARRIERS:
        if len(text) == start:
            return _refused(symbology, Problem("TEXT_EMPTY", start, start, "", "", ""))
        return _parse_raw(text, symbology, start, year=year, separators_sent=separators_sent)
    lengths = _KEY_CARRIERS[symbology]
    body = text[start:]
    if len(body) not in lengths or not _DIGITS.fullmatch(body):
        return _refused(symbology, Problem("KEY_LENGTH_WRONG", start, len(text), "01", str(lengths[0]), body))
    return _parse_key(body, symbology, start)


def _parse_key(digits: str, symbology: str | None, start: int) -> UdiReading:
    """Read a GTIN (given as 14 digits, zeros in front) or an SSCC that stands alone."""
    ai = "00" if len(digits) == _SSCC_LENGTH else "01"
    value = digits if ai == "00" else digits.zfill(14)
    elements = (Element(ai, value, start, start + len(digits)),)
    if has_check_digit(digits):
        return UdiReading(
            ok=True, symbology=symbology, issuer="GS1", elements=elements, identity=identity_of({ai: value}, 0)
        )
    expected = check_digit(digits[:-1])
    problem = Problem("CHECK_DIGIT_WRONG", start, start + len(digits), ai, expected, digits[-1])
    return UdiReading(
        ok=False, symbology=symbology, issuer="GS1" if symbology else None, elements=elements, errors=(problem,)
    )


def _parse_raw(text: str, symbology: str | None, start: int, *, year: int, separators_sent: bool) -> UdiReading:
    body = start + 1 if text[start] == SEPARATOR else start
    if body == len(text):
        return _refused(symbology, Problem("TEXT_EMPTY", body, body, "", "", ""))
    is_gs1 = symbology is not None or body > start
    message = read_raw(text, start=body, year=year)
    if not is_gs1 and not message.elements:
        found = text[:_AI_LENGTH_MAX]
        return _refused(None, Problem("NOT_RECOGNISED", 0, len(found), "", "", found))
    pairs = check_associations(message.elements) if message.structure_is_known else []
    if not (separators_sent or SEPARATOR in text):
        readings = _readings_without_separator(text, message, year, standard_holds=not (message.problems or pairs))
        if readings is not None:
            return _unsettled(symbology, message.elements[-1], readings, year)
    return _finished(message, pairs, text, symbology, is_gs1=is_gs1, year=year)


def _readings_without_separator(text: str, message: Message, year: int, *, standard_holds: bool) -> Readings | None:
    """Return the readings of a text in which a separator may be lost; None if there is none to choose.

    `standard_holds` says that the text, taken as complete, is a valid message.
    """
    elements = message.elements
    if not elements or not RULES[elements[-1].ai].separator or elements[-1].end < len(text):
        return None
    tail = elements[-1]
    if any(problem.start < tail.start for problem in message.problems):
        return None
    if standard_holds and not may_have_others(tail.value):
        return None
    readings = all_readings(text, elements[:-1], start=tail.start, year=year)
    if standard_holds and elements not in readings.found:
        readings.found.insert(0, elements)
    nothing_to_choose = len(readings.found) == (1 if standard_holds else 0)
    return None if nothing_to_choose and not readings.cut else readings


def _unsettled(symbology: str | None, tail: Element, readings: Readings, year: int) -> UdiReading:
    """Return the answer for a text with lost separators: all readings, and as certain what they share."""
    number = str(len(readings.found))
    errors = []
    if len(readings.found) > 1:
        errors.append(Problem("AMBIGUOUS", tail.start, tail.end, tail.ai, "", number))
    elif readings.found and not readings.cut:
        errors.append(Problem("SEPARATOR_MISSING", tail.start, tail.end, tail.ai, "", ""))
    if readings.cut:
        errors.append(Problem("READINGS_CUT", tail.start, tail.end, tail.ai, "", number))
    shared = tuple(
        element
        for position, element in enumerate(readings.found[0] if readings.found else [])
        if all(reading[position : position + 1] == [element] for reading in readings.found)
    )
    return UdiReading(
        ok=False,
        symbology=symbology,
        issuer="GS1",
        elements=shared,
        identity=identity_of({element.ai: element.value for element in shared}, year),
        errors=tuple(errors),
        warnings=_literal_separators(tail),
        ambiguous=tuple(
            Reading(tuple(reading), identity_of({element.ai: element.value for element in reading}, year))
            for reading in readings.found
        ),
        ambiguous_cut=readings.cut,
    )


def _finished(
    message: Message, pairs: list[Problem], text: str, symbology: str | None, *, is_gs1: bool, year: int
) -> UdiReading:
    errors = tuple(message.problems + pairs)
    warnings = itertools.chain.from_iterable(map(_literal_separators, message.elements)) if "<" in text else ()
    return UdiReading(
        not errors,
        symbology,
        "GS1" if is_gs1 or not errors else None,
        tuple(message.elements),
        identity_of(message.sound, year),
        tuple(message.unknown),
        errors,
        tuple(warnings),
    )


def _literal_separators(element: Element) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            "SEPARATOR_LITERAL",
            element.value_start + match.start(),
            element.value_start + match.end(),
            element.ai,
            "",
            match[0],
        )
        for match in LITERAL_SEPARATOR.finditer(element.value)
    )

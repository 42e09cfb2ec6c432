"""The way back from a reading to the text a symbol encodes, for every issuing agency.
What is written is read again before it is given out, so that no text leaves here that would not be accepted.
"""

from collections.abc import Callable, Sequence

import msgspec

from labels.element_string import build
from labels.fault import Problem
from labels.hibc import build_hibc
from labels.iccbba import build_iccbba
from labels.ma import build_ma
from labels.udi import parse
from labels.udi_reading import UdiReading

Pairs = Sequence[tuple[str, str]]


class Encoded(msgspec.Struct, frozen=True):
    """A text and its reading, or why there is none. GS1 text has no FNC1 in front: the symbol adds it."""

    text: str | None
    reading: UdiReading | None
    errors: tuple[Problem, ...]


def _build_ahm(elements: list[tuple[str, str]]) -> str:
    if [name for name, _value in elements] != ["AHM"]:
        raise ValueError("an AHM code is one element")
    return elements[0][1]


_WRITERS: dict[str, Callable[[list[tuple[str, str]]], str]] = {
    "GS1": build,
    "HIBC": build_hibc,
    "ICCBBA": build_iccbba,
    "MA": build_ma,
    "AHM": _build_ahm,
}


def encode(issuer: str, elements: Pairs, *, year: int) -> Encoded:
    """Return the text of `elements` (name and value, as a reading of this issuer has them), read back in `year`."""
    writer = _WRITERS.get(issuer)
    if writer is None:
        return _failed(Problem("ISSUER_UNKNOWN", 0, 0, "", ", ".join(_WRITERS), issuer))
    try:
        text = writer(list(elements))
    except ValueError as error:
        return _failed(Problem("ELEMENTS_NOT_WRITABLE", 0, 0, "", issuer, str(error)))
    reading = parse(f"]d2{text}" if issuer == "GS1" else text, year=year, separators_sent=True)
    read = [(element.ai, element.value) for element in (*reading.elements, *reading.unknown)]
    if not reading.errors and sorted(read) != sorted(elements):
        return _failed(Problem("ELEMENTS_NOT_WRITABLE", 0, 0, "", issuer, text))
    return Encoded(None if reading.errors else text, reading, reading.errors)


def _failed(problem: Problem) -> Encoded:
    return Encoded(None, None, (problem,))

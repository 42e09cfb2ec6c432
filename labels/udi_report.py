"""The answer for one text as a JSON object, in the shape that `unitrail udi parse` prints.
Kept apart from reading, so that the shape other programs rely on stands in one place.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from labels.element import Element
from labels.fault import Problem
from labels.texts import LANGUAGES, message
from labels.udi import parse
from labels.udi_reading import Identity, UdiReading


def report(line: str, *, year: int, separators_sent: bool = False) -> dict[str, Any]:
    """Return the report on one scanned text (arguments as labels.udi.parse)."""
    return reported(parse(line, year=year, separators_sent=separators_sent))


def reported(reading: UdiReading) -> dict[str, Any]:
    """Return `reading` as JSON values; what is rarely stated (as `warnings`, `unknown`) is present only if stated."""
    answer = {
        "ok": reading.ok,
        "symbology": reading.symbology,
        "issuer": reading.issuer,
        "elements": _elements(reading.elements),
        **reported_identity(reading.identity),
        "ambiguous": [
            {"elements": _elements(option.elements), **reported_identity(option.identity)}
            for option in reading.ambiguous
        ],
        "errors": reported_problems(reading.errors),
    }
    if reading.unknown:
        answer["unknown"] = _elements(reading.unknown)
    if reading.warnings:
        answer["warnings"] = reported_problems(reading.warnings)
    return answer


def problem_report(problem: Problem) -> dict[str, Any]:
    """Return the report on a line that could not be read as a text at all."""
    return reported(UdiReading(ok=False, symbology=None, issuer=None, errors=(problem,)))


def _elements(elements: Iterable[Element]) -> list[dict[str, str]]:
    return [{"ai": element.ai, "value": element.value} for element in elements]


def reported_identity(identity: Identity) -> dict[str, Any]:
    """Return what a reading says of the device as JSON values."""
    rarely_stated = {
        "donation_id": identity.donation_id,
        "link": identity.link,
        "software_version": identity.software_version,
    }
    return {
        "di": identity.device_identifier,
        "lot": identity.lot,
        "serial": identity.serial,
        "expiry": _iso(identity.expiry),
        "expiry_day_given": identity.expiry_day_given,
        "production": _iso(identity.production),
        **{name: value for name, value in rarely_stated.items() if value is not None},
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def reported_problems(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Return problems as JSON values, with their sentences."""
    return [
        {
            "code": problem.code,
            "start": problem.start,
            "end": problem.end,
            "message": {language: message(problem, language) for language in LANGUAGES},
        }
        for problem in problems
    ]

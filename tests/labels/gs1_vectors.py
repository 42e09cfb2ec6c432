"""Reads labels/vectors, the answers that Python and TypeScript must both give, and puts a report into their form."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "labels/vectors"


def cases(folder: str = "") -> list[dict[str, Any]]:
    """Return every case (name, text, year, expect) of a folder of vectors, with its file's name as `group`."""
    return [
        {"group": file.stem, **case}
        for file in sorted((FOLDER / folder).glob("*.json"))
        for case in json.loads(file.read_text("utf-8"))["cases"]
    ]


def compact(report: dict[str, Any]) -> dict[str, Any]:
    """Return `report` in the vectors' form: elements and problems as lists, sentences left out."""
    rare = ("donation_id", "link", "software_version")
    fields = ("ok", "symbology", "issuer", "di", "lot", "serial", "expiry", "expiry_day_given", "production")
    return {
        **{field: report[field] for field in fields},
        **{field: report[field] for field in rare if field in report},
        **({"unknown": _pairs(report, "unknown")} if "unknown" in report else {}),
        "elements": _pairs(report),
        "errors": _places(report["errors"]),
        "warnings": _places(report.get("warnings", [])),
        "ambiguous": [_pairs(reading) for reading in report["ambiguous"]],
    }


def _pairs(reading: dict[str, Any], name: str = "elements") -> list[list[str]]:
    return [[element["ai"], element["value"]] for element in reading[name]]


def _places(problems: list[dict[str, Any]]) -> list[list[str | int]]:
    return [[problem["code"], problem["start"], problem["end"]] for problem in problems]

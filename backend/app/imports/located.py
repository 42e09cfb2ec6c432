"""A rule's refusal of something in a file, as a problem with its row and column."""

from collections.abc import Mapping
from typing import Final

from backend.app.imports.sheets import Problem
from sync import catalogue
from sync.catalogue import worded
from sync.outcome import Flag

_COLUMNS: Final = {
    "EFFECTIVITY_WRONG": "effectivity",
    "PROCESS_ITEM_UNKNOWN": "component",
    "PROCESS_REVISION_APPROVED": "revision",
    "STRUCTURE_OF_ITSELF": "component",
    "STRUCTURE_LINE_TWICE": "component",
    "STRUCTURE_UNIT_WRONG": "unit",
    "STRUCTURE_QUANTITY_WRONG": "quantity",
    "STEP_TWICE": "step",
    "STEP_PREDECESSOR_WRONG": "predecessors",
    "STEP_CODE_TWICE": "code",
    "STEP_COMPONENT_TWICE": "code",
    "STEP_COMPONENT_OF_ITSELF": "code",
    "STEP_QUANTITY_WRONG": "quantity",
    "STEP_UNIT_WRONG": "unit",
    "MEASURE_NOT_KNOWN": "unit",
    "LIMITS_REVERSED": "low",
    "LIMIT_NOT_READABLE": "resolution",
    "RESOLUTION_WRONG": "resolution",
    "SAMPLING_WRONG": "sampling",
    "CHECK_READING_WRONG": "kind",
}
_NAMES: Final = ("name", "component", "found")
"""Where a detail names the part of a step or structure that is meant, the most telling first."""


def located(places: Mapping[tuple[str, ...], int], item: str, revision: str, flag: Flag) -> Problem:
    """Return a refusal at the row of what it is about: the part, else the step, else the revision's first row."""
    detail = flag.detail
    step = (str(detail["step"]),) if "step" in detail else ()
    part = next((str(detail[name]) for name in _NAMES if name in detail), None)
    inner = () if part is None else ((item, revision, *step, part),)
    row = next((places[key] for key in (*inner, (item, revision, *step), (item, revision)) if key in places), 0)
    text = catalogue.code(flag.code)
    named = _COLUMNS.get(flag.code, "")
    return Problem(
        row, named, _told(text.en, worded(flag.code, detail, "en")), _told(text.zh, worded(flag.code, detail, "zh"))
    )


def _told(text: catalogue.Text, detail: dict[str, str]) -> str:
    values = _Values(detail)
    return " ".join(part.format_map(values) for part in (text.what, text.why, text.now))


class _Values(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"

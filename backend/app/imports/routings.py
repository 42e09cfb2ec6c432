"""Routings from CSV: a row for each step, then one for each of its parameters, checks and components.

What a kind of row does not have must be blank, so that a shifted column is noticed.
"""

from typing import Any, Final, Literal

from backend.app.imports.cells import Code, CodeOrNone, DecimalOrNone, Line
from backend.app.imports.located import located
from backend.app.imports.process_cells import (
    EffectivityCell,
    MeasureCell,
    PictureCell,
    SamplingCell,
    StepCell,
    StepsCell,
    TextCell,
    YesOrBlank,
)
from backend.app.imports.sheets import Imported, Problem, SheetRow, checked, read_sheet, sha256
from backend.app.imports.structures import effectivity_differs
from backend.items.entries import Check, DraftRouting, ImportRoutings, Limits, Parameter, Step, StepComponent
from backend.items.rules.steps import problems_of

LIMITS: Final = ("low", "action_low", "alarm_low", "alarm_high", "action_high", "high")


class RoutingRow(SheetRow):
    """One row: a step, or something of the step above it. ``code`` of a component is its item number."""

    item: Code
    revision: Code
    effectivity: EffectivityCell
    step: StepCell
    row: Literal["step", "parameter", "check", "component"]
    code: CodeOrNone
    name_en: Line
    name_zh: Line
    kind: Literal[
        "make", "line_clearance", "first_article", "inspect", "package", "attribute", "reading", "photo", "document", ""
    ]
    repeat: Literal["order", "lot", "unit", ""]
    predecessors: StepsCell
    skill: CodeOrNone
    equipment_class: CodeOrNone
    document: CodeOrNone
    two_person: YesOrBlank
    instruction_en: TextCell
    instruction_zh: TextCell
    picture: PictureCell
    unit: MeasureCell
    resolution: DecimalOrNone
    source: Literal["manual", "device", ""]
    second: Literal["none", "entered_twice", "second_person", ""]
    critical: YesOrBlank
    low: DecimalOrNone
    action_low: DecimalOrNone
    alarm_low: DecimalOrNone
    alarm_high: DecimalOrNone
    action_high: DecimalOrNone
    high: DecimalOrNone
    sampling: SamplingCell
    quantity: DecimalOrNone
    scan: Literal["lot", "serial", ""]


_NEEDS: Final = {
    "step": ("name_en", "name_zh", "kind", "repeat"),
    "parameter": ("code", "name_en", "name_zh", "unit", "resolution", "source", "second", "sampling"),
    "check": ("code", "name_en", "name_zh", "kind", "sampling"),
    "component": ("code", "unit", "quantity", "scan"),
}
_MAY: Final = {
    "step": (
        "predecessors", "skill", "equipment_class", "document", "two_person", "instruction_en", "instruction_zh",
        "picture",
    ),
    "parameter": ("critical", *LIMITS),
    "check": ("unit", *LIMITS),
    "component": (),
}  # fmt: skip
_ALWAYS: Final = ("item", "revision", "effectivity", "step", "row")
_KINDS: Final = {
    "step": ("make", "line_clearance", "first_article", "inspect", "package"),
    "check": ("attribute", "reading", "photo", "document"),
}


def read_routings(data: bytes, source: str) -> Imported:
    """Return the ImportRoutings entry of a file: rows in the order of the routing, every problem with its place."""
    sheet = read_sheet(data, RoutingRow)
    problems = list(sheet.problems)
    reading = _Reading()
    for number, row in sheet.rows:
        problems += _shape_problems(number, row) or reading.take(number, row)
    if not problems:
        problems += reading.rule_problems()
    if problems:
        return Imported(None, tuple(problems), len(sheet.rows))
    body = ImportRoutings(rows=reading.drafts(), sha256=sha256(data), source=source)
    return checked(body, len(sheet.rows), reading.places)


def _shape_problems(number: int, row: RoutingRow) -> list[Problem]:
    needs, may = _NEEDS[row.row], _MAY[row.row]
    problems: list[Problem] = []
    for name in RoutingRow.model_fields:
        blank = getattr(row, name) in (None, "", [], False)
        if name in needs and blank:
            problems.append(Problem(number, name, f"a {row.row} row needs a value here", f"{row.row} 行此列必填"))
        if not blank and name not in (*needs, *may, *_ALWAYS):
            problems.append(Problem(number, name, f"a {row.row} row has nothing here", f"{row.row} 行此列应为空"))
    if not problems and row.kind not in _KINDS.get(row.row, ("",)):
        expected = ", ".join(_KINDS[row.row])
        problems.append(Problem(number, "kind", f"expected {expected}", f"应为 {expected}"))
    return problems


class _Reading:
    """The routings as far as the rows have been read."""

    def __init__(self) -> None:
        self.heads: dict[tuple[str, str], RoutingRow] = {}
        self.steps: dict[tuple[str, str], list[dict[str, Any]]] = {}
        self.places: dict[tuple[str, ...], int] = {}

    def take(self, number: int, row: RoutingRow) -> list[Problem]:
        """Put a row where it belongs, or return why it belongs nowhere."""
        revision = (row.item, row.revision)
        if self.heads.setdefault(revision, row).effectivity != row.effectivity:
            return [effectivity_differs(number, row.item)]
        steps = self.steps.setdefault(revision, [])
        place = (*revision, str(row.step)) if row.row == "step" else (*revision, str(row.step), row.code or "")
        self.places.setdefault(revision, number)
        if place in self.places:
            return [Problem(number, "code" if row.code else "step", "this is there twice", "重复")]
        self.places[place] = number
        if row.code is not None:
            self.places.setdefault((*revision, row.code), number)
        if row.row == "step":
            steps.append(_step(row))
        elif not steps or steps[-1]["number"] != row.step:
            return [Problem(number, "step", "expected it below the row of its step", "应排在所属工序行之后")]
        else:
            steps[-1][f"{row.row}s"].append(_PARTS[row.row](row))
        return []

    def drafts(self) -> tuple[DraftRouting, ...]:
        """Return the routings."""
        return tuple(
            DraftRouting(
                effectivity=head.effectivity,
                item=item,
                revision=revision,
                steps=tuple(_built(step) for step in self.steps[item, revision]),
            )
            for (item, revision), head in self.heads.items()
        )

    def rule_problems(self) -> list[Problem]:
        """Return every problem of the steps themselves, by the rules, each at its row and column."""
        return [
            located(self.places, draft.item, draft.revision, problem)
            for draft in self.drafts()
            for problem in problems_of(draft.steps)
        ]


def _step(row: RoutingRow) -> dict[str, Any]:
    given = row.model_dump(include={"name_en", "name_zh", "kind", "repeat", *_MAY["step"]})
    return given | {"number": row.step, "parameters": [], "checks": [], "components": []}


def _built(step: dict[str, Any]) -> Step:
    several = ("parameters", "checks", "components", "predecessors")
    fields: dict[str, Any] = {name: tuple(value) if name in several else value for name, value in step.items()}
    return Step(**fields)


def _limits(row: RoutingRow) -> Limits:
    return Limits(**{name: getattr(row, name) for name in LIMITS})


def _parameter(row: RoutingRow) -> Parameter:
    names = {"code", "critical", "name_en", "name_zh", "resolution", "second", "source", "unit"}
    return Parameter(**row.model_dump(include=names), limits=_limits(row), sampling=row.sampling)  # type: ignore[arg-type]  # needed above


def _check(row: RoutingRow) -> Check:
    measured = row.kind == "reading"
    named = row.model_dump(include={"code", "kind", "name_en", "name_zh"})
    unit, limits = (row.unit or None, _limits(row)) if measured or row.unit else (None, None)
    return Check(**named, limits=limits, sampling=row.sampling, unit=unit)  # type: ignore[arg-type]  # needed above


def _component(row: RoutingRow) -> StepComponent:
    return StepComponent(item=row.code, quantity=row.quantity, scan=row.scan, unit=row.unit)  # type: ignore[arg-type]


_PARTS: Final = {"parameter": _parameter, "check": _check, "component": _component}

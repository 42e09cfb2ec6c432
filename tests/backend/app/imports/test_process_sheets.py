"""Structures and routings from CSV: whole or not at all, every problem at its row and column."""

from typing import Any

import pytest

from backend.app import registry_items
from backend.app.demo_company.making import FOLDER, drafts
from backend.app.imports.routings import RoutingRow, read_routings
from backend.app.imports.sheets import Imported
from backend.app.imports.structures import read_structures
from backend.items.entries import ImportRoutings, ImportStructures, Sampling
from backend.items.state import Routing, Structure
from tests.builders.processes import approve, item
from tests.builders.world import World

STRUCTURES = "item,revision,effectivity,component,quantity,unit,substitutes"
LINE = "FG-A,A,next_order,FEP,0.5,g,HUB"
FIELDS = tuple(RoutingRow.model_fields)


def row(of: str, *, step: int = 10, **cells: str) -> str:
    given = {"item": "FG-A", "revision": "A", "effectivity": "next_order", "step": str(step), "row": of}
    return ",".join((given | cells).get(name, "") for name in FIELDS)


STEP = row("step", name_en="Seal", name_zh="封合", kind="make", repeat="lot")
NAMED: dict[str, Any] = {"name_en": "Temperature", "name_zh": "温度"}
READ: dict[str, Any] = {
    "unit": "Cel",
    "resolution": "0.1",
    "source": "manual",
    "second": "none",
    "sampling": "minutes:30",
}
PARAMETER = row("parameter", code="TEMP", **NAMED, **READ, low="125.0", high="145.0")
CHECK = row("check", code="LOOKS", kind="attribute", sampling="every", **NAMED)
COMPONENT = row("component", code="FEP", quantity="1", unit="g", scan="lot")


def structures(*lines: str) -> Imported:
    return read_structures("\n".join((STRUCTURES, *lines)).encode(), "structures.csv")


def routings(*lines: str) -> Imported:
    return read_routings("\n".join((",".join(FIELDS), *lines)).encode(), "routings.csv")


def places(imported: Imported) -> list[tuple[int, str]]:
    assert imported.body is None
    assert all(problem.en and problem.zh for problem in imported.problems)
    return [(problem.row, problem.column) for problem in imported.problems]


def test_done_lines_of_a_structure_become_one_draft() -> None:
    body = structures(LINE, "FG-A,A,next_order,CLIP,1,pcs,", "FG-B,A,date:2026-12-01,FEP,1,pcs,").body
    assert isinstance(body, ImportStructures)
    assert [(draft.item, len(draft.lines), draft.effectivity.kind) for draft in body.rows] == [
        ("FG-A", 2, "next_order"),
        ("FG-B", 1, "date"),
    ]


def test_refused_a_shifted_column_of_a_structure_is_named_by_row_and_column() -> None:
    found = places(structures(LINE, "FG-A,A,next_order,,FEP,0.5,g"))
    assert {number for number, _ in found} == {3}
    assert {"component", "quantity", "unit"} <= {column for _, column in found}


def test_done_rows_of_a_routing_become_steps_with_what_belongs_to_them() -> None:
    body = routings(STEP, PARAMETER, CHECK, COMPONENT).body
    assert isinstance(body, ImportRoutings)
    (step,) = body.rows[0].steps
    assert (step.parameters[0].code, step.checks[0].code) == ("TEMP", "LOOKS")
    assert step.parameters[0].limits.low == "125.0"
    assert step.parameters[0].sampling == Sampling(kind="minutes", n=30)
    assert step.components[0].item == "FEP"


def test_refused_a_shifted_column_refuses_every_row_with_row_and_column() -> None:
    cells = PARAMETER.split(",")
    shifted = ",".join([*cells[:18], "", *cells[18:-1]])
    found = places(routings(STEP, shifted))
    assert {number for number, _ in found} == {3}
    assert "source" in {column for _, column in found}


def test_refused_a_value_in_a_column_that_its_kind_of_row_does_not_have() -> None:
    assert places(routings(STEP.replace(",,", ",X,", 1))) == [(2, "code")]


@pytest.mark.parametrize(
    ("line", "old", "new", "column"),
    [
        (PARAMETER, "125.0,,,,,145.0", "145.0,,,,,125.0", "low"),
        (PARAMETER, "125.0", "125.05", "resolution"),
        (PARAMETER, "0.1", "0", "resolution"),
        (PARAMETER, "minutes:30", "hourly", "sampling"),
        (PARAMETER, "minutes:30", "", "sampling"),
        (CHECK, "attribute", "make", "kind"),
        (CHECK, "attribute", "reading", "kind"),
        (COMPONENT, ",1,lot", ",0,lot", "quantity"),
    ],
)
def test_refused_a_wrong_cell_is_named_by_row_and_column(line: str, old: str, new: str, column: str) -> None:
    assert old in line
    assert places(routings(STEP, line.replace(old, new, 1))) == [(3, column)]


@pytest.mark.parametrize(("unit", "meant"), [("degC", "Cel"), ("°C", "Cel"), ("Kpa", "kPa"), ("秒", "s")])
def test_refused_a_unit_that_nobody_knows_names_the_one_that_was_meant(unit: str, meant: str) -> None:
    read = routings(STEP, PARAMETER.replace("Cel", unit))
    assert places(read) == [(3, "unit")]
    (problem,) = read.problems
    for text in (problem.en, problem.zh):
        assert unit in text
        assert f" {meant}" in text


def test_refused_something_that_stands_twice_or_without_its_step() -> None:
    assert places(routings(STEP, CHECK, CHECK)) == [(4, "code")]
    assert places(routings(CHECK)) == [(2, "step")]
    assert places(structures(LINE, LINE)) == [(3, "component"), (3, "component")]


def test_refused_a_predecessor_that_comes_later() -> None:
    early = row("step", name_en="a", name_zh="a", kind="make", repeat="lot", predecessors="20")
    late = row("step", step=20, name_en="b", name_zh="b", kind="make", repeat="lot")
    assert places(routings(early, late)) == [(2, "predecessors")]


def test_refused_rows_of_one_revision_that_hold_from_different_starts() -> None:
    assert places(structures(LINE, "FG-A,A,stop_now,CLIP,1,pcs,")) == [(3, "effectivity")]


def company() -> World:
    world = World(registry_items.CAPABILITY)
    for number in ("FG-A", "FEP", "HUB", "CLIP"):
        world.record(item(number, unit="g" if number in ("FEP", "HUB") else "pcs"))
    return world


def test_done_a_second_run_changes_nothing_even_when_the_draft_was_approved_meanwhile() -> None:
    world, body = company(), structures(LINE).body
    assert body is not None
    assert len(world.record(body, badge="QH-0005").events) == 1
    assert world.record(body).events == ()
    approve(world, "structure", "FG-A")
    assert world.record(body).events == ()
    assert world.get(Structure, "FG-A", "A").status == "approved"


def test_refused_another_content_for_an_approved_revision() -> None:
    world, body, other = company(), structures(LINE).body, structures(LINE.replace("0.5", "0.6")).body
    assert body is not None
    assert other is not None
    world.record(body, badge="QH-0005")
    approve(world, "structure", "FG-A")
    refusal = world.record(other).refusal
    assert refusal is not None
    assert (refusal.code, refusal.detail["revision"]) == ("PROCESS_REVISION_APPROVED", "A")


def test_refused_one_routing_of_an_unknown_item_writes_none_of_the_file() -> None:
    world = company()
    body = routings(STEP, COMPONENT, *[line.replace("FG-A", "FG-X") for line in (STEP, CHECK)]).body
    assert body is not None
    refusal = world.record(body).refusal
    assert refusal is not None
    assert (refusal.code, refusal.detail["item"]) == ("PROCESS_ITEM_UNKNOWN", "FG-X")
    assert world.all(Routing) == []


def test_the_demo_company_has_all_fourteen_steps_of_the_catheter_and_serial_components_of_the_pump() -> None:
    assert (FOLDER / "routings.csv").exists()
    _, body = drafts()
    assert isinstance(body, ImportRoutings)
    catheter, pump = body.rows
    assert [step.number for step in catheter.steps] == list(range(10, 150, 10))
    serial = {part.item for step in pump.steps for part in step.components if part.scan == "serial"}
    assert serial == {"CP-MOT-01", "CP-PRS-01"}

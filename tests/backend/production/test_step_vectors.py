"""The files that vitest runs against the handheld's advice: device and server tell a record of a step the same, and
what a scan opens there may begin here.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from backend.app.registry import build_registry
from backend.production.entries import RecordReading, StartStep
from backend.production.state import StepRun, subject_of
from sync import canonical
from tests.builders.production import ends, stocked
from tests.builders.receiving import codes
from tests.builders.world import World

FOLDER = Path(__file__).parents[2] / "vectors" / "production"
STEPS, MEANS, TOLD = (json.loads((FOLDER / f"{name}.json").read_text()) for name in ("steps", "means", "told"))
ADVICE = [
    (company["rows"], case)
    for company, vectors in ((STEPS, STEPS), (MEANS, MEANS), (STEPS, TOLD))
    for case in vectors["advice"]
]
OPENING = [case for case in STEPS["opens"] if case["opens"]["is"] == "open"]
KINDS = build_registry().row_types


def world_of(company: dict[str, Any], case: dict[str, Any]) -> World:
    """The company of a file with the rows of one case, each known lot with stock at the line."""
    world = World(*build_registry().capabilities)
    for given in (company, case["rows"]):
        for kind, rows in given.items():
            world.put(*(msgspec.convert(row, KINDS[kind].struct) for row in rows))
            if kind == "lot":
                world.put(*(stocked(row["number"], row["item"])[1] for row in rows))
    return world


@pytest.mark.parametrize(("company", "case"), ADVICE, ids=[case["name"] for _, case in ADVICE])
def test_the_server_says_of_a_step_what_the_handheld_advised(company: dict[str, Any], case: dict[str, Any]) -> None:
    world = world_of(company, case)
    entry = case["entry"]
    body = world.registry.read_entry(entry["type"], entry.get("version", 1), canonical.encode(entry["body"]))
    decision = world.record(body, badge=case["badge"], at=datetime.fromisoformat(case["at"]))
    assert sorted(codes(decision)) == case["codes"]


@pytest.mark.parametrize("case", OPENING, ids=[case["name"] for case in OPENING])
def test_the_step_that_a_scan_opens_may_begin(case: dict[str, Any]) -> None:
    opens = case["opens"]
    begun = StartStep(equipment=(), revision="A", scans=(), step=opens["step"], **opens["subject"])
    assert codes(world_of(STEPS["rows"], case).record(begun)) == []


@pytest.mark.parametrize("case", STEPS["counts"], ids=[case["name"] for case in STEPS["counts"]])
def test_what_was_read_and_what_is_still_to_be_read_is_the_same_here(case: dict[str, Any]) -> None:
    world = world_of(STEPS["rows"], {"rows": {}})
    body = msgspec.convert(case["entry"]["body"], RecordReading)
    world.record(body)
    world.record(ends(body.step, order=body.order))
    run = world.get(StepRun, body.order, body.step, subject_of(body.lot, body.serial))
    assert (list(run.observed), list(run.missing)) == (case["observed"], case["missing"])

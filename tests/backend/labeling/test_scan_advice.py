"""What a device says to a scanned label from the job's row is what the door decides: the same cases on both sides."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from backend.items.entries import DefineSsccPool
from backend.labeling.entries.issued import ReprintLabel, ScanLabelBack
from backend.labeling.entries.jobs import ReconcileLabels
from backend.labeling.state.jobs import LabelJob
from sync.quantity import Scan
from tests.builders.label_jobs import RECONCILER, LabelDoor, codes

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "vectors/labeling/scan_back.json").read_text(encoding="utf-8")
)


def _door() -> tuple[LabelDoor, dict[str, str]]:
    """Return a door with the jobs of the vectors, and their ids by name."""
    door = LabelDoor()
    jobs = {"printed": door.printed(), "other": door.printed(), "released": door.released()}
    jobs["alike"] = door.printed(pool=None)
    jobs["closed"] = door.printed()
    counted = ReconcileLabels(job=jobs["closed"], applied=50, sample=0, destroyed=0, returned=0)
    assert codes(door.record(counted, person=RECONCILER)) == []
    jobs["replaced"] = door.printed()
    door.record(ReprintLabel(job=jobs["replaced"], n=7), reason="smeared")
    door.record(DefineSsccPool(extension=0, prefix="06901234"), reason="cartons")
    jobs["cartons"] = door.printed(pool="sscc:06901234:0", template="LT-CARTON", count=12, quantity="40")
    return door, jobs


def _row(job: LabelJob, known_as: str) -> dict[str, Any]:
    """Return a job as the device has it; an id only says which record made it, so the vectors name jobs themselves."""
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(job))
    return found | {"id": known_as}


def test_the_rows_of_the_vectors_are_rows_of_the_door() -> None:
    door, jobs = _door()
    rows = [_row(door.job(job), VECTORS["jobs"][name]) for name, job in jobs.items()]
    assert VECTORS["rows"]["label_job"] == rows


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_the_door_says_what_the_device_said(case: dict[str, Any]) -> None:
    door, jobs = _door()
    scans = (Scan(entered="wedge", text=case["text"]),)
    assert codes(door.record(ScanLabelBack(job=jobs[case["job"]], scans=scans))) == case["codes"]

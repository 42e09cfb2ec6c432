"""The file that vitest runs on the devices' side: server and device say the same of whether a piece may be used."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from backend.equipment.rules import readiness
from backend.equipment.state import Equipment

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "equipment" / "readiness.json").read_text())


@pytest.mark.parametrize("case", VECTORS["cases"], ids=[case["name"] for case in VECTORS["cases"]])
def test_a_piece_is_ready_or_says_why_not_as_the_devices_say(case: dict[str, Any]) -> None:
    piece = msgspec.convert(VECTORS["piece"] | case["piece"], Equipment)
    assert readiness(piece, datetime.fromisoformat(case["at"])) == case["reasons"]

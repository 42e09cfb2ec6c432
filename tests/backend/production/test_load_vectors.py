"""The file that vitest runs against the handheld's advice on loads: device and server tell a record the same."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from backend.app.registry import build_registry
from backend.log.vocabulary import Entry
from sync import canonical
from tests.builders.receiving import codes
from tests.builders.world import World

VECTORS = json.loads((Path(__file__).parents[2] / "vectors/production/loads.json").read_text())
REGISTRY = build_registry()
VERSIONS = {binding.type.name: binding.type.version for binding in REGISTRY.entries}


def entry_of(given: dict[str, Any]) -> Entry:
    name = given["type"]
    return REGISTRY.read_entry(name, VERSIONS[name], canonical.encode(given["body"]))


@pytest.mark.parametrize("case", VECTORS["advice"], ids=[case["name"] for case in VECTORS["advice"]])
def test_the_server_says_of_a_load_what_the_handheld_advised(case: dict[str, Any]) -> None:
    world = World(*REGISTRY.capabilities)
    for given in (VECTORS["rows"], case["rows"]):
        for kind, rows in given.items():
            world.put(*(msgspec.convert(row, REGISTRY.row_types[kind].struct) for row in rows))
    at = datetime.fromisoformat(case["at"])
    for each in case["before"]:
        world.record(entry_of(each), badge="QH-0010", at=at)
    decision = world.record(entry_of(case["entry"]), badge=case["badge"], at=at)
    assert sorted(codes(decision)) == case["codes"]

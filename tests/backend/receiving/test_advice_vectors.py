"""The file that vitest runs against the handheld's advice: device and server tell a receipt the same."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from backend.app.registry import build_registry
from backend.log.row import Row
from backend.receiving.entries import ReceiveLot
from backend.receiving.state import Carton, ReceiptMatch, delivery_key
from tests.builders.world import World

FILE = Path(__file__).parents[2] / "vectors" / "receiving" / "advice.json"
CASES = json.loads(FILE.read_text())["cases"]
KINDS = build_registry().row_types
# What the server keeps of a row beside what the feed's reader needs.
BESIDE: dict[str, dict[str, Any]] = {
    "item": {"in_use": True},
    "lot": {"production_day_given": False},
    "lease": {"open": True},
}


def rows_of(kind: str, given: list[dict[str, Any]]) -> list[Row]:
    if kind == "receipt":
        return list(matches(given))
    return [msgspec.convert(row | BESIDE.get(kind, {}), KINDS[kind].struct) for row in given]


def matches(receipts: list[dict[str, Any]]) -> list[Row]:
    """What the server remembers of earlier receipts: under which keys their cartons came."""
    cartons: dict[str, list[Carton]] = {}
    for row in receipts:
        if row["status"] == "voided":
            continue
        fields = {"supplier": row["supplier"], "item": row["item"], "supplier_lot": row["supplier_lot"]}
        keys = [delivery_key(**fields, order=row["order"], line=row["order_line"])]
        keys += [] if row["package_id"] is None else [f"package:{row['package_id']}"]
        carton = Carton(
            session=row["session"],
            lot=row["lot"],
            delivery_note=row["delivery_note"],
            package_id=row["package_id"],
            count=1,
        )
        for key in keys:
            cartons.setdefault(key, []).append(carton)
    return [ReceiptMatch(key=key, cartons=tuple(found)) for key, found in cartons.items()]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_server_says_of_a_receipt_what_the_handheld_advised(case: dict[str, Any]) -> None:
    world = World(*build_registry().capabilities)
    for kind, given in case["rows"].items():
        world.put(*rows_of(kind, given))
    body = msgspec.convert(case["entry"]["body"], ReceiveLot)
    decision = world.record(body, at=datetime.fromisoformat(case["at"]), site=case["site"])
    assert sorted({found.code for found in decision.exceptions}) == case["codes"]

"""Who may do what about equipment, through the door: decisions are refused, facts are kept and flagged."""

from datetime import timedelta
from typing import Any

import msgspec
from httpx import AsyncClient

from backend.app.running import Running
from backend.equipment.entries import AssessUses, ChangeEquipment, UsedOn
from backend.log.vocabulary import Entry
from tests.builders.enrolled import enrol, sign_in
from tests.builders.equipment import GAUGE, calibrates, cleans, piece

OTHER = piece(GAUGE, kind="gauge", name_en="Other")
QUALIFY = ChangeEquipment(act="qualify", equipment=GAUGE)
ON = UsedOn(item=None, lot=None, order="WO-1", serial=None)
ASKS = AssessUses(calibration="none", equipment=GAUGE, hold=True, uses=(ON,))
MISSING = ["PERMISSION_NOT_HELD"]


async def answers(server: Running, client: AsyncClient, *told: tuple[str, Entry]) -> list[tuple[str, list[str]]]:
    """Let a person of each role named record an entry at a desk of theirs; return outcomes and codes."""
    await server.door.record(piece(GAUGE, kind="gauge"), site="SZ", badge="QH-0003")
    found: list[tuple[str, list[str]]] = []
    for n, (role, body) in enumerate(told, 1):
        device = await enrol(server, client, f"D0{n}", kind="desk")
        await sign_in(server, client, device, role, badge=f"QH-01{n:02}")
        device.record(type(body).__name__, msgspec.to_builtins(body), reason="asked for by this test")
        pushed = await client.post("/sync/push", content=device.push_bytes())
        outcome: dict[str, Any] = pushed.json()["outcomes"][-1]
        found.append((outcome["outcome"], [code["code"] for code in outcome["codes"]]))
    return found


async def test_refused_every_decision_of_somebody_without_its_role(server: Running, client: AsyncClient) -> None:
    told = (
        ("operator", OTHER),
        ("supervisor", QUALIFY),
        ("planner", QUALIFY),
        ("supervisor", ASKS),
        ("operator", ASKS),
    )
    assert await answers(server, client, *told) == [("refused", MISSING)] * len(told)
    assert await server.pool.fetchval("SELECT name_en || status FROM row_equipment") == f"{GAUGE}installed"


async def test_done_every_decision_of_somebody_with_its_role(server: Running, client: AsyncClient) -> None:
    told = (("planner", OTHER), ("quality", QUALIFY), ("quality", ASKS))
    expected = [("accepted", []), ("accepted", []), ("refused", ["CALIBRATION_NOT_WRONG"])]
    assert await answers(server, client, *told) == expected


async def test_flagged_what_was_done_by_somebody_without_the_role_is_kept(server: Running, client: AsyncClient) -> None:
    at = server.clock.now() - timedelta(hours=1)
    calibration, cleaning = calibrates(GAUGE, performed_at=at), cleans(GAUGE, at)
    told = (("operator", calibration), ("planner", calibration), ("operator", cleaning), ("warehouse", cleaning))
    expected = [("accepted", []), ("flagged", MISSING)] * 2
    assert await answers(server, client, *told) == expected
    assert await server.pool.fetchval("SELECT count(*) FROM row_equipment_record") == len(told)

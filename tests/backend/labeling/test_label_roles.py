"""Who may do what with label jobs: one person of each role at the real door, each act tried by all of them."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from httpx import AsyncClient

from backend.app.app import login_desk
from backend.app.running import Running
from backend.labeling.entries.issued import ScanLabelBack
from backend.labeling.entries.jobs import ReleaseLabels
from backend.labeling.entries.printing import ConfirmPrinted, PrintLabels
from backend.people.routes import set_secret
from sync.quantity import Scan
from tests.builders.enrolled import PIN, enrol, token
from tests.builders.label_company import LOT, labelled_company
from tests.builders.numbers import DI, POOL
from tests.builders.people import person
from tests.builders.virtual_device import VirtualDevice

ROLES = ("operator", "warehouse", "receiver", "inspector", "quality", "supervisor", "planner", "administrator")
PRINTERS = ("operator", "warehouse", "receiver", "quality", "supervisor")
RELEASERS = ("quality", "supervisor")
JOBS = 7

Body = dict[str, Any]


class People:
    """One person of each role, signed in on one device."""

    def __init__(self, client: AsyncClient, device: VirtualDevice, grants: Mapping[str, str]) -> None:
        self._client = client
        self._device = device
        self._grants = grants

    async def does(self, role: str, entry: str, body: Body) -> list[str]:
        """Record as this person, with a reason; return the codes of a refusal, [] when it was taken."""
        auth = {"badge": badge(role), "grant": self._grants[role], "method": "badge_pin", "offline": False}
        self._device.record(entry, body, auth=auth, reason="as the test wants it")
        pushed = self._device.push_bytes(from_seq=len(self._device.lines))
        (outcome,) = (await self._client.post("/sync/push", content=pushed)).json()["outcomes"]
        return [code["code"] for code in outcome["codes"]] if outcome["outcome"] == "refused" else []

    async def try_all(self, entry: str, allowed: tuple[str, ...], body: Callable[[int], Body]) -> None:
        """Everybody tries: first those who may not, on what the first who may then does; each who may on one more."""
        for role in ROLES:
            if role not in allowed:
                assert await self.does(role, entry, body(0)) == ["PERMISSION_NOT_HELD"], (role, entry)
        for n, role in enumerate(allowed):
            assert await self.does(role, entry, body(n)) == [], (role, entry)


def badge(role: str) -> str:
    return f"B-{role}"


async def people(server: Running, client: AsyncClient) -> People:
    device = await enrol(server, client, "D01")
    headers, grants = await token(client, device), {}
    for role in ROLES:
        known = await server.door.record(person(badge(role), roles=(role,)), site="SZ")
        assert known.outcome == "accepted"
        await set_secret(login_desk(server), badge(role), "pin", PIN, site="SZ")
        asked = {"badge": badge(role), "method": "badge_pin", "secret": PIN}
        grants[role] = (await client.post("/people/grant", json=asked, headers=headers)).json()["grant_id"]
    return People(client, device, grants)


def wanted(_n: int) -> Body:
    drawn = {"count": 1, "pool": POOL, "spans": [], "quantity": None, "production": None}
    shown = {"template": "LT-UNIT", "revision": "1", "dpi": 203, "language": "zh-en", "printer": None}
    return drawn | shown | {"di": DI, "item": None, "lot": LOT}


async def read_back(server: Running) -> list[str]:
    """Wait until every job is read back; return their ids, oldest first."""
    async with asyncio.timeout(60):
        while await server.pool.fetchval("SELECT count(*) FROM row_label_job WHERE status = 'requested'"):
            await server.print_room.step()
            await asyncio.sleep(0.05)
    rows = await server.pool.fetch("SELECT id, status FROM row_label_job ORDER BY number")
    assert {status for _, status in rows} == {"read_back"}
    return [job for job, _ in rows]


async def told(server: Running, *bodies: Any) -> None:  # noqa: ANN401 - any entries
    for body in bodies:
        assert (await server.door.record(body, site="SZ", badge=badge("warehouse"))).outcome in ("accepted", "flagged")


async def test_each_act_on_a_label_job_is_taken_from_the_roles_that_may_and_refused_to_all_others(
    server: Running, client: AsyncClient
) -> None:
    await labelled_company(server, port=9100)
    staff = await people(server, client)
    await staff.try_all("RequestLabels", ("quality", "supervisor", "operator", "warehouse", "planner"), wanted)
    for _ in range(JOBS - 5):
        assert await staff.does("planner", "RequestLabels", wanted(0)) == []
    jobs = await read_back(server)

    def of_job(n: int) -> Body:
        return {"job": jobs[n]}

    # Who asked for labels may release them: that is one person's act (quality released its own job here).
    await staff.try_all("ReleaseLabels", RELEASERS, of_job)
    await staff.try_all("CancelLabels", RELEASERS, lambda n: of_job(n + 5))
    await told(server, *(ReleaseLabels(job=job) for job in jobs[2:5]))
    await staff.try_all("PrintLabels", PRINTERS, lambda n: of_job(n) | {"method": "browser", "printer": None})
    await told(server, *(ConfirmPrinted(job=job, through=1) for job in jobs[:5]))
    await staff.try_all("ReprintLabel", PRINTERS, lambda n: of_job(n) | {"n": 1})
    for job in jobs[:5]:
        await told(server, PrintLabels(job=job, method="pdf", printer=None), ConfirmPrinted(job=job, through=1))
    await staff.try_all("VoidLabel", PRINTERS, lambda n: of_job(n) | {"n": 1})

    other = Scan(entered="wedge", text=f"]d201{DI}21SN000005")
    await told(server, ScanLabelBack(job=jobs[3], scans=(other,)))
    await staff.try_all("ClearLabelIncident", ("quality",), lambda _n: of_job(3))

    counts = {"applied": 0, "destroyed": 0, "returned": 0, "sample": 0}
    own = await staff.does("quality", "ReconcileLabels", of_job(0) | counts)
    assert own == ["LABELS_RELEASED_BY_SAME_PERSON"]
    await staff.try_all("ReconcileLabels", RELEASERS, lambda n: of_job(1 - n) | counts)
    closed = await server.pool.fetchval("SELECT count(*) FROM row_label_job WHERE status = 'closed'")
    assert closed == len(RELEASERS)
    for role in ROLES:
        expected = "LABEL_JOB_NOT_AT_THIS_POINT" if role in PRINTERS else "PERMISSION_NOT_HELD"
        assert await staff.does(role, "PausePrinting", of_job(2)) == [expected], role


async def test_printers_and_texts_of_labels_are_set_up_by_those_who_may(server: Running, client: AsyncClient) -> None:
    staff = await people(server, client)
    media = {"media_height_mm": "60", "media_width_mm": "90", "dpi": 203, "language": "zpl", "symbols": "raster"}
    printer = media | {"active": True, "answers": True, "host": "10.1.2.3", "name": "", "port": 9100, "site": "SZ"}
    await staff.try_all("DefinePrinter", ("supervisor", "administrator"), lambda n: printer | {"code": f"P{n}"})
    texts = [{"field": "licence", "value": "演示 1 号"}]
    await staff.try_all(
        "DefineLabelTexts", ("planner", "quality", "administrator"), lambda _n: {"item": None, "texts": texts}
    )

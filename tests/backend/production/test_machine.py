"""The example of a machine in docs/, enrolled on a real server: the same reading three times is one."""

import asyncio
import json
import runpy
from pathlib import Path
from typing import Any

from httpx import AsyncClient

from backend.app.cli_device import offer_enrolment
from backend.app.running import Running
from tests.builders.people import person
from tests.builders.production import LOT, ORDER
from tests.builders.shop_floor import found, recorded

EXAMPLE = runpy.run_path(str(Path(__file__).parents[3] / "docs" / "machine_client.py"))
READING: dict[str, Any] = {
    "code": "SEAL_TEMP",
    "gauge": None,
    "lot": LOT,
    "message": "SEAL-01/4711",
    "order": ORDER,
    "second_badge": None,
    "second_value": None,
    "serial": None,
    "source": "device",
    "step": 90,
    "unit": "Cel",
    "value": "135.0",
}


async def test_a_machine_posts_a_reading_three_times_and_it_is_one(
    server: Running, client: AsyncClient, tmp_path: Path
) -> None:
    await found(server)
    await recorded(server, person("QH-0010", roles=("operator",)), "QH-0001")
    loop = asyncio.get_running_loop()

    def send(path: str, body: bytes) -> dict[str, Any]:
        headers = {"content-type": "application/json"} if path == "/devices/enrol" else {}
        posted = asyncio.run_coroutine_threadsafe(client.post(path, content=body, headers=headers), loop)
        answer = posted.result(20)
        assert answer.status_code == 200, answer.text
        return dict(json.loads(answer.text))

    def told(outcome: dict[str, Any]) -> str:
        return " ".join([outcome["outcome"], *(code["code"] for code in outcome["codes"])])

    def run(code: str) -> list[str]:
        machine = EXAMPLE["Machine"](tmp_path / "machine.json")
        machine.enrol(send, code)
        words: list[str] = []
        for _ in range(3):
            machine.record(READING, "QH-0010")
            words += [told(outcome) for outcome in machine.push(send)]
        again = EXAMPLE["Machine"](tmp_path / "machine.json")
        again.state["confirmed"] = 0  # the answer was lost: everything is sent once more
        return words + [told(outcome) for outcome in again.push(send)]

    address = await offer_enrolment(server, device_code="M01", kind="machine", name="SEAL-01", site="SZ")
    words = await asyncio.to_thread(run, address.split("code=")[1])
    assert words[:3] == words[3:]
    assert words[:3] == ["accepted"] * 3
    readings = await server.pool.fetch("SELECT value, source FROM row_reading WHERE code = 'SEAL_TEMP'")
    assert [(str(r["value"]), r["source"]) for r in readings] == [("135.0", "device")]

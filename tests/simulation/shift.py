"""Enrolled Python devices with somebody logged in, for tests that push over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx

from backend.app.app import create_app
from backend.app.running import Running, running
from backend.app.settings import Settings
from backend.people.entries import IssueGrant
from tests.builders.enrolled import Client, enrol
from tests.builders.virtual_device import VirtualDevice
from tests.simulation.company import SITE
from tests.simulation.databases import Place


@asynccontextmanager
async def company_server(place: Place) -> AsyncIterator[tuple[Running, Client]]:
    """Yield the company's server and a client of its application."""
    async with running(Settings(data=place.folder), place.url) as server:
        app: Any = create_app(server)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://unitrail.test") as client:
            yield server, client


async def on_shift(server: Running, client: Client, code: str, badge: str) -> VirtualDevice:
    """Return an enrolled device on which the person of ``badge`` has logged in."""
    device = await enrol(server, client, code)
    until = server.clock.now() + timedelta(hours=8)
    grant = IssueGrant(person=f"P{badge}", badge=badge, device=device.device, method="badge_pin", not_after=until)
    assert (await server.door.record(grant, site=SITE)).outcome == "accepted"
    device.badge = badge
    device.grant = await server.pool.fetchval("SELECT id FROM row_grant WHERE device = $1", device.device)
    return device


async def hand_over(client: Client, device: VirtualDevice, from_seq: int = 1) -> list[dict[str, Any]]:
    """Push a device's entries from ``from_seq`` on; return the outcomes."""
    answer = await client.post("/sync/push", content=device.push_bytes(from_seq))
    assert answer.status_code == httpx.codes.OK, answer.text
    outcomes: list[dict[str, Any]] = answer.json()["outcomes"]
    return outcomes


def codes(outcomes: list[dict[str, Any]]) -> list[list[str]]:
    """Return the codes of each outcome."""
    return [[code["code"] for code in outcome["codes"]] for outcome in outcomes]

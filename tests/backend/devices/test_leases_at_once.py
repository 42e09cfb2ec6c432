import asyncio
from pathlib import Path

from tests.builders.served import Served, served
from tests.builders.virtual_device import VirtualDevice

ROUNDS = 5
DEVICES = 6


async def lease(site: Served, device: VirtualDevice) -> None:
    """Ask for numbers again and again, as a device that pushes at once."""
    for _ in range(ROUNDS):
        device.record("LeaseNumbers", {"count": 60, "series": "lot"})
        push, header = device.push(len(device.lines), len(device.lines))
        answer = await site.server.intake.push(push, header_line=header, at=site.clock.now())
        assert b'"quarantined"' not in answer.outcomes[0]


async def test_devices_that_lease_at_once_never_share_a_number_p40(database_url: str, tmp_path: Path) -> None:
    async with served(database_url, tmp_path) as site:
        devices = [VirtualDevice() for _ in range(DEVICES)]
        await asyncio.gather(*(lease(site, device) for device in devices))
        leases = await site.server.pool.fetch('SELECT device, first, last FROM row_lease ORDER BY "first"')
        assert len(leases) == DEVICES * 8
        assert [row["first"] for row in leases] == [1 + 50 * n for n in range(DEVICES * 8)]
        assert all(row["last"] == row["first"] + 49 for row in leases)
        held = [row["device"] for row in leases]
        assert all(held.count(device.device) == 8 for device in devices)


async def test_one_push_may_lease_twice(database_url: str, tmp_path: Path) -> None:
    async with served(database_url, tmp_path) as site:
        device = VirtualDevice()
        device.record("LeaseNumbers", {"count": 50, "series": "lot"})
        device.record("LeaseNumbers", {"count": 50, "series": "lot"})
        push, header = device.push()
        await site.server.intake.push(push, header_line=header, at=site.clock.now())
        leases = await site.server.pool.fetch('SELECT "first" FROM row_lease ORDER BY "first"')
        assert [row["first"] for row in leases] == [1, 51]

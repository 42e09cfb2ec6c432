"""One transaction overtakes another: the first is held after it has looked and before it locks, the second goes on.

Deterministic, without sleeping: who waits is released by name.
"""

import asyncio
import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from unittest.mock import patch

import asyncpg

import backend.intake.resolve as resolve_module
from backend.app.database import open_pool
from backend.app.registry import build_registry
from backend.intake.door import Intake
from backend.log.sequencer import Sequencer
from tests.builders.virtual_device import VirtualDevice
from tests.simulation.company import ORDER, SUPPLIER

TOTALS = """
SELECT e.raw FROM event e JOIN position p USING (batch_id) ORDER BY p.first, e.ordinal
"""


def receipt(device: VirtualDevice, lot: str, quantity: int, **fields: object) -> dict[str, Any]:
    """Return the body of a receipt against the order's first line."""
    unknown = ("delivery_note", "di", "expiry", "order_line", "package_id", "production", "serial", "specification")
    body: dict[str, Any] = {
        **dict.fromkeys(unknown),
        "certificates": [],
        "item": "M-1",
        "location": "QUAR-01",
        "lot": lot,
        "order": ORDER,
        "photos": [],
        "quantity": {"unit": "EA", "value": str(quantity)},
        "scans": [],
        "session": device.device,
        "supplier": SUPPLIER,
        "supplier_lot": f"of {lot}",
    }
    return body | fields


async def totals_after_overtaking(url: str, pairs: int) -> list[Decimal]:
    """Let the second of two receipts overtake the first, ``pairs`` times.

    Return the order line's running totals, which the events carry, in the order of positions.
    """
    pool = await open_pool(url, size=4)
    intake = Intake(pool, build_registry())
    intake.start()
    try:
        for n in range(pairs):
            await _overtaken(intake, n)
        await Sequencer(pool).step()
        return _totals(await pool.fetch(TOTALS))
    finally:
        await intake.stop()
        await pool.close()


async def _overtaken(intake: Intake, n: int) -> None:
    reached, released = asyncio.Event(), asyncio.Event()
    lock = resolve_module._lock_absent  # noqa: SLF001 - the seam between looking and locking

    async def held_once(*given: Any, **named: Any) -> None:  # noqa: ANN401 - whatever it takes
        if not reached.is_set():
            reached.set()
            await released.wait()
        await lock(*given, **named)

    with patch.object(resolve_module, "_lock_absent", held_once):
        first = asyncio.create_task(_push(intake, f"A{n}", 3))
        await reached.wait()
        await _push(intake, f"B{n}", 4)
        released.set()
        await first


async def _push(intake: Intake, name: str, quantity: int) -> None:
    device = VirtualDevice(name)
    device.record("ReceiveLot", receipt(device, f"LOT-{name}", quantity))
    pushed, header = device.push()
    await intake.push(pushed, header_line=header, at=datetime.now(UTC))  # noqa: TID251 - the test's clock


def _totals(records: list[asyncpg.Record]) -> list[Decimal]:
    events = [json.loads(record["raw"]) for record in records]
    return [Decimal(e["body"]["quantity_received"]) for e in events if e["type"] == "OrderLineReceived"]

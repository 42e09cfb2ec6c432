"""Receiving through the real door on PostgreSQL: the demo company, two devices at one delivery, and a rebuild."""

import asyncio
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import asyncpg
import msgspec

from backend.app.demo_company.company import entry_bodies, gudid_sample
from backend.app.running import Running
from backend.intake.store import write
from backend.intake.transaction import Answered
from backend.items.queries import rejects
from backend.log.rebuild import check
from backend.material.queries import ledger
from backend.receiving.entries import ResolveReceipt
from sync.quantity import Quantity
from tests.builders.receiving import receipt
from tests.builders.virtual_device import VirtualDevice, outcomes

TODAY = date(2026, 11, 22)
DUPLICATE = "POSSIBLE_DUPLICATE_RECEIPT"


async def load_demo_company(server: Running) -> None:
    for body in (*entry_bodies(TODAY), *gudid_sample().bodies):
        outcome = await server.door.record(body)
        assert outcome.outcome in ("accepted", "flagged"), outcome.codes


def delivery(device: VirtualDevice, lot: str, **fields: Any) -> str:  # noqa: ANN401 - any field of the entry
    body = receipt(
        item="RM-FEP-01",
        order="PO-2611-001",
        specification="SP-RM-001/C",
        session=device.device,
        lot=lot,
        **fields,
    )
    return device.record("ReceiveLot", msgspec.to_builtins(body))


async def push(server: Running, device: VirtualDevice) -> Answered:
    pushed, header = device.push()
    return await server.intake.push(pushed, header_line=header, at=datetime.now(UTC))  # noqa: TID251 - the test's clock


def codes(answered: Answered) -> set[str]:
    return {code["code"] for outcome in outcomes(answered.outcomes) for code in outcome["codes"]}


async def stock(pool: asyncpg.Pool, *lots: str) -> dict[tuple[str, str], Decimal]:
    found = await pool.fetch("SELECT lot, location, quantity FROM row_balance WHERE lot = ANY($1)", list(lots))
    return {(row["lot"], row["location"]): row["quantity"] for row in found}


async def test_the_demo_company_is_recorded_once_and_a_second_time_changes_nothing(server: Running) -> None:
    await load_demo_company(server)
    items = await server.pool.fetchval("SELECT count(*) FROM row_item")
    defined = await count_defined(server.pool)
    assert (items, defined > items) == (35 + 293, True)
    await load_demo_company(server)
    assert await server.pool.fetchval("SELECT count(*) FROM row_item") == items
    assert await count_defined(server.pool) == defined


async def count_defined(pool: asyncpg.Pool) -> int:
    query = "SELECT count(*) FROM event WHERE convert_from(raw, 'UTF8') LIKE '%Defined\"%'"
    return int(await pool.fetchval(query))


async def test_two_devices_that_push_one_delivery_at_once_leave_both_receipts_and_one_doubt(server: Running) -> None:
    await load_demo_company(server)
    for n in range(10):
        devices = [VirtualDevice(f"D{n}-{k}") for k in (1, 2)]
        lots = [f"H{n}-{k}" for k in (1, 2)]
        for device, lot in zip(devices, lots, strict=True):
            delivery(device, lot, supplier_lot=f"F-{n}", quantity=Quantity(unit="bag", value="1"))
        answers = await asyncio.gather(*(push(server, device) for device in devices))
        assert [DUPLICATE in codes(answer) for answer in answers].count(True) == 1
        found = await stock(server.pool, *lots)
        assert sorted((location, quantity) for (_, location), quantity in found.items()) == [
            ("QUAR-01", Decimal(25)),
            ("UNRECONCILED", Decimal(25)),
        ]
        held = await server.pool.fetch("SELECT lot FROM row_hold WHERE lot = ANY($1) AND lifted_at IS NULL", lots)
        assert {row["lot"] for row in held} == set(lots)


async def test_what_was_received_doubted_put_right_and_resolved_is_the_same_after_a_rebuild(
    server: Running, database_url: str
) -> None:
    await load_demo_company(server)
    one, two = VirtualDevice("R1", badge="QH-0007"), VirtualDevice("R2", badge="QH-0008")
    first = delivery(one, "R1-1", delivery_note="DN-1")
    one.record(
        "CorrectReceipt",
        {
            "receipt": first,
            "quantity": {"unit": "kg", "value": "24.5"},
            "expiry": None,
            "production": None,
            "supplier": None,
            "supplier_lot": None,
        },
        reason="weighed again",
    )
    second = delivery(two, "R2-1", delivery_note="DN-1")
    undone = delivery(two, "R2-2", supplier_lot="F-99")
    two.record("VoidReceipt", {"receipt": undone}, reason="undo")
    await push(server, one)
    assert DUPLICATE in codes(await push(server, two))
    verdict = await server.door.record(
        ResolveReceipt(receipt=second, verdict="confirm"), site="SZ", badge="QH-0004", reason="two pallets"
    )
    assert verdict.outcome == "accepted"
    assert await stock(server.pool, "R1-1", "R2-1", "R2-2") == {
        ("R1-1", "QUAR-01"): Decimal("24.5"),
        ("R2-1", "QUAR-01"): Decimal(25),
    }
    # A connection of its own: on one that has written, prepared statements still mean the live tables.
    db = await asyncpg.connect(database_url)
    report = await check(db, server.registry, write=write)
    await db.close()
    assert report.ok, report


async def test_the_ledger_of_a_lot_reads_page_by_page_and_only_at_its_own_site(server: Running) -> None:
    await load_demo_company(server)
    device = VirtualDevice("L1", badge="QH-0007")
    first = delivery(device, "L1-1")
    device.record("VoidReceipt", {"receipt": first}, reason="undo")
    await push(server, device)
    async with server.pool.acquire() as db:
        whole = await ledger(db, "L1-1", site="SZ", after=None, limit=9)
        rest = await ledger(db, "L1-1", site="SZ", after=whole[0].id, limit=9)
        elsewhere = await ledger(db, "L1-1", site="WX", after=None, limit=9)
    assert [(line.kind, line.to_location, line.quantity) for line in whole] == [
        ("receipt", "QUAR-01", "25"),
        ("void", None, "25"),
    ]
    assert (rest, elsewhere) == (whole[1:], [])


async def test_rows_that_an_import_set_aside_read_page_by_page(server: Running) -> None:
    await load_demo_company(server)
    async with server.pool.acquire() as db:
        first = await rejects(db, after=None, limit=3)
        last = first[-1]
        rest = await rejects(db, after=(last.source, last.sha256, last.line), limit=9)
    assert [row.line for row in (*first, *rest)] == [18, 33, 35, 53, 491]
    assert {row.source for row in rest} == {"gudid_sample.xml.gz"}

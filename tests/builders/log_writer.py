"""A small company's log for tests of the log: written through the real door, placed, and signed into a file."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import asyncpg
import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from backend.app.clock import SystemClock
from backend.app.database import open_pool
from backend.app.registry import build_registry
from backend.devices.entries import EnrolDevice, OfferEnrolment
from backend.intake.door import Intake
from backend.intake.entries import RejudgeEntry
from backend.intake.system_device import SystemDevice
from backend.intake.transaction import Answered
from backend.items.entries import DefineItem
from backend.log import projection
from backend.log.checkpoint import public_hex
from backend.log.checkpointer import Checkpointer
from backend.log.events import LogOpened
from backend.log.opening import open_once
from backend.log.registry import Registry
from backend.log.sequencer import Sequencer
from backend.log.vocabulary import Entry
from backend.material.entries import DefineLocation
from backend.people.entries import DefinePerson
from sync import signature
from sync.quantity import Conversion
from tests.builders.virtual_device import VirtualDevice

INCIDENT = {"code": "TEST", "detail": {}}
_REASON = "needed for the test"


class LogWriter(msgspec.Struct, frozen=True):
    """A server's log parts on one database, and the devices that write to it."""

    pool: asyncpg.Pool
    registry: Registry
    intake: Intake
    system: SystemDevice
    sequencer: Sequencer
    checkpointer: Checkpointer
    checkpoint_key: Ed25519PrivateKey
    system_key: ec.EllipticCurvePrivateKey
    file: Path
    clock: SystemClock

    @property
    def public_key(self) -> str:
        return public_hex(self.checkpoint_key.public_key())

    def opening(self, reason: str = "created") -> LogOpened:
        return LogOpened(
            epoch=self.clock.new_id(),
            reason=reason,
            checkpoint_key=self.public_key,
            system_key=signature.public_point(self.system_key.public_key()),
            server_key="",
            restored_from=None,
        )

    async def record(self, body: Entry) -> None:
        outcome = await self.system.record(body, site="SZ", reason=_REASON)
        assert outcome.outcome in ("accepted", "flagged"), outcome

    async def enrol(self, code: str) -> VirtualDevice:
        device = VirtualDevice(f"device-{code}-{secrets.token_hex(4)}")
        digest = sha256(device.device.encode()).hexdigest()
        offer = OfferEnrolment(
            code_sha256=digest,
            device_code=code,
            device_kind="handheld",
            expires_at=self.clock.now() + timedelta(hours=1),
            name=code,
            site="SZ",
        )
        await self.record(offer)
        await self.record(
            EnrolDevice(code_sha256=digest, device=device.device, name=code, public_key=device.public_key)
        )
        return device

    async def push(self, device: VirtualDevice, from_seq: int = 1) -> Answered:
        pushed, header = device.push(from_seq)
        return await self.intake.push(pushed, header_line=header, at=self.clock.now())

    async def incidents(self, device: VirtualDevice, count: int) -> None:
        """Record and push so many entries of a device."""
        sent = len(device.lines)
        for n in range(count):
            device.record("ReportIncident", {"code": f"TEST_{n}", "detail": {}})
        await self.push(device, sent + 1)

    def another_checkpointer(self) -> Checkpointer:
        """Return what another process would run."""
        return Checkpointer(self.pool, key=self.checkpoint_key, path=self.file, clock=self.clock.now)

    async def settle(self) -> None:
        """Place and sign everything."""
        await self.sequencer.step(deep=True)
        await self.checkpointer.step()


@asynccontextmanager
async def log_writer(database_url: str, folder: Path, *, like: LogWriter | None = None) -> AsyncIterator[LogWriter]:
    """Yield the parts of a server on a migrated database, its log opened; with the keys of another writer if given."""
    pool = await open_pool(database_url, size=6)
    registry, clock = build_registry(), SystemClock()
    intake = Intake(pool, registry)
    intake.start()
    system_key = like.system_key if like else ec.generate_private_key(ec.SECP256R1())
    checkpoint_key = like.checkpoint_key if like else Ed25519PrivateKey.generate()
    file = folder / "checkpoints.jsonl"
    writer = LogWriter(
        pool=pool,
        registry=registry,
        intake=intake,
        system=SystemDevice(intake, pool, system_key, clock, "test"),
        sequencer=Sequencer(pool),
        checkpointer=Checkpointer(pool, key=checkpoint_key, path=file, clock=clock.now),
        checkpoint_key=checkpoint_key,
        system_key=system_key,
        file=file,
        clock=clock,
    )
    async with pool.acquire() as db:
        await open_once(db, writer.opening(), at=clock.now())
        await projection.record(db, registry)
    try:
        yield writer
    finally:
        await intake.stop()
        await pool.close()


async def write_company(writer: LogWriter, *, devices: int = 3, rounds: int = 3) -> None:
    """Write a log with everything a log can hold: several devices, repeats, a fork, a quarantine judged again."""
    await define_goods(writer)
    enrolled = [await writer.enrol(f"H{n + 2}") for n in range(devices)]
    for n in range(rounds):
        for device in enrolled:
            await receive_and_move(writer, device, f"L-{n}")
        await writer.settle()
    await asyncio.gather(*(_two_more(writer, device) for device in enrolled))
    await _fork(writer, enrolled[0])
    await _judge_again(writer, enrolled[1])
    await writer.settle()


async def define_goods(writer: LogWriter) -> None:
    """Define a person, an item, two locations, so that receipts and movements mean something."""
    await writer.record(
        DefinePerson(
            number="QH-0001",
            badge="QH-0001",
            name_en="Li Na",
            name_zh="李娜",
            language="zh",
            roles=("receiver", "warehouse"),
            sites=("SZ",),
        )
    )
    await writer.record(
        DefineItem(
            certificate_required=False,
            conversions=(Conversion(denominator=1, numerator=10, unit="BOX"),),
            family="TUBE",
            minimum_remaining_days=None,
            open_minutes=None,
            name_en="Catheter tube",
            name_zh="导管",
            number="10-001",
            revision="A",
            shelf_life_days=720,
            specification=None,
            status="active",
            trace="lot",
            unit="m",
        )
    )
    for code, kind in (("QUAR-01", "quarantine"), ("QUAR-02", "quarantine")):
        await writer.record(
            DefineLocation(code=code, name_en=code, name_zh="待检区", site="SZ", type=kind, zone="A")  # type: ignore[arg-type]
        )


async def receive_and_move(writer: LogWriter, device: VirtualDevice, lot: str) -> None:
    """Push two receipts of one lot, shared by all devices, a movement, a hold and an incident."""
    sent = len(device.lines)
    for _ in range(2):
        device.record("ReceiveLot", RECEIPT | {"lot": lot, "session": device.device})
    device.record("MoveStock", MOVE | {"lot": lot})
    device.record("PlaceHold", {"lot": lot, "photos": [], "reason_code": "DAMAGED", "text": "wet carton 湿"})
    device.record("ReportIncident", INCIDENT)
    await writer.push(device, sent + 1)


RECEIPT = {
    "certificates": [],
    "delivery_note": "DN-1",
    "di": None,
    "expiry": {"date": "2029-02-28", "day_given": False},
    "item": "10-001",
    "location": "QUAR-01",
    "order": None,
    "order_line": None,
    "package_id": None,
    "photos": [],
    "production": None,
    "quantity": {"unit": "BOX", "value": "2.50"},
    "scans": [{"entered": "wedge", "text": "(10)L"}],
    "serial": None,
    "specification": None,
    "supplier": None,
    "supplier_lot": "S-1",
}
MOVE = {"from": "QUAR-01", "quantity": {"unit": "m", "value": "1.5"}, "scans": [], "to": "QUAR-02"}
SHIFT = {"battery_percent": 80, "queue_length": 0, "scan_ok": True, "tone_heard": True}


async def _two_more(writer: LogWriter, device: VirtualDevice) -> None:
    sent = len(device.lines)
    device.record("ReportIncident", INCIDENT)
    device.record("RecordShiftStart", SHIFT)
    await writer.push(device, sent + 1)
    await writer.push(device, sent + 1)


async def _fork(writer: LogWriter, device: VirtualDevice) -> None:
    clone = VirtualDevice(device.device)
    clone.key = device.key
    clone.lines = device.lines[:-2]
    for _ in range(2):
        clone.record("ReportIncident", {"code": "CLONE", "detail": {}})
    await writer.push(clone, len(clone.lines) - 1)


async def _judge_again(writer: LogWriter, device: VirtualDevice) -> None:
    sent = len(device.lines)
    device.append_raw(b'{"not":"an entry"}')
    device.record("UnknownThing", {})
    await writer.push(device, sent + 1)
    await writer.record(RejudgeEntry(device=device.device, seq=sent + 2))

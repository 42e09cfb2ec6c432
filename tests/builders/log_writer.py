"""A small company's log for tests of the log: written through the real door, placed, and signed into a file."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
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
from backend.log import projection
from backend.log.checkpoint import public_hex
from backend.log.checkpointer import Checkpointer
from backend.log.events import LogOpened
from backend.log.opening import open_once
from backend.log.registry import Registry
from backend.log.sequencer import Sequencer
from backend.log.vocabulary import Entry
from sync import signature
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

    def opening(self) -> LogOpened:
        return LogOpened(
            epoch=self.clock.new_id(),
            reason="created",
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

    async def settle(self) -> None:
        """Place and sign everything."""
        await self.sequencer.step(deep=True)
        await self.checkpointer.step()


@asynccontextmanager
async def log_writer(database_url: str, folder: Path) -> AsyncIterator[LogWriter]:
    """Yield the parts of a server on a migrated database, its log opened."""
    pool = await open_pool(database_url, size=6)
    registry, clock = build_registry(), SystemClock()
    intake = Intake(pool, registry)
    intake.start()
    system_key, checkpoint_key = ec.generate_private_key(ec.SECP256R1()), Ed25519PrivateKey.generate()
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
    enrolled = [await writer.enrol(f"H{n + 2}") for n in range(devices)]
    for _ in range(rounds):
        for device in enrolled:
            sent = len(device.lines)
            for n in range(3):
                device.record("ReportIncident", {"code": f"TEST-{n}", "detail": {}})
            device.record("RecordShiftStart", SHIFT)
            await writer.push(device, sent + 1)
        await writer.settle()
    await asyncio.gather(*(_two_more(writer, device) for device in enrolled))
    await _fork(writer, enrolled[0])
    await _judge_again(writer, enrolled[1])
    await writer.settle()


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


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the test's clock

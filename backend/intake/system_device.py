"""The server's own device: first administrator, logins, enrolments, imports and the command line go through the door.

Its chain is kept like any other's; one process appends at a time.
"""

import asyncio

import asyncpg
import msgspec
from cryptography.hazmat.primitives.asymmetric import ec

from backend.devices.state import SYSTEM_DEVICE
from backend.intake.door import Intake
from backend.log.clock import Clock
from backend.log.vocabulary import Entry, entry_type
from sync import canonical, chain, signature
from sync.envelope import Auth, Envelope, Seen
from sync.envelope import Clock as DeviceClock
from sync.outcome import Outcome
from sync.push_body import EntryLine, Push, PushHeader

SYSTEM_DEVICE_LOCK = 0x556E6974_00000003
"""Advisory lock held while the system device appends, so that processes never fork its chain."""


class SystemDevice:
    """Records entries as the system device; implements `backend.log.door.Door`."""

    def __init__(
        self, intake: Intake, pool: asyncpg.Pool, key: ec.EllipticCurvePrivateKey, clock: Clock, build: str
    ) -> None:
        self._intake = intake
        self._pool = pool
        self._key = key
        self._clock = clock
        self._build = build
        self._one_at_a_time = asyncio.Lock()

    async def record(
        self,
        body: Entry,
        *,
        site: str = "",
        badge: str = "SYSTEM",
        reason: str | None = None,
        causes: tuple[str, ...] = (),
    ) -> Outcome:
        """Record one entry and return its outcome once it is committed."""
        now = self._clock.now()
        declared = entry_type(type(body))
        envelope = Envelope(
            app=self._build,
            auth=Auth(badge=badge, grant=None, method="system", offline=False),
            body=msgspec.Raw(canonical.encode(body)),
            causes=causes,
            clock=DeviceClock(boot="server", mono_ms=0, sync=None, wall=now.isoformat()),
            device=SYSTEM_DEVICE,
            id=self._clock.new_id(),
            reason=reason,
            seen=Seen(epoch=None, position=0),
            seq=0,
            site=site,
            type=declared.name,
            v=1,
            version=declared.version,
        )
        async with self._one_at_a_time, self._pool.acquire() as db:
            await db.execute("SELECT pg_advisory_lock($1)", SYSTEM_DEVICE_LOCK)
            try:
                return await self._append(envelope)
            finally:
                await db.execute("SELECT pg_advisory_unlock($1)", SYSTEM_DEVICE_LOCK)

    async def _append(self, envelope: Envelope) -> Outcome:
        seq, previous = await self._head()
        raw = canonical.encode(
            msgspec.structs.asdict(envelope) | {"body": canonical.decode(bytes(envelope.body)), "seq": seq + 1}
        )
        push, header_line = self._signed(raw, seq + 1, previous)
        answered = await self._intake.push(push, header_line=header_line, at=self._clock.now(), trusted_size=True)
        return msgspec.json.decode(answered.outcomes[-1], type=Outcome)

    async def _head(self) -> tuple[int, str]:
        record = await self._pool.fetchrow(
            "SELECT head_seq, head_hash FROM device_chain WHERE device = $1", SYSTEM_DEVICE
        )
        return (0, chain.genesis(SYSTEM_DEVICE)) if record is None else (record[0], record[1])

    def _signed(self, raw: bytes, seq: int, previous: str) -> tuple[Push, str]:
        digest = chain.link(previous, seq, raw)
        text = chain.push_text(
            device=SYSTEM_DEVICE, from_seq=seq, to_seq=seq, to_hash=digest, head_seq=seq, head_hash=digest
        )
        header = PushHeader(
            device=SYSTEM_DEVICE,
            epoch=None,
            from_seq=seq,
            head_hash=digest,
            head_seq=seq,
            prev_hash=previous,
            signature=signature.sign(self._key, text),
            to_hash=digest,
            to_seq=seq,
            v=1,
        )
        return Push(header, (EntryLine(digest, raw),)), canonical.encode(header).decode()

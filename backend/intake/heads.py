"""Serialises the pushes of a device and reads what the server holds of its chain."""

from collections.abc import Sequence

from backend.devices.state import Device
from backend.intake.chain_plan import ChainHead
from backend.intake.resolve import advisory_key
from backend.intake.store import Connection
from sync import chain
from sync.push_body import PushHeader

# The statement's view is older than the lock it waited for; FOR NO KEY UPDATE reads the head as it then is.
_LOCKED = """
WITH entered AS MATERIALIZED (SELECT {enter}($3)),
locked AS MATERIALIZED (SELECT count(pg_advisory_xact_lock(k)) AS n FROM entered, unnest($1::bigint[]) AS k)
SELECT h.* FROM locked CROSS JOIN LATERAL (
    SELECT c.device, c.head_seq, c.head_hash, coalesce(d.status, 'active') <> 'active'
    FROM device_chain c LEFT JOIN row_device d ON d.id = c.device
    WHERE c.device = ANY($2::text[]) AND locked.n > 0
    ORDER BY c.device FOR NO KEY UPDATE OF c
) h
"""


_SHARED = _LOCKED.format(enter="pg_advisory_xact_lock_shared")
_ALONE = _LOCKED.format(enter="pg_advisory_xact_lock")
DOOR_LOCK = 0x556E6974_00000004
"""Advisory lock that every transaction of the door shares, and that one which judges old entries holds alone."""


async def lock_heads(db: Connection, devices: Sequence[str], *, alone: bool) -> dict[str, ChainHead]:
    """Let nobody else push for these devices, so that repeats find what they repeat; return their chain heads.

    ``alone``: let nobody else push at all, so that no other device carries over (P33) what is judged meanwhile.
    """
    statement = _ALONE if alone else _SHARED
    keys = sorted(advisory_key(Device, ("chain", device)) for device in devices)
    found = await db.fetch(statement, keys, list(devices), DOOR_LOCK)
    if len(found) < len(devices):  # a first push: whoever held the lock may have begun the chain meanwhile
        found = await db.fetch(statement, keys, list(devices), DOOR_LOCK)
    heads = {device: ChainHead(seq, digest, frozen) for device, seq, digest, frozen in found}
    return {device: heads.get(device) or ChainHead(0, chain.genesis(device)) for device in devices}


async def stored_hashes(db: Connection, header: PushHeader, head: ChainHead) -> dict[int, str]:
    """Return the hashes of those entries of a push that are stored already, and of the one before it."""
    if header.from_seq > head.seq:
        return {}
    hashes = await db.fetch(
        "SELECT seq, hash FROM entry WHERE device = $1 AND seq BETWEEN $2 AND $3",
        header.device,
        header.from_seq - 1,
        header.to_seq,
    )
    return {record[0]: record[1] for record in hashes}

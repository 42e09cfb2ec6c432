"""What comes in over HTTP before it is a push of a known device: form, device, signature (P10, P18)."""

from datetime import datetime, timedelta

import asyncpg
from cryptography.hazmat.primitives.asymmetric import ec

from backend.devices.state import SYSTEM_DEVICE
from backend.log.problem import Problem
from sync import chain, push_body, signature
from sync.push_body import MalformedPush, Push

KEPT_PER_SOURCE = 20
KEPT_IN_ALL = 500
KEPT_WITHIN = timedelta(hours=1)
KEYS_KEPT = 10_000


class DeviceKeys:
    """The public keys of devices. An id keeps its key for ever, so each is asked for once; whether the device may
    still push is judged under the door's locks.
    """

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool
        self._known: dict[str, ec.EllipticCurvePublicKey] = {}

    async def of(self, device: str) -> ec.EllipticCurvePublicKey | None:
        """Return the key of an enrolled device, None for any other; the system device does not push over HTTP."""
        if device == SYSTEM_DEVICE:
            return None
        if device not in self._known:
            point = await self._pool.fetchval("SELECT public_key FROM row_device WHERE id = $1", device)
            if point is None:
                return None
            if len(self._known) >= KEYS_KEPT:
                self._known.clear()
            self._known[device] = signature.load_public_key(point)
        return self._known[device]


def read_push(body: bytes) -> tuple[Push, str]:
    """Return the push and its header line as sent; raises Problem 400 for a body that is none."""
    try:
        return push_body.read(body), body.split(b"\n", 1)[0].decode()
    except MalformedPush as error:
        raise Problem(400, "PUSH_MALFORMED", found=str(error)[:400]) from error


async def check_device(
    pool: asyncpg.Pool, keys: DeviceKeys, push: Push, body: bytes, *, source: str, at: datetime
) -> None:
    """Return if the push is signed by the device that it names; else keep its bytes and raise Problem 403 (P18)."""
    header = push.header
    key = await keys.of(header.device)
    if key is None:
        await _keep(pool, body, "DEVICE_UNKNOWN", source, at)
        raise Problem(403, "DEVICE_UNKNOWN", device=header.device[:90])
    text = chain.push_text(
        device=header.device,
        from_seq=header.from_seq,
        to_seq=header.to_seq,
        to_hash=header.to_hash,
        head_seq=header.head_seq,
        head_hash=header.head_hash,
    )
    if not signature.is_valid(key, header.signature, text):
        await _keep(pool, body, "SIGNATURE_INVALID", source, at)
        raise Problem(403, "SIGNATURE_INVALID", device=header.device)


async def _keep(pool: asyncpg.Pool, body: bytes, code: str, source: str, at: datetime) -> None:
    """Keep the bytes in quarantine, so many an hour for each source and in all; past that ask to come back later."""
    since = at - KEPT_WITHIN
    ((kept, in_all),) = await pool.fetch(
        "SELECT count(*) FILTER (WHERE source = $1), count(*) FROM rejected_push WHERE received_at > $2", source, since
    )
    if kept >= KEPT_PER_SOURCE or in_all >= KEPT_IN_ALL:
        raise Problem(429, "TOO_MANY_REJECTED", expected=KEPT_PER_SOURCE, found=kept)
    await pool.execute(
        "INSERT INTO rejected_push (source, code, received_at, body) VALUES ($1, $2, $3, $4)", source, code, at, body
    )

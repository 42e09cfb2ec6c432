"""`POST /devices/token` (P37): a device signs the time and a nonce, and is given a short-lived token to read with."""

from datetime import datetime, timedelta
from typing import Annotated

import msgspec
from litestar import post
from litestar.params import JSONBody
from msgspec import Meta

from backend.devices import queries
from backend.devices.entries import DeviceId
from backend.devices.routes.desk import DeviceDesk, InjectedDesk
from backend.log.problem import Problem
from backend.people.rules import as_text
from sync.chain import token_text
from sync.signature import is_valid, load_public_key

TIME_TOLERANCE = timedelta(minutes=10)


class TokenRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The device's id, its time (RFC 3339), a nonce, and its signature over the three (P37)."""

    device: DeviceId
    nonce: Annotated[str, Meta(pattern=r"^[!-~]{8,90}$(?!\n)")]
    signature: Annotated[str, Meta(pattern=r"^[0-9a-f]{128}$(?!\n)")]
    time: Annotated[str, Meta(pattern=r"^[0-9T:.Z+-]{20,40}$(?!\n)")]


class TokenAnswer(msgspec.Struct, frozen=True):
    """The token, until when it is good, and the server's time."""

    token: str
    expires_at: str
    server_time: str


@post("/devices/token", status_code=200, summary="Get an access token")
async def give_token(data: JSONBody[TokenRequest], devices: InjectedDesk) -> TokenAnswer:
    """Answer a token; 401 CLOCK_WRONG or NONCE_USED with server_time, 401 for a stranger, 403 for a stopped device."""
    now = devices.clock.now()
    _refuse_wrong_time(data.time, now)
    await _refuse_stranger(devices, data)
    await _refuse_repeat(devices, data, now)
    token, expires = devices.tokens.issue_device(data.device, now=now, token_id=devices.clock.new_id())
    return TokenAnswer(token, as_text(expires), as_text(now))


def _refuse_wrong_time(text: str, now: datetime) -> None:
    """Raise Problem unless the device's time is near ours; it is told ours, so that it can sign again."""
    try:
        claimed = datetime.fromisoformat(text)
    except ValueError:
        claimed = None
    if claimed is None or claimed.tzinfo is None or abs(now - claimed) > TIME_TOLERANCE:
        raise Problem(401, "CLOCK_WRONG", server_time=as_text(now), found=text)


async def _refuse_stranger(desk: DeviceDesk, data: TokenRequest) -> None:
    async with desk.pool.acquire() as db:
        known = await queries.device(db, data.device)
    if known is None:
        raise Problem(401, "DEVICE_UNKNOWN", device=data.device)
    text = token_text(device=data.device, time=data.time, nonce=data.nonce)
    if not is_valid(load_public_key(known.public_key), data.signature, text):
        raise Problem(401, "SIGNATURE_INVALID", device=data.device)
    refuse_stopped(known)


async def _refuse_repeat(desk: DeviceDesk, data: TokenRequest, now: datetime) -> None:
    """Raise Problem when this request was answered before; told our time as with a wrong clock, it signs again."""
    async with desk.pool.acquire() as db:
        # A request is in time for the tolerance on either side of the time it claims.
        first = await queries.use_nonce(db, data.device, data.nonce, now=now, forget_before=now - 2 * TIME_TOLERANCE)
    if not first:
        raise Problem(401, "NONCE_USED", server_time=as_text(now))


def refuse_stopped(known: queries.DeviceRecord) -> None:
    """Raise Problem when a device may not read: revoked, or frozen because its key is held twice (P16)."""
    if known.status == "revoked":
        raise Problem(403, "DEVICE_REVOKED", device_code=known.code)
    if known.status != "active":
        raise Problem(403, "DEVICE_FROZEN", device_code=known.code)

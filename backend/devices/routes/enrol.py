"""`POST /devices/enrol` (P36): a one-time code and a public key make a device; both again repeat the answer.

The code is what authorises; the answer holds nothing secret, so a lost one costs the device nothing but a repeat.
"""

from hashlib import sha256
from typing import Annotated

import msgspec
from litestar import post
from litestar.params import JSONBody
from msgspec import Meta

from backend.devices import queries
from backend.devices.entries import EnrolDevice, Name, PublicKey
from backend.devices.routes.desk import DeviceDesk, InjectedDesk
from backend.log.problem import Problem
from sync.signature import load_public_key


class EnrolRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The code from the QR, what the device is to be called ("": as offered), its public key."""

    code: Annotated[str, Meta(min_length=8, max_length=200)]
    name: Name
    public_key: PublicKey


class EnrolAnswer(msgspec.Struct, frozen=True):
    """Who the device is from now on."""

    device: str
    device_code: str
    epoch: str
    kind: str
    server_key: str
    site: str


@post("/devices/enrol", status_code=200, summary="Enrol this device")
async def enrol(data: JSONBody[EnrolRequest], devices: InjectedDesk) -> EnrolAnswer:
    """Enrol a device; 400 PUBLIC_KEY_WRONG, 403 with what is wrong with the code."""
    try:
        load_public_key(data.public_key)
    except ValueError:
        raise Problem(400, "PUBLIC_KEY_WRONG") from None
    code = sha256(data.code.encode()).hexdigest()
    async with devices.pool.acquire() as db:
        known = await queries.enrolled_with(db, code)
    if known is None:
        known = await _enrolled(devices, data, code)
    elif known.public_key != data.public_key:
        raise Problem(403, "ENROLMENT_CODE_USED")
    async with devices.pool.acquire() as db:
        epoch = await queries.epoch(db)
    return EnrolAnswer(known.id, known.code, epoch or "", known.kind, devices.server_key, known.site)


async def _enrolled(desk: DeviceDesk, data: EnrolRequest, code: str) -> queries.DeviceRecord:
    wanted = EnrolDevice(code_sha256=code, device=desk.clock.new_id(), name=data.name, public_key=data.public_key)
    outcome = await desk.door.record(wanted)
    async with desk.pool.acquire() as db:
        known = await queries.enrolled_with(db, code)
    # Sent twice at once, the second is refused, yet the device is the same one.
    if known is None or known.public_key != data.public_key:
        refused = outcome.codes[0]
        raise Problem(403, refused.code, **refused.detail)
    return known

"""The door over HTTP: push, pull, attachments, sealed exports. The only writes besides login and enrolment."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import asyncpg
import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from litestar import Request, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter, SkipValidation

from backend.intake import attachments, pull
from backend.intake.door import Intake
from backend.intake.received import DeviceKeys, check_device, read_push
from backend.intake.sealed import NotOpened, open_sealed
from backend.intake.transaction import Answered
from backend.log.caller import DeviceIdentity, PersonIdentity
from backend.log.clock import Clock
from backend.log.positions import LAST_POSITION
from backend.log.problem import Problem
from backend.log.sequencer import Sequencer
from sync import cursor
from sync.push_body import MAX_BODY_BYTES

JSON = "application/json"
MAX_SEALED_BYTES = 3 * MAX_BODY_BYTES


class DoorContext(msgspec.Struct, frozen=True):
    """What the door's routes work with; made by the composition root."""

    pool: asyncpg.Pool
    intake: Intake
    sequencer: Sequencer
    clock: Clock
    server_key: ec.EllipticCurvePrivateKey
    attachments: Path
    device_keys: DeviceKeys


InjectedDoor = NamedDependency[SkipValidation[DoorContext]]
InjectedCaller = NamedDependency[SkipValidation[DeviceIdentity]]
InjectedPerson = NamedDependency[SkipValidation[PersonIdentity]]
AnyRequest = Request[Any, Any, Any]


@post("/sync/push", request_max_body_size=MAX_BODY_BYTES, status_code=200, summary="Push entries")
async def take_push(request: AnyRequest, door: InjectedDoor) -> Response[bytes]:
    """Store and judge a push (P10-P19); authorised by the device key alone (P13)."""
    body = await request.body()
    return await _take(door, body, request.client.host if request.client else "unknown")


@post("/sync/sealed", request_max_body_size=MAX_SEALED_BYTES, status_code=200, summary="Bring a sealed export")
async def take_sealed(request: AnyRequest, door: InjectedDoor, signed_in: InjectedPerson) -> Response[bytes]:
    """Take in the sealed export of a device that cannot push itself (P42); for those who manage devices."""
    try:
        body = open_sealed(await request.body(), door.server_key)
    except NotOpened as error:
        raise Problem(422, "SEALED_NOT_OPENED", found=str(error)[:400]) from error
    return await _take(door, body, f"sealed by {signed_in.person}")


async def _take(door: DoorContext, body: bytes, source: str) -> Response[bytes]:
    push, header_line = read_push(body)
    at = door.clock.now()
    await check_device(door.pool, door.device_keys, push, body, source=source, at=at)
    answered = await door.intake.push(push, header_line=header_line, at=at)
    if answered.gap:
        raise Problem(409, "CHAIN_GAP", expected=answered.head.seq + 1, head_hash=answered.head.hash)
    return Response(await _answer(door, answered, at), media_type=JSON)


async def _answer(door: DoorContext, answered: Answered, at: datetime) -> bytes:
    ((epoch, position),) = await door.pool.fetch(
        f"SELECT (SELECT id FROM epoch ORDER BY number DESC LIMIT 1), ({LAST_POSITION})"  # noqa: S608 - our own words
    )
    return msgspec.json.encode(
        {
            "device": answered.device,
            "epoch": epoch,
            "expected": answered.head.seq + 1,
            "outcomes": [msgspec.Raw(outcome) for outcome in answered.outcomes],
            "position": position,
            "push": answered.batch_id,
            "server_time": instant(at),
            "v": 1,
        }
    )


def instant(at: datetime) -> str:
    """Return a time as the protocol writes it: RFC 3339, UTC, milliseconds."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


@get("/sync/pull", summary="Pull the feed")
async def serve_pull(
    door: InjectedDoor,
    caller: InjectedCaller,
    given: Annotated[list[str] | None, QueryParameter(name="cursor")] = None,
    limit: Annotated[int, QueryParameter(ge=1, le=pull.MAX_ROWS)] = pull.DEFAULT_ROWS,
) -> Response[bytes]:
    """Serve a page of the feed (P27-P31)."""
    try:
        cursors = tuple(cursor.read(text) for text in given or ())
    except cursor.BadCursor as error:
        raise Problem(400, "CURSOR_MALFORMED", found=str(error)) from error
    await door.sequencer.step()
    at = door.clock.now()
    async with door.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        streams = await pull.streams_of(db, caller.device, caller.site, at)
        body = await pull.page(db, pull.PullRequest(caller.device, streams, cursors, limit, instant(at)))
    return Response(body, media_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})


@put(
    "/attachments/{digest:str}",
    request_max_body_size=attachments.MAX_ATTACHMENT_BYTES,
    status_code=204,
    summary="Upload an attachment",
)
async def take_attachment(request: AnyRequest, door: InjectedDoor, digest: FromPath[str]) -> None:
    """Keep an attachment under its content hash (P41)."""
    kind = request.headers.get("content-type", "application/octet-stream")
    content = await request.body()
    await attachments.store(door.pool, door.attachments, digest, content, kind, door.clock.now())


@get("/attachments/{digest:str}", summary="An attachment's bytes")
async def serve_attachment(door: InjectedDoor, digest: FromPath[str]) -> Response[bytes]:
    """Serve an attachment as a download, never to be interpreted by the browser."""
    path = attachments.checked_path(door.attachments, digest)
    if not path.exists():
        raise Problem(404, "ATTACHMENT_UNKNOWN", expected=digest)
    headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
    return Response(path.read_bytes(), media_type="application/octet-stream", headers=headers)

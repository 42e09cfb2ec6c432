"""The door over HTTP: push, pull, attachments and sealed exports. The only writes besides login and enrolment."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import asyncpg
import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from litestar import Controller, Request, Response, get, post, put
from litestar.params import Parameter

from backend.intake import attachments, pull
from backend.intake.door import Intake
from backend.intake.received import check_device, read_push
from backend.intake.sealed import NotOpened, open_sealed
from backend.intake.transaction import Answered
from backend.log.caller import DeviceIdentity, PersonIdentity
from backend.log.clock import Clock
from backend.log.problem import Problem
from backend.log.sequencer import Sequencer
from backend.people.rules import allowed
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


class PushController(Controller):
    """Push is authorised by the device key alone (P13)."""

    path = "/sync"

    @post("/push", request_max_body_size=MAX_BODY_BYTES, status_code=200)
    async def push(self, request: Request[Any, Any, Any], door: DoorContext) -> Response[bytes]:
        """Store and judge a push (P10-P19)."""
        body = await request.body()
        source = request.client.host if request.client else "unknown"
        return await _take(door, body, source)

    @post("/sealed", request_max_body_size=MAX_SEALED_BYTES, status_code=200)
    async def sealed(
        self, request: Request[Any, Any, Any], door: DoorContext, signed_in: PersonIdentity
    ) -> Response[bytes]:
        """Take in a sealed export that an administrator brings (P42)."""
        if not allowed(signed_in.roles, "manage_devices"):
            raise Problem(403, "PERMISSION_NOT_HELD", person=signed_in.person, action="manage_devices")
        try:
            body = open_sealed(await request.body(), door.server_key)
        except NotOpened as error:
            raise Problem(422, "SEALED_NOT_OPENED", found=str(error)[:400]) from error
        return await _take(door, body, f"sealed by {signed_in.person}")


async def _take(door: DoorContext, body: bytes, source: str) -> Response[bytes]:
    push, header_line = read_push(body)
    at = door.clock.now()
    await check_device(door.pool, push, body, source=source, at=at)
    answered = await door.intake.push(push, header_line=header_line, at=at)
    if answered.gap:
        raise Problem(409, "CHAIN_GAP", expected=answered.head.seq + 1, head_hash=answered.head.hash)
    return Response(await _answer(door, answered, at), media_type=JSON)


async def _answer(door: DoorContext, answered: Answered, at: datetime) -> bytes:
    epoch = await door.pool.fetchval("SELECT id FROM epoch ORDER BY number DESC LIMIT 1")
    position = await door.pool.fetchval("SELECT coalesce(max(first + count - 1), 0) FROM position")
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


class PullController(Controller):
    """Pull, attachments: for enrolled devices with a token."""

    @get("/sync/pull")
    async def pull(
        self,
        door: DoorContext,
        caller: DeviceIdentity,
        given: Annotated[list[str] | None, Parameter(query="cursor")] = None,
        limit: Annotated[int, Parameter(ge=1, le=pull.MAX_ROWS)] = pull.DEFAULT_ROWS,
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
            request = pull.PullRequest(caller.device, streams, cursors, limit, instant(at))
            body = await pull.page(db, request)
        return Response(body, media_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})

    @put("/attachments/{digest:str}", request_max_body_size=attachments.MAX_ATTACHMENT_BYTES, status_code=204)
    async def attach(
        self, request: Request[Any, Any, Any], door: DoorContext, caller: DeviceIdentity, digest: str
    ) -> None:
        """Keep an attachment (P41)."""
        assert caller.device
        kind = request.headers.get("content-type", "application/octet-stream")
        content = await request.body()
        await attachments.store(door.pool, door.attachments, digest, content, kind, door.clock.now())

    @get("/attachments/{digest:str}")
    async def attachment(self, door: DoorContext, caller: DeviceIdentity, digest: str) -> Response[bytes]:
        """Serve an attachment's bytes, never to be interpreted by the browser."""
        assert caller.device
        path = attachments.path_of(door.attachments, digest)
        if not path.exists():
            raise Problem(404, "ATTACHMENT_UNKNOWN", expected=digest)
        headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
        return Response(path.read_bytes(), media_type="application/octet-stream", headers=headers)

"""The exceptions inbox: its row, what resolving touches, who may resolve, and the effect."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from backend.devices.state import Device
from backend.intake.entries import (
    ChainBroken,
    ExceptionOpened,
    ExceptionResolved,
    ExceptionSettled,
    RejudgeEntry,
    ResolveException,
)
from backend.log.row import Row, row_type
from backend.log.vocabulary import Context, Decision, EventContext, Settled, refuse
from backend.log.working_set import AnyTouch, GroupTouch, Touch, WorkingSet
from backend.people.rules import MIN_REASON

CHAIN_FORK = "CHAIN_FORK"


def inbox_streams(row: "ExceptionItem") -> tuple[str, ...]:
    """Return the streams of those who resolve exceptions at the site."""
    return (f"role:quality:{row.site}", f"role:supervisor:{row.site}")


@row_type("exception", key=("id",), rank=90, lock="update", streams=inbox_streams)
class ExceptionItem(Row, frozen=True, kw_only=True):
    """An inbox item. ``subject`` is what wants looking at; ``entry`` the entry that broke the rule."""

    id: str
    site: str
    code: str
    entry: str
    device: str
    seq: int
    by: str
    subject_kind: str
    subject_key: str
    detail: dict[str, Any]
    opened_at: datetime
    status: str
    resolution: str | None = None
    resolved_by: str | None = None
    resolved_at: datetime | None = None
    resolve_reason: str | None = None


def touches_resolve(body: ResolveException, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the inbox item."""
    return (Touch(ExceptionItem, (body.exception,), write=True),)


def touches_settled(entries: Iterable[str], rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the inbox items of these entries, each locked against a person who resolves it meanwhile."""
    for entry in entries:
        of_entry = GroupTouch(ExceptionItem, "entry", entry)
        yield of_entry
        if rows.has(of_entry):
            for item in rows.group(ExceptionItem, "entry", entry):
                yield Touch(ExceptionItem, (item.id,), write=True)


def settling(rows: WorkingSet, settled: Iterable[Settled]) -> list[ExceptionSettled]:
    """Return the end of each open item that this is about; what a person has resolved stays as they said."""
    return [
        ExceptionSettled(id=item.id, reason=each.reason)
        for each in settled
        for item in rows.group(ExceptionItem, "entry", each.entry)
        if item.code == each.code and item.status == "open"
    ]


def touches_rejudge(_body: RejudgeEntry, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return nothing: the entry that is judged again brings its own touches."""
    return ()


def decide_resolve(rows: WorkingSet, body: ResolveException, ctx: Context) -> Decision:
    """Resolve an open item with a reason, by another person than the author of its entry."""
    item = rows.find(ExceptionItem, body.exception)
    if item is None:
        return refuse("EXCEPTION_UNKNOWN", exception=body.exception)
    if item.status != "open":
        return refuse("EXCEPTION_ALREADY_RESOLVED", exception=body.exception, by=item.resolved_by)
    if item.by == ctx.badge:
        return refuse("AUTHOR_CANNOT_RESOLVE", by=item.by)
    reason = (ctx.reason or "").strip()
    if len(reason) < MIN_REASON:
        return refuse("REASON_MISSING", expected=MIN_REASON, found=len(reason))
    return Decision(events=(ExceptionResolved(id=body.exception, resolution=body.resolution, reason=reason),))


def decide_rejudge(_rows: WorkingSet, _body: RejudgeEntry, _ctx: Context) -> Decision:
    """Accept: permission was checked by the door, and the entry named is judged right after this one."""
    return Decision()


def apply_opened(rows: WorkingSet, event: ExceptionOpened, ctx: EventContext) -> None:
    """Put the item into the inbox."""
    rows.create(
        ExceptionItem(
            id=event.id,
            site=ctx.site,
            code=event.code,
            entry=ctx.entry_id,
            device=ctx.device,
            seq=ctx.seq,
            by=ctx.badge,
            subject_kind=event.subject_kind,
            subject_key=event.subject_key,
            detail=event.detail,
            opened_at=ctx.received_at,
            status="open",
        )
    )


def apply_resolved(rows: WorkingSet, event: ExceptionResolved, ctx: EventContext) -> None:
    """Close the item, keeping everything it said."""
    item = rows.get(ExceptionItem, event.id)
    rows.put(
        msgspec.structs.replace(
            item,
            status="resolved",
            resolution=event.resolution,
            resolved_by=ctx.badge,
            resolved_at=ctx.received_at,
            resolve_reason=event.reason,
        )
    )


def apply_settled(rows: WorkingSet, event: ExceptionSettled, ctx: EventContext) -> None:
    """Close the item without a person, keeping everything it said."""
    item = rows.get(ExceptionItem, event.id)
    closed = {"status": "resolved", "resolution": "settled", "resolved_by": "SYSTEM"}
    rows.put(msgspec.structs.replace(item, **closed, resolved_at=ctx.received_at, resolve_reason=event.reason))


def apply_chain_broken(rows: WorkingSet, event: ChainBroken, ctx: EventContext) -> None:
    """Open an inbox item, once for each place, and freeze the device when its chain has forked."""
    device = rows.find(Device, event.device)
    if device is not None and event.code == CHAIN_FORK and device.status == "active":
        rows.put(msgspec.structs.replace(device, status="forked"))
    rows.put(
        ExceptionItem(
            id=chain_item_id(event.device, event.seq, event.code),
            site=device.site if device is not None else ctx.site,
            code=event.code,
            entry="",
            device=event.device,
            seq=event.seq,
            by="",
            subject_kind="device",
            subject_key=event.device,
            detail={},
            opened_at=ctx.received_at,
            status="open",
        )
    )


def chain_item_id(device: str, seq: int, code: str) -> str:
    """Return the inbox item's id for a place where a chain broke."""
    return f"{device}/{seq}/{code}"

"""Decides on deviations; other capabilities open one by returning ``opened``."""

from backend.log.vocabulary import Context, Decision, Exceptional, refuse
from backend.log.working_set import WorkingSet
from backend.nonconformance.entries import CloseDeviation, OpenDeviation
from backend.nonconformance.events import DeviationClosed, DeviationOpened
from backend.nonconformance.state import Deviation, deviation_number
from backend.people.rules import MIN_REASON, has_reason


def opened(
    ctx: Context, broken: Exceptional, *, n: int = 1, order: str | None = None, step: int | None = None
) -> DeviationOpened:
    """Return the deviation that a broken rule opens; ``n`` tells several of one entry apart."""
    return DeviationOpened(
        number=deviation_number(ctx, n),
        subject_kind=broken.subject_kind,
        subject_key=broken.subject_key,
        code=broken.code,
        detail=broken.detail,
        text="",
        order=order,
        step=step,
        photos=(),
    )


def decide_open_deviation(_rows: WorkingSet, body: OpenDeviation, ctx: Context) -> Decision:
    """Open it, whatever it is about."""
    event = DeviationOpened(
        number=deviation_number(ctx),
        subject_kind=body.subject_kind,
        subject_key=body.subject_key,
        code="",
        detail={},
        text=body.text,
        order=body.order,
        step=None,
        photos=body.photos,
    )
    return Decision(events=(event,))


def decide_close_deviation(rows: WorkingSet, body: CloseDeviation, ctx: Context) -> Decision:
    """Close an open deviation, with a reason, by somebody who did not open it."""
    known = rows.find(Deviation, body.deviation)
    if known is None:
        return refuse("DEVIATION_UNKNOWN", deviation=body.deviation)
    if known.status != "open":
        return refuse("DEVIATION_CLOSED", deviation=body.deviation, by=known.closed_by)
    if known.opened_by == ctx.badge:
        return refuse("DEVIATION_OWN", deviation=body.deviation)
    if not has_reason(ctx):
        return refuse("REASON_MISSING", expected=MIN_REASON, found=len((ctx.reason or "").strip()))
    reason = (ctx.reason or "").strip()
    return Decision(events=(DeviationClosed(number=known.number, disposition=body.disposition, reason=reason),))

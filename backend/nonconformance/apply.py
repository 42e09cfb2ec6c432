"""The effect of deviation events."""

from msgspec.structs import asdict, replace

from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet
from backend.nonconformance.events import DeviationClosed, DeviationOpened
from backend.nonconformance.state import Deviation


def apply_deviation_opened(rows: WorkingSet, event: DeviationOpened, ctx: EventContext) -> None:
    """Put the deviation, open."""
    rows.create(
        Deviation(
            **asdict(event),
            site=ctx.site,
            status="open",
            opened_by=ctx.badge,
            opened_at=ctx.occurred_at,
            entry=ctx.entry_id,
            disposition=None,
            closed_by=None,
            closed_at=None,
            close_reason=None,
        )
    )


def apply_deviation_closed(rows: WorkingSet, event: DeviationClosed, ctx: EventContext) -> None:
    """Close it, keeping everything it said."""
    known = rows.get(Deviation, event.number)
    closed = {"disposition": event.disposition, "close_reason": event.reason}
    rows.put(replace(known, status="closed", closed_by=ctx.badge, closed_at=ctx.received_at, **closed))

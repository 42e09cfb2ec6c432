"""Lines kept beside a device's chain: what is known of one that an administrator had judged (P45). Pure."""

from collections.abc import Iterable
from datetime import datetime

from backend.intake.entries import AdoptBranchEntry, BranchEntryJudged
from backend.log.row import Row, row_type
from backend.log.vocabulary import Context, Decision, EventContext, refuse
from backend.log.working_set import AnyTouch, WorkingSet
from backend.people.rules import MIN_REASON
from sync.outcome import Flag


@row_type("adopted_entry", key=("device", "seq", "content"), rank=91, lock="update", part_of=("device", ("device",)))
class AdoptedEntry(Row, frozen=True, kw_only=True):
    """The newest judgement of a line of a branch: the one stored as ``line`` of ``batch``, by SHA-256 of its bytes."""

    device: str
    seq: int
    content: str
    batch: int
    line: int
    entry: str
    revision: int
    outcome: str
    codes: tuple[Flag, ...]
    adopted_by: str
    adopted_at: datetime


def touches_adopt(_body: AdoptBranchEntry, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return nothing: the line that is judged brings its own touches."""
    return ()


def decide_adopt(_rows: WorkingSet, _body: AdoptBranchEntry, ctx: Context) -> Decision:
    """Accept with a reason: whether there is such a line was found by the door, which judges it right after."""
    reason = (ctx.reason or "").strip()
    if len(reason) < MIN_REASON:
        return refuse("REASON_MISSING", expected=MIN_REASON, found=len(reason))
    return Decision()


def apply_judged(rows: WorkingSet, event: BranchEntryJudged, ctx: EventContext) -> None:
    """Keep the newest judgement of the line."""
    rows.put(
        AdoptedEntry(
            device=event.device,
            seq=event.seq,
            content=event.content,
            batch=event.batch,
            line=event.line,
            entry=event.entry,
            revision=event.revision,
            outcome=event.outcome,
            codes=event.codes,
            adopted_by=ctx.badge,
            adopted_at=ctx.received_at,
        )
    )

"""What the door itself contributes: the log's own events and the exceptions inbox."""

from backend.intake.branch import AdoptedEntry, apply_judged, decide_adopt, touches_adopt
from backend.intake.entries import (
    AdoptBranchEntry,
    BranchEntryJudged,
    ChainBroken,
    ExceptionOpened,
    ExceptionResolved,
    ExceptionSettled,
    RejudgeEntry,
    ResolveException,
)
from backend.intake.inbox import (
    ExceptionItem,
    apply_chain_broken,
    apply_opened,
    apply_resolved,
    apply_settled,
    decide_rejudge,
    decide_resolve,
    touches_rejudge,
    touches_resolve,
)
from backend.log.events import LogOpened, PushStored, apply_nothing
from backend.log.row import type_of
from backend.log.vocabulary import Capability, on_entry, on_event

CAPABILITY = Capability(
    "intake",
    entries=(
        on_entry(ResolveException, touches_resolve, decide_resolve),
        on_entry(RejudgeEntry, touches_rejudge, decide_rejudge),
        on_entry(AdoptBranchEntry, touches_adopt, decide_adopt),
    ),
    events=(
        on_event(LogOpened, apply_nothing),
        on_event(PushStored, apply_nothing),
        on_event(ExceptionOpened, apply_opened),
        on_event(ExceptionResolved, apply_resolved),
        on_event(ExceptionSettled, apply_settled),
        on_event(ChainBroken, apply_chain_broken),
        on_event(BranchEntryJudged, apply_judged),
    ),
    rows=(type_of(ExceptionItem), type_of(AdoptedEntry)),
)

"""What backend/nonconformance contributes to the registry."""

from backend.log.row import type_of
from backend.log.vocabulary import Capability, on_entry, on_event
from backend.nonconformance import apply, entries, events, rules, state

CAPABILITY = Capability(
    "nonconformance",
    entries=(
        on_entry(entries.OpenDeviation, state.touches_open_deviation, rules.decide_open_deviation),
        on_entry(entries.CloseDeviation, state.touches_close_deviation, rules.decide_close_deviation),
    ),
    events=(
        on_event(events.DeviationOpened, apply.apply_deviation_opened),
        on_event(events.DeviationClosed, apply.apply_deviation_closed),
    ),
    rows=(type_of(state.Deviation),),
)

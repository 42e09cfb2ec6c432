"""The effect of the names of codes on the rows; nothing is decided here."""

import msgspec

from backend.items.events.terms import TermNamed
from backend.items.state.terms import Term
from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet


def apply_term_named(rows: WorkingSet, event: TermNamed, _ctx: EventContext) -> None:
    """Put the names."""
    rows.put(Term(**msgspec.structs.asdict(event)))

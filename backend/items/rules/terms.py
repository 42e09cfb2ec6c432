"""Decides on the names of codes: whoever may manage masters says them, and the last one holds."""

import msgspec

from backend.items.entries.terms import NameTerm
from backend.items.events.terms import TermNamed
from backend.items.state.terms import Term
from backend.log.vocabulary import Context, Decision
from backend.log.working_set import WorkingSet


def decide_name_term(rows: WorkingSet, body: NameTerm, _ctx: Context) -> Decision:
    """Take the names; what is called so already stays as it is."""
    fields = msgspec.structs.asdict(body)
    known = rows.find(Term, body.kind, body.code)
    return Decision() if known == Term(**fields) else Decision(events=(TermNamed(**fields),))

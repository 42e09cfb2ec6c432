"""Rows of the names of codes, and what their entry touches."""

from collections.abc import Iterable

from backend.items.entries.terms import NameTerm, TermKind
from backend.items.state.master import everywhere
from backend.log.row import Row, row_type
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, Touch, WorkingSet


@row_type("term", key=("kind", "code"), rank=46, lock="update", streams=everywhere)
class Term(Row, frozen=True, kw_only=True):
    """What a family of items, or a class of equipment, is called."""

    kind: TermKind
    code: str
    name_en: str
    name_zh: str


def touches_name_term(body: NameTerm, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the row of the code."""
    return (Touch(Term, (body.kind, body.code), write=True),)

"""What is then true of the names of codes."""

from backend.items.entries.terms import TermKind
from backend.log.vocabulary import Event, event


@event(version=1)
class TermNamed(Event, frozen=True, kw_only=True):
    """A family of items, or a class of equipment, is called so."""

    kind: TermKind
    code: str
    name_en: str
    name_zh: str

"""What people call the codes that masters are sorted by, in both languages."""

from typing import Literal

from backend.log.vocabulary import Entry, Kind, entry
from sync.text import Identifier, Line

TermKind = Literal["family", "equipment_class"]


@entry(version=1, kind=Kind.DECISION, action="manage_master_data")
class NameTerm(Entry, frozen=True, kw_only=True):
    """Say what a family of items, or a class of equipment, is called; a name that is empty is the code itself."""

    code: Identifier
    kind: TermKind
    name_en: Line
    name_zh: Line

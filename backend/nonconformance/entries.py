"""What can be recorded about deviations: opening one is a fact, closing one is a decision."""

from typing import Annotated, Literal

import msgspec

from backend.log.vocabulary import Entry, Kind, entry
from sync.text import Identifier, Note, Sha256


@entry(version=1, kind=Kind.FACT, action="report_deviation")
class OpenDeviation(Entry, frozen=True, kw_only=True):
    """Somebody saw that something did not go as it must. ``subject_kind`` and ``subject_key`` name what it is about."""

    order: Identifier | None
    photos: Annotated[tuple[Sha256, ...], msgspec.Meta(max_length=20)]
    subject_key: Identifier
    subject_kind: Literal["lot", "unit", "equipment", "order", "person", "document"]
    text: Note


@entry(version=1, kind=Kind.DECISION, action="close_deviation")
class CloseDeviation(Entry, frozen=True, kw_only=True):
    """Say what becomes of what a deviation is about, with the envelope's reason; holds are lifted by themselves."""

    deviation: Identifier
    disposition: Literal["no_effect", "use_as_is", "rework", "scrap", "return"]

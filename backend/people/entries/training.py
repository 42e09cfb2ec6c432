"""What can be recorded about skills and training: who was trained in which revision of a document, until when."""

from datetime import date, datetime
from typing import Annotated

import msgspec

from backend.log.vocabulary import Entry, Kind, entry
from backend.people.entries.persons import PersonNumber
from sync.text import Identifier, Line, Note, Sha256

Moment = Annotated[datetime, msgspec.Meta(tz=True)]
Months = Annotated[int, msgspec.Meta(ge=1, le=600)]
Evidence = Annotated[tuple[Sha256, ...], msgspec.Meta(max_length=20)]


@entry(version=2, kind=Kind.DECISION, action="manage_training")
class DefineSkill(Entry, frozen=True, kw_only=True):
    """Create or change a skill: the document it is taught from, and the revision that counts from a day on.

    Until that day the revision before it counts too. ``valid_months``: how long a training counts, null without end.
    ``assessed``: somebody else must assess it; false: whoever has read and understood the document is trained.
    """

    assessed: bool
    code: Identifier
    document: Identifier
    effective_from: date
    name_en: Line
    name_zh: Line
    revision: Identifier
    valid_months: Months | None


@entry(version=2, kind=Kind.DECISION, action="manage_training")
class ImportSkills(Entry, frozen=True, kw_only=True):
    """The skills of one file; all take effect or none."""

    rows: Annotated[tuple[DefineSkill, ...], msgspec.Meta(max_length=1_000)]
    sha256: Sha256
    source: Line


@entry(version=1, kind=Kind.DECISION, action="manage_training")
class AssignTraining(Entry, frozen=True, kw_only=True):
    """A person is to be trained in a skill by a day."""

    due: date
    person: PersonNumber
    skill: Identifier


@entry(version=1, kind=Kind.DECISION, action="manage_training")
class RecordTraining(Entry, frozen=True, kw_only=True):
    """A person was trained and assessed, by somebody else. ``valid_to``: that day included; null follows the skill."""

    evidence: Evidence
    performed_at: Moment
    person: PersonNumber
    revision: Identifier
    skill: Identifier
    text: Note
    valid_to: date | None


@entry(version=1, kind=Kind.DECISION, action="manage_training")
class ImportTraining(Entry, frozen=True, kw_only=True):
    """The trainings of one file; all take effect or none."""

    rows: Annotated[tuple[RecordTraining, ...], msgspec.Meta(max_length=20_000)]
    sha256: Sha256
    source: Line


@entry(version=1, kind=Kind.DECISION, action="manage_training")
class RevokeTraining(Entry, frozen=True, kw_only=True):
    """A person is no longer to work with a skill, from now on, with the envelope's reason."""

    person: PersonNumber
    skill: Identifier


@entry(version=1, kind=Kind.FACT, action="read")
class ConfirmReading(Entry, frozen=True, kw_only=True):
    """Whoever records it has read and understood that revision of a skill's document."""

    document: Identifier
    revision: Identifier
    skill: Identifier

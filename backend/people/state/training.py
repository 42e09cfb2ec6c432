"""Rows of skills and training, and what their entries touch. The person's lock guards what they were trained in."""

from collections.abc import Iterable
from datetime import date, datetime

from backend.log.row import Row, row_type
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, GroupTouch, Touch, WorkingSet
from backend.people.entries import (
    AssignTraining,
    ConfirmReading,
    DefineSkill,
    ImportSkills,
    ImportTraining,
    RecordTraining,
    RevokeTraining,
)
from backend.people.state.persons import Badge, Person


def _everywhere(_row: "Skill | Training") -> tuple[str, ...]:
    return ("global",)


@row_type("skill", key=("code",), rank=15, lock="share", streams=_everywhere)
class Skill(Row, frozen=True, kw_only=True):
    """What a person must be trained in for a step, and the revision of the document that counts."""

    code: str
    name_en: str
    name_zh: str
    document: str
    revision: str
    revision_before: str | None
    effective_from: date
    valid_months: int | None
    assessed: bool = True


@row_type("training", key=("id",), rank=16, lock="parent", streams=_everywhere, part_of=("person", ("person",)))
class Training(Row, frozen=True, kw_only=True):
    """A person's training in a revision of a skill's document. Not done while ``qualified_at`` is null.

    ``holder`` is person and skill in one.
    """

    id: str
    holder: str
    person: str
    skill: str
    document: str
    revision: str
    assigned_at: datetime | None
    due: date | None
    qualified_at: datetime | None
    valid_to: date | None
    evidence: tuple[str, ...]
    text: str
    assessed_by: str | None
    revoked_at: datetime | None
    revoked_by: str | None
    revoke_reason: str | None
    read_at: datetime | None = None


def holder_of(person: str, skill: str) -> str:
    """Return person and skill as one key."""
    return f"{person}|{skill}"


def touches_define_skill(body: DefineSkill, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the skill."""
    return (Touch(Skill, (body.code,), write=True),)


def touches_import_skills(body: ImportSkills, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return every skill of the file."""
    return [touch for row in body.rows for touch in touches_define_skill(row, ctx, rows)]


def touches_training(
    body: AssignTraining | RecordTraining | RevokeTraining, ctx: Context, _rows: WorkingSet
) -> Iterable[AnyTouch]:
    """Return the skill, the person whose lock guards their training, that training, and the one who records it."""
    yield Touch(Skill, (body.skill,))
    yield Touch(Person, (body.person,), write=True)
    yield GroupTouch(Training, "holder", holder_of(body.person, body.skill))
    yield Touch(Badge, (ctx.badge,))


def touches_reading(body: ConfirmReading, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the skill, and the one who read with what they were trained in."""
    yield Touch(Skill, (body.skill,))
    yield Touch(Badge, (ctx.badge,))
    known = rows.peek(Badge, ctx.badge)
    if known is not None:
        yield Touch(Person, (known.person,), write=True)
        yield GroupTouch(Training, "holder", holder_of(known.person, body.skill))


def touches_import_training(body: ImportTraining, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return what each row touches."""
    return [touch for row in body.rows for touch in touches_training(row, ctx, rows)]


def touches_qualified(badge: str, skill: str, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return what says whether the one with this badge is trained in a skill."""
    yield Touch(Skill, (skill,))
    yield Touch(Badge, (badge,))
    known = rows.peek(Badge, badge)
    if known is not None:
        yield Touch(Person, (known.person,))
        yield GroupTouch(Training, "holder", holder_of(known.person, skill))

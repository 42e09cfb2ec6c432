"""Who is trained in what, judged at the moment of an act (ISO 13485 6.2); nobody assesses themselves."""

from datetime import date, datetime, timedelta

from msgspec.structs import asdict

from backend.log.vocabulary import Context, Decision, Event, Exceptional, refuse
from backend.log.working_set import WorkingSet
from backend.people.entries import (
    AssignTraining,
    ConfirmReading,
    DefineSkill,
    ImportSkills,
    ImportTraining,
    RecordTraining,
    RevokeTraining,
)
from backend.people.events import DocumentRead, SkillDefined, TrainingAssigned, TrainingRecorded, TrainingRevoked
from backend.people.rules.persons import MIN_REASON, has_reason
from backend.people.rules.times import as_text, factory_day, in_utc
from backend.people.state import Badge, Person, Skill, Training, holder_of
from sync.outcome import Flag

LAST_OF_MONTH = 28
"""A period that would end on the 29th to the 31st ends on the 28th: a training never counts a day too long."""
YEAR = 12
LOOK_AHEAD = timedelta(days=30)
"""How long before its last day a training is shown as ending, and may be read for again."""


def qualified(rows: WorkingSet, person: str, skill: str, at: datetime) -> bool:
    """Say whether a person was trained, at that moment, in the revision of the skill's document that counted then."""
    known = rows.find(Skill, skill)
    if known is None:
        return False
    day = factory_day(at)
    counting = revisions_counting(known, day)
    held = rows.group(Training, "holder", holder_of(person, skill))
    return any(counted(each, at, day) and each.revision in counting for each in held)


def revisions_counting(skill: Skill, day: date) -> set[str | None]:
    """Return the revisions of the skill's document that count on a day."""
    return {skill.revision, *([skill.revision_before] if day < skill.effective_from else [])}


def counted(training: Training, at: datetime, day: date) -> bool:
    """Say whether a training was given, not ended and not revoked at that moment, whatever its revision."""
    if training.qualified_at is None or at < training.qualified_at:
        return False
    if training.revoked_at is not None and at >= training.revoked_at:
        return False
    return training.valid_to is None or day <= training.valid_to


def decide_define_skill(rows: WorkingSet, body: DefineSkill, ctx: Context) -> Decision:
    """Create or change a skill; a new revision of its document asks for new training from its day on.

    One that is replaced before its own day never counted: what counted until now goes on counting.
    """
    known = rows.find(Skill, body.code)
    before = None if known is None else known.revision
    if known is not None and (known.revision == body.revision or factory_day(ctx.received_at) < known.effective_from):
        before = known.revision_before
    event = SkillDefined(**asdict(body), revision_before=before)
    unchanged = known is not None and known == Skill(**asdict(event))
    return Decision(events=() if unchanged else (event,))


def decide_import_skills(rows: WorkingSet, body: ImportSkills, ctx: Context) -> Decision:
    """Take a whole file of skills, or refuse it with the first one that is there twice."""
    events: list[Event] = []
    seen: set[str] = set()
    for number, row in enumerate(body.rows, 1):
        if row.code in seen:
            return refuse("IMPORT_ROW_TWICE", row=number, key=row.code)
        seen.add(row.code)
        events += decide_define_skill(rows, row, ctx).events
    return Decision(events=tuple(events))


def decide_assign_training(rows: WorkingSet, body: AssignTraining, ctx: Context) -> Decision:
    """Note that a person is to be trained in the revision that counts."""
    skill = rows.find(Skill, body.skill)
    problem = _problem(rows, body.person, body.skill)
    if problem is not None or skill is None:
        return Decision(refusal=problem)
    held = rows.group(Training, "holder", holder_of(body.person, body.skill))
    if any(each.assigned_at and each.qualified_at is None and each.revision == skill.revision for each in held):
        return refuse("TRAINING_ASSIGNED", person=body.person, skill=body.skill, revision=skill.revision)
    event = TrainingAssigned(
        id=ctx.new_id(1),
        person=body.person,
        skill=body.skill,
        document=skill.document,
        revision=skill.revision,
        due=body.due,
    )
    return Decision(events=(event,))


def decide_record_training(rows: WorkingSet, body: RecordTraining, ctx: Context) -> Decision:
    """Record a training that somebody else gave and assessed."""
    answer = _recorded(rows, body, ctx, 1)
    return Decision(refusal=answer) if isinstance(answer, Flag) else Decision(events=(answer,))


def decide_confirm_reading(rows: WorkingSet, body: ConfirmReading, ctx: Context) -> Decision:
    """Keep that a person has read a revision. It makes them trained where the skill asks for nothing else, and only in
    a revision that counts now or will; what they have read they need not read again before it ends.
    """
    badge = rows.find(Badge, ctx.badge)
    skill = rows.find(Skill, body.skill)
    if badge is None:
        return Decision()  # that the badge names nobody is said of every entry
    detail = {"person": badge.person, "skill": body.skill, "found": f"{body.document} {body.revision}"}
    if skill is None:
        return Decision(exceptions=(Exceptional("READING_SKILL_UNKNOWN", "person", badge.person, detail),))
    held = rows.group(Training, "holder", holder_of(badge.person, body.skill))
    day = factory_day(ctx.occurred_at)
    read = {(each.document, each.revision) for each in held if _reading_stands(skill, each, day)}
    if (body.document, body.revision) in read:
        return Decision()
    fits = body.document == skill.document and body.revision in {skill.revision, *revisions_counting(skill, day)}
    expected = {**detail, "expected": f"{skill.document} {skill.revision}"}
    other = () if fits else (Exceptional("READING_OTHER_REVISION", "person", badge.person, expected),)
    until = None if skill.valid_months is None else months_after(day, skill.valid_months)
    counts = fits and not skill.assessed
    event = DocumentRead(
        id=ctx.new_id(1),
        person=badge.person,
        skill=body.skill,
        document=body.document,
        revision=body.revision,
        counts=counts,
        valid_to=until if counts else None,
    )
    return Decision((event,), other)


def _reading_stands(skill: Skill, training: Training, day: date) -> bool:
    """Say whether reading it again would say nothing new: it waits for the assessment, counts, or was revoked."""
    if training.read_at is None:
        return False
    if training.qualified_at is None:
        return skill.assessed
    return training.revoked_at is not None or training.valid_to is None or training.valid_to > day + LOOK_AHEAD


def decide_import_training(rows: WorkingSet, body: ImportTraining, ctx: Context) -> Decision:
    """Take a whole file of trainings, or refuse it with its first wrong row."""
    events: list[Event] = []
    seen: set[tuple[str, str, str]] = set()
    for number, row in enumerate(body.rows, 1):
        key = (row.person, row.skill, row.revision)
        if key in seen:
            return refuse("IMPORT_ROW_TWICE", row=number, key=" ".join(key))
        seen.add(key)
        answer = _recorded(rows, row, ctx, number)
        if isinstance(answer, Flag):
            return refuse(answer.code, **answer.detail, row=number)
        events.append(answer)
    return Decision(events=tuple(events))


def decide_revoke_training(rows: WorkingSet, body: RevokeTraining, ctx: Context) -> Decision:
    """End every training of a person in a skill that counts, with a reason."""
    if not has_reason(ctx):
        return refuse("REASON_MISSING", expected=MIN_REASON, found=len((ctx.reason or "").strip()))
    held = rows.group(Training, "holder", holder_of(body.person, body.skill))
    counted = [each for each in held if each.qualified_at is not None and each.revoked_at is None]
    if not counted:
        return refuse("TRAINING_NOT_HELD", person=body.person, skill=body.skill)
    reason = (ctx.reason or "").strip()
    return Decision(events=tuple(TrainingRevoked(id=each.id, reason=reason) for each in counted))


def _problem(rows: WorkingSet, person: str, skill: str) -> Flag | None:
    if rows.find(Skill, skill) is None:
        return Flag("SKILL_UNKNOWN", {"skill": skill})
    known = rows.find(Person, person)
    if known is None:
        return Flag("PERSON_UNKNOWN", {"person": person})
    return None if known.active else Flag("PERSON_INACTIVE", {"person": person})


def _recorded(rows: WorkingSet, body: RecordTraining, ctx: Context, n: int) -> TrainingRecorded | Flag:
    problem = _problem(rows, body.person, body.skill)
    if problem is not None:
        return problem
    badge = rows.find(Badge, ctx.badge)
    if badge is not None and badge.person == body.person:
        return Flag("TRAINING_OWN", {"person": body.person, "skill": body.skill})
    if body.performed_at > ctx.received_at:
        return Flag("TRAINING_AHEAD", {"person": body.person, "found": as_text(body.performed_at)})
    skill = rows.get(Skill, body.skill)
    day = factory_day(body.performed_at)
    until = body.valid_to or (None if skill.valid_months is None else months_after(day, skill.valid_months))
    if until is not None and until < day:
        return Flag("TRAINING_VALID_WRONG", {"person": body.person, "found": until.isoformat()})
    held = rows.group(Training, "holder", holder_of(body.person, body.skill))
    waiting = [each for each in held if each.qualified_at is None and each.revision == body.revision]
    assigned = (each.id for each in sorted(waiting, key=lambda each: each.assigned_at is None))
    return TrainingRecorded(
        id=ctx.new_id(n),
        person=body.person,
        skill=body.skill,
        document=skill.document,
        revision=body.revision,
        qualified_at=in_utc(body.performed_at),
        valid_to=until,
        evidence=body.evidence,
        text=body.text,
        assignment=next(assigned, None),
    )


def months_after(day: date, months: int) -> date:
    """Return the day so many months later."""
    count = day.year * YEAR + day.month - 1 + months
    return date(count // YEAR, count % YEAR + 1, min(day.day, LAST_OF_MONTH))

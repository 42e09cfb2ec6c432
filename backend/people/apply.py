"""The effect of each event on the rows about people. Pure: a rebuild does exactly the same."""

from msgspec.structs import asdict, replace

from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet
from backend.people.events import (
    CredentialSet,
    DocumentRead,
    GrantIssued,
    LoginFailed,
    LoginSucceeded,
    PersonDeactivated,
    PersonDefined,
    SkillDefined,
    TrainingAssigned,
    TrainingRecorded,
    TrainingRevoked,
)
from backend.people.state import Badge, Credential, Grant, LoginGuard, Person, Skill, Training, holder_of


def apply_person_defined(rows: WorkingSet, event: PersonDefined, ctx: EventContext) -> None:
    """Put the person; give the badge, keeping since when it is theirs; retire the replaced one."""
    rows.put(
        Person(
            number=event.number,
            badge=event.badge,
            name_en=event.name_en,
            name_zh=event.name_zh,
            language=event.language,
            roles=event.roles,
            sites=event.sites,
            active=True,
        )
    )
    badge = rows.find(Badge, event.badge)
    if badge is None or badge.retired_at is not None:
        rows.put(Badge(badge=event.badge, person=event.number, given_at=ctx.received_at, retired_at=None))
    if event.badge_replaced is not None:
        rows.put(replace(rows.get(Badge, event.badge_replaced), retired_at=ctx.received_at))


def apply_person_deactivated(rows: WorkingSet, event: PersonDeactivated, ctx: EventContext) -> None:
    """Keep the person, without access; their badge is no longer to be used."""
    rows.put(replace(rows.get(Person, event.person), active=False))
    rows.put(replace(rows.get(Badge, event.badge), retired_at=ctx.received_at))


def apply_credential_set(rows: WorkingSet, event: CredentialSet, ctx: EventContext) -> None:
    """Make the committed hash the one that counts."""
    rows.put(
        Credential(
            person=event.person,
            kind=event.kind,
            commitment=event.commitment,
            one_time=event.one_time,
            set_at=ctx.received_at,
        )
    )


def apply_grant_issued(rows: WorkingSet, event: GrantIssued, ctx: EventContext) -> None:
    """Keep the grant."""
    rows.put(
        Grant(
            id=event.grant,
            person=event.person,
            badge=event.badge,
            device=event.device,
            method=event.method,
            roles=event.roles,
            issued_at=ctx.received_at,
            not_after=event.not_after,
        )
    )


def apply_login_failed(rows: WorkingSet, event: LoginFailed, _ctx: EventContext) -> None:
    """Keep the count and until when the badge is closed."""
    rows.put(LoginGuard(badge=event.badge, failed=event.failed, closed_until=event.closed_until))


def apply_login_succeeded(rows: WorkingSet, event: LoginSucceeded, _ctx: EventContext) -> None:
    """Start the count again."""
    rows.put(LoginGuard(badge=event.badge, failed=0, closed_until=None))


def apply_skill_defined(rows: WorkingSet, event: SkillDefined, _ctx: EventContext) -> None:
    """Put the skill."""
    rows.put(Skill(**asdict(event)))


def apply_training_assigned(rows: WorkingSet, event: TrainingAssigned, ctx: EventContext) -> None:
    """Write what is to be done."""
    rows.create(
        Training(
            **asdict(event),
            holder=holder_of(event.person, event.skill),
            assigned_at=ctx.received_at,
            qualified_at=None,
            valid_to=None,
            evidence=(),
            text="",
            assessed_by=None,
            revoked_at=None,
            revoked_by=None,
            revoke_reason=None,
        )
    )


def apply_training_recorded(rows: WorkingSet, event: TrainingRecorded, ctx: EventContext) -> None:
    """Write the training; what was assigned and what was read for it is thereby done and becomes this row."""
    given = asdict(event)
    assignment = given.pop("assignment")
    holder = holder_of(event.person, event.skill)
    held = rows.group(Training, "holder", holder)
    assigned = next((row for row in held if row.id == assignment), None)
    read = [row for row in held if row.read_at is not None and row.revision == event.revision]
    for row in held:
        if row is assigned or (row in read and row.qualified_at is None):
            rows.remove(Training, row.id)
    rows.create(
        Training(
            **given,
            holder=holder,
            assigned_at=None if assigned is None else assigned.assigned_at,
            due=None if assigned is None else assigned.due,
            assessed_by=ctx.badge,
            read_at=max((row.read_at for row in read if row.read_at is not None), default=None),
            revoked_at=None,
            revoked_by=None,
            revoke_reason=None,
        )
    )


def apply_document_read(rows: WorkingSet, event: DocumentRead, ctx: EventContext) -> None:
    """Note it on what was asked for, or as a row of its own; where reading is all that is asked for, it counts."""
    holder = holder_of(event.person, event.skill)
    held = rows.group(Training, "holder", holder)
    named = (event.document, event.revision)
    waiting = next((row for row in held if row.qualified_at is None and (row.document, row.revision) == named), None)
    qualified_at = ctx.occurred_at if event.counts else None
    if waiting is not None:
        read = replace(waiting, read_at=ctx.occurred_at, qualified_at=qualified_at, valid_to=event.valid_to)
        rows.put(read)
        return
    rows.create(
        Training(
            id=event.id,
            holder=holder,
            person=event.person,
            skill=event.skill,
            document=event.document,
            revision=event.revision,
            assigned_at=None,
            due=None,
            qualified_at=qualified_at,
            valid_to=event.valid_to,
            evidence=(),
            text="",
            assessed_by=None,
            revoked_at=None,
            revoked_by=None,
            revoke_reason=None,
            read_at=ctx.occurred_at,
        )
    )


def apply_training_revoked(rows: WorkingSet, event: TrainingRevoked, ctx: EventContext) -> None:
    """End the training; it counted until now."""
    revoked = {"revoked_at": ctx.received_at, "revoked_by": ctx.badge, "revoke_reason": event.reason}
    rows.put(replace(rows.get(Training, event.id), **revoked))

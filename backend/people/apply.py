"""The effect of each event on the rows about people. Pure: a rebuild does exactly the same."""

from msgspec.structs import replace

from backend.log.vocabulary import EventContext
from backend.log.working_set import WorkingSet
from backend.people.events import (
    CredentialSet,
    GrantIssued,
    LoginFailed,
    LoginSucceeded,
    PersonDeactivated,
    PersonDefined,
)
from backend.people.state import Badge, Credential, Grant, LoginGuard, Person


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

"""Who may log in where and for how long, and how a badge closes after wrong secrets (P38, 21 CFR 11.300(d))."""

from datetime import datetime, timedelta

from backend.log.vocabulary import Context, Decision, Exceptional, refuse
from backend.log.working_set import WorkingSet
from backend.people.entries import IssueGrant, RecordLoginFailure, RecordLoginSuccess, SetCredential
from backend.people.events import CredentialSet, GrantIssued, LoginFailed, LoginSucceeded
from backend.people.rules.times import as_text
from backend.people.state import Badge, LoginGuard, Person
from sync.outcome import Flag

SHIFT_MAX = timedelta(hours=12)
FREE_ATTEMPTS = 5
FIRST_CLOSURE = timedelta(seconds=30)
LONGEST_CLOSURE = timedelta(minutes=15)
_DOUBLINGS_MAX = 5  # 30 s doubled five times is above 15 min


def closure(failed: int) -> timedelta | None:
    """Return for how long ``failed`` wrong secrets in a row close a badge: from the fifth 30 s, doubling to 15 min."""
    if failed < FREE_ATTEMPTS:
        return None
    return min(FIRST_CLOSURE * (1 << min(failed - FREE_ATTEMPTS, _DOUBLINGS_MAX)), LONGEST_CLOSURE)


def closed_until(guard: LoginGuard | None, now: datetime) -> datetime | None:
    """Return until when the badge is closed, None if it is open."""
    if guard is None or guard.closed_until is None or guard.closed_until <= now:
        return None
    return guard.closed_until


def decide_credential(rows: WorkingSet, body: SetCredential, _ctx: Context) -> Decision:
    """Let a credential count for a person who is active."""
    problem = _absent(rows.find(Person, body.person), body.person)
    if problem is not None:
        return Decision(refusal=problem)
    event = CredentialSet(person=body.person, kind=body.kind, commitment=body.commitment, one_time=body.one_time)
    return Decision(events=(event,))


def decide_grant(rows: WorkingSet, body: IssueGrant, ctx: Context) -> Decision:
    """Grant an active person with that badge in use at most a shift, with the roles held now."""
    person = rows.find(Person, body.person)
    problem = _absent(person, body.person)
    if person is None or problem is not None:
        return Decision(refusal=problem)
    badge = rows.find(Badge, body.badge)
    if badge is None or badge.person != person.number:
        return refuse("BADGE_UNKNOWN", badge=body.badge)
    if badge.retired_at is not None:
        return refuse("BADGE_RETIRED", badge=body.badge, at=as_text(badge.retired_at))
    if not ctx.received_at < body.not_after <= ctx.received_at + SHIFT_MAX:
        latest = as_text(ctx.received_at + SHIFT_MAX)
        return refuse("GRANT_TOO_LONG", expected=latest, found=as_text(body.not_after))
    event = GrantIssued(
        grant=ctx.entry_id,
        person=person.number,
        badge=body.badge,
        device=body.device,
        method=body.method,
        roles=person.roles,
        not_after=body.not_after,
    )
    return Decision(events=(event,))


def decide_login_failure(rows: WorkingSet, body: RecordLoginFailure, ctx: Context) -> Decision:
    """Count a wrong secret; the fifth in a row closes the badge and opens an inbox item, later ones close it longer."""
    guard = rows.find(LoginGuard, body.badge)
    failed = (guard.failed if guard else 0) + 1
    length = closure(failed)
    until = ctx.received_at + length if length else None
    event = LoginFailed(badge=body.badge, device=body.device, failed=failed, closed_until=until)
    if failed != FREE_ATTEMPTS:
        return Decision(events=(event,))
    detail = {"badge": body.badge, "device": body.device, "failed": failed}
    return Decision(events=(event,), exceptions=(Exceptional("LOGIN_REPEATEDLY_WRONG", "badge", body.badge, detail),))


def decide_login_success(rows: WorkingSet, body: RecordLoginSuccess, _ctx: Context) -> Decision:
    """Start the count again, if there is one."""
    guard = rows.find(LoginGuard, body.badge)
    if guard is None or guard.failed == 0:
        return Decision()
    return Decision(events=(LoginSucceeded(badge=body.badge, device=body.device),))


def _absent(person: Person | None, number: str) -> Flag | None:
    if person is None:
        return Flag("PERSON_UNKNOWN", {"person": number})
    return None if person.active else Flag("PERSON_INACTIVE", {"person": number})

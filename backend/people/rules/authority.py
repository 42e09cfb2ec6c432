"""With what authority a person acts (P39): facts are flagged by the grant at the time, decisions refused now.

Read by the door for every entry, so that permission is judged once.
"""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from backend.log.working_set import AnyTouch, Touch, WorkingSet
from backend.people.rules.roles import allowed
from backend.people.rules.times import as_text
from backend.people.state import Badge, Grant, Person
from sync.outcome import Flag


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """Who claims to act, where and when.

    ``moment`` is when the act happened for a fact (estimated), when it arrived for a decision. ``by_system``: the
    entry is of the server's own device, which needs no grant and may do everything. ``by_machine``: a machine measured
    it, where nobody signs in: its own key says which one it is, the badge who runs it.
    """

    badge: str
    grant: str | None
    device: str
    site: str
    moment: datetime
    by_system: bool = False
    by_machine: bool = False


class Authority(msgspec.Struct, frozen=True):
    """The person, the roles held now, and what is missing; a decision is refused with the first flag."""

    person: str | None
    roles: frozenset[str]
    flags: tuple[Flag, ...] = ()


def touches_authority(*, badge: str, grant: str | None, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the badge, its person, and the grant."""
    yield Touch(Badge, (badge,))
    known = rows.peek(Badge, badge)
    if known is not None:
        yield Touch(Person, (known.person,))
    if grant is not None:
        yield Touch(Grant, (grant,))


def authority(rows: WorkingSet, claim: Claim, action: str, *, roles_of_grant: bool) -> Authority:
    """Return the authority to do ``action`` (its name in roles.ACTIONS, "" for none).

    ``roles_of_grant``: judge a fact by the roles its grant was given; a decision by those held now.
    """
    badge = rows.find(Badge, claim.badge)
    person = rows.get(Person, badge.person) if badge else None
    number = person.number if person else None
    roles = frozenset(person.roles) if person and person.active else frozenset[str]()
    if claim.by_system or action == "":
        return Authority(number, roles)
    if badge is None or person is None:
        return Authority(None, roles, (Flag("BADGE_UNKNOWN", {"badge": claim.badge}),))
    grant = rows.find(Grant, claim.grant) if claim.grant is not None else None
    flags = [*_standing(badge, person, claim)]
    if grant is not None or not claim.by_machine:
        flags += _grant_flags(grant, claim, person.number)
    theirs = grant is not None and (grant.device, grant.person) == (claim.device, person.number)
    counted = frozenset(grant.roles) if roles_of_grant and theirs and grant is not None else roles
    if not allowed(counted, action):
        flags.append(Flag("PERMISSION_NOT_HELD", {"action": action, "person": person.number}))
    return Authority(number, roles, tuple(flags))


def _standing(badge: Badge, person: Person, claim: Claim) -> Iterable[Flag]:
    if badge.retired_at is not None and claim.moment >= badge.retired_at:
        if person.active:
            yield Flag("BADGE_RETIRED", {"badge": badge.badge, "at": as_text(badge.retired_at)})
        else:
            yield Flag("PERSON_INACTIVE", {"person": person.number})
    if not person.holds_site(claim.site):
        yield Flag("SITE_NOT_HELD", {"person": person.number, "site": claim.site})


def _grant_flags(grant: Grant | None, claim: Claim, person: str) -> Iterable[Flag]:
    if grant is None:
        yield Flag("GRANT_MISSING", {"person": person})
    elif grant.device != claim.device or grant.person != person:
        yield Flag("GRANT_FOREIGN", {"grant": grant.id, "person": person})
    elif claim.moment > grant.not_after:
        yield Flag("GRANT_EXPIRED", {"person": person, "not_after": as_text(grant.not_after)})

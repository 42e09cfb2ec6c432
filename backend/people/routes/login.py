"""`POST /people/grant` (P38): a person proves who they are on a device and is given a shift grant for it."""

from typing import Annotated

import msgspec
from litestar import post
from litestar.params import JSONBody
from msgspec import Meta

from backend.log.caller import DeviceIdentity, GrantClaims
from backend.log.problem import Problem
from backend.people.entries import BadgeText, IssueGrant, LoginMethod
from backend.people.routes.desk import Attempt, InjectedCaller, InjectedDesk, LoginDesk, proved
from backend.people.rules import SHIFT_MAX, as_text
from backend.people.state import Person

SecretText = Annotated[str, Meta(max_length=128)]


class LoginRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A badge as scanned, the PIN or password, and which of the two it is."""

    badge: BadgeText
    method: LoginMethod
    secret: SecretText


class LoginAnswer(msgspec.Struct, frozen=True):
    """The grant as a token, its id (for the entries made under it), until when, and whose it is."""

    grant: str
    grant_id: str
    not_after: str
    person: Person


@post("/people/grant", status_code=200, summary="Log in on a device for a shift")
async def log_in(data: JSONBody[LoginRequest], caller: InjectedCaller, desk: InjectedDesk) -> LoginAnswer:
    """Answer a shift grant; 401 LOGIN_REFUSED, 403 with what stands against it, 429 while the badge is closed."""
    async with proved(desk, caller, Attempt(data.badge, data.method, data.secret)) as state:
        assert state.person is not None, "a secret matched, so there is a person"
        if state.one_time:
            raise Problem(403, "CREDENTIAL_MUST_CHANGE", person=state.person.number)
        if not state.person.holds_site(caller.site):
            raise Problem(403, "SITE_NOT_HELD", person=state.person.number, site=caller.site)
        return await _granted(desk, caller, data, state.person)


async def _granted(desk: LoginDesk, caller: DeviceIdentity, data: LoginRequest, person: Person) -> LoginAnswer:
    now = desk.clock.now().replace(microsecond=0)
    not_after = now + SHIFT_MAX
    wanted = IssueGrant(
        person=person.number, badge=data.badge, device=caller.device, method=data.method, not_after=not_after
    )
    outcome = await desk.door.record(wanted, site=caller.site)
    if outcome.outcome != "accepted":
        raise Problem(403, outcome.codes[0].code, **outcome.codes[0].detail)
    claims = GrantClaims(grant=outcome.id, person=person.number, device=caller.device, not_after=not_after)
    return LoginAnswer(desk.grants.issue_grant(claims, now=now), outcome.id, as_text(not_after), person)

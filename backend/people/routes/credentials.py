"""Passwords and PINs: one's own by proving the present one, somebody else's only as a one-time password.

Nobody but its owner ever knows a secret that can be used (21 CFR 11.200(a)(2)-(3)): a one-time one opens only this.
"""

from typing import Annotated

import msgspec
from litestar import post
from litestar.params import JSONBody
from msgspec import Meta

from backend.log.caller import DeviceIdentity, PersonIdentity
from backend.log.problem import Problem
from backend.people import queries
from backend.people.entries import BadgeText, CredentialKind, LoginMethod, PersonNumber, SetCredential
from backend.people.routes.desk import (
    Attempt,
    InjectedCaller,
    InjectedDesk,
    InjectedPerson,
    LoginDesk,
    proved,
)
from backend.people.routes.login import SecretText
from backend.people.rules import KIND_OF, MIN_REASON, allowed, commitment, weakness
from backend.people.state import Person


class ChangeRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The present secret, and the new one: which of the two kinds, and what it is to be."""

    badge: BadgeText
    method: LoginMethod
    secret: SecretText
    new_kind: CredentialKind
    new_secret: SecretText


class ChangeAnswer(msgspec.Struct, frozen=True):
    """Whose secret of which kind was set."""

    person: str
    kind: CredentialKind


class OneTimeRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who needs a new start, and why."""

    person: PersonNumber
    reason: Annotated[str, Meta(max_length=400)]


class OneTimeAnswer(msgspec.Struct, frozen=True):
    """A password that opens nothing but the change of itself; shown once."""

    person: str
    one_time_password: str


@post("/people/password", status_code=200, summary="Set one's own password or PIN")
async def change_secret(data: JSONBody[ChangeRequest], caller: InjectedCaller, desk: InjectedDesk) -> ChangeAnswer:
    """Set a new password or PIN after proving the present one; 422 with why a new one is not taken."""
    async with proved(desk, caller, Attempt(data.badge, data.method, data.secret)) as state:
        assert state.person is not None, "a secret matched, so there is a person"
        _refuse_unfit(data, state.person, one_time=state.one_time)
        await set_secret(desk, state.person.number, data.new_kind, data.new_secret, site=caller.site)
        return ChangeAnswer(state.person.number, data.new_kind)


def _refuse_unfit(data: ChangeRequest, person: Person, *, one_time: bool) -> None:
    if one_time and data.new_kind != KIND_OF[data.method]:
        raise Problem(403, "CREDENTIAL_MUST_CHANGE", person=person.number)
    if data.new_secret == data.secret:
        raise Problem(422, "SECRET_UNCHANGED")
    own = (person.number, person.badge, person.name_en, person.name_zh)
    weak = weakness(data.new_kind, data.new_secret, avoid=own)
    if weak is not None:
        raise Problem(422, weak.code, **weak.detail)


@post("/people/one-time-password", status_code=200, summary="Give somebody a one-time password")
async def give_one_time_password(
    data: JSONBody[OneTimeRequest], caller: InjectedCaller, signed_in: InjectedPerson, desk: InjectedDesk
) -> OneTimeAnswer:
    """Replace somebody's password by a one-time one, with a reason; for those who manage people."""
    _refuse_unless_managing(signed_in, caller)
    if len(data.reason.strip()) < MIN_REASON:
        raise Problem(422, "REASON_MISSING", expected=MIN_REASON, found=len(data.reason.strip()))
    async with desk.pool.acquire() as db:
        person = await queries.person(db, data.person)
    if person is None or not person.active:
        raise Problem(404 if person is None else 409, _absence(person), person=data.person)
    secret = desk.hashing.one_time()
    await set_secret(
        desk, data.person, "password", secret, site=caller.site, by=signed_in.badge, reason=data.reason, one_time=True
    )
    return OneTimeAnswer(data.person, secret)


def _refuse_unless_managing(signed_in: PersonIdentity, caller: DeviceIdentity) -> None:
    if not allowed(signed_in.roles, "manage_people"):
        raise Problem(403, "PERMISSION_NOT_HELD", action="manage_people", person=signed_in.person)
    if not signed_in.sites & {caller.site, "*"}:
        raise Problem(403, "SITE_NOT_HELD", person=signed_in.person, site=caller.site)


def _absence(person: Person | None) -> str:
    return "PERSON_UNKNOWN" if person is None else "PERSON_INACTIVE"


async def set_secret(  # noqa: PLR0913 - whose, what, and everything its record says
    desk: LoginDesk,
    person: str,
    kind: CredentialKind,
    secret: str,
    *,
    site: str,
    by: str = "SYSTEM",
    reason: str | None = None,
    one_time: bool = False,
) -> None:
    """Put the hash into the vault, then record that it counts, then erase older ones; raises Problem if refused."""
    encoded = await desk.hashing.hashed(secret)
    sealed = queries.Sealed(person, kind, commitment(person, kind, encoded), encoded, desk.clock.now())
    async with desk.pool.acquire() as db:
        await queries.put_into_vault(db, sealed)
    body = SetCredential(person=person, kind=kind, commitment=sealed.commitment, one_time=one_time)
    outcome = await desk.door.record(body, site=site, badge=by, reason=reason)
    if outcome.outcome != "accepted":
        raise Problem(409, outcome.codes[0].code, **outcome.codes[0].detail)
    async with desk.pool.acquire() as db:
        await queries.clear_vault(db, person, kind)

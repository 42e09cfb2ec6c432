"""What login and credentials need from the composition root, and the one place where a secret is compared.

The answer is the same, and takes as long, whether a badge is unknown, has no secret, or the secret is wrong.
"""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import asyncpg
from litestar.di import NamedDependency
from litestar.params import SkipValidation

from backend.log.caller import DeviceIdentity, GrantClaims, PersonIdentity
from backend.log.clock import Clock
from backend.log.door import Door
from backend.log.problem import Problem
from backend.people import queries
from backend.people.entries import LoginMethod, RecordLoginFailure, RecordLoginSuccess
from backend.people.rules import KIND_OF, as_text, closed_until
from backend.people.state import LoginGuard


class SecretHashing(Protocol):
    """argon2, off the event loop, a few at a time."""

    def turn(self) -> AbstractAsyncContextManager[None]:
        """Wait for a turn: so many logins at once, so that they use up neither the CPU nor the connections."""
        ...

    async def matches(self, encoded: str | None, secret: str) -> bool:
        """Compare; with no hash, take as long and say no."""
        ...

    async def hashed(self, secret: str) -> str:
        """Return the encoded hash with a new salt."""
        ...

    def one_time(self) -> str:
        """Return a new one-time password."""
        ...


class GrantIssuer(Protocol):
    """Signs shift grants."""

    def issue_grant(self, claims: GrantClaims, *, now: datetime) -> str:
        """Return the grant as a token."""
        ...


@dataclass(frozen=True, slots=True)
class LoginDesk:
    """Everything a login is done with."""

    door: Door
    pool: asyncpg.Pool
    hashing: SecretHashing
    grants: GrantIssuer
    clock: Clock


InjectedDesk = NamedDependency[SkipValidation[LoginDesk]]
InjectedCaller = NamedDependency[SkipValidation[DeviceIdentity]]
InjectedPerson = NamedDependency[SkipValidation[PersonIdentity]]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A badge, how the person proves to be its holder, and with what."""

    badge: str
    method: LoginMethod
    secret: str


@asynccontextmanager
async def proved(desk: LoginDesk, caller: DeviceIdentity, attempt: Attempt) -> AsyncIterator[queries.LoginState]:
    """Yield what is known of a badge whose secret was right; no other attempt on it runs meanwhile.

    Raises Problem: 429 LOGIN_BUSY or LOGIN_CLOSED, 401 LOGIN_REFUSED.
    """
    async with desk.hashing.turn(), desk.pool.acquire() as db, db.transaction():
        if not await queries.try_alone(db, attempt.badge):
            raise Problem(429, "LOGIN_BUSY")
        kind = KIND_OF[attempt.method]
        state = await queries.login_state(db, attempt.badge, kind)
        _refuse_closed(state, desk.clock.now())
        if not await desk.hashing.matches(state.secret, attempt.secret):
            failure = RecordLoginFailure(badge=attempt.badge, device=caller.device, method=attempt.method)
            await desk.door.record(failure, site=caller.site)
            after = await queries.login_state(db, attempt.badge, kind)
            raise Problem(401, "LOGIN_REFUSED", closed_until=_text(after.closed_until))
        if state.failed:
            success = RecordLoginSuccess(badge=attempt.badge, device=caller.device, method=attempt.method)
            await desk.door.record(success, site=caller.site)
        yield state


def _refuse_closed(state: queries.LoginState, now: datetime) -> None:
    guard = LoginGuard(badge="", failed=state.failed, closed_until=state.closed_until)
    until = closed_until(guard, now)
    if until is not None:
        raise Problem(429, "LOGIN_CLOSED", closed_until=_text(until))


def _text(moment: datetime | None) -> str | None:
    return as_text(moment) if moment is not None else None

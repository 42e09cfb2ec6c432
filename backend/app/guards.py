"""Who may call a route: a device with a valid token, checked against the tables each time, and the person on it.

A revoked device or a deactivated person is out with the next request (domain rule ER-04: within 60 s).
"""

from typing import Any

import asyncpg
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.types import Guard

from backend.app.tokens import TokenRefused, Tokens
from backend.devices import queries as device_queries
from backend.devices.routes.token import refuse_stopped
from backend.log.caller import DeviceIdentity, PersonIdentity
from backend.log.clock import Clock
from backend.log.problem import Problem
from backend.people import queries as people_queries
from backend.people.rules import allowed

GRANT_HEADER = "X-Unitrail-Grant"
_BEARER = "Bearer "

AnyConnection = ASGIConnection[Any, Any, Any, Any]
AnyRequest = Request[Any, Any, Any]


class Gate:
    """The guards, and what they found out as dependencies for handlers."""

    def __init__(self, pool: asyncpg.Pool, tokens: Tokens, clock: Clock) -> None:
        self._pool = pool
        self._tokens = tokens
        self._clock = clock

    def __deepcopy__(self, _memo: dict[int, object]) -> "Gate":
        """Return the gate itself: Litestar copies routers with their guards, and there is one pool."""
        return self

    async def device(self, connection: AnyConnection, _handler: BaseRouteHandler) -> None:
        """Let an enrolled, active device pass; 401 or 403 otherwise."""
        now = self._clock.now()
        try:
            device = self._tokens.read_device(_bearer(connection), now=now)
        except TokenRefused as refused:
            raise Problem(401, "TOKEN_EXPIRED" if refused.expired else "TOKEN_REFUSED") from None
        async with self._pool.acquire() as db:
            known = await device_queries.device(db, device)
        if known is None:
            raise Problem(401, "DEVICE_UNKNOWN", device=device)
        refuse_stopped(known)
        connection.state.caller = DeviceIdentity(known.id, known.site, known.kind)

    async def person(self, connection: AnyConnection, _handler: BaseRouteHandler) -> None:
        """Let a person under a valid shift grant pass; after ``device``."""
        found = await self.find_person(connection)
        if found is None:
            raise Problem(401, "GRANT_MISSING")
        connection.state.signed_in = found

    def may(self, action: str) -> Guard:
        """Return a guard that lets only people pass whose roles now allow ``action``; after ``device``."""

        async def holds_permission(connection: AnyConnection, handler: BaseRouteHandler) -> None:
            await self.person(connection, handler)
            found: PersonIdentity = connection.state.signed_in
            if not allowed(found.roles, action):
                raise Problem(403, "PERMISSION_NOT_HELD", action=action, person=found.person)

        return holds_permission

    async def find_person(self, connection: AnyConnection) -> PersonIdentity | None:
        """Return who the grant header names, None without one; raises Problem if the grant does not hold."""
        token = connection.headers.get(GRANT_HEADER)
        if token is None:
            return None
        caller: DeviceIdentity = connection.state.caller
        now = self._clock.now()
        try:
            claims = self._tokens.read_grant(token, device=caller.device, now=now)
        except TokenRefused as refused:
            raise Problem(401, "GRANT_EXPIRED" if refused.expired else "GRANT_REFUSED") from None
        async with self._pool.acquire() as db:
            held = await people_queries.granted_person(
                db, grant=claims.grant, person=claims.person, device=caller.device, now=now
            )
        if held is None:
            raise Problem(401, "GRANT_REFUSED")
        person, badge = held
        return PersonIdentity(person.number, badge, claims.grant, frozenset(person.roles), frozenset(person.sites))


def _bearer(connection: AnyConnection) -> str:
    header = connection.headers.get("Authorization", "")
    if not header.startswith(_BEARER):
        raise Problem(401, "TOKEN_MISSING")
    return header.removeprefix(_BEARER)


async def provide_caller(request: AnyRequest) -> DeviceIdentity:
    """Return the device that the guard let pass (dependency ``caller``)."""
    caller: DeviceIdentity = request.state.caller
    return caller


async def provide_signed_in(request: AnyRequest) -> PersonIdentity:
    """Return the person that the guard let pass (dependency ``signed_in``)."""
    person: PersonIdentity = request.state.signed_in
    return person

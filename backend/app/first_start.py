"""The first start makes one administrator with a printed one-time password: there are no default secrets."""

from typing import Final

from backend.people import queries
from backend.people.entries import DefinePerson
from backend.people.routes import LoginDesk, set_secret
from backend.people.state import EVERY_SITE

ADMINISTRATOR: Final = "ADMIN"
_REASON: Final = "first start"


class AdministratorRefusedError(RuntimeError):
    """The first administrator could not be made; the text holds the code."""


async def first_administrator(desk: LoginDesk) -> str | None:
    """Return the one-time password of the new administrator (number and badge ADMIN), to be printed once.

    Returns None when the administrator has a credential already. A start that was cut short is taken up again.
    """
    async with desk.pool.acquire() as db:
        known = await queries.person(db, ADMINISTRATOR)
        if known is not None and (not known.active or await queries.has_credential(db, ADMINISTRATOR)):
            return None
    if known is None:
        await _define(desk)
    return await renew_one_time_password(desk, ADMINISTRATOR, reason=_REASON)


async def renew_one_time_password(desk: LoginDesk, person: str, *, reason: str) -> str:
    """Return a new one-time password for a person, from the command line of the server itself."""
    secret = desk.hashing.one_time()
    await set_secret(desk, person, "password", secret, site="", reason=reason, one_time=True)
    return secret


async def _define(desk: LoginDesk) -> None:
    outcome = await desk.door.record(
        DefinePerson(
            number=ADMINISTRATOR,
            badge=ADMINISTRATOR,
            name_en="Administrator",
            name_zh="管理员",
            language="zh",
            roles=("administrator",),
            sites=(EVERY_SITE,),
        ),
        reason=_REASON,
    )
    if outcome.outcome != "accepted":
        raise AdministratorRefusedError(f"expected the administrator to be accepted, found {outcome.codes}")

"""What is read about people, and the vault, the one table of people that is not derived from the log."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import blake2b
from typing import Any, Protocol

import msgspec

from backend.people.entries import CredentialKind
from backend.people.state import Person


class Database(Protocol):
    """The part of an asyncpg connection that is used here."""

    async def fetch(self, query: str, *args: object) -> list[Any]: ...  # noqa: D102

    async def fetchrow(self, query: str, *args: object) -> Any: ...  # noqa: ANN401, D102 - a record or None

    async def fetchval(self, query: str, *args: object) -> Any: ...  # noqa: ANN401, D102 - any column's value

    async def execute(self, query: str, *args: object) -> str: ...  # noqa: D102


class LoginState(msgspec.Struct, frozen=True):
    """All that a login needs to know of a badge; the same shape, empty, for a badge that nobody has.

    ``secret`` is the encoded hash that counts, None when there is none or the person or badge has no access.
    """

    person: Person | None = None
    secret: str | None = None
    one_time: bool = False
    failed: int = 0
    closed_until: datetime | None = None


_PERSON = "p.number, p.badge, p.name_en, p.name_zh, p.language, p.roles::text, p.sites::text, p.active"

_LOGIN = f"""
SELECT {_PERSON}, b.retired_at, v.secret, c.one_time, g.failed, g.closed_until
FROM (SELECT $1::text AS badge) AS asked
LEFT JOIN row_badge b ON b.badge = asked.badge
LEFT JOIN row_person p ON p.number = b.person
LEFT JOIN row_credential c ON c.person = p.number AND c.kind = $2
LEFT JOIN vault v ON v.subject = c.person AND v.kind = c.kind AND v.commitment = c.commitment
LEFT JOIN row_login_guard g ON g.badge = asked.badge
"""  # noqa: S608 - made of constants

_GRANT = f"""
SELECT {_PERSON}, g.badge AS granted_badge FROM row_grant g
JOIN row_person p ON p.number = g.person
JOIN row_badge b ON b.badge = g.badge
WHERE g.id = $1 AND g.person = $2 AND g.device = $3 AND g.not_after > $4 AND p.active AND b.retired_at IS NULL
"""  # noqa: S608 - made of constants


async def try_alone(db: Database, badge: str) -> bool:
    """Take the badge's login lock until the transaction ends; False if another attempt is under way."""
    key = int.from_bytes(blake2b(f"login\x1f{badge}".encode(), digest_size=8).digest(), "big", signed=True)
    taken: bool = await db.fetchval("SELECT pg_try_advisory_xact_lock($1)", key)
    return taken


async def login_state(db: Database, badge: str, kind: CredentialKind) -> LoginState:
    """Return what a login needs to know of a badge."""
    found = await db.fetchrow(_LOGIN, badge, kind)
    person = _person(found) if found["number"] is not None else None
    usable = person is not None and person.active and found["retired_at"] is None
    return LoginState(
        person=person,
        secret=found["secret"] if usable else None,
        one_time=bool(found["one_time"]),
        failed=found["failed"] or 0,
        closed_until=found["closed_until"],
    )


async def granted_person(
    db: Database, *, grant: str, person: str, device: str, now: datetime
) -> tuple[Person, str] | None:
    """Return the person who holds a grant on the device now, and the badge; None if it no longer holds."""
    found = await db.fetchrow(_GRANT, grant, person, device, now)
    return (_person(found), found["granted_badge"]) if found is not None else None


async def people(db: Database) -> Sequence[Person]:
    """Return everybody, by number."""
    return [_person(row) for row in await db.fetch(f"SELECT {_PERSON} FROM row_person p ORDER BY p.number")]  # noqa: S608 - made of constants


async def person(db: Database, number: str) -> Person | None:
    """Return one person."""
    found = await db.fetchrow(f"SELECT {_PERSON} FROM row_person p WHERE p.number = $1", number)  # noqa: S608 - as above
    return _person(found) if found is not None else None


async def has_credential(db: Database, number: str) -> bool:
    """Say whether the person has a credential whose hash is in the vault."""
    found: bool = await db.fetchval(
        "SELECT EXISTS (SELECT FROM row_credential c JOIN vault v "
        "ON v.subject = c.person AND v.kind = c.kind AND v.commitment = c.commitment WHERE c.person = $1)",
        number,
    )
    return found


class Sealed(msgspec.Struct, frozen=True):
    """A hash for the vault: whose, for what, under which commitment."""

    subject: str
    kind: CredentialKind
    commitment: str
    secret: str
    set_at: datetime


async def put_into_vault(db: Database, sealed: Sealed) -> None:
    """Store a hash. It counts once an entry with its commitment is accepted, so a crash in between changes nothing."""
    await db.execute(
        "INSERT INTO vault (subject, kind, commitment, secret, set_at) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT DO NOTHING",
        sealed.subject,
        sealed.kind,
        sealed.commitment,
        sealed.secret,
        sealed.set_at,
    )


async def clear_vault(db: Database, subject: str, kind: CredentialKind) -> None:
    """Erase the hashes older than the one that counts."""
    await db.execute(
        "DELETE FROM vault v USING row_credential c, vault counting "
        "WHERE v.subject = $1 AND v.kind = $2 AND c.person = v.subject AND c.kind = v.kind "
        "AND v.commitment <> c.commitment AND counting.subject = c.person AND counting.kind = c.kind "
        "AND counting.commitment = c.commitment AND v.set_at < counting.set_at",
        subject,
        kind,
    )


def _person(row: Any) -> Person:  # noqa: ANN401 - an asyncpg record
    return Person(
        number=row["number"],
        badge=row["badge"],
        name_en=row["name_en"],
        name_zh=row["name_zh"],
        language=row["language"],
        roles=msgspec.json.decode(row["roles"], type=tuple[str, ...]),
        sites=msgspec.json.decode(row["sites"], type=tuple[str, ...]),
        active=row["active"],
    )

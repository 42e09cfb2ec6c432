"""The rows about people, and which of them each entry reads or writes."""

from collections.abc import Iterable
from datetime import datetime

from backend.log.row import Row, row_type
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, Touch, WorkingSet
from backend.people.entries import (
    DeactivatePerson,
    DefinePerson,
    ImportPeople,
    IssueGrant,
    PersonFields,
    RecordLoginFailure,
    RecordLoginSuccess,
    SetCredential,
)

EVERY_SITE = "*"


def everywhere(_row: "Person") -> tuple[str, ...]:
    """Return the stream of master data that every device holds."""
    return ("global",)


@row_type("person", key=("number",), rank=10, lock="share", streams=everywhere)
class Person(Row, frozen=True, kw_only=True):
    """A person. ``sites`` holds site codes, or "*" for every site. An inactive number is never used again."""

    number: str
    badge: str
    name_en: str
    name_zh: str
    language: str
    roles: tuple[str, ...]
    sites: tuple[str, ...]
    active: bool

    def holds_site(self, site: str) -> bool:
        """Say whether the person may act at the site."""
        return site in self.sites or EVERY_SITE in self.sites


@row_type("badge", key=("badge",), rank=11, lock="share")
class Badge(Row, frozen=True, kw_only=True):
    """Whose badge it is, for ever (21 CFR 11.100(a)); ``retired_at`` since it may no longer be used."""

    badge: str
    person: str
    given_at: datetime
    retired_at: datetime | None


@row_type("grant", key=("id",), rank=12, lock="share")
class Grant(Row, frozen=True, kw_only=True):
    """A shift grant: this person, on this device, with these roles, until then."""

    id: str
    person: str
    badge: str
    device: str
    method: str
    roles: tuple[str, ...]
    issued_at: datetime
    not_after: datetime


@row_type("credential", key=("person", "kind"), rank=13, lock="update")
class Credential(Row, frozen=True, kw_only=True):
    """Which hash in the vault is a person's password or PIN; a one-time one must be changed before it is of use."""

    person: str
    kind: str
    commitment: str
    one_time: bool
    set_at: datetime


@row_type("login_guard", key=("badge",), rank=14, lock="update")
class LoginGuard(Row, frozen=True, kw_only=True):
    """Wrong secrets in a row for a badge, known or not, and until when it is closed (21 CFR 11.300(d))."""

    badge: str
    failed: int
    closed_until: datetime | None


def _touches_person(number: str, badge: str, rows: WorkingSet) -> Iterable[AnyTouch]:
    yield Touch(Person, (number,), write=True)
    yield Touch(Badge, (badge,), write=True)
    known = rows.peek(Person, number)
    if known is not None and known.badge != badge:
        yield Touch(Badge, (known.badge,), write=True)


def touches_define(body: DefinePerson | PersonFields, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the person, the badge, and the badge that it replaces."""
    return _touches_person(body.number, body.badge, rows)


def touches_import(body: ImportPeople, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return what each row touches."""
    return [touch for row in body.rows for touch in touches_define(row, ctx, rows)]


def touches_deactivate(body: DeactivatePerson, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the person and the badge in use."""
    yield Touch(Person, (body.person,), write=True)
    known = rows.peek(Person, body.person)
    if known is not None:
        yield Touch(Badge, (known.badge,), write=True)


def touches_credential(body: SetCredential, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the person and the credential."""
    return (Touch(Person, (body.person,)), Touch(Credential, (body.person, body.kind), write=True))


def touches_grant(body: IssueGrant, ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the person, the badge, and the grant that is to be."""
    return (
        Touch(Person, (body.person,)),
        Touch(Badge, (body.badge,)),
        Touch(Grant, (ctx.entry_id,), write=True),
    )


def touches_login(
    body: RecordLoginFailure | RecordLoginSuccess, _ctx: Context, _rows: WorkingSet
) -> Iterable[AnyTouch]:
    """Return the badge's guard."""
    return (Touch(LoginGuard, (body.badge,), write=True),)

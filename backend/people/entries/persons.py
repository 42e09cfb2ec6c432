"""What can be recorded about people. No secret is ever in an entry: a credential is named by a commitment to its hash.

Entries with the action "system" are recorded by the server's own device alone; no role holds that action.
"""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from backend.log.vocabulary import Entry, Kind, entry

# In every pattern: "$" alone would let a last newline through.
PersonNumber = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$(?!\n)")]
BadgeText = Annotated[str, Meta(pattern=r"^[!-~]{1,90}$(?!\n)")]
SiteCode = Annotated[str, Meta(pattern=r"^[A-Z0-9]{1,8}$(?!\n)")]
SiteHeld = Annotated[str, Meta(pattern=r"^(\*|[A-Z0-9]{1,8})$(?!\n)", description="a site code, or * for every site")]
Name = Annotated[str, Meta(max_length=90, pattern=r"^[^\x00-\x1f\x7f]*$(?!\n)")]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]
DeviceId = Annotated[str, Meta(pattern=r"^[!-~]{1,90}$(?!\n)")]
Instant = Annotated[datetime, Meta(tz=True)]

Role = Literal["operator", "warehouse", "receiver", "inspector", "quality", "supervisor", "planner", "administrator"]
Language = Literal["zh", "en"]
CredentialKind = Literal["password", "pin"]
LoginMethod = Literal["badge_pin", "password"]

MAX_IMPORT_ROWS = 1000


class PersonFields(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person as the site's list has them: number, badge, names, language, roles, sites."""

    number: PersonNumber
    badge: BadgeText
    name_en: Name
    name_zh: Name
    language: Language
    roles: Annotated[tuple[Role, ...], Meta(max_length=8)]
    sites: Annotated[tuple[SiteHeld, ...], Meta(max_length=64)]


@entry(version=1, kind=Kind.DECISION, action="manage_people")
class DefinePerson(Entry, frozen=True, kw_only=True):
    """Add a person, or change one who is active. A person's number and badges never go to somebody else."""

    number: PersonNumber
    badge: BadgeText
    name_en: Name
    name_zh: Name
    language: Language
    roles: Annotated[tuple[Role, ...], Meta(max_length=8)]
    sites: Annotated[tuple[SiteHeld, ...], Meta(max_length=64)]


@entry(version=1, kind=Kind.DECISION, action="manage_people")
class ImportPeople(Entry, frozen=True, kw_only=True):
    """Add or change the people of one file, all or none; rows that are as they already stand change nothing."""

    source: Annotated[str, Meta(min_length=1, max_length=400)]
    sha256: Sha256
    rows: Annotated[tuple[PersonFields, ...], Meta(min_length=1, max_length=MAX_IMPORT_ROWS)]


@entry(version=1, kind=Kind.DECISION, action="manage_people")
class DeactivatePerson(Entry, frozen=True, kw_only=True):
    """End a person's access for good (21 CFR 11.100(a), 11.300(b)); envelope.reason required."""

    person: PersonNumber


@entry(version=1, kind=Kind.DECISION, action="system")
class SetCredential(Entry, frozen=True, kw_only=True):
    """A person's password or PIN was set. ``commitment`` covers the salted argon2 hash, which lies in the vault."""

    person: PersonNumber
    kind: CredentialKind
    commitment: Sha256
    one_time: bool


@entry(version=1, kind=Kind.DECISION, action="system")
class IssueGrant(Entry, frozen=True, kw_only=True):
    """A person has proved who they are on a device, for at most a shift. The entry's id is the grant's (P38)."""

    person: PersonNumber
    badge: BadgeText
    device: DeviceId
    method: LoginMethod
    not_after: Instant


@entry(version=1, kind=Kind.DECISION, action="system")
class RecordLoginFailure(Entry, frozen=True, kw_only=True):
    """A wrong secret for a badge, known or not."""

    badge: BadgeText
    device: DeviceId
    method: LoginMethod


@entry(version=1, kind=Kind.DECISION, action="system")
class RecordLoginSuccess(Entry, frozen=True, kw_only=True):
    """The right secret after wrong ones: the count starts again."""

    badge: BadgeText
    device: DeviceId
    method: LoginMethod

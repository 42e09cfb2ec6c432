"""What is then true of people. Every event carries all that its effect needs."""

from datetime import datetime

from backend.log.vocabulary import Event, event
from backend.people.entries import CredentialKind, Language, LoginMethod


@event(version=1)
class PersonDefined(Event, frozen=True, kw_only=True):
    """A person is as stated. ``badge_replaced`` names the badge that is no longer theirs to use."""

    number: str
    badge: str
    badge_replaced: str | None
    name_en: str
    name_zh: str
    language: Language
    roles: tuple[str, ...]
    sites: tuple[str, ...]


@event(version=1)
class PersonDeactivated(Event, frozen=True, kw_only=True):
    """A person has no access any more; the number stays theirs."""

    person: str
    badge: str


@event(version=1)
class CredentialSet(Event, frozen=True, kw_only=True):
    """The vault's hash with this commitment is the one that counts from now on."""

    person: str
    kind: CredentialKind
    commitment: str
    one_time: bool


@event(version=1)
class GrantIssued(Event, frozen=True, kw_only=True):
    """A person may act on a device until ``not_after`` with these roles."""

    grant: str
    person: str
    badge: str
    device: str
    method: LoginMethod
    roles: tuple[str, ...]
    not_after: datetime


@event(version=1)
class LoginFailed(Event, frozen=True, kw_only=True):
    """``failed`` wrong secrets in a row for a badge; closed until then, if it is."""

    badge: str
    device: str
    failed: int
    closed_until: datetime | None


@event(version=1)
class LoginSucceeded(Event, frozen=True, kw_only=True):
    """The count of wrong secrets of a badge starts again."""

    badge: str
    device: str

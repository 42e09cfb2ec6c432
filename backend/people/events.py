"""What is then true of people. Every event carries all that its effect needs."""

from datetime import date, datetime

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


@event(version=2)
class SkillDefined(Event, frozen=True, kw_only=True):
    """A skill was created or changed. ``revision_before``: the one that also counts until ``effective_from``."""

    assessed: bool
    code: str
    name_en: str
    name_zh: str
    document: str
    revision: str
    revision_before: str | None
    effective_from: date
    valid_months: int | None


@event(version=1)
class TrainingAssigned(Event, frozen=True, kw_only=True):
    """A person is to be trained by a day."""

    id: str
    person: str
    skill: str
    document: str
    revision: str
    due: date


@event(version=1)
class TrainingRecorded(Event, frozen=True, kw_only=True):
    """A person was trained; ``assignment`` is what it fulfils."""

    id: str
    person: str
    skill: str
    document: str
    revision: str
    qualified_at: datetime
    valid_to: date | None
    evidence: tuple[str, ...]
    text: str
    assignment: str | None


@event(version=1)
class DocumentRead(Event, frozen=True, kw_only=True):
    """A person has read a revision of a document; ``counts``: that is all the skill asks for, until ``valid_to``."""

    id: str
    person: str
    skill: str
    document: str
    revision: str
    counts: bool
    valid_to: date | None


@event(version=1)
class TrainingRevoked(Event, frozen=True, kw_only=True):
    """A training counts no longer."""

    id: str
    reason: str

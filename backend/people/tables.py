"""How the rows about people are stored; mirrors state.py. The vault is no such row: it is written once and kept.

`vault` holds argon2 hashes outside the log, so that they can be erased; a rebuild of the derived tables keeps it.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, Column, DateTime, Index, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel


def _time(*, optional: bool = False) -> Column[datetime]:
    return Column(DateTime(timezone=True), nullable=optional)


def _json() -> Column[object]:
    return Column(JSONB, nullable=False)


class PersonTable(SQLModel, table=True):
    """See Person."""

    __tablename__ = "row_person"
    number: str = Field(sa_type=Text, primary_key=True)
    badge: str = Field(sa_type=Text)
    name_en: str = Field(sa_type=Text)
    name_zh: str = Field(sa_type=Text)
    language: str = Field(sa_type=Text)
    roles: list[str] = Field(sa_column=_json())
    sites: list[str] = Field(sa_column=_json())
    active: bool


class BadgeTable(SQLModel, table=True):
    """See Badge."""

    __tablename__ = "row_badge"
    badge: str = Field(sa_type=Text, primary_key=True)
    person: str = Field(sa_type=Text, index=True)
    given_at: datetime = Field(sa_column=_time())
    retired_at: datetime | None = Field(sa_column=_time(optional=True))


class GrantTable(SQLModel, table=True):
    """See Grant."""

    __tablename__ = "row_grant"
    __table_args__ = (Index("ix_row_grant_device_not_after", "device", "not_after"),)
    id: str = Field(sa_type=Text, primary_key=True)
    person: str = Field(sa_type=Text)
    badge: str = Field(sa_type=Text)
    device: str = Field(sa_type=Text)
    method: str = Field(sa_type=Text)
    roles: list[str] = Field(sa_column=_json())
    issued_at: datetime = Field(sa_column=_time())
    not_after: datetime = Field(sa_column=_time())


class CredentialTable(SQLModel, table=True):
    """See Credential."""

    __tablename__ = "row_credential"
    person: str = Field(sa_type=Text, primary_key=True)
    kind: str = Field(sa_type=Text, primary_key=True)
    commitment: str = Field(sa_type=Text)
    one_time: bool
    set_at: datetime = Field(sa_column=_time())


class LoginGuardTable(SQLModel, table=True):
    """See LoginGuard."""

    __tablename__ = "row_login_guard"
    badge: str = Field(sa_type=Text, primary_key=True)
    failed: int = Field(sa_type=BigInteger)
    closed_until: datetime | None = Field(sa_column=_time(optional=True))


class SkillTable(SQLModel, table=True):
    """See Skill."""

    __tablename__ = "row_skill"
    code: str = Field(sa_type=Text, primary_key=True)
    name_en: str = Field(sa_type=Text)
    name_zh: str = Field(sa_type=Text)
    document: str = Field(sa_type=Text)
    revision: str = Field(sa_type=Text)
    revision_before: str | None = Field(sa_type=Text)
    effective_from: date
    valid_months: int | None = Field(sa_type=BigInteger)
    assessed: bool


class TrainingTable(SQLModel, table=True):
    """See Training."""

    __tablename__ = "row_training"
    id: str = Field(sa_type=Text, primary_key=True)
    holder: str = Field(sa_type=Text, index=True)
    person: str = Field(sa_type=Text, index=True)
    skill: str = Field(sa_type=Text, index=True)
    document: str = Field(sa_type=Text)
    revision: str = Field(sa_type=Text)
    assigned_at: datetime | None = Field(sa_column=_time(optional=True))
    due: date | None
    qualified_at: datetime | None = Field(sa_column=_time(optional=True))
    valid_to: date | None
    evidence: list[str] = Field(sa_column=_json())
    text: str = Field(sa_type=Text)
    assessed_by: str | None = Field(sa_type=Text)
    revoked_at: datetime | None = Field(sa_column=_time(optional=True))
    revoked_by: str | None = Field(sa_type=Text)
    revoke_reason: str | None = Field(sa_type=Text)
    read_at: datetime | None = Field(sa_column=_time(optional=True))


class Vault(SQLModel, table=True):
    """A salted argon2id hash by what it belongs to; which one counts is what the credential's commitment says."""

    __tablename__ = "vault"
    subject: str = Field(sa_type=Text, primary_key=True)
    kind: str = Field(sa_type=Text, primary_key=True)
    commitment: str = Field(sa_type=Text, primary_key=True)
    secret: str = Field(sa_type=Text)
    set_at: datetime = Field(sa_column=_time())

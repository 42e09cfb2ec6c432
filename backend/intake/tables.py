"""Storage of the exceptions inbox and of what became of lines beside chains."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel


class ExceptionItemTable(SQLModel, table=True):
    """An inbox item; mirrors `inbox.ExceptionItem`."""

    __tablename__ = "row_exception"
    id: str = Field(sa_type=Text, primary_key=True)
    site: str = Field(sa_type=Text, index=True)
    code: str = Field(sa_type=Text)
    entry: str = Field(sa_type=Text, index=True)
    device: str = Field(sa_type=Text)
    seq: int = Field(sa_type=BigInteger)
    by: str = Field(sa_type=Text)
    subject_kind: str = Field(sa_type=Text)
    subject_key: str = Field(sa_type=Text)
    detail: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    opened_at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))
    status: str = Field(sa_type=Text, index=True)
    resolution: str | None = Field(sa_type=Text, default=None)
    resolved_by: str | None = Field(sa_type=Text, default=None)
    resolved_at: datetime | None = Field(sa_column=Column(DateTime(timezone=True), nullable=True), default=None)
    resolve_reason: str | None = Field(sa_type=Text, default=None)


class AdoptedEntryTable(SQLModel, table=True):
    """The newest judgement of a line beside a chain; mirrors `branch.AdoptedEntry`."""

    __tablename__ = "row_adopted_entry"
    device: str = Field(sa_type=Text, primary_key=True)
    seq: int = Field(sa_type=BigInteger, primary_key=True)
    content: str = Field(sa_type=Text, primary_key=True)
    batch: int = Field(sa_type=BigInteger)
    line: int = Field(sa_type=BigInteger)
    entry: str = Field(sa_type=Text, index=True)
    revision: int = Field(sa_type=BigInteger)
    outcome: str = Field(sa_type=Text)
    codes: list[dict[str, Any]] = Field(sa_column=Column(JSONB, nullable=False))
    adopted_by: str = Field(sa_type=Text)
    adopted_at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))

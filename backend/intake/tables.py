"""Storage of the exceptions inbox."""

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
    entry: str = Field(sa_type=Text)
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

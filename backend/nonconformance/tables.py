"""Tables of deviations: storage only, column by column what the row structs hold."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

_TIME = DateTime(timezone=True)


class DeviationTable(SQLModel, table=True):
    """Deviations and what became of them."""

    __tablename__ = "row_deviation"
    number: str = Field(sa_type=Text, primary_key=True)
    site: str = Field(sa_type=Text, index=True)
    subject_kind: str = Field(sa_type=Text)
    subject_key: str = Field(sa_type=Text, index=True)
    code: str = Field(sa_type=Text)
    detail: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    text: str = Field(sa_type=Text)
    order: str | None = Field(sa_type=Text, index=True)
    step: int | None = Field(sa_type=BigInteger)
    photos: list[Any] = Field(sa_column=Column(JSONB, nullable=False))
    status: str = Field(sa_type=Text)
    opened_by: str = Field(sa_type=Text)
    opened_at: datetime = Field(sa_type=_TIME)
    entry: str = Field(sa_type=Text)
    disposition: str | None = Field(sa_type=Text)
    closed_by: str | None = Field(sa_type=Text)
    closed_at: datetime | None = Field(sa_type=_TIME)
    close_reason: str | None = Field(sa_type=Text)

"""Tables of structures and routings: storage only, column by column what the row structs hold."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, DateTime, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

_TIME = DateTime(timezone=True)


class StructureTable(SQLModel, table=True):
    """Revisions of what goes into an item."""

    __tablename__ = "row_structure"
    item: str = Field(sa_type=Text, primary_key=True)
    revision: str = Field(sa_type=Text, primary_key=True)
    status: str = Field(sa_type=Text)
    effectivity: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    drafted_by: str = Field(sa_type=Text)
    drafted_by_entry: str = Field(sa_type=Text)
    drafted_at: datetime = Field(sa_type=_TIME)
    approved_by: str | None = Field(sa_type=Text)
    approved_at: datetime | None = Field(sa_type=_TIME)
    withdrawn_by: str | None = Field(sa_type=Text)
    withdrawn_at: datetime | None = Field(sa_type=_TIME)
    lines: list[Any] = Field(sa_column=Column(JSONB, nullable=False))


class RoutingTable(SQLModel, table=True):
    """Revisions of how an item is made."""

    __tablename__ = "row_routing"
    item: str = Field(sa_type=Text, primary_key=True)
    revision: str = Field(sa_type=Text, primary_key=True)
    status: str = Field(sa_type=Text)
    effectivity: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    drafted_by: str = Field(sa_type=Text)
    drafted_by_entry: str = Field(sa_type=Text)
    drafted_at: datetime = Field(sa_type=_TIME)
    approved_by: str | None = Field(sa_type=Text)
    approved_at: datetime | None = Field(sa_type=_TIME)
    withdrawn_by: str | None = Field(sa_type=Text)
    withdrawn_at: datetime | None = Field(sa_type=_TIME)
    steps: list[Any] = Field(sa_column=Column(JSONB, nullable=False))


class ProcessStopTable(SQLModel, table=True):
    """Revisions that stop what runs by earlier ones."""

    __tablename__ = "row_process_stop"
    kind: str = Field(sa_type=Text, primary_key=True)
    item: str = Field(sa_type=Text, primary_key=True, index=True)
    revision: str = Field(sa_type=Text, primary_key=True)
    approved_at: datetime = Field(sa_type=_TIME)

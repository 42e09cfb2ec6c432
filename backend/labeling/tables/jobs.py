"""How label jobs and their labels are stored; mirrors state/jobs.py."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel


def _time(*, optional: bool = True) -> Column[datetime]:
    return Column(DateTime(timezone=True), nullable=optional)


def _json(*, optional: bool = False) -> Column[object]:
    return Column(JSONB(none_as_null=True), nullable=optional)


class LabelJobTable(SQLModel, table=True):
    """See LabelJob."""

    __tablename__ = "row_label_job"
    id: str = Field(sa_type=Text, primary_key=True)
    number: str = Field(sa_type=Text, unique=True)
    site: str = Field(sa_type=Text, index=True)
    template: str = Field(sa_type=Text)
    revision: str = Field(sa_type=Text)
    item: str | None = Field(sa_type=Text, index=True)
    lot: str | None = Field(sa_type=Text, index=True)
    di: str | None = Field(sa_type=Text)
    pool: str | None = Field(sa_type=Text)
    spans: list[dict[str, Any]] = Field(sa_column=_json())
    sequence: dict[str, Any] | None = Field(sa_column=_json(optional=True))
    count: int = Field(sa_type=BigInteger)
    dpi: int = Field(sa_type=BigInteger)
    language: str = Field(sa_type=Text)
    data: dict[str, str] = Field(sa_column=_json())
    requested_by: str = Field(sa_type=Text)
    requested_at: datetime = Field(sa_column=_time(optional=False))
    status: str = Field(sa_type=Text, index=True)
    incident: str = Field(sa_type=Text)
    conflicts: list[str] = Field(sa_column=_json())
    contents: list[str] = Field(sa_column=_json())
    drawing_sha256: str = Field(sa_type=Text)
    failed: int = Field(sa_type=BigInteger)
    unread: list[dict[str, Any]] = Field(sa_column=_json())
    released_by: str | None = Field(sa_type=Text)
    released_person: str | None = Field(sa_type=Text)
    released_at: datetime | None = Field(sa_column=_time())
    printer: str | None = Field(sa_type=Text)
    method: str = Field(sa_type=Text)
    todo: list[dict[str, int]] = Field(sa_column=_json())
    sending: dict[str, int] | None = Field(sa_column=_json(optional=True))
    in_doubt: list[dict[str, int]] = Field(sa_column=_json())
    counter: int | None = Field(sa_type=BigInteger)
    stop_cause: str = Field(sa_type=Text)
    stop_detail: str = Field(sa_type=Text)
    printed_by: str | None = Field(sa_type=Text)
    printed_at: datetime | None = Field(sa_column=_time())
    issued: int = Field(sa_type=BigInteger)
    scanned: int = Field(sa_type=BigInteger)
    applied: int = Field(sa_type=BigInteger)
    sample: int = Field(sa_type=BigInteger)
    destroyed: int = Field(sa_type=BigInteger)
    returned: int = Field(sa_type=BigInteger)
    void: int = Field(sa_type=BigInteger)
    counted: dict[str, int] | None = Field(sa_column=_json(optional=True))
    reconciled_by: str | None = Field(sa_type=Text)
    reconciled_at: datetime | None = Field(sa_column=_time())


class LabelTable(SQLModel, table=True):
    """See Label."""

    __tablename__ = "row_label"
    job: str = Field(sa_type=Text, primary_key=True)
    n: int = Field(sa_type=BigInteger, primary_key=True)
    site: str = Field(sa_type=Text)
    number: str | None = Field(sa_type=Text, index=True)
    state: str = Field(sa_type=Text)
    copies: int = Field(sa_type=BigInteger)
    scanned_at: datetime | None = Field(sa_column=_time())
    printed_at: datetime | None = Field(sa_column=_time())
    by: str = Field(sa_type=Text)


class LabelJobCountTable(SQLModel, table=True):
    """See LabelJobCount."""

    __tablename__ = "row_label_job_count"
    site: str = Field(sa_type=Text, primary_key=True)
    next: int = Field(sa_type=BigInteger)

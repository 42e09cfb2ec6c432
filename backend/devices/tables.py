"""How the rows about devices are stored; mirrors state/rows.py."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, DateTime, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel


def _time(*, optional: bool = False) -> Column[datetime]:
    return Column(DateTime(timezone=True), nullable=optional)


def _json(*, optional: bool = False) -> Column[object]:
    return Column(JSONB, nullable=optional)


class DeviceTable(SQLModel, table=True):
    """See Device."""

    __tablename__ = "row_device"
    id: str = Field(sa_type=Text, primary_key=True)
    code: str = Field(sa_type=Text, unique=True)
    name: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    site: str = Field(sa_type=Text)
    status: str = Field(sa_type=Text)
    public_key: str = Field(sa_type=Text)
    head_seq: int = Field(sa_type=BigInteger)
    stored_seq: int = Field(sa_type=BigInteger)
    last_push_at: datetime | None = Field(sa_column=_time(optional=True))
    app: str = Field(sa_type=Text)
    calibration: dict[str, object] | None = Field(sa_column=_json(optional=True))


class EnrolmentTable(SQLModel, table=True):
    """See Enrolment."""

    __tablename__ = "row_enrolment"
    code_sha256: str = Field(sa_type=Text, primary_key=True)
    device_code: str = Field(sa_type=Text)
    device_kind: str = Field(sa_type=Text)
    name: str = Field(sa_type=Text)
    site: str = Field(sa_type=Text)
    offered_by: str = Field(sa_type=Text)
    expires_at: datetime = Field(sa_column=_time())
    used_by: str | None = Field(sa_type=Text)
    used_at: datetime | None = Field(sa_column=_time(optional=True))


class DeviceCodeTable(SQLModel, table=True):
    """See DeviceCode."""

    __tablename__ = "row_device_code"
    code: str = Field(sa_type=Text, primary_key=True)
    enrolment: str = Field(sa_type=Text)
    device: str | None = Field(sa_type=Text)


class SeriesTable(SQLModel, table=True):
    """See Series."""

    __tablename__ = "row_series"
    series: str = Field(sa_type=Text, primary_key=True)
    next: int = Field(sa_type=BigInteger)


class NumberingTable(SQLModel, table=True):
    """See Numbering."""

    __tablename__ = "row_numbering"
    site: str = Field(sa_type=Text, primary_key=True)
    series: str = Field(sa_type=Text, primary_key=True)
    prefix: str = Field(sa_type=Text)
    digits: int = Field(sa_type=BigInteger)


class LeaseTable(SQLModel, table=True):
    """See Lease."""

    __tablename__ = "row_lease"
    series: str = Field(sa_type=Text, primary_key=True)
    device: str = Field(sa_type=Text, index=True)
    prefix: str = Field(sa_type=Text)
    digits: int = Field(sa_type=BigInteger)
    first: int = Field(sa_type=BigInteger, primary_key=True)
    last: int = Field(sa_type=BigInteger)
    suffix: str = Field(sa_type=Text)
    open: bool


class CalibrationTable(SQLModel, table=True):
    """See Calibration."""

    __tablename__ = "row_calibration"
    device: str = Field(sa_type=Text, primary_key=True)
    profile: str = Field(sa_type=Text, primary_key=True)
    passed: bool
    capabilities: dict[str, object] = Field(sa_column=_json())
    recorded_by: str = Field(sa_type=Text)
    recorded_at: datetime = Field(sa_column=_time())


class TokenNonce(SQLModel, table=True):
    """A nonce a device was given a token for; kept as long as its request would still be in time (P37)."""

    __tablename__ = "token_nonce"
    device: str = Field(sa_type=Text, primary_key=True)
    nonce: str = Field(sa_type=Text, primary_key=True)
    used_at: datetime = Field(sa_column=_time())

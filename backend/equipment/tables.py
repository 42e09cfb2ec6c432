"""Tables of equipment: storage only, column by column what the row structs hold."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

_TIME = DateTime(timezone=True)


class EquipmentTable(SQLModel, table=True):
    """Machines and gauges, and how they stand."""

    __tablename__ = "row_equipment"
    code: str = Field(sa_type=Text, primary_key=True)
    site: str = Field(sa_type=Text, index=True)
    name_en: str = Field(sa_type=Text)
    name_zh: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    equipment_class: str = Field(sa_type=Text)
    critical: bool
    calibration_days: int | None = Field(sa_type=BigInteger)
    maintenance_days: int | None = Field(sa_type=BigInteger)
    cleaning_hours: int | None = Field(sa_type=BigInteger)
    status: str = Field(sa_type=Text)
    calibrated_at: datetime | None = Field(sa_type=_TIME)
    calibration_due: date | None
    out_of_tolerance_at: datetime | None = Field(sa_type=_TIME)
    maintained_at: datetime | None = Field(sa_type=_TIME)
    maintenance_due: date | None
    cleaned_at: datetime | None = Field(sa_type=_TIME)
    last_at: datetime | None = Field(sa_type=_TIME)


class EquipmentRecordTable(SQLModel, table=True):
    """What was done to equipment, line by line."""

    __tablename__ = "row_equipment_record"
    id: str = Field(sa_type=Text, primary_key=True)
    site: str = Field(sa_type=Text)
    equipment: str = Field(sa_type=Text, index=True)
    record: str = Field(sa_type=Text)
    result: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=_TIME)
    due: date | None
    certificate: str | None = Field(sa_type=Text)
    laboratory: str = Field(sa_type=Text)
    as_found: str = Field(sa_type=Text)
    as_left: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    files: list[Any] = Field(sa_column=Column(JSONB, nullable=False))
    by: str = Field(sa_type=Text)
    entry: str = Field(sa_type=Text)
    received_at: datetime = Field(sa_type=_TIME)

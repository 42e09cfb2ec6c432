"""Tables of prefixes and device descriptions: storage only, column by column what the row structs hold."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Column, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel


class CompanyPrefixTable(SQLModel, table=True):
    """Prefixes of the company."""

    __tablename__ = "row_company_prefix"
    agency: str = Field(sa_type=Text, primary_key=True)
    prefix: str = Field(sa_type=Text, primary_key=True)
    root: str = Field(sa_type=Text, index=True)
    issued_by: str = Field(sa_type=Text)
    valid_from: date
    next: int = Field(sa_type=BigInteger)


class DeviceDescriptionTable(SQLModel, table=True):
    """What devices are."""

    __tablename__ = "row_device_description"
    item: str = Field(sa_type=Text, primary_key=True)
    revision: str = Field(sa_type=Text)
    markets: list[Any] = Field(sa_column=Column(JSONB, nullable=False))
    description: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    identifiers: list[Any] = Field(sa_column=Column(JSONB, nullable=False))

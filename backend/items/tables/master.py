"""Tables of the item master: storage only, column by column what the row structs hold."""

from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Column, Numeric, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel


class ItemTable(SQLModel, table=True):
    """Items at their newest revision."""

    __tablename__ = "row_item"
    number: str = Field(sa_type=Text, primary_key=True)
    revision: str = Field(sa_type=Text)
    name_en: str = Field(sa_type=Text)
    name_zh: str = Field(sa_type=Text)
    trace: str = Field(sa_type=Text)
    unit: str = Field(sa_type=Text)
    conversions: dict[str, Any] = Field(sa_column=Column(JSONB, nullable=False))
    shelf_life_days: int | None = Field(sa_type=BigInteger)
    minimum_remaining_days: int | None = Field(sa_type=BigInteger)
    family: str = Field(sa_type=Text)
    specification: str | None = Field(sa_type=Text)
    certificate_required: bool
    status: str = Field(sa_type=Text)
    in_use: bool
    open_minutes: int | None = Field(sa_type=BigInteger)


class IdentifierTable(SQLModel, table=True):
    """Device identifiers."""

    __tablename__ = "row_identifier"
    di: str = Field(sa_type=Text, primary_key=True)
    agency: str = Field(sa_type=Text)
    item: str = Field(sa_type=Text, index=True)
    level: str = Field(sa_type=Text)
    contains: str | None = Field(sa_type=Text)
    quantity: int | None = Field(sa_type=BigInteger)
    base_quantity: Decimal = Field(sa_type=Numeric)
    status: str = Field(sa_type=Text)


class ImportRejectTable(SQLModel, table=True):
    """Rows that imports set aside."""

    __tablename__ = "row_import_reject"
    sha256: str = Field(sa_type=Text, primary_key=True)
    line: int = Field(sa_type=BigInteger, primary_key=True)
    source: str = Field(sa_type=Text)
    value: str = Field(sa_type=Text)
    code: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    entry: str = Field(sa_type=Text)

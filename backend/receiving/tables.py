"""Tables of receipts: storage only, column by column what the row structs hold."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Numeric, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel


def _json() -> Column[Any]:
    return Column(JSONB, nullable=False)


class ReceiptTable(SQLModel, table=True):
    """Receipts."""

    __tablename__ = "row_receipt"
    id: str = Field(sa_type=Text, primary_key=True)
    site: str = Field(sa_type=Text, index=True)
    session: str = Field(sa_type=Text)
    lot: str = Field(sa_type=Text, index=True)
    item: str = Field(sa_type=Text, index=True)
    supplier: str | None = Field(sa_type=Text)
    supplier_lot: str | None = Field(sa_type=Text)
    order: str | None = Field(sa_type=Text, index=True)
    order_line: int | None = Field(sa_type=BigInteger)
    quantity: str = Field(sa_type=Text)
    unit: str = Field(sa_type=Text)
    quantity_base: Decimal = Field(sa_type=Numeric)
    delivery_note: str | None = Field(sa_type=Text)
    package_id: str | None = Field(sa_type=Text)
    di: str | None = Field(sa_type=Text)
    serial: str | None = Field(sa_type=Text)
    location: str = Field(sa_type=Text)
    status: str = Field(sa_type=Text)
    against: list[str] = Field(sa_column=_json())
    dispute: str | None = Field(sa_type=Text)
    matches: list[str] = Field(sa_column=_json())
    device: str = Field(sa_type=Text)
    by: str = Field(sa_type=Text)
    person: str | None = Field(sa_type=Text)
    occurred_at: datetime = Field(sa_type=DateTime(timezone=True))
    corrected: bool


class ReceiptMatchTable(SQLModel, table=True):
    """What was received under one key."""

    __tablename__ = "row_receipt_match"
    key: str = Field(sa_type=Text, primary_key=True)
    cartons: list[dict[str, Any]] = Field(sa_column=_json())

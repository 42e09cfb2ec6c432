"""Tables of suppliers and purchase orders: storage only, column by column what the row structs hold."""

from datetime import date
from decimal import Decimal

from sqlalchemy import BigInteger, Numeric, Text
from sqlmodel import Field, SQLModel


class SupplierTable(SQLModel, table=True):
    """Suppliers."""

    __tablename__ = "row_supplier"
    number: str = Field(sa_type=Text, primary_key=True)
    name_en: str = Field(sa_type=Text)
    name_zh: str = Field(sa_type=Text)
    status: str = Field(sa_type=Text)


class ApprovalTable(SQLModel, table=True):
    """What suppliers may deliver to which site."""

    __tablename__ = "row_approval"
    supplier: str = Field(sa_type=Text, primary_key=True)
    site: str = Field(sa_type=Text, primary_key=True)
    family: str = Field(sa_type=Text, primary_key=True)
    status: str = Field(sa_type=Text)
    valid_to: date
    conditions: str = Field(sa_type=Text)


class OrderTable(SQLModel, table=True):
    """Purchase orders."""

    __tablename__ = "row_order"
    number: str = Field(sa_type=Text, primary_key=True)
    site: str = Field(sa_type=Text, index=True)
    supplier: str = Field(sa_type=Text)
    status: str = Field(sa_type=Text)
    ordered_on: date


class OrderLineTable(SQLModel, table=True):
    """Lines of purchase orders."""

    __tablename__ = "row_order_line"
    order: str = Field(sa_type=Text, primary_key=True)
    line: int = Field(sa_type=BigInteger, primary_key=True)
    site: str = Field(sa_type=Text, index=True)
    item: str = Field(sa_type=Text)
    specification: str | None = Field(sa_type=Text)
    quantity_expected: Decimal = Field(sa_type=Numeric)
    unit: str = Field(sa_type=Text)
    quantity_received: Decimal = Field(sa_type=Numeric)
    due: date | None

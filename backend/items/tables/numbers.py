"""Tables of the numbers given out: storage only, column by column what the row structs hold."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel


class NumberPoolTable(SQLModel, table=True):
    """Pools that numbers come from."""

    __tablename__ = "row_number_pool"
    pool: str = Field(sa_type=Text, primary_key=True)
    kind: str = Field(sa_type=Text)
    of: str = Field(sa_type=Text)
    order: str = Field(sa_type=Text)
    prefix: str = Field(sa_type=Text)
    digits: int = Field(sa_type=BigInteger)
    alphabet: str = Field(sa_type=Text)
    key: str = Field(sa_type=Text)
    period: str = Field(sa_type=Text)
    cursor: int = Field(sa_type=BigInteger)
    begins: int = Field(sa_type=BigInteger)
    issued: int = Field(sa_type=BigInteger)
    listed: int = Field(sa_type=BigInteger)


class NumberRangeTable(SQLModel, table=True):
    """Ranges that devices hold."""

    __tablename__ = "row_number_range"
    id: str = Field(sa_type=Text, primary_key=True)
    pool: str = Field(sa_type=Text, index=True)
    first: int = Field(sa_type=BigInteger)
    last: int = Field(sa_type=BigInteger)
    device: str = Field(sa_type=Text)
    holder: str = Field(sa_type=Text, index=True)
    numbers: list[Any] = Field(sa_column=Column(JSONB, nullable=False))
    leased_at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))


class NumberUseTable(SQLModel, table=True):
    """What became of the numbers of a range."""

    __tablename__ = "row_number_use"
    range: str = Field(sa_type=Text, primary_key=True)
    first: int = Field(sa_type=BigInteger, primary_key=True)
    last: int = Field(sa_type=BigInteger)
    status: str = Field(sa_type=Text)
    purpose: str = Field(sa_type=Text)
    entry: str = Field(sa_type=Text)
    device: str = Field(sa_type=Text)
    at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))


class IssuedNumberTable(SQLModel, table=True):
    """Numbers that are taken for ever."""

    __tablename__ = "row_issued_number"
    scope: str = Field(sa_type=Text, primary_key=True)
    number: str = Field(sa_type=Text, primary_key=True)
    pool: str = Field(sa_type=Text)
    range: str = Field(sa_type=Text)
    place: int = Field(sa_type=BigInteger)


class ListedSerialTable(SQLModel, table=True):
    """Imported serial numbers in their order."""

    __tablename__ = "row_listed_serial"
    pool: str = Field(sa_type=Text, primary_key=True)
    place: int = Field(sa_type=BigInteger, primary_key=True)
    number: str = Field(sa_type=Text)

"""Tables of places, lots, stock and holds: storage only, column by column what the row structs hold."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, Column, DateTime, Index, Numeric, PrimaryKeyConstraint, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

_TIME = DateTime(timezone=True)


class LocationTable(SQLModel, table=True):
    """Places where material stands."""

    __tablename__ = "row_location"
    site: str = Field(sa_type=Text, primary_key=True)
    code: str = Field(sa_type=Text, primary_key=True)
    name_en: str = Field(sa_type=Text)
    name_zh: str = Field(sa_type=Text)
    type: str = Field(sa_type=Text)
    zone: str = Field(sa_type=Text)
    active: bool


class LotTable(SQLModel, table=True):
    """Lots under their own numbers."""

    __tablename__ = "row_lot"
    number: str = Field(sa_type=Text, primary_key=True)
    site: str = Field(sa_type=Text, index=True)
    item: str = Field(sa_type=Text, index=True)
    item_revision: str = Field(sa_type=Text)
    supplier: str | None = Field(sa_type=Text)
    supplier_lot: str | None = Field(sa_type=Text, index=True)
    status: str = Field(sa_type=Text)
    expiry: date | None
    expiry_day_given: bool
    production: date | None
    production_day_given: bool
    received_at: datetime | None = Field(sa_type=_TIME)
    stub: bool
    label_printed: int = Field(sa_type=BigInteger)


class BalanceTable(SQLModel, table=True):
    """How much of a lot stands at a location."""

    __tablename__ = "row_balance"
    lot: str = Field(sa_type=Text, primary_key=True)
    site: str = Field(sa_type=Text, index=True)
    location: str = Field(sa_type=Text, primary_key=True)
    quantity: Decimal = Field(sa_type=Numeric)
    unit: str = Field(sa_type=Text)


class HoldTable(SQLModel, table=True):
    """Stops on lots."""

    __tablename__ = "row_hold"
    id: str = Field(sa_type=Text, primary_key=True)
    site: str = Field(sa_type=Text, index=True)
    lot: str = Field(sa_type=Text, index=True)
    reason_code: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    placed_by: str = Field(sa_type=Text)
    placed_at: datetime = Field(sa_type=_TIME)
    source: str = Field(sa_type=Text)
    lifted_at: datetime | None = Field(sa_type=_TIME)
    lifted_by: str | None = Field(sa_type=Text)
    lift_reason: str | None = Field(sa_type=Text)


class LoadHoldTable(SQLModel, table=True):
    """Stops on sterilisation loads."""

    __tablename__ = "row_load_hold"
    id: str = Field(sa_type=Text, primary_key=True)
    site: str = Field(sa_type=Text)
    load: str = Field(sa_type=Text, index=True)
    node: int = Field(sa_type=BigInteger, index=True)
    reason_code: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    placed_by: str = Field(sa_type=Text)
    placed_at: datetime = Field(sa_type=_TIME)
    source: str = Field(sa_type=Text)
    lifted_at: datetime | None = Field(sa_type=_TIME)
    lifted_by: str | None = Field(sa_type=Text)
    lift_reason: str | None = Field(sa_type=Text)


class MovementTable(SQLModel, table=True):
    """The stock ledger, insert-only: one line per movement between two buckets."""

    __tablename__ = "row_movement"
    id: str = Field(sa_type=Text, primary_key=True)
    site: str = Field(sa_type=Text)
    lot: str = Field(sa_type=Text, index=True)
    from_location: str | None = Field(sa_type=Text)
    to_location: str | None = Field(sa_type=Text)
    quantity: Decimal = Field(sa_type=Numeric)
    unit: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    entry: str = Field(sa_type=Text, index=True)
    device: str = Field(sa_type=Text)
    seq: int = Field(sa_type=BigInteger)
    by: str = Field(sa_type=Text)
    occurred_at: datetime = Field(sa_type=_TIME)
    received_at: datetime = Field(sa_type=_TIME)


class UnitTable(SQLModel, table=True):
    """Serials, each with its place in the assembly it belongs to."""

    __tablename__ = "row_unit"
    item: str = Field(sa_type=Text, primary_key=True)
    serial: str = Field(sa_type=Text, primary_key=True, index=True)
    site: str = Field(sa_type=Text)
    node: int = Field(sa_type=BigInteger, unique=True)
    lot: str | None = Field(sa_type=Text, index=True)
    status: str = Field(sa_type=Text)
    parent: int | None = Field(sa_type=BigInteger)
    root: int = Field(sa_type=BigInteger, index=True)
    stub: bool
    holds: list[str] = Field(sa_column=Column(JSONB, nullable=False))


class ContainerTable(SQLModel, table=True):
    """Boxes, cartons, pallets and trays."""

    __tablename__ = "row_container"
    code: str = Field(sa_type=Text, primary_key=True)
    site: str = Field(sa_type=Text)
    node: int = Field(sa_type=BigInteger, unique=True)
    level: str = Field(sa_type=Text)


class NodeTable(SQLModel, table=True):
    """The names of the genealogy's nodes."""

    __tablename__ = "row_node"
    id: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    kind: str = Field(sa_type=Text)
    key: list[str] = Field(sa_type=JSONB)


class EdgeTable(SQLModel, table=True):
    """What went into what."""

    __tablename__ = "row_edge"
    __table_args__ = (Index("ix_row_edge_input_output", "input", "output"),)
    output: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    n: int = Field(sa_type=BigInteger, primary_key=True)
    input: int = Field(sa_type=BigInteger)
    kind: str = Field(sa_type=Text)
    quantity: Decimal | None = Field(sa_type=Numeric)
    unit: str | None = Field(sa_type=Text)
    entry: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=_TIME)
    last_at: datetime = Field(sa_type=_TIME)
    ended_at: datetime | None = Field(sa_type=_TIME)


class PathTable(SQLModel, table=True):
    """The closure of the lots' graph, in counted paths."""

    __tablename__ = "row_path"
    __table_args__ = (Index("ix_row_path_descendant_ancestor", "descendant", "ancestor"),)
    ancestor: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    descendant: int = Field(sa_type=BigInteger, primary_key=True)
    ways: Decimal = Field(sa_type=Numeric)


class UnitLotTable(SQLModel, table=True):
    """The lots that went directly into units, under the root of the assembly."""

    __tablename__ = "row_unit_lot"
    __table_args__ = (
        PrimaryKeyConstraint("root", "unit", "lot", name="row_unit_lot_pkey"),
        Index("ix_row_unit_lot_lot_root", "lot", "root"),
    )
    unit: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    lot: int = Field(sa_type=BigInteger, primary_key=True)
    root: int = Field(sa_type=BigInteger, primary_key=True)


class LotSourcesTable(SQLModel, table=True):
    """What is in a lot, by name."""

    __tablename__ = "row_lot_sources"
    lot: str = Field(sa_type=Text, primary_key=True)
    site: str = Field(sa_type=Text)
    lots: list[str] = Field(sa_column=Column(JSONB, nullable=False))
    loads: list[str] = Field(sa_column=Column(JSONB, nullable=False))

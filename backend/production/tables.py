"""Tables of work orders and their steps: storage only, column by column what the row structs hold."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Index, Numeric, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

_TIME = DateTime(timezone=True)


def _json() -> Any:  # noqa: ANN401 - a SQLAlchemy column
    return Column(JSONB, nullable=False)


class WorkOrderTable(SQLModel, table=True):
    """Work orders."""

    __tablename__ = "row_work_order"
    number: str = Field(sa_type=Text, primary_key=True)
    site: str = Field(sa_type=Text, index=True)
    item: str = Field(sa_type=Text, index=True)
    quantity: Decimal = Field(sa_type=Numeric)
    unit: str = Field(sa_type=Text)
    due: date | None
    lots: list[Any] = Field(sa_column=_json())
    output_location: str = Field(sa_type=Text)
    status: str = Field(sa_type=Text)
    structure_revision: str = Field(sa_type=Text)
    routing_revision: str = Field(sa_type=Text)
    released_by: str | None = Field(sa_type=Text)
    released_at: datetime | None = Field(sa_type=_TIME)


class OrderSnapshotTable(SQLModel, table=True):
    """What orders were bound to."""

    __tablename__ = "row_order_snapshot"
    order: str = Field(sa_type=Text, primary_key=True)
    site: str = Field(sa_type=Text)
    item_revision: str = Field(sa_type=Text)
    lines: list[Any] = Field(sa_column=_json())
    steps: list[Any] = Field(sa_column=_json())


class OrderSerialsTable(SQLModel, table=True):
    """The serials that orders name."""

    __tablename__ = "row_order_serials"
    order: str = Field(sa_type=Text, primary_key=True)
    spans: list[Any] = Field(sa_column=_json())


class NamedSerialTable(SQLModel, table=True):
    """Which order names a serial."""

    __tablename__ = "row_named_serial"
    item: str = Field(sa_type=Text, primary_key=True)
    serial: str = Field(sa_type=Text, primary_key=True)
    order: str = Field(sa_type=Text)


class OrderAccountTable(SQLModel, table=True):
    """How many units of an order's lot are in a bucket."""

    __tablename__ = "row_order_account"
    order: str = Field(sa_type=Text, primary_key=True)
    lot: str = Field(sa_type=Text, primary_key=True, index=True)
    bucket: str = Field(sa_type=Text, primary_key=True)
    quantity: Decimal = Field(sa_type=Numeric)


class LotOpeningTable(SQLModel, table=True):
    """Since when lots are open."""

    __tablename__ = "row_lot_opening"
    lot: str = Field(sa_type=Text, primary_key=True)
    site: str = Field(sa_type=Text)
    said: list[Any] = Field(sa_column=_json())
    used_at: datetime | None = Field(sa_type=_TIME)


class StepRunTable(SQLModel, table=True):
    """Steps as they were done."""

    __tablename__ = "row_step_run"
    __table_args__ = (
        Index(
            "ix_row_step_run_equipment",
            "equipment",
            postgresql_using="gin",
            postgresql_ops={"equipment": "jsonb_path_ops"},
        ),
    )
    order: str = Field(sa_type=Text, primary_key=True)
    step: int = Field(sa_type=BigInteger, primary_key=True)
    subject: str = Field(sa_type=Text, primary_key=True, index=True)
    scope: str = Field(sa_type=Text, index=True)
    site: str = Field(sa_type=Text)
    status: str = Field(sa_type=Text)
    revision: str = Field(sa_type=Text)
    equipment: list[Any] = Field(sa_column=_json())
    people: list[Any] = Field(sa_column=_json())
    observed: list[Any] = Field(sa_column=_json())
    failed: list[Any] = Field(sa_column=_json())
    consumed: list[Any] = Field(sa_column=_json())
    unverified: bool
    started_at: datetime = Field(sa_type=_TIME)
    finished_at: datetime | None = Field(sa_type=_TIME)
    missing: list[Any] = Field(sa_column=_json())
    machine_values: dict[str, Any] = Field(sa_column=_json())


class StepDoubtTable(SQLModel, table=True):
    """Runs in doubt, and those whose doubt became a deviation."""

    __tablename__ = "row_step_doubt"
    order: str = Field(sa_type=Text, primary_key=True)
    step: int = Field(sa_type=BigInteger, primary_key=True)
    subject: str = Field(sa_type=Text, primary_key=True)
    site: str = Field(sa_type=Text)
    since: datetime = Field(sa_type=_TIME)
    entries: list[Any] = Field(sa_column=_json())
    open: bool


class ReadingTable(SQLModel, table=True):
    """What was read or looked at."""

    __tablename__ = "row_reading"
    __table_args__ = (Index("ix_row_reading_order_step_code", "order", "step", "code"),)
    id: str = Field(sa_type=Text, primary_key=True)
    site: str = Field(sa_type=Text)
    order: str = Field(sa_type=Text)
    step: int = Field(sa_type=BigInteger)
    subject: str = Field(sa_type=Text)
    lot: str | None = Field(sa_type=Text, index=True)
    serial: str | None = Field(sa_type=Text, index=True)
    code: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    value: Decimal | None = Field(sa_type=Numeric)
    unit: str | None = Field(sa_type=Text)
    passed: bool | None
    verdict: str = Field(sa_type=Text)
    source: str = Field(sa_type=Text)
    gauge: str | None = Field(sa_type=Text, index=True)
    by: str = Field(sa_type=Text)
    second_by: str | None = Field(sa_type=Text)
    defect: str | None = Field(sa_type=Text)
    document: str | None = Field(sa_type=Text)
    photos: list[Any] = Field(sa_column=_json())
    text: str = Field(sa_type=Text)
    routing_revision: str = Field(sa_type=Text)
    equipment: list[Any] = Field(sa_column=_json())
    corrected_by: str | None = Field(sa_type=Text)
    entry: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=_TIME)
    received_at: datetime = Field(sa_type=_TIME)


class TrendTable(SQLModel, table=True):
    """Measured codes as they move."""

    __tablename__ = "row_trend"
    order: str = Field(sa_type=Text, primary_key=True)
    step: int = Field(sa_type=BigInteger, primary_key=True)
    code: str = Field(sa_type=Text, primary_key=True)
    count: int = Field(sa_type=BigInteger)
    total: Decimal = Field(sa_type=Numeric)
    ranges: Decimal = Field(sa_type=Numeric)
    recent: list[Any] = Field(sa_column=_json())


class MachineMessageTable(SQLModel, table=True):
    """Messages of machines that have been taken."""

    __tablename__ = "row_machine_message"
    device: str = Field(sa_type=Text, primary_key=True)
    message: str = Field(sa_type=Text, primary_key=True)
    reading: str = Field(sa_type=Text)


class CycleTable(SQLModel, table=True):
    """Revisions of sterilisation cycles."""

    __tablename__ = "row_cycle"
    code: str = Field(sa_type=Text, primary_key=True)
    revision: str = Field(sa_type=Text, primary_key=True)
    name_en: str = Field(sa_type=Text)
    name_zh: str = Field(sa_type=Text)
    equipment_class: str = Field(sa_type=Text)
    parameters: list[Any] = Field(sa_column=Column(JSONB, nullable=False))
    indicators: int = Field(sa_type=BigInteger)
    incubation_hours: int = Field(sa_type=BigInteger)
    exposures: int = Field(sa_type=BigInteger)
    chemical_indicators: int = Field(sa_type=BigInteger)
    skill: str | None = Field(sa_type=Text)


class LoadTable(SQLModel, table=True):
    """Sterilisation loads."""

    __tablename__ = "row_load"
    number: str = Field(sa_type=Text, primary_key=True)
    site: str = Field(sa_type=Text, index=True)
    chamber: str = Field(sa_type=Text)
    cycle: str = Field(sa_type=Text)
    revision: str = Field(sa_type=Text)
    status: str = Field(sa_type=Text)
    observed: list[Any] = Field(sa_column=Column(JSONB, nullable=False))
    failed: list[Any] = Field(sa_column=Column(JSONB, nullable=False))
    people: list[Any] = Field(sa_column=Column(JSONB, nullable=False))
    opened_at: datetime = Field(sa_type=_TIME)
    closed_at: datetime | None = Field(sa_type=_TIME)
    decided_by: str | None = Field(sa_type=Text)
    decided_at: datetime | None = Field(sa_type=_TIME)
    reason: str | None = Field(sa_type=Text)


class LoadMemberTable(SQLModel, table=True):
    """What is in loads, position by position."""

    __tablename__ = "row_load_member"
    load: str = Field(sa_type=Text, primary_key=True)
    lot: str = Field(sa_type=Text, primary_key=True, index=True)
    position: str = Field(sa_type=Text, primary_key=True)
    site: str = Field(sa_type=Text)
    quantity: Decimal = Field(sa_type=Numeric)
    unit: str = Field(sa_type=Text)
    late: bool
    boxes: list[Any] = Field(sa_column=_json())


class LoadIndicatorTable(SQLModel, table=True):
    """Biological indicators of loads."""

    __tablename__ = "row_load_indicator"
    load: str = Field(sa_type=Text, primary_key=True)
    indicator: str = Field(sa_type=Text, primary_key=True)
    site: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    position: str | None = Field(sa_type=Text)
    placed_at: datetime | None = Field(sa_type=_TIME)
    incubated_at: datetime | None = Field(sa_type=_TIME)
    result: str | None = Field(sa_type=Text)
    read_at: datetime | None = Field(sa_type=_TIME)


class CycleReadingTable(SQLModel, table=True):
    """Values of cycles, written once."""

    __tablename__ = "row_cycle_reading"
    id: str = Field(sa_type=Text, primary_key=True)
    load: str = Field(sa_type=Text, index=True)
    code: str = Field(sa_type=Text)
    phase: str = Field(sa_type=Text)
    value: Decimal = Field(sa_type=Numeric)
    unit: str = Field(sa_type=Text)
    verdict: str = Field(sa_type=Text)
    source: str = Field(sa_type=Text)
    gauge: str | None = Field(sa_type=Text, index=True)
    by: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=_TIME)
    entry: str = Field(sa_type=Text)

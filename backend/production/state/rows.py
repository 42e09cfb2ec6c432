"""Rows of work orders and their steps."""

from datetime import date, datetime
from decimal import Decimal

import msgspec

from backend.items.entries import SerialSpan
from backend.items.entries.process import Step, StructureLine
from backend.log.row import Row, row_type
from backend.material.state import at_site

SKIPPED = "skipped"
"""How a run stands that was left out under a deviation."""
PASSED_BY = ("done", "failed", SKIPPED)
"""How a run stands that the steps after it need not wait for."""


@row_type("work_order", key=("number",), rank=62, lock="share", streams=at_site)
class WorkOrder(Row, frozen=True, kw_only=True):
    """A work order: planned, released, in_progress, suspended, closed or cancelled."""

    number: str
    site: str
    item: str
    quantity: Decimal
    unit: str
    due: date | None
    lots: tuple[str, ...]
    output_location: str
    status: str
    structure_revision: str
    routing_revision: str
    released_by: str | None
    released_at: datetime | None


@row_type("order_snapshot", key=("order",), rank=63, lock="parent", streams=at_site, part_of=("work_order", ("order",)))
class OrderSnapshot(Row, frozen=True, kw_only=True):
    """What an order was bound to when it was released; written once."""

    order: str
    site: str
    item_revision: str
    lines: tuple[StructureLine, ...]
    steps: tuple[Step, ...]

    def step(self, number: int) -> Step | None:
        """Return the step of that number, or None."""
        return next((step for step in self.steps if step.number == number), None)


@row_type("order_serials", key=("order",), rank=64, lock="parent", part_of=("work_order", ("order",)))
class OrderSerials(Row, frozen=True, kw_only=True):
    """The serials that an order names for its units; an order that names none has no row."""

    order: str
    spans: tuple[SerialSpan, ...]


@row_type("named_serial", key=("item", "serial"), rank=64, lock="parent")
class NamedSerial(Row, frozen=True, kw_only=True):
    """Which order names a serial of an item: one only, until it is cancelled. Written under the item's lock."""

    item: str
    serial: str
    order: str


@row_type("order_account", key=("order", "lot", "bucket"), rank=64, lock="parent", part_of=("work_order", ("order",)))
class OrderAccount(Row, frozen=True, kw_only=True):
    """How many units of an order's lot are in a bucket; below zero is a visible discrepancy."""

    order: str
    lot: str
    bucket: str
    quantity: Decimal


class MachineValue(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The last value that a machine sent of a code, and how the order's limits judge it."""

    value: str
    unit: str
    verdict: str


@row_type("step_run", key=("order", "step", "subject"), rank=65, lock="update", streams=at_site)
class StepRun(Row, frozen=True, kw_only=True, omit_defaults=True):
    """A step as it was done for the order, a lot or a unit. ``scope`` is order and subject in one.

    ``machine_values``: by code, what machines sent; whoever stands there did not see it otherwise. Where there is none
    it is left out of what devices are sent, so that a run from before it was known has the same digest.
    """

    order: str
    step: int
    subject: str
    scope: str
    site: str
    status: str
    revision: str
    equipment: tuple[str, ...]
    people: tuple[str, ...]
    observed: tuple[str, ...]
    failed: tuple[str, ...]
    consumed: tuple[str, ...]
    unverified: bool
    started_at: datetime
    finished_at: datetime | None
    missing: tuple[str, ...]
    machine_values: dict[str, MachineValue] = msgspec.field(default_factory=dict)


@row_type(
    "step_doubt",
    key=("order", "step", "subject"),
    rank=65,
    lock="parent",
    part_of=("step_run", ("order", "step", "subject")),
)
class StepDoubt(Row, frozen=True, kw_only=True):
    """That a run began before a step it follows was recorded as done, since when the server knows it, and the entries
    that said so. ``open``: neither cleared yet (then there is no row) nor a deviation.
    """

    order: str
    step: int
    subject: str
    site: str
    since: datetime
    entries: tuple[str, ...]
    open: bool


@row_type("reading", key=("id",), rank=66, lock="parent", part_of=("work_order", ("order",)))
class Reading(Row, frozen=True, kw_only=True):
    """What was read or looked at, and its verdict by the limits of ``routing_revision``; corrected, never changed."""

    id: str
    site: str
    order: str
    step: int
    subject: str
    lot: str | None
    serial: str | None
    code: str
    kind: str
    value: Decimal | None
    unit: str | None
    passed: bool | None
    verdict: str
    source: str
    gauge: str | None
    by: str
    second_by: str | None
    defect: str | None
    document: str | None
    photos: tuple[str, ...]
    text: str
    routing_revision: str
    equipment: tuple[str, ...]
    corrected_by: str | None
    entry: str
    at: datetime
    received_at: datetime


BASELINE = 25
"""Values of a code that fix its centre and spread."""
RECENT = 8
"""Values that the longest run rule looks at, less the one that is being read, and one for what was told before."""


@row_type("trend", key=("order", "step", "code"), rank=67, lock="update")
class Trend(Row, frozen=True, kw_only=True):
    """A measured code of an order's step: sum and moving ranges of its first values, and the last values as read."""

    order: str
    step: int
    code: str
    count: int
    total: Decimal
    ranges: Decimal
    recent: tuple[str, ...]


@row_type("machine_message", key=("device", "message"), rank=67, lock="share")
class MachineMessage(Row, frozen=True, kw_only=True):
    """A machine's own id of something it reported: a repeat changes nothing."""

    device: str
    message: str
    reading: str


def subject_of(lot: str | None, serial: str | None) -> str:
    """Return how a step names what it is done for."""
    if serial is not None:
        return f"unit:{serial}"
    return f"lot:{lot}" if lot is not None else ""


def scope_of(order: str, subject: str) -> str:
    """Return order and subject as one key."""
    return f"{order}|{subject}"

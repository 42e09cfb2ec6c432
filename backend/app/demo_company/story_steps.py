"""A step of the demo company's story as it went well: begun, fed, read within its limits, looked at, ended."""

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

import msgspec

from backend.items.entries import Check, Limits, Parameter, Step, StepComponent
from backend.log.vocabulary import Entry
from backend.production.entries import (
    ConsumeMaterial,
    FinishStep,
    RecordCheck,
    RecordReading,
    ReportQuantity,
    StartStep,
)
from sync.quantity import Quantity

OPERATOR: Final = "QH-0013"
SECOND: Final = "QH-0014"
STORE: Final = "QUAR-01"
GAUGE_OF: Final = {"PULL_JOINT": "FG-03", "PULL_NEEDLE": "FG-03", "PEEL": "FG-02"}
"""Pull tests are done with force gauge FG-03."""

Told = tuple[Entry, str]


def lot_of(item: str) -> str:
    """Return the own lot number of a component."""
    return f"M-{item}"


def done(step: Step, order: str, lot: str, quantity: int, lots: dict[str, str]) -> Iterator[Told]:
    """Yield a step of a lot as it went well: begun, fed, read, looked at, ended."""
    yield begun(step, order, lot=lot), OPERATOR
    for component in step.components:
        amount = Decimal(component.quantity) * quantity
        yield fed(step, order, component, lots.get(component.item, lot_of(component.item)), amount, lot=lot), OPERATOR
    yield from seen(step, order, lot=lot)
    yield FinishStep(lot=lot, order=order, second_badge=None, serial=None, step=step.number), OPERATOR


def begun(step: Step, order: str, *, lot: str | None = None, serial: str | None = None) -> StartStep:
    """Return the beginning of a step."""
    return StartStep(equipment=(), lot=lot, order=order, revision="A", scans=(), serial=serial, step=step.number)


def fed(
    step: Step, order: str, component: StepComponent, source: str, amount: Decimal, *, lot: str | None = None
) -> ConsumeMaterial:
    """Return a component that went in."""
    return ConsumeMaterial(
        input_item=None,
        input_lot=source,
        input_serial=None,
        location=STORE,
        lot=lot,
        order=order,
        quantity=Quantity(unit=component.unit, value=f"{amount.normalize():f}"),
        scans=(),
        serial=None,
        step=step.number,
    )


def seen(step: Step, order: str, *, lot: str | None = None, serial: str | None = None) -> Iterator[Told]:
    """Yield every reading and check of a step."""
    for parameter in step.parameters:
        yield read(step, order, parameter, f"{_good_value(parameter):f}", lot=lot, serial=serial), OPERATOR
    for check in step.checks:
        yield _looked(step, order, check, lot=lot, serial=serial), OPERATOR


def read(
    step: Step, order: str, parameter: Parameter, value: str, *, lot: str | None = None, serial: str | None = None
) -> RecordReading:
    """Return a value as it was read, twice or by two people where that is asked for."""
    return RecordReading(
        code=parameter.code,
        gauge=GAUGE_OF.get(parameter.code),
        lot=lot,
        message=None,
        order=order,
        second_badge=SECOND,
        second_value=value,
        serial=serial,
        source=parameter.source,
        step=step.number,
        unit=parameter.unit,
        value=value,
    )


def count(
    order: str, lot: str, quantity: int, to_bucket: str, from_bucket: str | None = "in_process"
) -> ReportQuantity:
    """Return that so many of a lot went from one bucket into another."""
    named = {"from_bucket": from_bucket, "to_bucket": to_bucket}
    return msgspec.convert(
        {"defect": None, "location": None, "lot": lot, "order": order, "quantity": str(quantity), **named},
        ReportQuantity,
    )


def _good_value(parameter: Parameter) -> Decimal:
    """Return the middle of the limits, or a step inside the one that is given, at the parameter's resolution."""
    resolution = Decimal(parameter.resolution)
    low, high = _inner(parameter.limits)
    middle = (low + high) / 2 if low is not None and high is not None else (low if low is not None else high)
    assert middle is not None, f"{parameter.code} has no limit"
    steps = (middle / resolution).to_integral_value()
    return (steps * resolution).quantize(resolution)


def _inner(limits: Limits) -> tuple[Decimal | None, Decimal | None]:
    def first(*given: str | None) -> Decimal | None:
        return next((Decimal(each) for each in given if each is not None), None)

    low = first(limits.alarm_low, limits.action_low, limits.low)
    return low, first(limits.alarm_high, limits.action_high, limits.high)


def _looked(step: Step, order: str, check: Check, *, lot: str | None, serial: str | None) -> RecordCheck:
    return RecordCheck(
        code=check.code,
        defect=None,
        document="WI" if check.kind == "document" else None,
        lot=lot,
        order=order,
        passed=True,
        photos=(hashlib.sha256(check.code.encode()).hexdigest(),) if check.kind == "photo" else (),
        second_badge=SECOND,
        serial=serial,
        step=step.number,
        text="",
    )

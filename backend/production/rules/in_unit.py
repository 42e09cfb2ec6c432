"""A value that was read in another unit than the one that is asked for, by a machine or at another instrument."""

from typing import TypeVar

from msgspec.structs import replace

from backend.production.entries import RecordReading
from backend.production.entries.loads import RecordCycleReading
from sync.units import converted

Reading = TypeVar("Reading", RecordReading, RecordCycleReading)


def in_unit(body: Reading, wanted: str | None) -> Reading:
    """Return the value in the unit that is asked for, where it has an exact amount there; else as it was read.

    The entry keeps what was read.
    """
    if wanted is None or wanted == body.unit:
        return body
    value = converted(body.value, unit=body.unit, into=wanted)
    again = body.second_value
    second = None if again is None else converted(again, unit=body.unit, into=wanted)
    if value is None or (again is not None and second is None):
        return body
    return replace(body, value=value, second_value=second, unit=wanted)

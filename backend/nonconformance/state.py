"""Rows of deviations and what their entries touch."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from backend.log.row import Row, row_type
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, Touch, WorkingSet
from backend.material.state import at_site
from backend.nonconformance.entries import CloseDeviation, OpenDeviation


@row_type("deviation", key=("number",), rank=60, lock="update", streams=at_site)
class Deviation(Row, frozen=True, kw_only=True):
    """A deviation and what became of it. ``entry`` is the record that opened it."""

    number: str
    site: str
    subject_kind: str
    subject_key: str
    code: str
    detail: dict[str, Any]
    text: str
    order: str | None
    step: int | None
    photos: tuple[str, ...]
    status: str
    opened_by: str
    opened_at: datetime
    entry: str
    disposition: str | None
    closed_by: str | None
    closed_at: datetime | None
    close_reason: str | None


def deviation_number(ctx: Context, n: int = 1) -> str:
    """Return the n-th deviation number of an entry: the device's code, its sequence, and which of several."""
    number = f"DEV-{ctx.device_code or ctx.device[:8]}-{ctx.seq}"
    return number if n == 1 else f"{number}-{n}"


def touches_open_deviation(_body: OpenDeviation, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return nothing: a deviation's number is new by construction."""
    return ()


def touches_close_deviation(body: CloseDeviation, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the deviation."""
    return (Touch(Deviation, (body.deviation,), write=True),)

"""A work order in full: what it is bound to, its steps for each subject with what is due, readings, deviations."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

import asyncpg
import msgspec

from backend.items.entries.process import Check, Parameter, Step, StructureLine
from backend.production.queries.orders import OrderLine, orders
from backend.production.rules.due import Doing, Due, due

MAX_READINGS: Final = 500

_SNAPSHOT = 'SELECT item_revision, lines::text, steps::text FROM row_order_snapshot WHERE "order" = $1'
_RUNS = """
SELECT step, subject, status, revision, equipment::text AS equipment, people::text AS people, failed::text AS failed,
  missing::text AS missing, unverified, started_at, finished_at
FROM row_step_run WHERE "order" = $1 ORDER BY subject, step
"""
_TIMES = 'SELECT step, subject, code, at FROM row_reading WHERE "order" = $1 AND corrected_by IS NULL ORDER BY at'
_READINGS = """
SELECT id, step, subject, code, kind, value, unit, passed, verdict, source, gauge, by, second_by, corrected_by, at,
  received_at
FROM row_reading WHERE "order" = $1 ORDER BY received_at DESC, id LIMIT $2
"""
_COUNT = 'SELECT count(*) FROM row_reading WHERE "order" = $1'
_DEVIATIONS = """
SELECT number, subject_kind, subject_key, code, detail::text AS detail, step, status, opened_by, opened_at
FROM row_deviation WHERE "order" = $1 ORDER BY opened_at DESC, number
"""


class DueLine(msgspec.Struct, frozen=True):
    """What is due of a code."""

    code: str
    due: Due


class RunLine(msgspec.Struct, frozen=True):
    """A step as it was done for a subject ("" for the order, "lot:…", "unit:…")."""

    step: int
    subject: str
    status: str
    revision: str
    equipment: tuple[str, ...]
    people: tuple[str, ...]
    failed: tuple[str, ...]
    missing: tuple[str, ...]
    unverified: bool
    started_at: datetime
    finished_at: datetime | None
    due: tuple[DueLine, ...] = ()


class ReadingLine(msgspec.Struct, frozen=True):
    """A reading or check; ``corrected_by`` names the one that now holds."""

    id: str
    step: int
    subject: str
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
    corrected_by: str | None
    at: datetime
    received_at: datetime


class DeviationLine(msgspec.Struct, frozen=True):
    """A deviation of the order."""

    number: str
    subject_kind: str
    subject_key: str
    code: str
    detail: dict[str, Any]
    step: int | None
    status: str
    opened_by: str
    opened_at: datetime


class OrderCard(msgspec.Struct, frozen=True):
    """All of it; ``readings`` are the latest, ``readings_total`` says how many there are."""

    position: int
    order: OrderLine
    item_revision: str
    lines: tuple[StructureLine, ...]
    steps: tuple[Step, ...]
    runs: Sequence[RunLine]
    readings: Sequence[ReadingLine]
    readings_total: int
    deviations: Sequence[DeviationLine]


_LINES: Final = msgspec.json.Decoder(tuple[StructureLine, ...])
_STEPS: Final = msgspec.json.Decoder(tuple[Step, ...])
_TEXTS: Final = msgspec.json.Decoder(tuple[str, ...])


async def card(
    db: asyncpg.pool.PoolConnectionProxy, site: str, number: str, *, position: int, now: datetime
) -> OrderCard | None:
    """Return an order of a site, or None."""
    found = await orders(db, site, number)
    if not found:
        return None
    order = found[0]
    snapshot = await db.fetchrow(_SNAPSHOT, number)
    steps = () if snapshot is None else _STEPS.decode(snapshot["steps"])
    runs = [_run(record) for record in await db.fetch(_RUNS, number)]
    times = await db.fetch(_TIMES, number)
    readings = [ReadingLine(**dict(record)) for record in await db.fetch(_READINGS, number, MAX_READINGS)]
    return OrderCard(
        position=position,
        order=order,
        item_revision="" if snapshot is None else snapshot["item_revision"],
        lines=() if snapshot is None else _LINES.decode(snapshot["lines"]),
        steps=steps,
        runs=[msgspec.structs.replace(run, due=tuple(_due(order, steps, run, times, now))) for run in runs],
        readings=readings,
        readings_total=await db.fetchval(_COUNT, number),
        deviations=[deviation_line(record) for record in await db.fetch(_DEVIATIONS, number)],
    )


def _run(record: asyncpg.Record) -> RunLine:
    texts = ("equipment", "people", "failed", "missing")
    given = dict(record)
    return RunLine(**given | {name: _TEXTS.decode(given[name]) for name in texts})


def deviation_line(record: asyncpg.Record) -> DeviationLine:
    """Return a deviation as it is told."""
    return DeviationLine(**dict(record) | {"detail": msgspec.json.decode(record["detail"], type=dict[str, Any])})


def _due(
    order: OrderLine, steps: Sequence[Step], run: RunLine, times: Sequence[asyncpg.Record], now: datetime
) -> Iterator[DueLine]:
    """Yield what is due of every code of the run's step. Units that were begun for its lot count as made."""
    step = next((each for each in steps if each.number == run.step), None)
    wanted: tuple[Parameter | Check, ...] = () if step is None else (*step.parameters, *step.checks)
    made = sum((each.quantity for each in order.accounts if f"lot:{each.lot}" == run.subject), Decimal(0))
    for each in wanted:
        taken = [record for record in times if record["step"] == run.step and record["code"] == each.code]
        here = [record["at"] for record in taken if record["subject"] == run.subject]
        doing = Doing(here, len(taken), made, run.started_at, run.finished_at)
        yield DueLine(each.code, due(each.sampling, doing, now))

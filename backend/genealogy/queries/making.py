"""How what is in an answer was made: for each lot and unit its steps with people, equipment, values and documents."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from backend.genealogy.queries.connection import Db


class Failed(msgspec.Struct, frozen=True):
    """A value outside its limits, or something looked at that was not right."""

    code: str
    value: str | None
    unit: str | None
    defect: str | None
    by: str
    at: datetime


class Read(msgspec.Struct, frozen=True):
    """What was read under one code at a step, those that hold: how often, between which values, how many failed."""

    code: str
    kind: str
    count: int
    low: str | None
    high: str | None
    unit: str | None
    failed: int
    by: list[str]
    gauges: list[str]
    documents: list[str]


class StepDone(msgspec.Struct, frozen=True):
    """A step as it was done; ``unverified``: what comes before it was not recorded as done."""

    number: int
    name_zh: str
    name_en: str
    document: str | None
    status: str
    revision: str
    equipment: list[str]
    people: list[str]
    started_at: datetime
    finished_at: datetime | None
    unverified: bool
    missing: list[str]
    read: list[Read]
    failed: list[Failed]


class Made(msgspec.Struct, frozen=True):
    """A lot or unit and the order that made it; ``subject`` "" is the work done for the order as a whole."""

    order: str
    item: str
    subject: str
    steps: list[StepDone]


_RUNS = """
WITH mine AS (
  SELECT DISTINCT r."order" FROM row_step_run r WHERE r.subject = ANY ($1::text[])
  UNION SELECT DISTINCT a."order" FROM row_order_account a WHERE 'lot:' || a.lot = ANY ($1::text[])
    AND a.lot = ANY ($2::text[])
), orders AS (SELECT o.number, o.item FROM mine JOIN row_work_order o ON o.number = mine."order")
SELECT r."order", o.item, r.subject, r.step AS number, coalesce(s->>'name_zh', '') AS name_zh,
  coalesce(s->>'name_en', '') AS name_en, s->>'document' AS document, r.status, r.revision,
  r.equipment::text AS equipment, r.people::text AS people, r.started_at, r.finished_at, r.unverified,
  r.missing::text AS missing
FROM orders o JOIN row_step_run r ON r."order" = o.number AND (
  r.subject = '' OR r.subject = ANY ($1::text[])
    AND (r.subject NOT LIKE 'unit:%' OR o.item || '|' || r.subject = ANY ($3::text[]))
)
LEFT JOIN row_order_snapshot b ON b."order" = o.number
LEFT JOIN LATERAL (
  SELECT x.value AS s FROM jsonb_array_elements(b.steps) x WHERE (x.value->>'number')::bigint = r.step
) x ON true
ORDER BY r."order", r.subject, r.step
"""
_READ = """
SELECT r."order", r.subject, r.step, r.code, min(r.kind) AS kind, count(*) AS count,
  trim_scale(min(r.value))::text AS low, trim_scale(max(r.value))::text AS high, min(r.unit) AS unit,
  count(*) FILTER (WHERE r.verdict = 'fail') AS failed, array_agg(DISTINCT r.by) AS by,
  array_remove(array_agg(DISTINCT r.gauge), NULL) AS gauges,
  array_remove(array_agg(DISTINCT r.document), NULL) AS documents
FROM unnest($1::text[], $2::text[]) m("order", subject)
JOIN row_reading r ON r."order" = m."order" AND r.subject = m.subject
WHERE r.corrected_by IS NULL GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
"""
_FAILED = """
SELECT r."order", r.subject, r.step, r.code, trim_scale(r.value)::text AS value, r.unit, r.defect, r.by, r.at
FROM unnest($1::text[], $2::text[]) m("order", subject)
JOIN row_reading r ON r."order" = m."order" AND r.subject = m.subject
WHERE r.corrected_by IS NULL AND r.verdict = 'fail' ORDER BY r.at, r.id
"""


async def making(db: Db, lots: Sequence[str], units: Sequence[tuple[str, str]]) -> list[Made]:
    """Return how these lots and units (item, serial) were made, and what was done for their orders as a whole."""
    subjects = [f"lot:{lot}" for lot in lots] + [f"unit:{serial}" for _, serial in units]
    of_items = [f"{item}|unit:{serial}" for item, serial in units]
    runs = [dict(r) for r in await db.fetch(_RUNS, subjects, list(lots), of_items)]
    made = list(dict.fromkeys((r["order"], r["item"], r["subject"]) for r in runs))
    pairs = ([order for order, _, _ in made], [subject for _, _, subject in made])
    read = _by_step(await db.fetch(_READ, *pairs))
    failed = _by_step(await db.fetch(_FAILED, *pairs))
    found: dict[tuple[str, str, str], list[StepDone]] = {key: [] for key in made}
    for run in runs:
        at = (run["order"], run["subject"], run["number"])
        found[run["order"], run["item"], run["subject"]].append(_step(run, read.get(at, []), failed.get(at, [])))
    return [Made(order, item, subject, steps) for (order, item, subject), steps in found.items()]


_At = tuple[str, str, int]


def _by_step(records: Sequence[Any]) -> dict[_At, list[dict[str, Any]]]:
    found: dict[_At, list[dict[str, Any]]] = {}
    for record in records:
        values = dict(record)
        at = (values.pop("order"), values.pop("subject"), values.pop("step"))
        found.setdefault(at, []).append(values)
    return found


def _step(run: dict[str, Any], read: list[dict[str, Any]], failed: list[dict[str, Any]]) -> StepDone:
    lists = {name: msgspec.json.decode(str(run[name])) for name in ("equipment", "people", "missing")}
    own = {name: run[name] for name in StepDone.__struct_fields__ if name in run}
    return msgspec.convert(own | lists | {"read": read, "failed": failed}, StepDone)

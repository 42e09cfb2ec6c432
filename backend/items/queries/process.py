"""Revisions of structures and routings, as lists and in full."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import asyncpg
import msgspec

from backend.items.entries.process import Effectivity, ProcessKind, Step, StructureLine

_ALL = """
SELECT p.kind, p.item, p.revision, p.status, p.effectivity::text AS effectivity, p.parts, p.drafted_by,
  p.drafted_by_entry, p.drafted_at, p.approved_by, p.approved_at, p.withdrawn_by, p.withdrawn_at,
  i.name_en, i.name_zh, p.content::text AS content
FROM (
  SELECT 'structure' AS kind, item, revision, status, effectivity, jsonb_array_length(lines) AS parts, drafted_by,
    drafted_by_entry, drafted_at, approved_by, approved_at, withdrawn_by, withdrawn_at,
    CASE WHEN $2::boolean THEN lines END AS content FROM row_structure
  UNION ALL
  SELECT 'routing', item, revision, status, effectivity, jsonb_array_length(steps), drafted_by,
    drafted_by_entry, drafted_at, approved_by, approved_at, withdrawn_by, withdrawn_at,
    CASE WHEN $2::boolean THEN steps END FROM row_routing
) p LEFT JOIN row_item i ON i.number = p.item
WHERE $1::text IS NULL OR p.item = $1
ORDER BY p.item, p.kind DESC, p.drafted_at DESC, p.revision
"""


class RevisionLine(msgspec.Struct, frozen=True):
    """A revision with who did what when; ``parts``: how many lines or steps. ``lines``, ``steps``: where asked for."""

    kind: ProcessKind
    item: str
    name_en: str
    name_zh: str
    revision: str
    status: str
    effectivity: Effectivity
    parts: int
    drafted_by: str
    drafted_by_entry: str
    drafted_at: datetime
    approved_by: str | None
    approved_at: datetime | None
    withdrawn_by: str | None
    withdrawn_at: datetime | None
    lines: tuple[StructureLine, ...] = ()
    steps: tuple[Step, ...] = ()


_EFFECTIVITY: Final = msgspec.json.Decoder(Effectivity)
_LINES: Final = msgspec.json.Decoder(tuple[StructureLine, ...])
_STEPS: Final = msgspec.json.Decoder(tuple[Step, ...])


async def revisions(db: asyncpg.pool.PoolConnectionProxy, item: str | None) -> Sequence[RevisionLine]:
    """Return every revision without its content, or those of one item in full; the newest draft first."""
    return [_line(record) for record in await db.fetch(_ALL, item, item is not None)]


def _line(record: asyncpg.Record) -> RevisionLine:
    given = dict(record)
    content = given.pop("content")
    given["effectivity"] = _EFFECTIVITY.decode(given["effectivity"])
    given |= {name: given[name] or "" for name in ("name_en", "name_zh")}
    if content is not None and given["kind"] == "structure":
        given["lines"] = _LINES.decode(content)
    elif content is not None:
        given["steps"] = _STEPS.decode(content)
    return RevisionLine(**given)

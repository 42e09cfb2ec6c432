"""Label templates with their revisions, and what a template may be looked at with: lots, devices, places,
equipment.
"""

from collections.abc import Sequence
from datetime import datetime

import asyncpg
import msgspec

_REVISIONS = """
SELECT number, revision, status, name_en, name_zh, use, sha256, drafted_by, drafted_at, approved_by, approved_at,
       ARRAY(SELECT jsonb_array_elements_text(content::jsonb -> 'mandatory')) AS needs
FROM row_template_revision ORDER BY number, length(revision) DESC, revision DESC
"""
_REVISION = """
SELECT number, revision, status, name_en, name_zh, use, sha256, drafted_by, drafted_at, approved_by, approved_at,
       ARRAY(SELECT jsonb_array_elements_text(content::jsonb -> 'mandatory')) AS needs, content
FROM row_template_revision WHERE number = $1 AND revision = $2
"""
_LOTS = "SELECT number FROM row_lot WHERE site = $1 ORDER BY received_at DESC NULLS LAST, number LIMIT $2"
_DEVICES = """
SELECT d.di, d.level, trim_scale(d.base_quantity)::text AS quantity, i.number AS item, i.name_zh, i.name_en, i.unit
FROM row_identifier d JOIN row_item i ON i.number = d.item
WHERE d.agency = 'GS1' AND d.status = 'active' AND length(d.di) = 14 ORDER BY i.number, d.base_quantity, d.di LIMIT $1
"""
_NAMED_PIECES = """
SELECT e.code, e.name_zh, e.name_en,
    coalesce(nullif(concat_ws(' ', nullif(t.name_zh, ''), nullif(t.name_en, '')), ''), e.equipment_class)
    AS equipment_class
FROM row_equipment e LEFT JOIN row_term t ON t.kind = 'equipment_class' AND t.code = e.equipment_class
WHERE e.site = $1
"""
_PIECE = f"{_NAMED_PIECES} AND e.code = $2"
_PIECES = f"{_NAMED_PIECES} ORDER BY e.code LIMIT $2"
_LOCATIONS = "SELECT code, name_zh, name_en, zone, site FROM row_location WHERE site = $1 ORDER BY code LIMIT $2"


class RevisionLine(msgspec.Struct, frozen=True):
    """A revision without its content; ``needs``: the fields without which it is not printed."""

    number: str
    revision: str
    status: str
    name_en: str
    name_zh: str
    use: str
    sha256: str
    drafted_by: str
    drafted_at: datetime
    approved_by: str | None
    approved_at: datetime | None
    needs: list[str]


class RevisionView(RevisionLine, frozen=True):
    """A revision with its content: the very text that was drafted and that ``sha256`` is of."""

    content: str


class DeviceFacts(msgspec.Struct, frozen=True):
    """A device identifier as its label needs it; ``quantity`` in the item's base unit."""

    di: str
    level: str
    quantity: str
    item: str
    name_zh: str
    name_en: str
    unit: str


class PlaceFacts(msgspec.Struct, frozen=True):
    """A location as its card needs it."""

    code: str
    name_zh: str
    name_en: str
    zone: str
    site: str


class PieceFacts(msgspec.Struct, frozen=True):
    """A machine or gauge as its tag needs it, its class by its names where it has any."""

    code: str
    name_zh: str
    name_en: str
    equipment_class: str


Connection = asyncpg.pool.PoolConnectionProxy


async def revisions(db: Connection) -> list[RevisionLine]:
    """Return every revision of every template, newest first within a template."""
    return [RevisionLine(**record) for record in await db.fetch(_REVISIONS)]


async def revision(db: Connection, number: str, which: str) -> RevisionView | None:
    """Return one revision, or None."""
    record = await db.fetchrow(_REVISION, number, which)
    return None if record is None else RevisionView(**record)


async def approved_content(db: Connection, number: str) -> tuple[str, str] | None:
    """Return the approved revision of a template and its content, or None."""
    record = await db.fetchrow(
        "SELECT r.revision, r.content FROM row_template_revision r JOIN row_label_template t "
        "ON t.number = r.number AND t.approved = r.revision WHERE t.number = $1",
        number,
    )
    return None if record is None else (record["revision"], record["content"])


async def newest_lots(db: Connection, site: str, limit: int) -> Sequence[str]:
    """Return lots of a site, those received last first."""
    return [record["number"] for record in await db.fetch(_LOTS, site, limit)]


async def devices(db: Connection, limit: int) -> list[DeviceFacts]:
    """Return device identifiers that a GS1 symbol can carry."""
    return [DeviceFacts(**record) for record in await db.fetch(_DEVICES, limit)]


async def places(db: Connection, site: str, limit: int) -> list[PlaceFacts]:
    """Return locations of a site."""
    return [PlaceFacts(**record) for record in await db.fetch(_LOCATIONS, site, limit)]


async def piece_facts(db: Connection, site: str, code: str) -> PieceFacts | None:
    """Return a machine or gauge of a site, or None."""
    record = await db.fetchrow(_PIECE, site, code)
    return None if record is None else PieceFacts(**record)


async def pieces(db: Connection, site: str, limit: int) -> list[PieceFacts]:
    """Return machines and gauges of a site."""
    return [PieceFacts(**record) for record in await db.fetch(_PIECES, site, limit)]

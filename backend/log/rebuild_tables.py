"""Shadow tables beside the live ones, and what differs between the two, row by row.

A temporary table hides the live one of its name, so that the same statements that write the one write the other.
"""

from collections.abc import Sequence

import msgspec

from backend.log.reading import Db
from backend.log.registry import Registry

_LOG_TABLES = ("feed", "history", "stream_sum")
_SHOWN = 400


class DerivedTable(msgspec.Struct, frozen=True):
    """A derived table and its primary key."""

    name: str
    key: tuple[str, ...]


class RowDifference(msgspec.Struct, frozen=True):
    """A row as the log says it is, and as it was found; None: there is none. Both as PostgreSQL writes rows."""

    key: str
    expected: str | None
    found: str | None


class TableDifference(msgspec.Struct, frozen=True):
    """A table that is not what the log says: how many rows differ, and the first of them in key order."""

    table: str
    count: int
    rows: tuple[RowDifference, ...]

    def text(self) -> str:
        """Return one sentence."""
        if not self.rows:
            return f"table {self.table}: {self.count} rows that no event speaks of"
        first = self.rows[0]
        expected = "no row" if first.expected is None else first.expected
        found = "none" if first.found is None else first.found
        return f"table {self.table}: {self.count} rows differ, first {first.key}: expected {expected}, found {found}"


async def shadow(db: Db, schema: str, registry: Registry) -> Sequence[DerivedTable]:
    """Make an empty temporary table like each derived one; return them."""
    names = sorted(f"row_{kind}" for kind in registry.row_types) + list(_LOG_TABLES)
    tables: list[DerivedTable] = []
    for name in names:
        key = await db.fetch(
            "SELECT a.attname FROM pg_index i CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS k(number, place) "
            "JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number "
            "WHERE i.indrelid = $1::text::regclass AND i.indisprimary ORDER BY k.place",
            f'"{schema}"."{name}"',
        )
        # Rows are upserted, which wants the key's index; the others are only copied into.
        including = "INCLUDING INDEXES" if name.startswith("row_") else ""
        await db.execute(f'CREATE TEMPORARY TABLE "{name}" (LIKE "{schema}"."{name}" {including})')
        tables.append(DerivedTable(name, tuple(record[0] for record in key)))
    return tables


async def compare(db: Db, schema: str, table: DerivedTable, limit: int) -> TableDifference | None:
    """Return what differs between a live table and its shadow, or None."""
    await db.execute(f'ANALYZE pg_temp."{table.name}"')
    on = " AND ".join(f'l."{column}" = s."{column}"' for column in table.key)
    key = ", ".join(f'coalesce(l."{column}", s."{column}")' for column in table.key)
    found = await db.fetch(
        f"SELECT count(*) OVER (), ROW({key})::text, s::text, l::text "  # noqa: S608 - names come from code
        f'FROM "{schema}"."{table.name}" l FULL JOIN pg_temp."{table.name}" s ON {on} '
        f"WHERE l::text IS DISTINCT FROM s::text ORDER BY {key} LIMIT $1",
        limit,
    )
    if not found:
        return None
    differing = tuple(RowDifference(k, _short(expected), _short(live)) for _, k, expected, live in found)
    return TableDifference(table.name, found[0][0], differing)


async def unknown(db: Db, schema: str, registry: Registry) -> list[TableDifference]:
    """Return tables of rows that no capability of this program declares, unless they are empty."""
    known = {f"row_{kind}" for kind in registry.row_types}
    names = await db.fetch("SELECT tablename FROM pg_tables WHERE schemaname = $1 AND tablename ~ '^row_'", schema)
    found: list[TableDifference] = []
    for (name,) in names:
        if name not in known:
            count = await db.fetchval(f'SELECT count(*) FROM "{schema}"."{name}"')  # noqa: S608 - from the catalogue
            found += [TableDifference(name, count, ())] if count else []
    return found


def _short(text: str | None) -> str | None:
    return text if text is None or len(text) <= _SHOWN else f"{text[:_SHOWN]}… ({len(text)} characters)"

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


_KEYS = """
SELECT t.name, array_agg(a.attname::text ORDER BY k.place)
FROM unnest($2::text[]) AS t(name)
JOIN pg_index i ON i.indrelid = format('%I.%I', $1::text, t.name)::regclass AND i.indisprimary
CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS k(number, place)
JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
GROUP BY t.name ORDER BY t.name
"""


async def shadow(db: Db, schema: str, registry: Registry) -> Sequence[DerivedTable]:
    """Make an empty temporary table like each derived one; return them."""
    names = [f"row_{kind}" for kind in registry.row_types] + list(_LOG_TABLES)
    tables = [DerivedTable(name, tuple(key)) for name, key in await db.fetch(_KEYS, schema, names)]
    await db.execute("; ".join(_creation(schema, table) for table in tables))
    return tables


def _creation(schema: str, table: DerivedTable) -> str:
    """Return the statement; rows are upserted, which wants the key's index, the others are only copied into."""
    like = f'LIKE "{schema}"."{table.name}"'
    if table.name.startswith("row_"):
        quoted = ", ".join(f'"{column}"' for column in table.key)
        like += f", PRIMARY KEY ({quoted})"
    return f'CREATE TEMPORARY TABLE "{table.name}" ({like})'


async def drop(db: Db, tables: Sequence[DerivedTable]) -> None:
    """Remove the shadows."""
    await db.execute("DROP TABLE " + ", ".join(f'pg_temp."{table.name}"' for table in tables))


async def analyse(db: Db, tables: Sequence[DerivedTable]) -> None:
    """Let the planner know how much is in the shadows."""
    await db.execute("ANALYZE " + ", ".join(f'pg_temp."{table.name}"' for table in tables))


async def compare(db: Db, schema: str, table: DerivedTable, limit: int) -> TableDifference | None:
    """Return what differs between a live table and its shadow, or None."""
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

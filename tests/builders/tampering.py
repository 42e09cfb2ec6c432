"""Changes to a database as somebody with every right could make them: drawn by seed, one row or two at a time."""

from random import Random

import asyncpg
import msgspec

LOG_TABLES = ("batch", "entry", "branch_entry", "event", "outcome", "position", "checkpoint", "epoch")
DERIVED_TABLES = ("feed", "history", "stream_sum")
_CHANGED = {
    "text": "coalesce({c} || 'x', 'x')",
    "bytea": "CASE WHEN length({c}) = 0 THEN '\\x00'::bytea ELSE "
    "set_byte({c}, {n} % length({c}), get_byte({c}, {n} % length({c})) # 1) END",
    "bigint": "coalesce({c} + 1, 1)",
    "integer": "coalesce({c} + 1, 1)",
    "numeric": "coalesce({c} + 1, 1)",
    "boolean": "NOT coalesce({c}, true)",
    "date": "coalesce({c} + 1, DATE '2026-01-01')",
    "timestamp with time zone": "coalesce({c} + INTERVAL '1 second', TIMESTAMPTZ '2026-01-01Z')",
    "jsonb": "jsonb_build_array({c}, 1)",
}


class Column(msgspec.Struct, frozen=True):
    name: str
    type: str
    in_key: bool


async def row_tables(db: asyncpg.Connection) -> list[str]:
    """The derived tables of capabilities that have rows."""
    names = await db.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename ~ '^row_'")
    return sorted([n for (n,) in names if await db.fetchval(f'SELECT EXISTS (SELECT FROM "{n}")')])  # noqa: S608


async def tamper(db: asyncpg.Connection, table: str, random: Random) -> str:
    """Change the table in one way and say which; tries again when the database or chance makes it no change."""
    columns = await _columns(db, table)
    before = await _content(db, table)
    while True:
        how = random.choice((_delete, _insert, _update, _update, _swap))
        savepoint = db.transaction()
        await savepoint.start()
        try:
            said = await how(db, table, columns, random)
        except asyncpg.PostgresError:
            await savepoint.rollback()
            continue
        if await _content(db, table) != before:
            await savepoint.commit()
            return f"{table}: {said}"
        await savepoint.rollback()


async def _content(db: asyncpg.Connection, table: str) -> list[str]:
    return [text for (text,) in await db.fetch(f'SELECT t::text FROM "{table}" t ORDER BY 1')]  # noqa: S608


async def _columns(db: asyncpg.Connection, table: str) -> list[Column]:
    found = await db.fetch(
        "SELECT c.column_name::text, c.data_type::text, EXISTS (SELECT FROM pg_index i JOIN pg_attribute a "
        "ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey) WHERE i.indrelid = $1::text::regclass "
        "AND i.indisprimary AND a.attname = c.column_name) FROM information_schema.columns c "
        "WHERE c.table_schema = 'public' AND c.table_name = $1 ORDER BY c.ordinal_position",
        table,
    )
    return [Column(*record) for record in found]


async def _some_row(db: asyncpg.Connection, table: str, random: Random) -> str:
    count = await db.fetchval(f'SELECT count(*) FROM "{table}"')  # noqa: S608
    query = f'SELECT ctid::text FROM "{table}" t ORDER BY t::text OFFSET $1 LIMIT 1'  # noqa: S608
    return str(await db.fetchval(query, random.randrange(count)))


async def _delete(db: asyncpg.Connection, table: str, _columns: list[Column], random: Random) -> str:
    ctid = await _some_row(db, table, random)
    await db.execute(f'DELETE FROM "{table}" WHERE ctid = $1::text::tid', ctid)  # noqa: S608
    return f"deleted row {ctid}"


async def _insert(db: asyncpg.Connection, table: str, columns: list[Column], random: Random) -> str:
    changed = random.choice([c for c in columns if c.in_key])
    values = ", ".join(_new(c, random) if c is changed else f'"{c.name}"' for c in columns)
    names = ", ".join(f'"{c.name}"' for c in columns)
    ctid = await _some_row(db, table, random)
    await db.execute(
        f'INSERT INTO "{table}" ({names}) OVERRIDING SYSTEM VALUE '  # noqa: S608
        f'SELECT {values} FROM "{table}" WHERE ctid = $1::text::tid',
        ctid,
    )
    return f"inserted a copy of row {ctid} with another {changed.name}"


async def _update(db: asyncpg.Connection, table: str, columns: list[Column], random: Random) -> str:
    changed = random.choice(columns)
    ctid = await _some_row(db, table, random)
    await db.execute(
        f'UPDATE "{table}" SET "{changed.name}" = {_new(changed, random)} WHERE ctid = $1::text::tid',  # noqa: S608
        ctid,
    )
    return f"changed {changed.name} of row {ctid}"


async def _swap(db: asyncpg.Connection, table: str, columns: list[Column], random: Random) -> str:
    changed = random.choice(columns)
    one, other = await _some_row(db, table, random), await _some_row(db, table, random)
    await db.execute(
        f'UPDATE "{table}" t SET "{changed.name}" = u."{changed.name}" FROM "{table}" u '  # noqa: S608
        "WHERE (t.ctid, u.ctid) IN (($1::text::tid, $2::text::tid), ($2::text::tid, $1::text::tid))",
        one,
        other,
    )
    return f"swapped {changed.name} of rows {one} and {other}"


def _new(column: Column, random: Random) -> str:
    return _CHANGED[column.type].format(c=f'"{column.name}"', n=random.randrange(10_000))

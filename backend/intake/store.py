"""Reads, locks and writes rows of every kind with SQL made from their declarations; the only writer of derived tables.

Bulk statements over `unnest` arrays, sorted by key, so that batches lock in one order and never deadlock on rows.
"""

import types
import typing
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, Protocol

import msgspec

from backend.log.row import Key, Row, RowType, type_of
from backend.log.working_set import Change


class Connection(Protocol):
    """The part of an asyncpg connection that the store uses."""

    async def fetch(self, query: str, *args: object) -> list[Any]: ...  # noqa: D102

    async def execute(self, query: str, *args: object) -> str: ...  # noqa: D102


class Column(msgspec.Struct, frozen=True):
    """One column: how it is cast when written and read, and how its value is converted."""

    name: str
    array_type: str
    write_cast: str
    read_cast: str
    write: Callable[[Any], Any] | None
    read: Callable[[Any], Any] | None


_PLAIN: dict[type, str] = {str: "text", int: "bigint", bool: "boolean", datetime: "timestamptz", date: "date"}


def _json_text(value: Any) -> str | None:  # noqa: ANN401 - any JSON value
    return None if value is None else msgspec.json.encode(value, order="sorted").decode()


def _column(name: str, annotation: Any) -> Column:  # noqa: ANN401 - a type expression
    plain = _unwrapped(annotation)
    quoted = f'"{name}"'
    if plain in _PLAIN:
        return Column(quoted, _PLAIN[plain], "", "", None, None)
    if plain is Decimal:
        return Column(quoted, "text", "::numeric", "::text", _decimal_text, _decimal)
    decoder = msgspec.json.Decoder(annotation)
    return Column(
        quoted, "text", "::jsonb", "::text", _json_text, lambda text: None if text is None else decoder.decode(text)
    )


def _decimal_text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _unwrapped(annotation: Any) -> Any:  # noqa: ANN401 - a type expression
    """Return T of ``T | None``, Annotated or Literal[str], else the annotation."""
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        members = [a for a in typing.get_args(annotation) if a is not type(None)]
        return _unwrapped(members[0]) if len(members) == 1 else annotation
    if typing.get_origin(annotation) is typing.Annotated:
        return _unwrapped(typing.get_args(annotation)[0])
    if typing.get_origin(annotation) is typing.Literal:
        return str
    return annotation


class Plan(msgspec.Struct, frozen=True):
    """The statements of one kind."""

    columns: tuple[Column, ...]
    keys: tuple[Column, ...]
    select: str
    join: str
    order: str
    insert: str
    upsert: str
    delete: str
    values: Callable[[Row], tuple[Any, ...]]


@cache
def plan_of(row_type: RowType) -> Plan:
    """Return the statements for a row type."""
    hints = typing.get_type_hints(row_type.struct, include_extras=True)
    names = row_type.struct.__struct_fields__
    columns = tuple(_column(name, hints[name]) for name in names)
    keys = tuple(columns[names.index(field)] for field in row_type.key)
    table = f"row_{row_type.kind}"
    listed = ", ".join(f"t.{c.name}{c.read_cast}" for c in columns)
    arrays = ", ".join(f"${n}::{c.array_type}[]" for n, c in enumerate(columns, 1))
    key_arrays = ", ".join(f"${n}::{c.array_type}[]" for n, c in enumerate(keys, 1))
    aliases = ", ".join(f"k{n}" for n in range(len(keys)))
    on = " AND ".join(f"t.{c.name} = k.k{n}" for n, c in enumerate(keys))
    insert = (
        f"INSERT INTO {table} ({', '.join(c.name for c in columns)}) "  # noqa: S608 - names come from code
        f"SELECT {', '.join(f'c{n}{c.write_cast}' for n, c in enumerate(columns))} "
        f"FROM unnest({arrays}) AS u({', '.join(f'c{n}' for n in range(len(columns)))})"
    )
    updates = ", ".join(f"{c.name} = EXCLUDED.{c.name}" for c in columns if c not in keys)
    conflict = f" ON CONFLICT ({', '.join(c.name for c in keys)}) DO UPDATE SET {updates}" if updates else ""
    getter = attrgetter(*names) if len(names) > 1 else None
    return Plan(
        columns=columns,
        keys=keys,
        select=f"SELECT {listed} FROM {table} t",  # noqa: S608 - as above
        join=f" JOIN unnest({key_arrays}) AS k({aliases}) ON {on}",
        order=f" ORDER BY {', '.join(f't.{c.name}' for c in keys)}",
        insert=insert,
        upsert=insert + conflict,
        delete=f"DELETE FROM {table} t USING unnest({key_arrays}) AS k({aliases}) WHERE {on}",  # noqa: S608 - as above
        values=getter or (lambda row: (getattr(row, names[0]),)),
    )


def to_row(row_type: RowType, record: Sequence[Any]) -> Row:
    """Return the struct of one fetched record."""
    columns = plan_of(row_type).columns
    names = row_type.struct.__struct_fields__
    values = {
        name: column.read(value) if column.read else value
        for name, column, value in zip(names, columns, record, strict=True)
    }
    return row_type.struct(**values)


async def fetch_keys(db: Connection, row_type: RowType, keys: Iterable[Key], lock: str = "") -> list[Row]:
    """Return the rows that exist among ``keys``, locked in key order with ``lock`` (an SQL clause) if given."""
    plan = plan_of(row_type)
    columns = list(zip(*sorted(keys), strict=True))
    clause = f" {lock} OF t" if lock else ""
    records = await db.fetch(plan.select + plan.join + plan.order + clause, *(list(c) for c in columns))
    return [to_row(row_type, record) for record in records]


async def write(db: Connection, changes: Iterable[Change]) -> None:
    """Write changed rows in bulk, one statement a kind, sorted by key (``WorkingSet.changes`` is)."""
    by_struct: dict[type[Row], list[Change]] = {}
    for change in changes:
        by_struct.setdefault(change.struct, []).append(change)
    for struct, changed in by_struct.items():
        row_type = type_of(struct)
        plan = plan_of(row_type)
        fresh = [c.after for c in changed if c.after is not None and c.fresh]
        known = [c.after for c in changed if c.after is not None and not c.fresh]
        gone = [c.key for c in changed if c.after is None]
        if fresh:
            await db.execute(plan.insert, *columns_of(row_type, fresh))
        if known:
            await db.execute(plan.upsert, *columns_of(row_type, known))
        if gone:
            await db.execute(plan.delete, *(list(c) for c in zip(*gone, strict=True)))


def columns_of(row_type: RowType, rows: Sequence[Row]) -> list[list[Any]]:
    """Return rows as column arrays for the upsert statement."""
    plan = plan_of(row_type)
    arrays = [list(values) for values in zip(*map(plan.values, rows), strict=True)]
    return [
        [column.write(v) for v in array] if column.write else array
        for column, array in zip(plan.columns, arrays, strict=True)
    ]

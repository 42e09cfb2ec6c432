"""Reads, locks and writes rows of every kind with SQL made from their declarations; the only writer of derived tables.

Bulk statements over `unnest` arrays, sorted by key, so that batches lock in one order and never deadlock on rows.
"""

import types
import typing
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, Protocol

import msgspec

from backend.intake.statement import Part, renumbered, together
from backend.log.row import Key, Row, RowType, type_of
from backend.log.working_set import Change


class Connection(Protocol):
    """The part of an asyncpg connection that the store uses."""

    async def fetch(self, query: str, *args: object) -> list[Any]: ...  # noqa: D102

    async def execute(self, query: str, *args: object) -> str: ...  # noqa: D102


class Column(msgspec.Struct, frozen=True):
    """One column: as which array it is written, what it is then cast to, and how its value is converted."""

    name: str
    array_type: str
    cast: str = ""
    write: Callable[[Any], Any] | None = None


_PLAIN: dict[type, str] = {str: "text", int: "bigint", bool: "boolean", datetime: "timestamptz", date: "date"}


def _json_text(value: Any) -> str | None:  # noqa: ANN401 - any JSON value
    return None if value is None else msgspec.json.encode(value, order="sorted").decode()


def _column(name: str, annotation: Any) -> Column:  # noqa: ANN401 - a type expression
    plain = _unwrapped(annotation)
    quoted = f'"{name}"'
    if plain in _PLAIN:
        return Column(quoted, _PLAIN[plain])
    if plain is Decimal:
        return Column(quoted, "text", "::numeric", _decimal_text)
    return Column(quoted, "text", "::jsonb", _json_text)


def _decimal_text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


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
    arrays = ", ".join(f"${n}::{c.array_type}[]" for n, c in enumerate(columns, 1))
    key_arrays = ", ".join(f"${n}::{c.array_type}[]" for n, c in enumerate(keys, 1))
    aliases = ", ".join(f"k{n}" for n in range(len(keys)))
    on = " AND ".join(f"t.{c.name} = k.k{n}" for n, c in enumerate(keys))
    insert = (
        f"INSERT INTO {table} ({', '.join(c.name for c in columns)}) "  # noqa: S608 - names come from code
        f"SELECT {', '.join(f'c{n}{c.cast}' for n, c in enumerate(columns))} "
        f"FROM unnest({arrays}) AS u({', '.join(f'c{n}' for n in range(len(columns)))})"
    )
    updates = ", ".join(f"{c.name} = EXCLUDED.{c.name}" for c in columns if c not in keys)
    conflict = f" ON CONFLICT ({', '.join(c.name for c in keys)}) DO UPDATE SET {updates}" if updates else ""
    getter = attrgetter(*names) if len(names) > 1 else None
    return Plan(
        columns=columns,
        keys=keys,
        join=f" JOIN unnest({key_arrays}) AS k({aliases}) ON {on}",
        order=f" ORDER BY {', '.join(f't.{c.name}' for c in keys)}",
        insert=insert,
        upsert=insert + conflict,
        delete=f"DELETE FROM {table} t USING unnest({key_arrays}) AS k({aliases}) WHERE {on}",  # noqa: S608 - as above
        values=getter or (lambda row: (getattr(row, names[0]),)),
    )


class Locked(msgspec.Struct, frozen=True):
    """Rows of one kind to be locked, by key; ``clause`` is an SQL locking clause."""

    row_type: RowType
    keys: frozenset[Key]
    clause: str


async def lock(db: Connection, wanted: Sequence[Locked]) -> list[list[Row]]:
    """Lock rows and return those that exist: kind by kind as given, in each kind by key.

    One statement: its parts run one after the other, and a row that was waited for is read as it then is.
    """
    if not wanted:
        return []
    parts: list[str] = []
    arguments: list[list[str | int]] = []
    for n, one in enumerate(wanted):
        parts.append(renumbered(_locking(n, one.row_type, one.clause), len(arguments)))
        arguments += (list(column) for column in zip(*sorted(one.keys), strict=True))
    rows: list[list[Row]] = [[] for _ in wanted]
    for n, text in await db.fetch(" UNION ALL ".join(parts), *arguments):
        rows[n].append(decoder_of(wanted[n].row_type).decode(text))
    return rows


@cache
def _locking(n: int, row_type: RowType, clause: str) -> str:
    plan = plan_of(row_type)
    return (
        f"SELECT * FROM (SELECT {n}, to_jsonb(t)::text FROM row_{row_type.kind} t"  # noqa: S608 - names come from code
        f"{plan.join}{plan.order} {clause} OF t) l{n}"
    )


@cache
def decoder_of(row_type: RowType) -> msgspec.json.Decoder[Row]:
    """Return what reads a row of this kind from its JSON."""
    return msgspec.json.Decoder(row_type.struct)


async def write(db: Connection, changes: Iterable[Change]) -> None:
    """Write changed rows in bulk, in one statement."""
    parts = writes(changes)
    if parts:
        query, arguments = together(parts, "SELECT")
        await db.execute(query, *arguments)


def writes(changes: Iterable[Change]) -> list[Part]:
    """Return what writes changed rows: for each kind those that are new, changed and gone, in the order given."""
    by_struct: dict[type[Row], list[Change]] = {}
    for change in changes:
        by_struct.setdefault(change.struct, []).append(change)
    return [part for struct, changed in by_struct.items() for part in _writes_of(type_of(struct), changed)]


def _writes_of(row_type: RowType, changed: Sequence[Change]) -> Iterator[Part]:
    plan, name = plan_of(row_type), f"row_{row_type.kind}"
    fresh = [c.after for c in changed if c.after is not None and c.fresh]
    known = [c.after for c in changed if c.after is not None and not c.fresh]
    gone = [c.key for c in changed if c.after is None]
    if fresh:
        yield Part(f"{name}_new", plan.insert, columns_of(plan, fresh))
    if known:
        yield Part(f"{name}_changed", plan.upsert, columns_of(plan, known))
    if gone:
        yield Part(f"{name}_gone", plan.delete, tuple(list(column) for column in zip(*gone, strict=True)))


def columns_of(plan: Plan, rows: Sequence[Row]) -> tuple[list[Any], ...]:
    """Return rows as column arrays for the statements that write them."""
    arrays = zip(*map(plan.values, rows), strict=True)
    return tuple(
        [column.write(v) for v in array] if column.write else list(array)
        for column, array in zip(plan.columns, arrays, strict=True)
    )

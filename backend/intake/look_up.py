"""Reads rows of many kinds in one statement, without locking: a round trip costs more than the rows do.

For what is only looked at, and for rows whose parent's lock is held already.
"""

from collections.abc import Iterable

import msgspec

from backend.intake.store import Connection, decoder_of, plan_of
from backend.log.row import Key, Row, RowType, type_of
from backend.log.working_set import AnyTouch, GroupTouch, WorkingSet


class Wish(msgspec.Struct, frozen=True):
    """The rows of one kind with certain keys, or (``field``) those whose field has certain values."""

    row_type: RowType
    field: str | None
    values: tuple[list[str | int], ...]


async def load(db: Connection, into: WorkingSet, touches: Iterable[AnyTouch]) -> None:
    """Take the rows of all touches into a working set, single rows before the groups they may belong to."""
    singles: dict[type[Row], set[Key]] = {}
    groups: dict[tuple[type[Row], str], list[GroupTouch]] = {}
    for touch in touches:
        if isinstance(touch, GroupTouch):
            groups.setdefault((touch.struct, touch.field), []).append(touch)
        else:
            singles.setdefault(touch.struct, set()).add(touch.key)
    # In one order, so that the same question is the same prepared statement.
    kinds = sorted(singles, key=_place)
    fields = sorted(groups, key=lambda g: (_place(g[0]), g[1]))
    wishes = [Wish(type_of(s), None, tuple(list(c) for c in zip(*singles[s], strict=True))) for s in kinds]
    wishes += [Wish(type_of(s), field, ([t.value for t in groups[s, field]],)) for s, field in fields]
    if not wishes:
        return
    found = await _fetch(db, wishes)
    for struct, rows in zip(kinds, found, strict=False):
        by_key = {type_of(struct).key_of(row): row for row in rows}
        for key in singles[struct]:
            into.load(struct, key, by_key.get(key))
    for (struct, field), rows in zip(fields, found[len(kinds) :], strict=True):
        members: dict[str | int, list[Row]] = {}
        for row in rows:
            members.setdefault(getattr(row, field), []).append(row)
        for touch in groups[struct, field]:
            into.load_group(touch, members.get(touch.value, ()))


def _place(struct: type[Row]) -> tuple[int, str]:
    return type_of(struct).rank, type_of(struct).kind


async def _fetch(db: Connection, wishes: list[Wish]) -> list[list[Row]]:
    """Return the rows of each wish, from one statement."""
    parts: list[str] = []
    arguments: list[list[str | int]] = []
    for n, wish in enumerate(wishes):
        parts.append(_select(n, wish, len(arguments) + 1))
        arguments += wish.values
    rows: list[list[Row]] = [[] for _ in wishes]
    for n, text in await db.fetch(" UNION ALL ".join(parts), *arguments):
        rows[n].append(decoder_of(wishes[n].row_type).decode(text))
    return rows


def _select(n: int, wish: Wish, first: int) -> str:
    plan = plan_of(wish.row_type)
    names = wish.row_type.struct.__struct_fields__
    head = f"SELECT {n}, to_jsonb(t)::text FROM row_{wish.row_type.kind} t"  # noqa: S608 - names come from code
    if wish.field is not None:
        array = plan.columns[names.index(wish.field)].array_type
        return f'{head} WHERE t."{wish.field}" = ANY(${first}::{array}[])'
    arrays = ", ".join(f"${at}::{c.array_type}[]" for at, c in enumerate(plan.keys, first))
    aliases = ", ".join(f"k{at}" for at in range(len(plan.keys)))
    on = " AND ".join(f"t.{c.name} = k.k{at}" for at, c in enumerate(plan.keys))
    return f"{head} JOIN unnest({arrays}) AS k({aliases}) ON {on}"

"""Rows of structures and routings, and what their entries touch."""

from collections.abc import Iterable
from datetime import datetime

from backend.items.entries.process import (
    ApproveProcess,
    DraftRouting,
    DraftStructure,
    Effectivity,
    ImportRoutings,
    ImportStructures,
    ProcessKind,
    Step,
    StructureLine,
    WithdrawProcess,
)
from backend.items.state.master import Item, everywhere
from backend.log.row import Row, row_type
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, GroupTouch, Touch, WorkingSet

MAX_LEVELS = 5
"""How deep structures may lie in one another; what lies deeper is refused, never half looked at."""


class Revision(Row, frozen=True, kw_only=True):
    """What structures and routings have in common. ``drafted_by_entry``: the entry whose draft this is."""

    item: str
    revision: str
    status: str
    effectivity: Effectivity
    drafted_by: str
    drafted_by_entry: str
    drafted_at: datetime
    approved_by: str | None
    approved_at: datetime | None
    withdrawn_by: str | None
    withdrawn_at: datetime | None


@row_type("structure", key=("item", "revision"), rank=33, lock="share")
class Structure(Revision, frozen=True, kw_only=True):
    """A revision of what goes into one base unit of an item."""

    lines: tuple[StructureLine, ...]


@row_type("routing", key=("item", "revision"), rank=34, lock="share")
class Routing(Revision, frozen=True, kw_only=True):
    """A revision of how an item is made."""

    steps: tuple[Step, ...]


@row_type("process_stop", key=("kind", "item", "revision"), rank=35, lock="parent", streams=everywhere)
class ProcessStop(Row, frozen=True, kw_only=True):
    """An approved revision that stops what runs by an earlier one: what a device needs to know of it (C05)."""

    kind: ProcessKind
    item: str
    revision: str
    approved_at: datetime


STRUCT_OF: dict[ProcessKind, type[Structure] | type[Routing]] = {"structure": Structure, "routing": Routing}


def touches_draft_structure(body: DraftStructure, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the revision, the item, its components and their substitutes."""
    yield Touch(Structure, (body.item, body.revision), write=True)
    yield Touch(Item, (body.item,))
    for line in body.lines:
        for item in (line.item, *line.substitutes):
            yield Touch(Item, (item,))


def touches_draft_routing(body: DraftRouting, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the revision, the item and the components that are scanned."""
    yield Touch(Routing, (body.item, body.revision), write=True)
    yield Touch(Item, (body.item,))
    for step in body.steps:
        for component in step.components:
            yield Touch(Item, (component.item,))


def touches_import_structures(body: ImportStructures, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return what each draft of the file touches."""
    for draft in body.rows:
        yield from touches_draft_structure(draft, ctx, rows)


def touches_import_routings(body: ImportRoutings, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return what each draft of the file touches."""
    for draft in body.rows:
        yield from touches_draft_routing(draft, ctx, rows)


def touches_process(body: ApproveProcess | WithdrawProcess, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the revision and, for a structure, all below it; items are locked, so that no ring closes meanwhile."""
    struct = STRUCT_OF[body.kind]
    yield Touch(struct, (body.item, body.revision), write=True)
    yield Touch(ProcessStop, (body.kind, body.item, body.revision), write=True)
    if struct is Structure:
        yield from _touches_below(body, rows)


def _touches_below(body: ApproveProcess | WithdrawProcess, rows: WorkingSet) -> Iterable[AnyTouch]:
    draft = rows.peek(Structure, body.item, body.revision)
    level = {body.item} | ({line.item for line in draft.lines} if draft is not None else set())
    seen: set[str] = set()
    for _ in range(MAX_LEVELS):
        level -= seen
        seen |= level
        for item in sorted(level):
            yield Touch(Item, (item,), write=True)
            yield GroupTouch(Structure, "item", item)
        level = {part for item in level for part in components(rows, item)}


def components(rows: WorkingSet, item: str) -> set[str]:
    """Return what goes into an item by any of its approved structures, as far as they are loaded."""
    group = GroupTouch(Structure, "item", item)
    approved = [s for s in rows.group(Structure, "item", item) if s.status == "approved"] if rows.has(group) else []
    return {line.item for structure in approved for line in structure.lines}

"""Since when lots are open or mixed whose items may be used for so long only, and what judging that touches (C25)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec.structs import replace

from backend.items.state import Item
from backend.log.row import Row, row_type
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, GroupTouch, Touch, WorkingSet
from backend.material.events import lot_thing
from backend.material.state import Edge, Lot, Node, at_site, touches_lot, touches_unit
from backend.production.entries import OpenContainer
from backend.production.events import LotOpened


@row_type("lot_opening", key=("lot",), rank=65, lock="parent", streams=at_site, part_of=("lot", ("lot",)))
class LotOpening(Row, frozen=True, kw_only=True):
    """``said``: when the lot was mixed or a container of it opened, in order. ``used_at``: its first use before any of
    these, which stands for an opening that nobody recorded.
    """

    lot: str
    site: str
    said: tuple[datetime, ...]
    used_at: datetime | None

    def begun_at(self, at: datetime) -> datetime:
        """Return since when what is used at a moment is open: the last opening before it, else the first use."""
        before = [each for each in self.said if each <= at]
        if before:
            return before[-1]
        return at if self.used_at is None else min(self.used_at, at)

    @property
    def earliest(self) -> datetime:
        """The first of all that is known."""
        known: list[datetime] = [*self.said, *(() if self.used_at is None else (self.used_at,))]
        return min(known)


def with_opening(known: LotOpening | None, told: LotOpened, site: str) -> LotOpening:
    """Return a lot's opening with one more beginning."""
    row = known or LotOpening(lot=told.lot, site=site, said=(), used_at=None)
    if told.said:
        return replace(row, said=tuple(sorted({*row.said, told.at})))
    return replace(row, used_at=told.at if row.used_at is None else min(row.used_at, told.at))


def limit_of(rows: WorkingSet, item: str) -> timedelta | None:
    """Return how long an item may be used once it is open; None: as long as it lives, or nobody knows the item."""
    known = rows.peek(Item, item)
    return None if known is None or known.open_minutes is None else timedelta(minutes=known.open_minutes)


def used_from(lot: str) -> GroupTouch:
    """Return everything that a lot went into."""
    return GroupTouch(Edge, "input", lot_thing(lot).node)


def touches_opening(lot: str, item: str, at: datetime, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the lot's opening and, where this is before all that is known of it, what is judged anew by it."""
    limit = limit_of(rows, item)
    if limit is None:
        return
    opening = Touch(LotOpening, (lot,), write=True)
    yield opening
    known = rows.peek(LotOpening, lot)
    if not rows.has(opening) or (known is not None and at >= known.earliest):
        return
    yield used_from(lot)
    edges = rows.group(Edge, "input", lot_thing(lot).node) if rows.has(used_from(lot)) else []
    for edge in edges:
        if edge.ended_at is None and edge.last_at > at + limit:
            yield Touch(Node, (edge.output,))
            node = rows.peek(Node, edge.output)
            if node is not None and node.kind == "lot":
                yield from touches_lot(node.key[0], rows)
            elif node is not None and node.kind == "unit":
                yield from touches_unit(node.key[0], node.key[1], rows)


def touches_use(lot: str | None, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return what a use of a lot reads and writes of its open time."""
    known = None if lot is None else rows.peek(Lot, lot)
    if known is not None:
        yield from touches_opening(known.number, known.item, ctx.occurred_at, rows)


def touches_as_open(sources: Iterable[str], outputs: Iterable[str], rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the openings of lots that are divided or become one, and of what they become."""
    known = [lot for number in sources if (lot := rows.peek(Lot, number)) is not None]
    if any(limit_of(rows, lot.item) is not None for lot in known):
        for number in (*(lot.number for lot in known), *outputs):
            yield Touch(LotOpening, (number,), write=True)


def touches_open_container(body: OpenContainer, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the lot with its opening."""
    yield from touches_lot(body.lot, rows)
    yield from touches_use(body.lot, ctx, rows)

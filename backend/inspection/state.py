"""What a decision on a lot touches: the lot, its holds and those upstream, its receipts' exceptions."""

from collections.abc import Iterable

from backend.inspection.entries import DecideLot
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, GroupTouch, Touch, WorkingSet
from backend.material.events import lot_thing
from backend.material.state import Lot, Node, Path, touches_lot, touches_upstream


def touches_decide_lot(body: DecideLot, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the lot and everything that flowed into it, locked: no hold is placed there meanwhile."""
    thing = lot_thing(body.lot)
    yield from touches_lot(body.lot, rows)
    yield from touches_upstream([thing], rows)
    above = GroupTouch(Path, "descendant", thing.node)
    for path in rows.group(Path, "descendant", thing.node) if rows.has(above) else ():
        node = rows.peek(Node, path.ancestor)
        if node is not None and node.kind == "lot":
            yield Touch(Lot, node.key)

"""What a move touches: the lot with its stock and holds, and the two locations."""

from collections.abc import Iterable

from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, Touch, WorkingSet
from backend.material.events import lot_thing
from backend.material.state import Location, touches_lot, touches_upstream
from backend.warehouse.entries import MoveStock


def touches_move(body: MoveStock, ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the lot and the locations."""
    yield from touches_lot(body.lot, rows)
    yield from touches_upstream([lot_thing(body.lot)], rows)
    yield Touch(Location, (ctx.site, body.to))
    if body.from_ is not None:
        yield Touch(Location, (ctx.site, body.from_))

"""The row of an identifier in a regulator's database, and what its entry and that of HIBC identifiers touch."""

from collections.abc import Iterable
from datetime import date

from backend.items.entries.identity import HibcAllocation
from backend.items.entries.publication import AllocateHibc, RecordPublication
from backend.items.state.identity import touches_hibc, touches_item_identity
from backend.items.state.master import Identifier, everywhere
from backend.log.row import Row, row_type
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, Touch, WorkingSet


@row_type("publication", key=("di", "regime"), rank=33, lock="share", streams=everywhere)
class Publication(Row, frozen=True, kw_only=True):
    """An identifier in a regime's database. Once public its dates never change there."""

    di: str
    regime: str
    item: str
    submitted_on: date
    published_on: date | None
    record_key: str


def touches_record_publication(body: RecordPublication, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the identifier and its row in the database."""
    yield Touch(Identifier, (body.di,))
    yield Touch(Publication, (body.di, body.regime), write=True)


def touches_allocate_hibc(body: AllocateHibc, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the item with its identifiers, the labeler's code, and the identifiers that are made."""
    yield from touches_item_identity(body.item)
    yield from touches_hibc(allocation_in(body))


def allocation_in(body: AllocateHibc) -> HibcAllocation:
    """Return what is to be made, whoever it is for."""
    return HibcAllocation(
        base_quantity=body.base_quantity,
        base_unit=body.base_unit,
        packages=body.packages,
        prefix=body.prefix,
        product=body.product,
    )

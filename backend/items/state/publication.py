"""The row of an identifier in a regulator's database, and what its entry and that of HIBC identifiers touch."""

from collections.abc import Iterable
from datetime import date

from backend.items.entries.publication import AllocateHibc, RecordPublication
from backend.items.state.identity import HIBCC, CompanyPrefix, touches_item_identity
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
    yield Touch(CompanyPrefix, (HIBCC, body.prefix), write=True)
    yield from (Touch(Identifier, (di,), write=True) for di in hibc_identifiers(body))


def hibc_identifiers(body: AllocateHibc) -> list[str]:
    """Return the identifiers, the base first; the check character is the symbol's, as it is published by most."""
    units = (body.base_unit, *(package.unit for package in body.packages))
    return [f"{body.prefix}{body.product}{unit}" for unit in units]

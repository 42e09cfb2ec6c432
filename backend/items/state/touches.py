"""What the entries about numbers touch, leases apart."""

from collections.abc import Iterable

from backend.items.entries import (
    DefineLotPattern,
    DefineSerialScheme,
    DefineSsccPool,
    ImportSerials,
    Span,
    UseNumbers,
    VoidNumbers,
)
from backend.items.state.master import Identifier
from backend.items.state.numbers import (
    IssuedNumber,
    NumberPool,
    pool_of_lots,
    pool_of_serials,
    pool_of_sscc,
    scope_of,
    touches_pool,
    touches_range,
    touches_spans,
)
from backend.log.vocabulary import Context
from backend.log.working_set import AnyTouch, Touch, WorkingSet


def touches_define_serial_scheme(body: DefineSerialScheme, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the identifier and its pool."""
    yield Touch(Identifier, (body.di,))
    yield Touch(NumberPool, (pool_of_serials(body.di),), write=True)


def touches_define_sscc_pool(body: DefineSsccPool, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the pool."""
    yield Touch(NumberPool, (pool_of_sscc(body.prefix, body.extension),), write=True)


def touches_define_lot_pattern(body: DefineLotPattern, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the pool."""
    yield Touch(NumberPool, (pool_of_lots(body.name),), write=True)


def touches_import_serials(body: ImportSerials, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the identifier, its pool, and every number of the list."""
    pool = pool_of_serials(body.di)
    yield Touch(Identifier, (body.di,))
    yield from touches_pool(pool)
    for number in body.serials:
        yield Touch(IssuedNumber, (scope_of(pool), number))


def touches_use_numbers(body: UseNumbers, _ctx: Context, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the ranges, and the loose numbers with the ranges that they turn out to be of."""
    yield from touches_spans(body.spans)
    for loose in body.loose:
        scope = scope_of(loose.pool)
        yield from touches_pool(loose.pool)
        yield Touch(IssuedNumber, (scope, loose.number))
        issued = rows.peek(IssuedNumber, scope, loose.number)
        if issued is not None and issued.range:
            yield from touches_range(issued.range)


def spans_of(body: UseNumbers, rows: WorkingSet) -> list[Span]:
    """Return the spans used, and the loose numbers as those of the ranges that they turn out to be of."""
    issued = [rows.peek(IssuedNumber, scope_of(loose.pool), loose.number) for loose in body.loose]
    found = [Span(range=each.range, first=each.place, last=each.place) for each in issued if each and each.range]
    return [*body.spans, *found]


def touches_void_numbers(body: VoidNumbers, _ctx: Context, _rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return the ranges."""
    return touches_spans(body.spans)

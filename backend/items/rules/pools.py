"""How pools make their numbers: only so that each number fits a label and can be told from a device's own ones."""

from hashlib import sha256

from backend.items.entries import DefineLotPattern, DefineSerialScheme, DefineSsccPool, ImportSerials
from backend.items.events import NumberPoolDefined, SerialsImported
from backend.items.state import (
    Identifier,
    IssuedNumber,
    NumberPool,
    looks_device_scoped,
    period_of,
    pool_of_lots,
    pool_of_serials,
    pool_of_sscc,
    scope_of,
    sequence_digits,
    writing_problem,
)
from backend.log.vocabulary import Context, Decision, refuse
from backend.log.working_set import WorkingSet
from labels.gs1_keys import MAX_SERIAL

SSCC_LENGTH = 18


def decide_define_serial_scheme(rows: WorkingSet, body: DefineSerialScheme, ctx: Context) -> Decision:
    """Take a way of making serials that fit AI 21; a list and made numbers never share a pool."""
    identifier = rows.find(Identifier, body.di)
    if identifier is None:
        return refuse("SERIAL_IDENTIFIER_UNKNOWN", di=body.di)
    if body.order != "list" and (problem := _unwritable(body.prefix + "9" * body.digits)):
        return problem
    known = rows.find(NumberPool, pool_of_serials(body.di))
    if known is not None and (known.order == "list") != (body.order == "list") and known.issued + known.listed:
        return refuse("SERIAL_ORDER_FIXED", di=body.di, expected=known.order, found=body.order)
    return _defined(
        known,
        NumberPoolDefined(
            pool=pool_of_serials(body.di),
            kind="serial",
            of=body.di,
            order=body.order,
            prefix=body.prefix,
            digits=body.digits,
            alphabet=body.alphabet,
            key=_key(ctx) if body.order == "random" else "",
        ),
    )


def decide_define_sscc_pool(rows: WorkingSet, body: DefineSsccPool, _ctx: Context) -> Decision:
    """Open the shipping container codes of a prefix and an extension digit."""
    pool = pool_of_sscc(body.prefix, body.extension)
    event = NumberPoolDefined(
        pool=pool,
        kind="sscc",
        of=body.prefix,
        order="sequential",
        prefix=str(body.extension),
        digits=SSCC_LENGTH - 2 - len(body.prefix),
        alphabet="digits",
        key="",
    )
    return _defined(rows.find(NumberPool, pool), event)


def decide_define_lot_pattern(rows: WorkingSet, body: DefineLotPattern, ctx: Context) -> Decision:
    """Take a lot pattern with one count that fits AI 10."""
    digits = sequence_digits(body.pattern)
    if digits is None:
        return refuse("LOT_PATTERN_WRONG", pattern=body.pattern, example="{seq:02}")
    sample = period_of(body.pattern, ctx.site, ctx.received_at)
    if problem := _unwritable(sample.replace(f"{{seq:0{digits}}}", "9" * digits)):
        return problem
    pool = pool_of_lots(body.name)
    event = NumberPoolDefined(
        pool=pool,
        kind="lot",
        of=body.name,
        order="sequential",
        prefix=body.pattern,
        digits=digits,
        alphabet="digits",
        key="",
    )
    return _defined(rows.find(NumberPool, pool), event)


def decide_import_serials(rows: WorkingSet, body: ImportSerials, _ctx: Context) -> Decision:
    """Take a whole list or refuse it with its first wrong line."""
    pool = rows.find(NumberPool, pool_of_serials(body.di))
    if pool is None or pool.order != "list":
        return refuse("SERIAL_LIST_NOT_EXPECTED", di=body.di)
    seen: set[str] = set()
    for line, number in enumerate(body.serials, 1):
        if (what := writing_problem(number)) or looks_device_scoped(number):
            return refuse("NUMBER_UNWRITABLE", sample=number, problem=what or "device", limit=MAX_SERIAL, line=line)
        if number in seen or rows.find(IssuedNumber, scope_of(pool.pool), number) is not None:
            return refuse("SERIAL_TAKEN", number=number, line=line)
        seen.add(number)
    event = SerialsImported(pool=pool.pool, first=pool.listed + 1, serials=body.serials, source=body.source)
    return Decision(events=(event,))


def _unwritable(sample: str) -> Decision | None:
    """Refuse numbers that do not fit AI 10 or 21, or that a device could make by itself when its ranges are dry."""
    if what := writing_problem(sample):
        return refuse("NUMBER_UNWRITABLE", sample=sample, problem=what, limit=MAX_SERIAL, line=0)
    if looks_device_scoped(sample):
        return refuse("NUMBER_LIKE_DEVICE", sample=sample)
    return None


def _defined(known: NumberPool | None, event: NumberPoolDefined) -> Decision:
    same = known is not None and all(
        getattr(known, name) == getattr(event, name) for name in ("order", "prefix", "digits", "alphabet")
    )
    return Decision() if same else Decision(events=(event,))


def _key(ctx: Context) -> str:
    """Return the key of a random order: of this entry's id alone, so that no two orders are the same."""
    return sha256(f"serial order {ctx.entry_id}".encode()).hexdigest()[:32]

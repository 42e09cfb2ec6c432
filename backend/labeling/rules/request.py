"""Decides on a request for labels: of what, on which printer, with numbers that nothing else has (C19)."""

from backend.items.entries import Span as NumberSpan
from backend.items.events import RangeLeased
from backend.items.rules import draw, use_spans
from backend.items.state import Identifier, Item, numbers_of, pool_of_serials, range_id
from backend.labeling.entries.jobs import RequestLabels
from backend.labeling.events.jobs import LabelJobRequested
from backend.labeling.rules.overlaps import incidents, jobs_with, overlap
from backend.labeling.rules.printers import printer_problem
from backend.labeling.state.contents import identifier_fields, item_fields, lot_fields, texts_of
from backend.labeling.state.jobs import LabelJobCount
from backend.labeling.state.numbers import pool_of, sequence_of, total
from backend.labeling.state.printers import Printer
from backend.labeling.state.template import approved_template
from backend.labeling.state.texts import LabelTexts
from backend.log.vocabulary import Context, Decision
from backend.log.working_set import WorkingSet
from backend.material.rules import open_holds
from backend.material.state import Lot
from labels.label_errors import LabelError
from labels.templates.fields import checked
from labels.templates.model import Template
from labels.templates.needed import missing
from sync.outcome import Flag


def decide_request(rows: WorkingSet, body: RequestLabels, ctx: Context) -> Decision:
    """Take the request; numbers that another job has stop both until somebody has looked (820.45(c))."""
    template = approved_template(rows, body.template, body.revision)
    if template is None:
        return Decision(
            refusal=Flag("LABEL_TEMPLATE_NOT_APPROVED", {"template": body.template, "revision": body.revision})
        )
    problem = (
        _subject_problem(rows, body, ctx)
        or _production_problem(body)
        or _numbers_problem(body)
        or _printer_problem(rows, body, template, ctx)
    )
    if problem is not None:
        return Decision(refusal=problem)
    taken = _numbers(rows, body, ctx)
    if taken.refusal is not None:
        return taken
    try:
        requested = _requested(rows, body, ctx, taken)
    except LabelError as error:
        return Decision(refusal=Flag("LABEL_TEXT_WRONG", {"en": error.text_en, "zh": error.text_zh}))
    lacking = missing(template, requested.data | _own_number(requested))
    if lacking:
        told = {"en": " ".join(each.text_en for each in lacking), "zh": "".join(each.text_zh for each in lacking)}
        return Decision(refusal=Flag("LABEL_DATA_MISSING", told))
    others = jobs_with(rows, body.spans, requested.id)
    overlaps = [overlap(requested.id, requested.number, other, requested.di) for other in others]
    opened = incidents(requested.id, others)
    return Decision((*taken.events, requested, *opened), (*taken.exceptions, *overlaps))


def _own_number(of: LabelJobRequested) -> dict[str, str]:
    """Return the field in which each label will have a number of its own; which number says the label."""
    if of.pool is None:
        return {}
    return {"sscc" if of.pool.startswith("sscc:") else "serial": of.pool}


def _numbers(rows: WorkingSet, body: RequestLabels, ctx: Context) -> Decision:
    """Draw numbers from the pool, or use those that are leased."""
    if body.pool is not None:
        return draw(rows, body.pool, body.count, purpose=ctx.entry_id, ctx=ctx)
    return use_spans(rows, body.spans, purpose=ctx.entry_id, ctx=ctx)


def _requested(rows: WorkingSet, body: RequestLabels, ctx: Context, taken: Decision) -> LabelJobRequested:
    counted = rows.find(LabelJobCount, ctx.site)
    leased = [event for event in taken.events if isinstance(event, RangeLeased)]
    spans = body.spans or tuple(_span(event) for event in leased)
    numbers = [number for event in leased for number in event.numbers]
    numbers += [number for span in body.spans for number in numbers_of(rows, span)]
    pool = body.pool or (pool_of(body.spans[0]) if body.spans else None)
    in_container = pool is not None and pool.startswith("sscc:")
    return LabelJobRequested(
        id=ctx.entry_id,
        number=f"LJ-{ctx.site}-{counted.next if counted else 1:05d}",
        site=ctx.site,
        template=body.template,
        revision=body.revision,
        item=item_of(rows, body),
        lot=body.lot,
        di=body.di,
        pool=pool,
        spans=spans,
        sequence=sequence_of(numbers, checked=in_container),
        count=body.count,
        dpi=body.dpi,
        language=body.language,
        printer=body.printer,
        data=_data(rows, body, ctx, in_container=in_container),
        by=ctx.badge,
    )


def _span(event: RangeLeased) -> NumberSpan:
    last = event.first + len(event.numbers) - 1
    return NumberSpan(range=range_id(event.pool, event.first), first=event.first, last=last)


def _data(rows: WorkingSet, body: RequestLabels, ctx: Context, *, in_container: bool) -> dict[str, str]:
    """Return what all labels of the job say. Raises LabelError for a value that cannot be printed."""
    number = item_of(rows, body)
    item = rows.find(Item, number) if number is not None else None
    identifier = rows.find(Identifier, body.di) if body.di is not None else None
    lot = rows.find(Lot, body.lot) if body.lot is not None else None
    gtin = identifier.di if identifier is not None and identifier.agency == "GS1" else ""
    quantity = body.quantity or (f"{identifier.base_quantity.normalize():f}" if identifier is not None else "")
    return checked(
        {
            **texts_of(rows.find(LabelTexts, ""), rows.find(LabelTexts, number) if number else None),
            **item_fields(item),
            **lot_fields(lot, gtin, held=lot is not None and bool(open_holds(rows, lot.number))),
            **({} if body.production is None else {"production": body.production.isoformat()}),
            "gtin": "",
            **identifier_fields(identifier, in_container=in_container),
            "content_quantity" if in_container else "quantity": quantity,
            "site": ctx.site,
            "template": f"{body.template} {body.revision}",
            "printed_at": f"{ctx.received_at:%Y-%m-%d %H:%M} UTC",
            "printed_by": ctx.badge,
        }
    )


def item_of(rows: WorkingSet, body: RequestLabels) -> str | None:
    """Return the item of the labels: as asked for, or that of the DI or the lot."""
    if body.item is not None:
        return body.item
    identifier = rows.find(Identifier, body.di) if body.di is not None else None
    if identifier is not None:
        return identifier.item
    lot = rows.find(Lot, body.lot) if body.lot is not None else None
    return (lot.item or None) if lot is not None else None


def _subject_problem(rows: WorkingSet, body: RequestLabels, ctx: Context) -> Flag | None:
    item = item_of(rows, body)
    if item is not None and rows.find(Item, item) is None:
        return Flag("LABEL_ITEM_UNKNOWN", {"item": item})
    identifier = rows.find(Identifier, body.di) if body.di is not None else None
    if body.di is not None and (identifier is None or identifier.status != "active" or identifier.item != item):
        return Flag("LABEL_DI_NOT_OF_ITEM", {"di": body.di, "item": item or "-"})
    lot = rows.find(Lot, body.lot) if body.lot is not None else None
    if body.lot is not None and (lot is None or lot.site != ctx.site or (lot.item or None) != item):
        return Flag("LABEL_LOT_NOT_OF_ITEM", {"lot": body.lot, "item": item or "-"})
    return None


def _production_problem(body: RequestLabels) -> Flag | None:
    """A lot has its own date of manufacture; a second one could only contradict it."""
    if body.production is None or body.lot is None:
        return None
    return Flag("LABEL_PRODUCTION_OF_LOT", {"lot": body.lot, "found": body.production.isoformat()})


def _numbers_problem(body: RequestLabels) -> Flag | None:
    """Numbers come from one pool, as many as labels; serials from that of the DI on the labels."""
    pools = {pool_of(span) for span in body.spans} | ({body.pool} if body.pool is not None else set())
    if not pools:
        return None
    found = total(body.spans) if body.spans else body.count
    pool = next(iter(pools))
    detail = {"pool": pool, "expected": body.count, "found": found}
    if len(pools) > 1 or found != body.count or pool.startswith("lot:"):
        return Flag("LABEL_NUMBERS_DO_NOT_FIT", detail)
    if pool.startswith("serial:") and pool != pool_of_serials(body.di or ""):
        return Flag("LABEL_NUMBERS_OF_OTHER_DI", {"pool": pool, "di": body.di or "-"})
    return None


def _printer_problem(rows: WorkingSet, body: RequestLabels, template: Template, ctx: Context) -> Flag | None:
    if body.printer is None:
        return None
    return printer_problem(rows.find(Printer, ctx.site, body.printer), body.printer, body.dpi, template)

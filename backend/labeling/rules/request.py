"""Decides on a request for labels: of what, on which printer, with numbers that nobody else has (C19)."""

from collections.abc import Iterator

from backend.items.state import Identifier, Item
from backend.labeling.entries.jobs import LabelNumbers, RequestLabels
from backend.labeling.events.jobs import LabelIncidentOpened, LabelJobRequested
from backend.labeling.state.jobs import Claim, LabelBlock, LabelJob, LabelJobCount
from backend.labeling.state.numbers import blocks_of, number_of, scope_of, stem_of, width_of, writable
from backend.labeling.state.printers import Printer
from backend.log.vocabulary import Context, Decision, Exceptional
from backend.log.working_set import WorkingSet
from backend.material.state import Lot
from sync.outcome import Flag

OVERLAP = "LABEL_NUMBERS_OVERLAP"


def decide_request(rows: WorkingSet, body: RequestLabels, ctx: Context) -> Decision:
    """Take the request; overlapping numbers stop this job and the other one until somebody has looked (820.45(c))."""
    problem = _subject_problem(rows, body, ctx) or _printer_problem(rows, body, ctx) or _numbers_problem(body)
    if problem is not None:
        return Decision(refusal=problem)
    others = overlapping(rows, body.numbers, body.count, body.di) if body.numbers is not None else []
    void = [job.number for job in others if job.status == "cancelled"]
    if void and body.numbers is not None:
        detail = {"first": number_of(body.numbers, 1), "last": number_of(body.numbers, body.count), "job": void[0]}
        return Decision(refusal=Flag("LABEL_NUMBERS_VOID", detail))
    requested = _requested(rows, body, ctx)
    stopped = (requested.id, *(other.id for other in others)) if others else ()
    incidents = (LabelIncidentOpened(job=job, code=OVERLAP) for job in stopped)
    return Decision((requested, *incidents), tuple(_overlaps(requested, others)))


def _overlaps(requested: LabelJobRequested, others: list[LabelJob]) -> Iterator[Exceptional]:
    for other in others:
        detail = {"job": requested.number, "other": other.number, "di": requested.di or "-"}
        yield Exceptional(OVERLAP, "label_job", requested.id, detail)


def overlapping(rows: WorkingSet, numbers: LabelNumbers, count: int, di: str | None, own: str = "") -> list[LabelJob]:
    """Return the other jobs that have some of these numbers, in the order of their ids."""
    found: set[str] = set()
    for block, first, last in blocks_of(numbers, count):
        known = rows.find(LabelBlock, scope_of(numbers, di), stem_of(numbers)[0], block)
        for claim in known.claims if known else ():
            if claim.job != own and _same_number(claim, first, last, width_of(numbers)):
                found.add(claim.job)
    return [rows.get(LabelJob, job) for job in sorted(found)]


def _same_number(claim: Claim, first: int, last: int, width: int) -> bool:
    """Say whether two stretches of counts have one that is written alike: A007 and A7 are not, A100 and A100 are."""
    highest = min(claim.last, last)
    if highest < max(claim.first, first):
        return False
    return claim.width == width or len(str(highest)) >= max(claim.width, width)


def _requested(rows: WorkingSet, body: RequestLabels, ctx: Context) -> LabelJobRequested:
    counted = rows.find(LabelJobCount, ctx.site)
    return LabelJobRequested(
        id=ctx.entry_id,
        number=f"LJ-{ctx.site}-{counted.next if counted else 1:05d}",
        site=ctx.site,
        template=body.template,
        revision=body.revision,
        item=item_of(rows, body),
        lot=body.lot,
        di=body.di,
        numbers=body.numbers,
        count=body.count,
        dpi=body.dpi,
        language=body.language,
        printer=body.printer,
        data={},
        by=ctx.badge,
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


def _printer_problem(rows: WorkingSet, body: RequestLabels, ctx: Context) -> Flag | None:
    if body.printer is None:
        return None
    return printer_problem(rows.find(Printer, ctx.site, body.printer), body.printer, body.dpi)


def printer_problem(printer: Printer | None, code: str, dpi: int) -> Flag | None:
    """Return why labels read back at ``dpi`` cannot go to a printer."""
    if printer is None or not printer.active:
        return Flag("PRINTER_UNKNOWN", {"printer": code})
    if printer.dpi != dpi:
        return Flag("PRINTER_RESOLUTION_DIFFERS", {"printer": code, "expected": dpi, "found": printer.dpi})
    return None


def _numbers_problem(body: RequestLabels) -> Flag | None:
    numbers = body.numbers
    if numbers is None:
        return None
    detail = {"prefix": numbers.prefix, "first": numbers.first, "digits": numbers.digits, "count": body.count}
    if not writable(numbers, body.count):
        return Flag("LABEL_NUMBERS_NOT_WRITABLE", detail)
    if numbers.kind == "serial" and body.di is None:
        return Flag("LABEL_NUMBERS_WITHOUT_DI", detail)
    return None

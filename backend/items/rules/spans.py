"""What became of numbers: each is used or voided, once. What was used twice nevertheless is kept and flagged (C19)."""

from collections.abc import Iterable, Iterator, Sequence

from backend.items.entries import Span, UseNumbers, VoidNumbers
from backend.items.entries.numbers import LooseNumber
from backend.items.events import LooseNumbersUsed, NumbersUsed, NumbersVoided
from backend.items.state import LOT, IssuedNumber, NumberRange, NumberUse, scope_of
from backend.log.vocabulary import Context, Decision, Exceptional, refuse
from backend.log.working_set import WorkingSet
from backend.people.rules import MIN_REASON, allowed, has_reason

Interval = tuple[int, int]

LOT_SEEN = "lot"
"""The purpose of a lot number that was used by being seen on its lot."""


def decide_use_numbers(rows: WorkingSet, body: UseNumbers, ctx: Context) -> Decision:
    """Note the use, whatever is wrong with it."""
    return use_spans(rows, body.spans, purpose=body.purpose, ctx=ctx, loose=body.loose)


def use_spans(
    rows: WorkingSet, spans: Iterable[Span], *, purpose: str, ctx: Context, loose: Sequence[LooseNumber] = ()
) -> Decision:
    """Return the events and exceptions of using numbers, for any entry that does; needs ``touches_spans``.

    ``loose`` numbers that turn out to be of a range are used of it; needs ``touches_use_numbers``.
    """
    events: list[NumbersUsed | LooseNumbersUsed] = []
    exceptions: list[Exceptional] = []
    unknown: dict[str, list[str]] = {}
    taken: dict[str, list[Interval]] = {}
    wanted = [*spans]
    for number in loose:
        issued = rows.find(IssuedNumber, scope_of(number.pool), number.number)
        if issued is not None and issued.range:
            wanted.append(Span(range=issued.range, first=issued.place, last=issued.place))
        elif (issued is not None and issued.place == 0) or number.number in unknown.get(number.pool, ()):
            exceptions.append(_twice(number.pool, number.number, number.number))
        else:
            unknown.setdefault(number.pool, []).append(number.number)
    for span in wanted:
        exceptions += _doubts(rows, span, ctx)
        already = taken.setdefault(span.range, [])
        for first, last in _unspent(rows, span, already):
            events.append(NumbersUsed(range=span.range, first=first, last=last, purpose=purpose))
            already.append((first, last))
    for pool, numbers in unknown.items():
        events.append(LooseNumbersUsed(pool=pool, numbers=tuple(numbers), purpose=purpose))
        detail = {"number": ", ".join(numbers[:5]), "count": len(numbers), "origin": "loose"}
        exceptions.append(Exceptional("NUMBER_NOT_LEASED", "number_pool", pool, detail))
    return Decision(events=tuple(events), exceptions=tuple(exceptions))


def use_lot_number(rows: WorkingSet, number: str) -> Decision | None:
    """Return the use of a lot number where its lot is first seen, None where no range has it; ``touches_lot_number``.

    Whoever holds the range: a label may be scanned before the device that printed it has told anything (P40).
    """
    issued = rows.find(IssuedNumber, LOT, number)
    if issued is None or not issued.range:
        return None
    place = issued.place
    for use in rows.group(NumberUse, "range", issued.range):
        if use.first <= place <= use.last:
            void = use.status == "voided"
            return Decision(exceptions=(_twice(issued.pool, number, number, use),) if void else ())
    return Decision(events=(NumbersUsed(range=issued.range, first=place, last=place, purpose=LOT_SEEN),))


def decide_void_numbers(rows: WorkingSet, body: VoidNumbers, ctx: Context) -> Decision:
    """Void numbers that are still unused, with a reason; those of another device only who keeps master data."""
    if not has_reason(ctx):
        return refuse("REASON_MISSING", expected=MIN_REASON, found=len((ctx.reason or "").strip()))
    return void_spans(rows, body.spans, reason=(ctx.reason or "").strip(), ctx=ctx)


def void_spans(rows: WorkingSet, spans: Iterable[Span], *, reason: str, ctx: Context) -> Decision:
    """Return the events of voiding numbers, all or none; needs ``touches_spans``."""
    events: list[NumbersVoided] = []
    taken: dict[str, list[Interval]] = {}
    for span in spans:
        held = rows.find(NumberRange, span.range)
        if held is None or _outside(held, span):
            return refuse("RANGE_UNKNOWN", range=span.range, first=span.first, last=span.last)
        if held.device != ctx.device and not allowed(ctx.roles, "manage_master_data"):
            return refuse("RANGE_OF_OTHER_DEVICE", range=span.range)
        already = taken.setdefault(span.range, [])
        if list(_unspent(rows, span, already)) != [(span.first, span.last)]:
            return refuse("NUMBER_ALREADY_SPENT", range=span.range, first=span.first, last=span.last)
        already.append((span.first, span.last))
        events.append(NumbersVoided(range=span.range, first=span.first, last=span.last, reason=reason))
    return Decision(events=tuple(events))


def _outside(held: NumberRange, span: Span) -> bool:
    return not held.first <= span.first <= span.last <= held.last


def _doubts(rows: WorkingSet, span: Span, ctx: Context) -> Iterator[Exceptional]:
    """Yield what is wrong with using a span: not leased, to another, used or voided before."""
    held = rows.find(NumberRange, span.range)
    if held is None or _outside(held, span):
        detail = {"number": f"{span.range} {span.first}-{span.last}", "origin": "unknown"}
        yield Exceptional("NUMBER_NOT_LEASED", "number_pool", span.range.partition("#")[0], detail)
        return
    if held.device != ctx.device:
        detail = {"number": held.numbers[span.first - held.first], "origin": "other device"}
        yield Exceptional("NUMBER_NOT_LEASED", "number_pool", held.pool, detail)
    for use in rows.group(NumberUse, "range", span.range):
        first, last = max(use.first, span.first), min(use.last, span.last)
        if first <= last and not _told_late(held, use, ctx):
            yield _twice(held.pool, held.numbers[first - held.first], held.numbers[last - held.first], use)


def _told_late(held: NumberRange, use: NumberUse, ctx: Context) -> bool:
    """Say whether a device tells of the lot number that another one saw on its lot before."""
    return use.purpose == LOT_SEEN and held.device == ctx.device != use.device


def _twice(pool: str, first: str, last: str, use: NumberUse | None = None) -> Exceptional:
    code = "VOID_NUMBER_USED" if use is not None and use.status == "voided" else "NUMBER_USED_TWICE"
    detail = {"first": first, "last": last, "purpose": use.purpose if use else ""}
    return Exceptional(code, "number_pool", pool, detail)


def _unspent(rows: WorkingSet, span: Span, also: Sequence[Interval]) -> Iterator[Interval]:
    """Yield the parts of a span that were neither used nor voided, nor are in ``also``; none of an unknown range."""
    held = rows.find(NumberRange, span.range)
    if held is None or _outside(held, span):
        return
    spent = [(use.first, use.last) for use in rows.group(NumberUse, "range", span.range)]
    at = span.first
    for first, last in sorted([*spent, *also]):
        if last < at or first > span.last:
            continue
        if first > at:
            yield at, first - 1
        at = last + 1
    if at <= span.last:
        yield at, span.last

"""Judges a batch in memory: each entry against the rows as the entries before it left them. Pure.

One entry fails alone: if its rules raise, its changes are discarded and it is quarantined as INTERNAL (P22). Where it
touches more than was loaded, because of what an entry before it did, it is judged once that is loaded as well.
"""

import logging
from collections.abc import Generator, Iterable

import msgspec

from backend.intake.entries import BranchEntryJudged, ExceptionOpened
from backend.intake.identity import standing, touches_standing
from backend.intake.inbox import settling, touches_settled
from backend.intake.item import Item, Readable, context_of
from backend.log.registry import Registry
from backend.log.row import Row
from backend.log.vocabulary import Context, Decision, Event, EventContext, Exceptional, Kind
from backend.log.working_set import AnyTouch, NotTouched, WorkingSet
from sync import canonical, catalogue
from sync.outcome import Flag, Outcome, OutcomeWord

INTERNAL = "INTERNAL"
CARRIED_OVER = "CARRIED_OVER"
_TAKEN = ("accepted", "flagged")

_LOG = logging.getLogger(__name__)


# An event, its context, and the rows that applying it wrote.
AppliedEvent = tuple[Event, EventContext, tuple[Row, ...]]


class Judged(msgspec.Struct, frozen=True):
    """An entry's outcome and the events it gave."""

    item: Item
    outcome: Outcome
    raw: bytes
    events: tuple[AppliedEvent, ...] = ()


# Stops wherever an entry touches rows that are not loaded, and goes on once they are; ends with the verdicts.
Judging = Generator[None, None, list[Judged]]


def judge(registry: Registry, rows: WorkingSet, items: Iterable[Item], *, poisoned: frozenset[int]) -> Judging:
    """Return a verdict for every item, in order, leaving its effect in ``rows``; see ``Judging``.

    ``poisoned`` holds the seqs whose effect the database refused to write; they are quarantined without being tried.
    """
    judged: list[Judged] = []
    for item in items:
        if item.asked_by is not None:
            if _granted(item.asked_by, judged):
                judged.append((yield from _judged_again(registry, rows, item, item.asked_by)))
        elif item.seq in poisoned:
            judged.append(_quarantined(item, Flag(INTERNAL, {})))
        else:
            judged.append((yield from _judge_one(registry, rows, item)))
    return judged


def touches_of(item: Item, readable: Readable, rows: WorkingSet) -> Iterable[AnyTouch]:
    """Return everything that judging an entry reads or writes, as far as ``rows`` say."""
    yield from touches_standing(readable, item.device, rows)
    context = context_of(readable, item.received_at, person=None, roles=frozenset(), device_code="")
    yield from readable.binding.touches(readable.body, context, rows)
    if readable.binding.settles is not None:
        yield from touches_settled(readable.binding.settles(readable.body, context, rows), rows)


def _granted(asker: Item, judged: list[Judged]) -> bool:
    """Say whether the entry that asks for another one to be judged was itself accepted."""
    return any(j.item.seq == asker.seq and j.item.asked_by is None and j.outcome.outcome in _TAKEN for j in judged)


def _judged_again(registry: Registry, rows: WorkingSet, item: Item, asker: Item) -> Generator[None, None, Judged]:
    """Judge what an entry asks for; of a line beside a chain the outcome is told by an event (P45)."""
    judged = yield from _judge_one(registry, rows, item)
    if item.branch is None or asker.readable is None:
        return judged
    told = BranchEntryJudged(
        device=item.device,
        seq=item.seq,
        content=item.branch.content,
        batch=item.branch.batch,
        line=item.branch.line,
        entry=judged.outcome.id,
        revision=judged.outcome.revision,
        outcome=judged.outcome.outcome,
        codes=judged.outcome.codes,
    )
    by = context_of(asker.readable, asker.received_at, person=None, roles=frozenset(), device_code="")
    event = applied(registry, rows, told, event_context(by))
    rows.keep()
    return msgspec.structs.replace(judged, events=(*judged.events, event))


def _judge_one(registry: Registry, rows: WorkingSet, item: Item) -> Generator[None, None, Judged]:
    if item.carried is not None:
        codes = (*item.carried.codes, Flag(CARRIED_OVER, {}))
        return _ended(item, item.carried.outcome, codes)
    if item.problem is not None or item.readable is None:
        return _quarantined(item, item.problem or Flag(INTERNAL, {}))
    while True:
        try:
            judged = _decide(registry, rows, item, item.readable)
        except Exception as error:  # noqa: BLE001 - any bug in a rule quarantines its entry, and is logged with its trace
            rows.discard()
            if isinstance(error, NotTouched) and not _all_loaded(rows, item, item.readable):
                yield
                continue
            _LOG.exception("entry %s of device %s could not be judged", item.entry_id, item.device)
            return _quarantined(item, Flag(INTERNAL, {}))
        rows.keep()
        return judged


def _all_loaded(rows: WorkingSet, item: Item, readable: Readable) -> bool:
    """Say whether everything that an entry says it touches is loaded: then its rules read what it does not say."""
    return all(rows.has(touch) for touch in touches_of(item, readable, rows))


def _quarantined(item: Item, why: Flag) -> Judged:
    return _ended(item, "quarantined", (why,))


def _decide(registry: Registry, rows: WorkingSet, item: Item, readable: Readable) -> Judged:
    who = standing(rows, item.device, readable, item.received_at)
    context = context_of(readable, item.received_at, person=who.person, roles=who.roles, device_code=who.device_code)
    entry_type = readable.binding.type
    if entry_type.kind is not Kind.FACT and who.refusal is not None:
        return _ended(item, "refused", (who.refusal,))
    if item.refusal is not None:
        return _ended(item, "refused", (item.refusal,))
    decision = readable.binding.decide(rows, readable.body, context)
    if decision.refusal is not None:
        assert entry_type.kind is not Kind.FACT, f"{entry_type.name} is a fact and was refused"
        return _ended(item, "refused", (decision.refusal,))
    return _accepted(registry, rows, item, context, decision, (*readable.flags, *who.flags))


def _accepted(
    registry: Registry, rows: WorkingSet, item: Item, context: Context, decision: Decision, flags: tuple[Flag, ...]
) -> Judged:
    codes = (*flags, *(Flag(e.code, e.detail) for e in decision.exceptions))
    events = (*decision.events, *_inbox(context, flags, decision.exceptions), *settling(rows, decision.settled))
    told = event_context(context)
    word: OutcomeWord = "flagged" if codes else "accepted"
    return _ended(item, word, codes, tuple(applied(registry, rows, event, told) for event in events))


def event_context(context: Context) -> EventContext:
    """Return what an event is told under: the entry it came from."""
    return EventContext(
        entry_id=context.entry_id,
        device=context.device,
        seq=context.seq,
        site=context.site,
        badge=context.badge,
        occurred_at=context.occurred_at,
        received_at=context.received_at,
    )


def applied(registry: Registry, rows: WorkingSet, event: Event, context: EventContext) -> AppliedEvent:
    """Apply an event and return it with the rows it wrote."""
    registry.event_binding(event).apply(rows, event, context)
    return event, context, tuple(rows.take_written())


def _ended(item: Item, word: OutcomeWord, codes: tuple[Flag, ...], events: tuple[AppliedEvent, ...] = ()) -> Judged:
    outcome = Outcome(item.seq, item.entry_id, word, codes, item.revision)
    return Judged(item, outcome, canonical.encode(outcome), events)


def _inbox(context: Context, flags: tuple[Flag, ...], exceptions: tuple[Exceptional, ...]) -> list[Event]:
    """Return the inbox items of an entry: one per code that wants a person's look."""
    raised = [Exceptional(f.code, "entry", context.entry_id, f.detail) for f in flags] + list(exceptions)
    wanted = [e for e in raised if catalogue.code(e.code).inbox]
    return [
        ExceptionOpened(
            id=f"{context.entry_id}/x{n}",
            code=e.code,
            subject_kind=e.subject_kind,
            subject_key=e.subject_key,
            detail=e.detail,
        )
        for n, e in enumerate(wanted, 1)
    ]

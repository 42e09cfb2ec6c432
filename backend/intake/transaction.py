"""One transaction of the door: plan the chains, lock and load, judge, flush. All writes of the product happen here.

Waiting devices may share it; the caller retries it whole on deadlock, or push by push when it fails.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from itertools import islice

import msgspec

from backend.devices.state import Device
from backend.intake.asked import asked_for, asks, settled
from backend.intake.branch import AdoptedEntry
from backend.intake.carried import recognise
from backend.intake.chain_plan import DEVICE_FROZEN, ChainHead, ChainPlan, plan
from backend.intake.entries import ChainBroken
from backend.intake.flush import JudgedPush, flush
from backend.intake.heads import lock_heads, stored_hashes
from backend.intake.hints import Hints
from backend.intake.inbox import ExceptionItem, chain_item_id
from backend.intake.item import Item, read_item
from backend.intake.judge import AppliedEvent, Judged, Judging, applied, judge, touches_of
from backend.intake.resolve import Grown, Wanted, load_grown, working_set
from backend.intake.store import Connection
from backend.log.registry import Registry
from backend.log.vocabulary import EventContext
from backend.log.working_set import AnyTouch, Touch, WorkingSet
from sync import canonical
from sync.outcome import Flag, Outcome
from sync.push_body import Push


class Received(msgspec.Struct, frozen=True):
    """A push whose signature was found valid. ``poisoned``: seqs that the database refused to write."""

    push: Push
    header_line: str
    received_at: datetime
    trusted_size: bool = False
    poisoned: frozenset[int] = frozenset()


class Answered(msgspec.Struct, frozen=True):
    """What a push is answered: outcomes in seq order, the next seq expected, the batch that holds it (0: none)."""

    device: str
    gap: bool
    head: ChainHead
    outcomes: tuple[bytes, ...]
    batch_id: int


async def take_in(
    db: Connection, registry: Registry, received: Sequence[Received], hints: Hints, more: frozenset[AnyTouch]
) -> list[Answered]:
    """Judge and store the pushes in one transaction that the caller opened; answers in the same order.

    ``more``: what was found to be touched beside what the entries say before any of them has taken effect.
    Raises Grown, ScopeMoved or ChainMoved to be tried again, or what the database refuses.
    """
    alone = any(asks(one.push) for one in received)
    heads = await lock_heads(db, [one.push.header.device for one in received], alone=alone)
    planned = [await _plan(db, one, heads[one.push.header.device]) for one in received]
    news = [one for one in planned if one.plan.links or one.plan.branch]
    judged: dict[str, tuple[Judged, ...]] = {}
    batch_id = 0
    if news:
        groups = await _items(db, registry, news)
        wanted = _wanted(news, [item for group in groups for item in group], more)
        rows = await working_set(db, wanted, hints)
        grown: set[AnyTouch] = set()

        async def load_more() -> None:
            grown.update(await load_grown(db, rows, wanted))

        pushes = [await _judged_push(registry, rows, *each, load_more) for each in zip(news, groups, strict=True)]
        if grown:
            raise Grown(frozenset(grown))
        judged = {push.push.header.device: push.judged for push in pushes}
        batch_id = await flush(db, pushes, rows, received[0].received_at)
    await _beacons(db, planned)
    return [await _answer(db, one, judged.get(one.device, ()), batch_id) for one in planned]


class Planned(msgspec.Struct, frozen=True):
    """A push, what the server held of its device's chain before, and what the push means for it."""

    received: Received
    before: ChainHead
    plan: ChainPlan

    @property
    def device(self) -> str:
        """The pushing device's id."""
        return self.received.push.header.device


async def _judged_push(
    registry: Registry, rows: WorkingSet, one: Planned, items: Sequence[Item], load_more: Callable[[], Awaitable[None]]
) -> JudgedPush:
    noticed = _noticed(registry, rows, one)
    verdicts = await _verdicts(judge(registry, rows, items, poisoned=one.received.poisoned), load_more)
    judged = tuple(j for j in verdicts if j.item.branch is None)
    apps = [j.item.readable.envelope.app for j in judged if j.item.readable is not None]
    return JudgedPush(
        push=one.received.push,
        header_line=one.received.header_line,
        plan=one.plan,
        before=one.before,
        judged=judged,
        adopted=tuple(j for j in verdicts if j.item.branch is not None),
        noticed=noticed,
        app=apps[-1] if apps else "",
    )


async def _verdicts(judging: Judging, load_more: Callable[[], Awaitable[None]]) -> list[Judged]:
    """Return all verdicts, loading more wherever an entry turns out to touch more because of one before it."""
    while True:
        try:
            next(judging)
        except StopIteration as ended:
            return list(ended.value)
        await load_more()


def _noticed(registry: Registry, rows: WorkingSet, one: Planned) -> tuple[AppliedEvent, ...]:
    """Return what the door itself has to say: that the chain broke, once for each place (P16, P17)."""
    broken = _broken_at(one)
    if broken is None or rows.find(ExceptionItem, chain_item_id(one.device, *broken)) is not None:
        return ()
    at = one.received.received_at
    context = EventContext(
        entry_id="", device=one.device, seq=broken[0], site="", badge="", occurred_at=at, received_at=at
    )
    noticed = applied(registry, rows, ChainBroken(device=one.device, seq=broken[0], code=broken[1]), context)
    rows.keep()
    return (noticed,)


def _broken_at(one: Planned) -> tuple[int, str] | None:
    if not one.plan.branch or one.plan.branch[0].code == DEVICE_FROZEN:
        return None
    return one.plan.branch[0].seq, one.plan.branch[0].code


async def _plan(db: Connection, received: Received, head: ChainHead) -> Planned:
    stored = await stored_hashes(db, received.push.header, head)
    return Planned(received, head, plan(received.push, head, stored))


async def _items(db: Connection, registry: Registry, news: Sequence[Planned]) -> list[list[Item]]:
    """Return each push's entries to judge: the new links, then those that they ask to be judged again."""
    groups = [_links(registry, one) for one in news]
    sizes = [len(group) for group in groups]
    links = _split(await recognise(db, [item for group in groups for item in group]), sizes)
    asked = [await asked_for(db, registry, group) for group in links]
    if not any(wanted for _, wanted in asked):
        return [items for items, _ in asked]
    everything = [item for items, _ in asked for item in items] + [item for _, wanted in asked for item in wanted]
    known = (await recognise(db, everything))[sum(sizes) :]
    later = _split(known, [len(wanted) for _, wanted in asked])
    return [settled(items, wanted) for (items, _), wanted in zip(asked, later, strict=True)]


def _links(registry: Registry, one: Planned) -> list[Item]:
    at, trusted = one.received.received_at, one.received.trusted_size
    return [
        read_item(registry, Item(one.device, link.seq, link.raw, link.hash, at), trusted_size=trusted)
        for link in one.plan.links
    ]


def _split(items: Sequence[Item], sizes: Sequence[int]) -> list[list[Item]]:
    rest = iter(items)
    return [list(islice(rest, size)) for size in sizes]


def _wanted(news: Sequence[Planned], items: Sequence[Item], more: frozenset[AnyTouch]) -> Wanted:
    return [lambda _rows: more, lambda _rows: _touches_broken(news), *(partial(_touches_item, item) for item in items)]


def _touches_broken(news: Sequence[Planned]) -> Iterable[AnyTouch]:
    for one in news:
        broken = _broken_at(one)
        if broken is not None:
            yield Touch(Device, (one.device,), write=True)
            yield Touch(ExceptionItem, (chain_item_id(one.device, *broken),), write=True)


def _touches_item(item: Item, rows: WorkingSet) -> Iterable[AnyTouch]:
    if item.branch is not None:
        yield Touch(AdoptedEntry, (item.device, item.seq, item.branch.content), write=True)
    if item.readable is not None and item.carried is None:
        yield from touches_of(item, item.readable, rows)


async def _beacons(db: Connection, planned: Sequence[Planned]) -> None:
    """Note the claimed heads of pushes that brought nothing new (P12)."""
    for one in planned:
        if not one.plan.links and not one.plan.branch and not one.plan.gap:
            header = one.received.push.header
            await db.execute(
                "UPDATE device_chain SET claimed_seq = $2, claimed_hash = $3, last_push_at = $4 "
                "WHERE device = $1 AND claimed_seq <= $2",
                header.device,
                header.head_seq,
                header.head_hash,
                one.received.received_at,
            )


async def _answer(db: Connection, one: Planned, judged: Sequence[Judged], batch_id: int) -> Answered:
    outcomes: list[bytes] = []
    if one.plan.repeats:
        records = await db.fetch(
            "SELECT DISTINCT ON (seq) raw FROM outcome WHERE device = $1 AND seq = ANY($2::bigint[]) "
            "ORDER BY seq, revision DESC",
            one.device,
            list(one.plan.repeats),
        )
        outcomes = [record[0] for record in records]
    outcomes += [j.raw for j in judged if j.item.device == one.device and j.outcome.revision == 0]
    outcomes += [branch_outcome(line.seq, line.code) for line in one.plan.branch]
    head = one.plan.head or one.before
    return Answered(one.device, one.plan.gap, head, tuple(outcomes), batch_id if one.plan.links else 0)


def branch_outcome(seq: int, code: str) -> bytes:
    """Return the outcome of a line kept beside the chain (P16, P17)."""
    return canonical.encode(Outcome(seq, "", "quarantined", (Flag(code, {}),)))

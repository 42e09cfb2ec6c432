"""What must hold when all has come to rest: the log, the tables, every device and the oracle tell one story."""

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import Any

import asyncpg

from backend.intake.store import write
from backend.log import rebuild
from backend.log.verify import verify
from sync import catalogue, chain, checksum
from tests.simulation.actor import Actor
from tests.simulation.broken import Broken
from tests.simulation.line import Ledger
from tests.simulation.oracle import Oracle, Stored
from tests.simulation.universe import Universe

REPEATS = 12
SHOWN = ("lot", "balance", "receipt", "hold")

_ENTRIES = """
SELECT e.device, e.seq, e.id, e.hash, e.raw, e.batch_id, b.received_at, o.raw AS outcome
FROM entry e JOIN batch b ON b.id = e.batch_id
LEFT JOIN outcome o ON o.device = e.device AND o.seq = e.seq AND o.revision = 0
WHERE e.device <> 'system' ORDER BY e.device, e.seq
"""
_EVENTS = """
SELECT p.first + e.ordinal AS position, e.batch_id, e.raw FROM event e JOIN position p USING (batch_id)
ORDER BY p.first, e.ordinal
"""
_PRESENT = """
SELECT DISTINCT ON (f.stream, f.kind, f.key) f.stream, f.kind, f.key, f.row
FROM feed f JOIN position p USING (batch_id) WHERE f.kind <> 'outcome'
ORDER BY f.stream, f.kind, f.key, p.first DESC, f.ordinal DESC
"""


async def check_all(universe: Universe, ledger: Ledger, actors: Sequence[Actor], chance: Random) -> None:
    """Raise Broken with the first invariant that does not hold."""
    await universe.server.sequencer.step(deep=True)
    await universe.server.checkpointer.step()
    await _repeats(universe, ledger, chance)
    pool = universe.server.pool
    entries = await pool.fetch(_ENTRIES)
    events = [(r["position"], r["batch_id"], json.loads(r["raw"])) for r in await pool.fetch(_EVENTS)]
    _once(entries, actors)
    _dense(entries, events)
    _same_outcomes(entries, ledger)
    await _sound(universe)
    await _foretold(pool, _in_order(entries, events), _totals(events))
    await _devices(pool, actors)


async def _repeats(universe: Universe, ledger: Ledger, chance: Random) -> None:
    """I2: any push again, in any order, is answered as before, and changes nothing."""
    before = await universe.server.pool.fetchval("SELECT count(*) FROM event")
    for request in chance.sample(ledger.pushes, min(REPEATS, len(ledger.pushes))):
        answer = await universe.send(request.method, request.path, request.headers, request.body)
        if answer.status_code != 200:
            raise Broken("I2", f"a push that was stored is answered {answer.status_code} the second time")
        ledger.note(request, answer)
    if ledger.broken is not None:
        raise ledger.broken
    after = await universe.server.pool.fetchval("SELECT count(*) FROM event")
    if after != before:
        raise Broken("I2", f"repeated pushes added {after - before} events")


def _once(entries: Sequence[asyncpg.Record], actors: Sequence[Actor]) -> None:
    """I1: every entry that was said to be saved is in the log exactly once, in those very bytes."""
    stored: defaultdict[str, list[bytes]] = defaultdict(list)
    for record in entries:
        stored[json.loads(record["raw"])["id"]].append(record["raw"])
    wrong = [saved.id for actor in actors for saved in actor.saved if stored[saved.id] != [saved.raw.encode()]]
    if wrong:
        lost = sum(not stored[entry] for entry in wrong)
        doubled = sum(len(stored[entry]) > 1 for entry in wrong)
        found = {entry: stored[entry] for entry in wrong[:3]}
        text = f"{len(wrong)} acknowledged entries are not in the log once and as sent: {found}"
        raise Broken("I1", text, lost=lost, doubled=doubled)


def _dense(entries: Sequence[asyncpg.Record], events: Sequence[tuple[int, int, Any]]) -> None:
    """I3, I8: each device's seqs and the log's positions are dense from 1, and every chain holds from its genesis."""
    heads: dict[str, tuple[int, str]] = {}
    for record in entries:
        seq, head = heads.get(record["device"], (0, chain.genesis(record["device"])))
        if record["seq"] != seq + 1:
            raise Broken("I3", f"{record['device']}: seq {record['seq']} after {seq}")
        if chain.link(head, record["seq"], record["raw"]) != record["hash"]:
            raise Broken("I8", f"{record['device']}: the chain breaks at {record['seq']}")
        heads[record["device"]] = (record["seq"], record["hash"])
    if [position for position, _, _ in events] != list(range(1, len(events) + 1)):
        raise Broken("I3", "positions are not dense from 1")


def _same_outcomes(entries: Sequence[asyncpg.Record], ledger: Ledger) -> None:
    """I4: what is stored is what was answered, and nothing is without an outcome."""
    for record in entries:
        place = (record["device"], record["seq"])
        if record["outcome"] is None:
            raise Broken("I4", f"{place} has no outcome")
        if ledger.outcomes.get(place, record["outcome"]) != record["outcome"]:
            raise Broken("I4", f"{place} was answered {ledger.outcomes[place]!r}, stored is {record['outcome']!r}")


async def _sound(universe: Universe) -> None:
    """I7, I8: the log verifies from its beginning, and a rebuild gives the live tables."""
    server = universe.server
    db = await asyncpg.connect(universe.place.url)
    try:
        report = await verify(db, file=server.settings.checkpoint_file)
        if not report.ok:
            raise Broken("I8", f"the log does not verify: {report.first}")
        rebuilt = await rebuild.check(db, server.registry, write=write)
        if not rebuilt.ok:
            raise Broken("I7", f"a rebuild differs: {rebuilt.stopped} {rebuilt.differences}")
    finally:
        await db.close()


def _in_order(
    entries: Sequence[asyncpg.Record], events: Sequence[tuple[int, int, Any]]
) -> list[tuple[Stored, dict[str, Any]]]:
    """Return the devices' entries with their outcomes, in the order in which the log says they were judged."""
    batches: defaultdict[tuple[int, str], list[asyncpg.Record]] = defaultdict(list)
    for record in entries:
        batches[record["batch_id"], record["device"]].append(record)
    return [
        (Stored(r["device"], r["seq"], r["raw"], r["received_at"]), json.loads(r["outcome"]))
        for _, batch, event in events
        if event["type"] == "PushStored"
        for r in batches[batch, event["device"]]
    ]


def _totals(events: Sequence[tuple[int, int, Any]]) -> dict[str, tuple[int, Decimal]]:
    """Return the running total of an order line that each entry's event carries: a version of that row."""
    return {
        event["entry"]: (event["body"]["line"], Decimal(event["body"]["quantity_received"]))
        for _, _, event in events
        if event["type"] == "OrderLineReceived"
    }


async def _foretold(
    pool: asyncpg.Pool,
    judged: Sequence[tuple[Stored, dict[str, Any]]],
    totals: dict[str, tuple[int, Decimal]],
) -> None:
    """I9, I10: in the log's order every outcome, bucket, hold and inbox item is as the oracle says.

    What an event says of its row (``totals``) never contradicts the order of positions.
    """
    oracle = Oracle()
    inbox: Counter[tuple[str, str]] = Counter()
    for stored, outcome in judged:
        expected = oracle.take(stored)
        found = tuple(sorted(code["code"] for code in outcome["codes"]))
        if (outcome["outcome"], found) != (expected.word, expected.codes):
            raise Broken(
                "I10", f"{stored.raw.decode()}: expected {expected}, found {outcome['outcome']} {outcome['codes']}"
            )
        line, total = totals.get(outcome["id"], (0, Decimal(0)))
        if line and oracle.ordered.get(line, Decimal(0)) != total:
            text = f"order line {line} had {oracle.ordered.get(line)} at the position of an event that says {total}"
            raise Broken("I3", text)
        if expected.word == "flagged":
            inbox.update((outcome["id"], code) for code in expected.codes if catalogue.code(code).inbox)
    items = await pool.fetch("SELECT entry, code FROM row_exception WHERE entry <> ''")
    _equal("I10", "inbox", inbox, Counter((r["entry"], r["code"]) for r in items))
    balances = await pool.fetch("SELECT lot, location, quantity FROM row_balance")
    _equal("I9", "stock", oracle.stock.buckets, {(r["lot"], r["location"]): r["quantity"] for r in balances})
    holds = await pool.fetch("SELECT id FROM row_hold WHERE lifted_at IS NULL")
    _equal("I10", "open holds", {h for h, each in oracle.stock.holds.items() if each.open}, {r["id"] for r in holds})
    receipts = await pool.fetch("SELECT id, status FROM row_receipt")
    statuses = {entry: receipt.status for entry, receipt in oracle.receipts.items()}
    _equal("I10", "receipts", statuses, {r["id"]: r["status"] for r in receipts})
    lines = await pool.fetch("SELECT line, quantity_received FROM row_order_line WHERE quantity_received <> 0")
    ordered = {line: amount for line, amount in oracle.ordered.items() if amount}
    _equal("I9", "order lines", ordered, {r["line"]: r["quantity_received"] for r in lines})


def _equal(invariant: str, what: str, expected: Any, found: Any) -> None:  # noqa: ANN401 - any value
    if expected == found:
        return
    if isinstance(expected, dict):
        wrong = {k: (expected.get(k), found.get(k)) for k in {*expected, *found} if expected.get(k) != found.get(k)}
    else:
        wrong = {"expected": expected - found, "found": found - expected}
    raise Broken(invariant, f"{what} (expected, found): {dict(list(wrong.items())[:5])}")


async def _devices(pool: asyncpg.Pool, actors: Sequence[Actor]) -> None:
    """I5, I6: every device's base has the server's checksum, and with an empty queue it shows the server's rows."""
    present: defaultdict[str, list[tuple[str, str, bytes]]] = defaultdict(list)
    for record in await pool.fetch(_PRESENT):
        if record["row"] is not None:
            present[record["stream"]].append((record["kind"], record["key"], record["row"].encode()))
    for actor in actors:
        state = await actor.device.call("state")
        if {"global", "site:SZ", f"device:{actor.id}"} - set(state["streams"]):
            raise Broken("I5", f"{actor.code} has only the streams {sorted(state['streams'])}")
        for stream, mine in state["streams"].items():
            if mine != checksum.text(checksum.of_rows(present[stream])):
                raise Broken("I5", f"{actor.code}: {stream} differs from the server's rows")
        for kind in SHOWN:
            shown = sorted(json.dumps(row, sort_keys=True) for row in await actor.device.rows(kind))
            rows = sorted(
                json.dumps(json.loads(row), sort_keys=True) for known, _, row in present["site:SZ"] if known == kind
            )
            if shown != rows:
                raise Broken("I6", f"{actor.code} shows other rows of {kind} than the server has")

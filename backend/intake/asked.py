"""Entries that a push asks to be judged although they came earlier: quarantined ones (P21), lines of a branch (P45)."""

from collections.abc import Iterable, Sequence

import msgspec

from backend.intake.entries import AdoptBranchEntry, RejudgeEntry
from backend.intake.item import BranchPlace, Item, read_item
from backend.intake.store import Connection
from backend.log.registry import Registry
from sync.outcome import Flag, Outcome
from sync.push_body import Push

BRANCH_LINE_UNKNOWN = "BRANCH_LINE_UNKNOWN"
BRANCH_LINE_JUDGED = "BRANCH_LINE_JUDGED"
_ASKING = (b'"type":"AdoptBranchEntry"', b'"type":"RejudgeEntry"')

_QUARANTINED = """
SELECT e.raw, e.hash, o.revision, o.raw, b.received_at FROM entry e JOIN outcome o USING (device, seq)
JOIN batch b ON b.id = e.batch_id
WHERE e.device = $1 AND e.seq = $2 ORDER BY o.revision DESC LIMIT 1
"""
_BRANCH = """
SELECT r.raw, r.hash, r.batch_id, r.line, b.received_at, coalesce(a.revision + 1, 0) FROM branch_entry r
JOIN batch b ON b.id = r.batch_id
LEFT JOIN row_adopted_entry a ON (a.device, a.seq, a.content) = ($1, $2, $3)
WHERE r.device = $1 AND r.seq = $2 AND encode(sha256(r.raw), 'hex') = $3
ORDER BY r.batch_id, r.line LIMIT 1
"""


def asks(push: Push) -> bool:
    """Say whether a push may ask for something: such a push has the door for itself, so that nobody else judges it."""
    return any(word in line.raw for line in push.lines for word in _ASKING)


async def asked_for(db: Connection, registry: Registry, items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Return the items, those that ask in vain with their refusal, and what the others ask for."""
    asking: list[Item] = []
    wanted: list[Item] = []
    for item in items:
        body = item.readable.body if item.readable is not None else None
        refusal: Flag | None = None
        if isinstance(body, RejudgeEntry):
            wanted += await _quarantined(db, registry, body, item)
        elif isinstance(body, AdoptBranchEntry):
            line = await _branch_line(db, registry, body, item)
            refusal = _in_vain(body, line, wanted)
            wanted += [] if line is None or refusal is not None else [line]
        asking.append(item if refusal is None else msgspec.structs.replace(item, refusal=refusal))
    return asking, wanted


def _in_vain(body: AdoptBranchEntry, line: Item | None, wanted: Sequence[Item]) -> Flag | None:
    """Return why a line is not adopted: there is none, or this push asks for it already."""
    if line is None:
        return Flag(BRANCH_LINE_UNKNOWN, {"device": body.device, "seq": body.seq})
    if any(line.branch == other.branch for other in wanted):
        return _judged(line)
    return None


def _judged(line: Item) -> Flag:
    return Flag(BRANCH_LINE_JUDGED, {"entry": line.entry_id})


def settled(items: Iterable[Item], wanted: Sequence[Item]) -> list[Item]:
    """Return what is to be judged: an adoption of what has its final outcome already is refused instead."""
    done = {one.asked_by.seq: _judged(one) for one in wanted if one.branch and one.carried and one.asked_by}
    asking = [msgspec.structs.replace(item, refusal=done.get(item.seq, item.refusal)) for item in items]
    return [*asking, *(one for one in wanted if not (one.branch and one.carried))]


async def _quarantined(db: Connection, registry: Registry, body: RejudgeEntry, by: Item) -> list[Item]:
    found: list[Item] = []
    for raw, digest, revision, outcome, received_at in await db.fetch(_QUARANTINED, body.device, body.seq):
        if msgspec.json.decode(outcome, type=Outcome).outcome == "quarantined":
            again = Item(body.device, body.seq, raw, digest, received_at, revision=revision + 1, asked_by=by)
            found.append(read_item(registry, again))
    return found


async def _branch_line(db: Connection, registry: Registry, body: AdoptBranchEntry, by: Item) -> Item | None:
    for raw, digest, batch, line, received_at, revision in await db.fetch(_BRANCH, body.device, body.seq, body.content):
        place = BranchPlace(batch, line, body.content)
        late = Item(body.device, body.seq, raw, digest, received_at, revision=revision, asked_by=by, branch=place)
        return read_item(registry, late)
    return None

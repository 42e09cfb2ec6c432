"""Entries whose id is known already (P24): carried over by a re-enrolled device, or an id used for something else."""

from collections.abc import Sequence

import msgspec

from backend.intake.item import Item
from backend.intake.store import Connection
from sync.envelope import Envelope, Unreadable, read
from sync.outcome import Flag, Outcome

ENTRY_ID_REUSED = "ENTRY_ID_REUSED"


# A line of a branch that was adopted (P45) is known as an entry of a chain is.
_KNOWN = """
(SELECT DISTINCT ON (e.id) e.id, e.raw, o.raw FROM entry e JOIN outcome o USING (device, seq)
 WHERE e.id = ANY($1::text[]) AND o.raw NOT LIKE '%"outcome":"quarantined"%'::bytea ORDER BY e.id, o.revision DESC)
UNION ALL
SELECT a.entry, r.raw, convert_to(jsonb_build_object(
  'seq', a.seq, 'id', a.entry, 'outcome', a.outcome, 'codes', a.codes, 'revision', a.revision)::text, 'UTF8')
FROM row_adopted_entry a JOIN branch_entry r ON (r.batch_id, r.line) = (a.batch, a.line)
WHERE a.entry = ANY($1::text[]) AND a.outcome <> 'quarantined'
"""


async def recognise(db: Connection, items: Sequence[Item]) -> list[Item]:
    """Return the items, those with a known id answered as P24 says; an id first used by a quarantined entry is free."""
    ids = [item.entry_id for item in items if item.readable is not None]
    known = {record[0]: (record[1], record[2]) for record in await db.fetch(_KNOWN, ids)}
    taken: set[str] = set()
    answered: list[Item] = []
    for item in items:
        answered.append(_recognised(item, known, taken))
        taken.add(item.entry_id)
    return answered


def _recognised(item: Item, known: dict[str, tuple[bytes, bytes]], taken: set[str]) -> Item:
    if item.readable is None or (item.entry_id not in known and item.entry_id not in taken):
        return item
    if item.entry_id in known:
        raw, outcome = known[item.entry_id]
        if _same_act(raw, item.readable.envelope):
            return msgspec.structs.replace(item, carried=msgspec.json.decode(outcome, type=Outcome))
    reused = Flag(ENTRY_ID_REUSED, {"id": item.entry_id})
    return msgspec.structs.replace(item, problem=reused, readable=None)


def _same_act(raw: bytes, envelope: Envelope) -> bool:
    """Say whether two envelopes differ in nothing but the device and seq they travelled under."""
    try:
        first = read(raw)
    except Unreadable:
        return False
    return msgspec.structs.replace(first, device=envelope.device, seq=envelope.seq) == envelope

"""Proofs that leave the house: that an event is in the log, and that a later log continues an earlier one.

``check`` needs the document and the checkpoint key's public half, neither server nor database.
"""

from collections.abc import Sequence

import msgspec

from backend.log import checkpoint, reading
from backend.log.checkpoint import Checkpoint, NotACheckpoint
from backend.log.events import leaf_hash
from backend.log.reading import Db
from backend.log.tree import (
    ConsistencyProof,
    InclusionProof,
    Range,
    consistency_ranges,
    inclusion_ranges,
    range_roots,
)
from sync import canonical

VERSION = 1


class InclusionDocument(msgspec.Struct, frozen=True, tag_field="kind", tag="inclusion", forbid_unknown_fields=True):
    """That ``event`` (its stored bytes as text) is at ``position`` (from 1) of the log that ``checkpoint`` signs."""

    checkpoint: str
    event: str
    hashes: tuple[str, ...]
    position: int
    v: int = VERSION


class ConsistencyDocument(msgspec.Struct, frozen=True, tag_field="kind", tag="consistency", forbid_unknown_fields=True):
    """That the log which ``new`` signs begins with the one which ``old`` signs."""

    hashes: tuple[str, ...]
    new: str
    old: str
    v: int = VERSION


Document = InclusionDocument | ConsistencyDocument
_DECODER: msgspec.json.Decoder[Document] = msgspec.json.Decoder(Document)


class NotCovered(Exception):  # noqa: N818 - a reason
    """No checkpoint of this database covers what a proof was asked for."""


class ProofFailed(ValueError):  # noqa: N818 - a reason
    """A document proves nothing; the text says what was expected and found."""


class Proven(msgspec.Struct, frozen=True):
    """What a document proves: one sentence, and the checkpoint it rests on."""

    text: str
    checkpoint: Checkpoint


async def export_inclusion(db: Db, position: int) -> bytes:
    """Return the document for the event at ``position`` under the newest checkpoint; raises NotCovered."""
    async with db.transaction(isolation="repeatable_read", readonly=True):
        signed = await _checkpoint(
            db, "SELECT raw FROM checkpoint WHERE size >= $1 ORDER BY size DESC LIMIT 1", position
        )
        if signed is None or position < 1:
            raise NotCovered(f"expected a position from 1 to the newest checkpoint's, found {position}")
        event: bytes = await db.fetchval(
            "SELECT e.raw FROM position p JOIN event e ON e.batch_id = p.batch_id AND e.ordinal = $1 - p.first "
            "WHERE p.first <= $1 ORDER BY p.first DESC LIMIT 1",
            position,
        )
        hashes = await _roots(db, inclusion_ranges(position - 1, signed.position))
    return canonical.encode(InclusionDocument(signed.line().decode(), event.decode(), hashes, position))


async def export_consistency(db: Db, old: int, new: int) -> bytes:
    """Return the document for the checkpoints at two positions; raises NotCovered if one of them is none."""
    async with db.transaction(isolation="repeatable_read", readonly=True):
        earlier = await _checkpoint(db, "SELECT raw FROM checkpoint WHERE size = $1", old)
        later = await _checkpoint(db, "SELECT raw FROM checkpoint WHERE size = $1", new)
        if earlier is None or later is None or old > new:
            raise NotCovered(f"expected the positions of two checkpoints, the older first, found {old} and {new}")
        hashes = await _roots(db, consistency_ranges(old, new))
    return canonical.encode(ConsistencyDocument(hashes, later.line().decode(), earlier.line().decode()))


async def _checkpoint(db: Db, query: str, position: int) -> Checkpoint | None:
    raw = await db.fetchval(query, position)
    return None if raw is None else checkpoint.read(raw)


async def _roots(db: Db, ranges: Sequence[Range]) -> tuple[str, ...]:
    roots = await range_roots(ranges, reading.leaf_hashes(db))
    return tuple(root.hex() for root in roots)


def check(document: bytes, public_key: str) -> Proven:
    """Return what a document proves under the checkpoint key (64 hex digits); raises ProofFailed."""
    try:
        proof = _DECODER.decode(document)
        if isinstance(proof, InclusionDocument):
            return _check_inclusion(proof, public_key)
        return _check_consistency(proof, public_key)
    except (msgspec.DecodeError, UnicodeDecodeError, NotACheckpoint, ValueError) as error:
        raise ProofFailed(str(error)) from error


def _check_inclusion(proof: InclusionDocument, public_key: str) -> Proven:
    signed = _signed(proof.checkpoint, public_key)
    path = InclusionProof(proof.position - 1, signed.position, _hashes(proof.hashes))
    if not path.leads_to(leaf_hash(proof.event.encode()), bytes.fromhex(signed.root)):
        raise ProofFailed(f"expected the hashes to lead from the event to root {signed.root}, found another root")
    return Proven(f"The event is at position {proof.position} of the log signed at {signed.time}.", signed)


def _check_consistency(proof: ConsistencyDocument, public_key: str) -> Proven:
    old, new = _signed(proof.old, public_key), _signed(proof.new, public_key)
    path = ConsistencyProof(old.position, new.position, _hashes(proof.hashes))
    if not path.connects(bytes.fromhex(old.root), bytes.fromhex(new.root)):
        raise ProofFailed(f"expected root {new.root} to continue root {old.root}, found that it does not")
    text = f"The log of {new.position} events begins with the {old.position} events signed at {old.time}, unchanged."
    return Proven(text, new)


def _signed(line: str, public_key: str) -> Checkpoint:
    signed = checkpoint.read(line.encode())
    if signed.key != public_key.lower():
        raise ProofFailed(f"expected a checkpoint of key {public_key}, found key {signed.key}")
    if not signed.is_signed():
        raise ProofFailed(f"expected a valid signature on the checkpoint at {signed.position}, found another")
    return signed


def _hashes(texts: Sequence[str]) -> tuple[bytes, ...]:
    return tuple(bytes.fromhex(text) for text in texts)

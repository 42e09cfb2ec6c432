"""What a push means for its device's chain, before anything is judged: new links, repeats, gap, fork, broken hash.

Pure (P07, P14-P17). The chain runs over bytes, whatever the judgement.
"""

from collections.abc import Mapping

import msgspec

from sync import chain
from sync.push_body import EntryLine, Push


class ChainHead(msgspec.Struct, frozen=True):
    """What the server holds of a device's chain; ``frozen`` once it has forked or been revoked."""

    seq: int
    hash: str
    frozen: bool = False


class NewLink(msgspec.Struct, frozen=True):
    """A line that continues the chain."""

    seq: int
    hash: str
    raw: bytes


class BranchLine(msgspec.Struct, frozen=True):
    """A line that is kept beside the chain, with the code it is quarantined for."""

    seq: int
    line: EntryLine
    code: str


class ChainPlan(msgspec.Struct, frozen=True):
    """The lines of a push, sorted. ``gap`` and nothing else when the server lacks entries before it."""

    links: tuple[NewLink, ...] = ()
    repeats: tuple[int, ...] = ()
    branch: tuple[BranchLine, ...] = ()
    head: ChainHead | None = None
    gap: bool = False


CHAIN_FORK = "CHAIN_FORK"
HASH_MISMATCH = "HASH_MISMATCH"
DEVICE_FROZEN = "DEVICE_FROZEN"


def plan(push: Push, head: ChainHead, stored: Mapping[int, str]) -> ChainPlan:
    """Sort the lines of ``push``; ``stored`` has the hashes of known entries from ``from_seq - 1`` on."""
    header = push.header
    if header.from_seq > head.seq + 1:
        return ChainPlan(gap=True, head=head)
    numbered = list(enumerate(push.lines, header.from_seq))
    repeats, at = _repeats(numbered, stored)
    rest = numbered[at:]
    if head.frozen:
        return ChainPlan(repeats=repeats, branch=_branch(rest, DEVICE_FROZEN), head=head)
    if _diverges(push, head, stored, rest):
        return ChainPlan(repeats=repeats, branch=_branch(rest, CHAIN_FORK), head=head)
    links = _links(rest, head)
    broken = _branch(rest[len(links) :], HASH_MISMATCH)
    new_head = ChainHead(links[-1].seq, links[-1].hash) if links else head
    return ChainPlan(links=links, repeats=repeats, branch=broken, head=new_head)


def _repeats(numbered: list[tuple[int, EntryLine]], stored: Mapping[int, str]) -> tuple[tuple[int, ...], int]:
    repeats: list[int] = []
    for seq, line in numbered:
        if stored.get(seq) != line.hash:
            break
        repeats.append(seq)
    return tuple(repeats), len(repeats)


def _diverges(push: Push, head: ChainHead, stored: Mapping[int, str], rest: list[tuple[int, EntryLine]]) -> bool:
    """Say whether the rest, or an empty push, does not continue the chain that is stored (P16)."""
    before = push.header.from_seq - 1
    known = chain.genesis(push.header.device) if before == 0 else stored.get(before, head.hash)
    if known != push.header.prev_hash:
        return True
    return bool(rest) and rest[0][0] <= head.seq


def _links(rest: list[tuple[int, EntryLine]], head: ChainHead) -> tuple[NewLink, ...]:
    links: list[NewLink] = []
    previous = head.hash
    for seq, line in rest:
        expected = chain.link(previous, seq, line.raw)
        if expected != line.hash:
            break
        links.append(NewLink(seq, expected, line.raw))
        previous = expected
    return tuple(links)


def _branch(rest: list[tuple[int, EntryLine]], code: str) -> tuple[BranchLine, ...]:
    return tuple(BranchLine(seq, line, code) for seq, line in rest)

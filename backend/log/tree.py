"""The RFC 6962 Merkle tree over the log: a frontier to append to, roots, proofs and their verification.

Pure. Proofs are planned as ranges of leaves, so that whoever makes one streams the leaves once and keeps O(log n).
"""

from collections.abc import AsyncIterator, Iterable, Sequence
from hashlib import sha256

import msgspec

HASH_BYTES = 32
_SIZE_BYTES = 8

Range = tuple[int, int]


class BadProof(ValueError):  # noqa: N818 - a reason
    """A proof or frontier that cannot belong to the sizes it names; the text says what was expected and found."""


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node (RFC 6962 §2.1)."""
    return sha256(b"\x01" + left + right).digest()


class Frontier:
    """The roots of the perfect subtrees of the first ``size`` leaves, largest first: all that appending needs."""

    __slots__ = ("nodes", "size")

    def __init__(self, size: int = 0, nodes: Iterable[bytes] = ()) -> None:
        self.size = size
        self.nodes = list(nodes)

    def extend(self, leaf_hashes: Iterable[bytes]) -> None:
        """Append leaves; O(1) amortised, O(log n) at worst."""
        nodes, size = self.nodes, self.size
        for leaf in leaf_hashes:
            node, rest = leaf, size
            while rest & 1:
                node = sha256(b"\x01" + nodes.pop() + node).digest()
                rest >>= 1
            nodes.append(node)
            size += 1
        self.size = size

    def root(self) -> bytes:
        """Return the Merkle tree head of the leaves so far (RFC 6962 §2.1); of none, SHA-256 of nothing."""
        if not self.nodes:
            return sha256(b"").digest()
        root = self.nodes[-1]
        for node in reversed(self.nodes[:-1]):
            root = node_hash(node, root)
        return root

    def copy(self) -> "Frontier":
        """Return a frontier that goes on independently."""
        return Frontier(self.size, self.nodes)

    def to_bytes(self) -> bytes:
        """Return the size, 8 bytes big-endian, then the nodes, 32 bytes each."""
        return self.size.to_bytes(_SIZE_BYTES, "big") + b"".join(self.nodes)

    @classmethod
    def from_bytes(cls, stored: bytes) -> "Frontier":
        """Return the frontier that ``to_bytes`` wrote; raises BadProof."""
        size, rest = int.from_bytes(stored[:_SIZE_BYTES], "big"), stored[_SIZE_BYTES:]
        expected = size.bit_count() * HASH_BYTES
        if len(stored) < _SIZE_BYTES or len(rest) != expected:
            raise BadProof(f"expected {_SIZE_BYTES} + {expected} bytes of frontier, found {len(stored)}")
        return cls(size, (rest[at : at + HASH_BYTES] for at in range(0, expected, HASH_BYTES)))

    def ranges(self) -> list[Range]:
        """Return which leaves each node covers, first index and end."""
        found: list[Range] = []
        start = 0
        for bit in range(self.size.bit_length() - 1, -1, -1):
            if self.size >> bit & 1:
                found.append((start, start + (1 << bit)))
                start += 1 << bit
        return found


def root_of(leaf_hashes: Iterable[bytes]) -> bytes:
    """Return the root over leaves."""
    frontier = Frontier()
    frontier.extend(leaf_hashes)
    return frontier.root()


def _split(size: int) -> int:
    """Return the largest power of two below ``size`` (RFC 6962 §2.1)."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """Return the leaves whose subtree roots prove leaf ``index`` in a tree of ``size``, nearest first (§2.1.1)."""
    if not 0 <= index < size:
        raise BadProof(f"expected an index from 0 to {size - 1}, found {index}")
    ranges: list[Range] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    return ranges[::-1]


def consistency_ranges(old: int, new: int) -> list[Range]:
    """Return the leaves whose subtree roots prove that ``old`` leaves are a prefix of ``new``, in order (§2.1.2)."""
    if not 0 < old <= new:
        raise BadProof(f"expected sizes with 0 < old <= new, found {old} and {new}")
    ranges: list[Range] = []
    start, end = 0, new
    while old < end:
        middle = start + _split(end - start)
        if old <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    if start > 0:  # otherwise the subtree is the old tree itself, whose root the verifier has
        ranges.append((start, end))
    return ranges[::-1]


async def range_roots(ranges: Sequence[Range], chunks: AsyncIterator[Sequence[bytes]]) -> list[bytes]:
    """Return the root over each range (disjoint), in the order given, from all leaf hashes streamed from index 0 on."""
    trees = {wanted: Frontier() for wanted in sorted(ranges)}
    at = 0
    async for leaves in chunks:
        for (start, end), frontier in trees.items():
            frontier.extend(leaves[max(0, start - at) : max(0, end - at)])
        at += len(leaves)
    for (start, end), frontier in trees.items():
        if frontier.size != end - start:
            raise BadProof(f"expected leaves up to {end}, found {at}")
    return [trees[wanted].root() for wanted in ranges]


def inclusion_root(leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes:
    """Return the root that an inclusion proof leads to; raises BadProof if its length does not fit."""
    ranges = inclusion_ranges(index, size)
    if len(ranges) != len(proof):
        raise BadProof(f"expected {len(ranges)} hashes for leaf {index} of {size}, found {len(proof)}")
    root = leaf_hash
    for (start, _end), sibling in zip(ranges, proof, strict=True):
        root = node_hash(sibling, root) if start < index else node_hash(root, sibling)
    return root


def consistency_roots(old: int, new: int, old_root: bytes, proof: Sequence[bytes]) -> tuple[bytes, bytes]:
    """Return the roots of the old and the new tree that a consistency proof leads to; raises BadProof."""
    ranges = consistency_ranges(old, new)
    if len(ranges) != len(proof):
        raise BadProof(f"expected {len(ranges)} hashes from {old} to {new}, found {len(proof)}")
    steps = list(zip(ranges, proof, strict=True))
    # The subtree that ends at ``old``: the whole old tree, or the first hash of the proof.
    if not steps or steps[0][0][0] >= old:
        old_found = new_found = old_root
    else:
        old_found = new_found = steps.pop(0)[1]
    for (start, _end), node in steps:
        if start < old:
            old_found, new_found = node_hash(node, old_found), node_hash(node, new_found)
        else:
            new_found = node_hash(new_found, node)
    return old_found, new_found


class InclusionProof(msgspec.Struct, frozen=True):
    """That a leaf is in a tree: 0-based index, tree size, sibling hashes from the leaf up."""

    index: int
    size: int
    hashes: tuple[bytes, ...]

    def leads_to(self, leaf_hash: bytes, root: bytes) -> bool:
        """Say whether this proves the leaf under ``root``."""
        try:
            return inclusion_root(leaf_hash, self.index, self.size, self.hashes) == root
        except BadProof:
            return False


class ConsistencyProof(msgspec.Struct, frozen=True):
    """That a tree of ``old`` leaves is the beginning of one of ``new``."""

    old: int
    new: int
    hashes: tuple[bytes, ...]

    def connects(self, old_root: bytes, new_root: bytes) -> bool:
        """Say whether this proves ``new_root`` an extension of ``old_root``."""
        try:
            return consistency_roots(self.old, self.new, old_root, self.hashes) == (old_root, new_root)
        except BadProof:
            return False

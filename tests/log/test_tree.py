"""P43: the tree is RFC 6962's, whatever its size; proofs prove what they say and nothing else."""

import asyncio
from collections.abc import AsyncIterator
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.log.tree import (
    BadProof,
    ConsistencyProof,
    Frontier,
    InclusionProof,
    Range,
    consistency_ranges,
    inclusion_ranges,
    range_roots,
    root_of,
)

SIZES = st.integers(1, 200)


def leaves(size: int) -> list[bytes]:
    return [sha256(b"\x00" + str(n).encode()).digest() for n in range(size)]


def roots_of_ranges(ranges: list[Range], hashes: list[bytes]) -> list[bytes]:
    """Stream the leaves in chunks of three."""

    async def chunks() -> AsyncIterator[list[bytes]]:
        for start in range(0, len(hashes), 3):
            yield hashes[start : start + 3]

    return asyncio.run(range_roots(ranges, chunks()))


def naive_root(hashes: list[bytes]) -> bytes:
    """RFC 6962 §2.1, word for word."""
    if not hashes:
        return sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return sha256(b"\x01" + naive_root(hashes[:split]) + naive_root(hashes[split:])).digest()


def naive_path(index: int, hashes: list[bytes]) -> list[bytes]:
    """RFC 6962 §2.1.1, word for word."""
    if len(hashes) == 1:
        return []
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    if index < split:
        return [*naive_path(index, hashes[:split]), naive_root(hashes[split:])]
    return [*naive_path(index - split, hashes[split:]), naive_root(hashes[:split])]


def naive_consistency(old: int, hashes: list[bytes], *, whole: bool = True) -> list[bytes]:
    """RFC 6962 §2.1.2, word for word."""
    if old == len(hashes):
        return [] if whole else [naive_root(hashes)]
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    if old <= split:
        return [*naive_consistency(old, hashes[:split], whole=whole), naive_root(hashes[split:])]
    return [*naive_consistency(old - split, hashes[split:], whole=False), naive_root(hashes[:split])]


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert Frontier().root().hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_roots_are_those_of_the_public_test_tree() -> None:
    """The example inputs of RFC 6962 implementations: eight leaves from d0 to d7."""
    inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    hashes = [sha256(b"\x00" + bytes.fromhex(text)).digest() for text in inputs]
    assert root_of(hashes[:1]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert root_of(hashes).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


@settings(deadline=None)
@given(st.integers(1, 70))
def test_a_frontier_has_the_naive_root_at_every_size(size: int) -> None:
    frontier = Frontier()
    for count, leaf in enumerate(leaves(size), 1):
        frontier.extend([leaf])
        assert frontier.root() == naive_root(leaves(count))
        assert frontier.ranges()[-1][1] == count


@settings(deadline=None)
@given(st.integers(0, 200), st.integers(0, 50))
def test_a_stored_frontier_goes_on_where_it_was(size: int, more: int) -> None:
    hashes = leaves(size + more)
    frontier = Frontier()
    frontier.extend(hashes[:size])
    again = Frontier.from_bytes(frontier.to_bytes())
    again.extend(hashes[size:])
    assert (again.size, again.root()) == (size + more, naive_root(hashes))


@pytest.mark.parametrize("stored", [b"", b"\x00" * 7, (3).to_bytes(8, "big") + b"x" * 32])
def test_bytes_that_are_no_frontier_are_refused(stored: bytes) -> None:
    with pytest.raises(BadProof, match="expected"):
        Frontier.from_bytes(stored)


@settings(deadline=None)
@given(SIZES, st.data())
def test_an_inclusion_proof_is_the_naive_path_and_leads_to_the_root(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    hashes = leaves(size)
    path = roots_of_ranges(inclusion_ranges(index, size), hashes)
    assert path == naive_path(index, hashes)
    assert InclusionProof(index, size, tuple(path)).leads_to(hashes[index], naive_root(hashes))


@settings(deadline=None)
@given(st.integers(2, 200), st.data())
def test_an_inclusion_proof_proves_no_other_leaf_index_or_tree(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size - 1).filter(lambda n: n != index))
    hashes = leaves(size)
    root = naive_root(hashes)
    path = tuple(roots_of_ranges(inclusion_ranges(index, size), hashes))
    assert not InclusionProof(index, size, path).leads_to(hashes[other], root)
    assert not InclusionProof(other, size, path).leads_to(hashes[index], root)
    assert not InclusionProof(index, size, path[:-1]).leads_to(hashes[index], root)
    assert not InclusionProof(index, size, path).leads_to(hashes[index], naive_root(leaves(size + 1)))


@settings(deadline=None)
@given(SIZES, st.data())
def test_a_consistency_proof_is_the_naive_one_and_connects_the_roots(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size))
    hashes = leaves(size)
    proof = roots_of_ranges(consistency_ranges(old, size), hashes)
    assert proof == naive_consistency(old, hashes)
    assert ConsistencyProof(old, size, tuple(proof)).connects(naive_root(hashes[:old]), naive_root(hashes))


@settings(deadline=None)
@given(st.integers(2, 200), st.data())
def test_a_consistency_proof_does_not_connect_a_changed_past(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size - 1))
    changed = data.draw(st.integers(0, old - 1))
    hashes = leaves(size)
    forged = [b"\x07" * 32 if n == changed else leaf for n, leaf in enumerate(hashes)]
    proof = roots_of_ranges(consistency_ranges(old, size), forged)
    assert not ConsistencyProof(old, size, tuple(proof)).connects(naive_root(hashes[:old]), naive_root(forged))


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3)])
def test_sizes_that_cannot_be_connected_are_refused(old: int, new: int) -> None:
    with pytest.raises(BadProof, match="expected sizes"):
        consistency_ranges(old, new)


def test_a_proof_from_too_few_leaves_says_how_many_there_were() -> None:
    with pytest.raises(BadProof, match="expected leaves up to 4, found 3"):
        roots_of_ranges([(2, 4)], leaves(3))

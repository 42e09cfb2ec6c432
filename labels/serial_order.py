"""A keyed order of the numbers 0 to size - 1 that looks random and meets each of them exactly once.

A balanced Feistel network over the smallest even number of bits that holds `size`, walked until it lands inside.
"""

from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import _Hash

_ROUNDS = 8


def shuffled(n: int, *, size: int, key: str) -> int:
    """Return which number stands at place `n` of the order, both in 0 to `size` - 1; a permutation for each `key`.

    Raises ValueError for a place outside the order.
    """
    if not 0 <= n < size:
        raise ValueError(f"expected a place in 0 to {size - 1}, found {n}")
    half = max(((size - 1).bit_length() + 1) // 2, 1)
    turns = _turns(key)
    found = _network(n, half, turns)
    while found >= size:  # ends: a permutation's cycle through n comes back to n, which is inside
        found = _network(found, half, turns)
    return found


def _network(value: int, half: int, turns: "tuple[_Hash, ...]") -> int:
    mask = (1 << half) - 1
    left, right = value >> half, value & mask
    for turn in turns:
        mixing = turn.copy()
        mixing.update(b"%d" % right)
        left, right = right, left ^ (int.from_bytes(mixing.digest(), "big") & mask)
    return left << half | right


@lru_cache(maxsize=64)
def _turns(key: str) -> "tuple[_Hash, ...]":
    """What every turn of a key mixes in first, hashed once for all numbers."""
    return tuple(sha256(f"{key}/{turn}/".encode()) for turn in range(_ROUNDS))

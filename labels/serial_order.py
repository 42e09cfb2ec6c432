"""A keyed order of the numbers 0 to size - 1 that looks random and meets each of them exactly once.

A balanced Feistel network over the smallest even number of bits that holds `size`, walked until it lands inside.
"""

from functools import lru_cache
from hashlib import sha256

_ROUNDS = 8


@lru_cache(maxsize=65_536)  # a lease looks at its numbers several times: seeking, locking, deciding
def shuffled(n: int, *, size: int, key: str) -> int:
    """Return which number stands at place `n` of the order, both in 0 to `size` - 1; a permutation for each `key`.

    Raises ValueError for a place outside the order.
    """
    if not 0 <= n < size:
        raise ValueError(f"expected a place in 0 to {size - 1}, found {n}")
    half = max(((size - 1).bit_length() + 1) // 2, 1)
    found = _network(n, half, key)
    while found >= size:  # ends: a permutation's cycle through n comes back to n, which is inside
        found = _network(found, half, key)
    return found


def _network(value: int, half: int, key: str) -> int:
    mask = (1 << half) - 1
    left, right = value >> half, value & mask
    for turn in range(_ROUNDS):
        left, right = right, left ^ (_mixed(turn, right, key) & mask)
    return left << half | right


def _mixed(turn: int, value: int, key: str) -> int:
    return int.from_bytes(sha256(f"{key}/{turn}/{value}".encode()).digest(), "big")

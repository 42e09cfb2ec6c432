"""GS1 check digits and check characters, for reading a key and for making one.
Kept apart from the other checks because number ranges and label building calculate them too.
"""

_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83)
_ZERO = ord("0")
_CSET82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
_CSET32 = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_WEIGHT82 = {character: weight for weight, character in enumerate(_CSET82)}


def check_digit(digits: str) -> str:
    """Return the check digit that follows `digits` (General Specifications 7.9.1: weights 3, 1 from the right)."""
    numbers = digits.encode("ascii")
    offset = _ZERO * (len(numbers) + 2 * ((len(numbers) + 1) // 2))
    return str((offset - 3 * sum(numbers[::-2]) - sum(numbers[-2::-2])) % 10)


def has_check_digit(digits: str) -> bool:
    """Return whether the last digit is the check digit of those before it."""
    numbers = digits.encode("ascii")
    offset = _ZERO * (len(numbers) + 2 * (len(numbers) // 2))
    return (sum(numbers[::-2]) + 3 * sum(numbers[-2::-2]) - offset) % 10 == 0


def check_pair(text: str) -> str:
    """Return the two check characters that follow `text`, 1 to 23 characters of CSET 82 (General Specifications 7.9.5).

    Raises KeyError for a character outside CSET 82.
    """
    total = sum(prime * _WEIGHT82[character] for prime, character in zip(_PRIMES, reversed(text), strict=False)) % 1021
    return _CSET32[total // 32] + _CSET32[total % 32]

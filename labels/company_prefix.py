"""How many digits of a GS1 key are the company prefix, from company_prefixes.json (read when first asked).
The list ages: a prefix allocated since is not in it, and then the length must be given by whoever holds the prefix.
"""

from functools import lru_cache
from importlib.resources import files

import msgspec

_HEAD = 3
_LENGTH_MIN = 6
_LENGTHS = "abcdefg"


class _Table(msgspec.Struct):
    prefixes: dict[str, str]


@lru_cache(maxsize=1)
def _texts() -> dict[str, str]:
    return msgspec.json.decode(files("labels").joinpath("company_prefixes.json").read_bytes(), type=_Table).prefixes


def company_prefix_length(digits: str) -> int | None:
    """Return the length of the company prefix with which `digits` start (6 to 12), or None if it is not known.

    Anything may follow the digits, as in an asset number; a prefix that would reach into it is none.
    """
    text = _texts().get(digits[:_HEAD], ".")
    position, depth = 0, _HEAD
    while text[position] == "(":
        if not ("0" <= digits[depth : depth + 1] <= "9"):
            return None
        position = _child(text, position + 1, int(digits[depth]))
        depth += 1
    return None if text[position] == "." else _LENGTHS.index(text[position]) + _LENGTH_MIN


def _child(text: str, position: int, digit: int) -> int:
    """Return the offset of the node for `digit` among the ten that start at `position`."""
    while True:
        count = 1
        if text[position].isdecimal():
            count = int(text[position])
            position += 1
        if digit < count:
            return position
        digit -= count
        position = _after(text, position)


def _after(text: str, position: int) -> int:
    """Return the offset behind the node at `position`."""
    depth = 0
    while True:
        depth += (text[position] == "(") - (text[position] == ")")
        position += 1
        if depth == 0:
            return position

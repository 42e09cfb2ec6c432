"""The names and values of a GS1 Digital Link URI with their places, before any rule of GS1 is asked.
Values are percent-decoded with a map back, so that an error points at the characters that were scanned.
"""

import re
from collections.abc import Sequence

import msgspec

from labels.ai_table import RULES

_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})?")
_DIGITS = re.compile(r"[0-9]+")


class Pair(msgspec.Struct, frozen=True):
    """A name (digits) from `start` to `name_end` of the URI `uri`, and its value from `name_end` + 1 to `end`."""

    uri: str
    name: str
    start: int
    end: int
    in_query: bool

    @property
    def name_end(self) -> int:
        """Return the offset behind the name."""
        return self.start + len(self.name)

    def text(self, place: tuple[int, int]) -> str:
        """Return the part of the URI at `place`."""
        return self.uri[place[0] : place[1]]


def path_pairs(uri: str, start: int, end: int) -> list[Pair]:
    """Return the pairs of the path from the key on; empty if no key stands at a place for one.

    Read from the end, because a path may begin with anything: the last two segments are a pair, and the two before.
    """
    if end > start and uri[end - 1] == "/":
        end -= 1
    segments: list[tuple[int, int]] = []
    position = start
    while position < end:
        slash = uri.find("/", position + 1, end)
        segment_end = end if slash < 0 else slash
        segments.append((position + 1, segment_end))
        position = segment_end
    for number in range(len(segments) - 2, -1, -2):
        rule = RULES.get(uri[slice(*segments[number])])
        if rule is not None and rule.link_key is not None:
            return _paired(uri, segments[number:])
    return []


def _paired(uri: str, segments: Sequence[tuple[int, int]]) -> list[Pair]:
    pairs = zip(segments[::2], segments[1::2], strict=True)
    return [Pair(uri, uri[slice(*name)], name[0], value[1], in_query=False) for name, value in pairs]


def query_pairs(uri: str, start: int, end: int) -> list[Pair]:
    """Return the pairs of the query whose name is all digits: those names are GS1's."""
    pairs: list[Pair] = []
    position = start
    while position < end:
        ampersand = uri.find("&", position, end)
        pair_end = end if ampersand < 0 else ampersand
        name = _DIGITS.match(uri, position, pair_end)
        if name and (name.end() == pair_end or uri[name.end()] == "="):
            pairs.append(Pair(uri, name[0], position, pair_end, in_query=True))
        position = pair_end + 1
    return pairs


def decoded(pair: Pair) -> tuple[str, list[int], tuple[int, int] | None]:
    """Return the decoded value, the offset in the URI of each of its characters and of its end, and a broken escape.

    In a query a plus sign is a space, as every web form writes it; no GS1 value has a space.
    """
    value: list[str] = []
    places: list[int] = []
    broken: tuple[int, int] | None = None
    position = pair.name_end + 1
    while position < pair.end:
        places.append(position)
        character = pair.uri[position]
        length = 1
        if character == "%":
            escape = _ESCAPE.match(pair.uri, position, pair.end)
            if escape and escape[1]:
                character, length = chr(int(escape[1], 16)), 3
            else:
                broken = broken or (position, min(position + 3, pair.end))
        elif character == "+" and pair.in_query:
            character = " "
        value.append(character)
        position += length
    return "".join(value), [*places, max(pair.end, pair.name_end)], broken

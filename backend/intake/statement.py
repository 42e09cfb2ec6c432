"""Several writes, or several reads, in one statement: a round trip costs more than the rows do. Pure.

Each part counts its parameters from $1 on; here they are numbered through.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

_PARAMETER = re.compile(r"\$(\d+)")
_TEXTS_KEPT = 2_000


class Part(msgspec.Struct, frozen=True):
    """One statement of several: its SQL, its parameters, and the name under which the others may speak of it."""

    name: str
    sql: str
    arguments: tuple[object, ...]


def together(parts: Sequence[Part], answer: str) -> tuple[str, list[object]]:
    """Return one statement of all parts, which answers ``answer``, and its parameters.

    Parts see the same snapshot and run in no order of their own, unless one reads what another returns.
    """
    text = _joined(tuple((part.name, part.sql, len(part.arguments)) for part in parts), answer)
    return text, [argument for part in parts for argument in part.arguments]


@lru_cache(_TEXTS_KEPT)
def _joined(parts: tuple[tuple[str, str, int], ...], answer: str) -> str:
    named: list[str] = []
    before = 0
    for name, sql, count in parts:
        named.append(f"{name} AS ({renumbered(sql, before)})")
        before += count
    return f"WITH {', '.join(named)} {answer}"


def renumbered(sql: str, before: int) -> str:
    """Return a statement whose parameters come after ``before`` others."""
    return _PARAMETER.sub(lambda found: f"${int(found[1]) + before}", sql) if before else sql

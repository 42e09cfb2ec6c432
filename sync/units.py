"""The units that a value may be in: UCUM codes of measures, pieces and the words for packages, each with its kind and
names. `sync/units.json` is read by the server and the app alike; units of one kind convert exactly or not at all.
"""

import difflib
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from sync.quantity import NotConvertible, Ratio, exact

TABLE: Final = Path(__file__).parent / "units.json"
NEAREST: Final = 3
"""How many units are named beside one that is not known."""
_CLOSE: Final = 0.6
_USUAL: Final = ("pcs", "kg", "mm", "Cel", "N")
"""Named where nothing is like what was written."""


class KnownUnit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A unit: in the base of its ``kind`` a value is ``value * ratio + offset``; without a ratio it does not convert.

    ``also``: how people write it elsewhere; ``stock``: material may be counted in it.
    """

    code: str
    kind: str
    en: str
    zh: str
    ratio: Ratio | None = None
    offset: tuple[int, int] = (0, 1)
    stock: bool = False
    also: tuple[str, ...] = ()


@cache
def units() -> dict[str, KnownUnit]:
    """Return every unit by its code, in the order of the table."""
    table = msgspec.json.decode(TABLE.read_bytes(), type=tuple[KnownUnit, ...])
    known = {unit.code: unit for unit in table}
    assert len(known) == len(table), "a unit is in the table twice"
    return known


def is_measure(code: str) -> bool:
    """Say whether a value can be read in this unit: it is known, and no word for a package."""
    unit = units().get(code)
    return unit is not None and unit.kind != "package"


def nearest(written: str, *, stock: bool = False) -> tuple[str, ...]:
    """Return the codes that were perhaps meant, the likeliest first, never none: measures, or what is in ``stock``."""
    fitting = [unit for unit in units().values() if (unit.stock if stock else is_measure(unit.code))]
    spelt = {name: unit.code for unit in fitting for name in (unit.code, *unit.also, unit.en, unit.zh)}
    folded = {name.casefold(): code for name, code in reversed(spelt.items())}
    asked = written.strip()
    exactly = [spelt[asked]] if asked in spelt else []
    like = difflib.get_close_matches(asked.casefold(), folded, n=NEAREST, cutoff=_CLOSE)
    found = [*exactly, *(folded[name] for name in like)]
    usual = [unit.code for unit in fitting if unit.code in _USUAL]
    return tuple(dict.fromkeys(found or usual))[:NEAREST]


def converted(value: str, *, unit: str, into: str) -> str | None:
    """Return a value in another unit of its kind, or None where it has no exact amount there.

    The digits are kept as they are where the unit is the same already.
    """
    if unit == into:
        return value
    known, wanted = units().get(unit), units().get(into)
    if known is None or wanted is None or known.kind != wanted.kind or known.ratio is None or wanted.ratio is None:
        return None
    in_base = Fraction(value) * Fraction(*known.ratio) + Fraction(*known.offset)
    try:
        return f"{exact((in_base - Fraction(*wanted.offset)) / Fraction(*wanted.ratio)):f}"
    except NotConvertible:
        return None

"""How fast codes are read, in whole validated results, beside biip on the same texts; every text is another.

Measured in processor time of one thread, so that other work on the machine counts little; dates repeat as they do in a
day's scans, lots and serials never.
"""

import random
import time
from collections.abc import Callable, Sequence

import biip

from labels.check_digits import check_digit
from labels.hibc import check_character
from labels.udi import parse
from tests.benchmarks.table import Line

TEXTS = 40_000
REFERENCE_TEXTS = 2_000
ROUNDS = 5
YEAR = 2026
TARGET = 200_000


def measure() -> list[Line]:
    """Return parses a second for each kind of label, with biip's on the same kind as reference."""
    return [line for name, kind in KINDS.items() for line in _measured(name, kind)]


def _measured(name: str, kind: Callable[[random.Random], str]) -> list[Line]:
    draw = random.Random(name)
    texts = [kind(draw) for _ in range(TEXTS)]
    assert all(parse(text, year=YEAR).ok for text in texts)
    speed = max(_speed(lambda text: parse(text, year=YEAR), texts) for _ in range(ROUNDS))
    reference = None
    if name not in NOT_IN_BIIP:
        reference = max(_speed(biip.parse, texts[:REFERENCE_TEXTS]) for _ in range(2))
    return [
        Line(name=name, value=speed, unit="parses/s", target=TARGET if name in WITH_TARGET else None),
        *([] if reference is None else [Line(name="  beside biip", value=speed, unit="parses/s", reference=reference)]),
    ]


def _speed(read: Callable[[str], object], texts: Sequence[str]) -> float:
    started = time.process_time()
    for text in texts:
        read(text)
    return len(texts) / (time.process_time() - started)


def _gtin(draw: random.Random) -> str:
    digits = f"0952123{draw.randrange(10**6):06}"
    return f"01{digits}{check_digit(digits)}"


def _dates(draw: random.Random) -> str:
    return f"11{draw.randrange(24, 27)}{draw.randrange(1, 13):02}01" + f"17{draw.randrange(27, 31)}0228"


def _lot(draw: random.Random) -> str:
    return f"10FG{draw.randrange(10**6):06}"


def _lot_label(draw: random.Random) -> str:
    return f"]d2{_gtin(draw)}{_dates(draw)}{_lot(draw)}\x1d"


def _serial_label(draw: random.Random) -> str:
    return f"]d2{_gtin(draw)}{_dates(draw)}{_lot(draw)}\x1d21SN{draw.randrange(10**8):08}"


def _serial_only(draw: random.Random) -> str:
    return f"]d2{_gtin(draw)}21SN{draw.randrange(10**8):08}\x1d"


def _unusual(draw: random.Random) -> str:
    return f"]d2{_gtin(draw)}{_dates(draw)}240REF{draw.randrange(10**4)}\x1d{_lot(draw)}"


def _hibc(draw: random.Random) -> str:
    text = f"+H373{draw.randrange(10**6):06}1/$$3290228LOT{draw.randrange(10**6)}"
    return text + check_character(text)


KINDS: dict[str, Callable[[random.Random], str]] = {
    "GTIN, dates, lot": _lot_label,
    "GTIN, dates, lot, serial": _serial_label,
    "GTIN, serial": _serial_only,
    "GTIN, dates, reference, lot": _unusual,
    "HIBC primary and secondary": _hibc,
}
NOT_IN_BIIP = frozenset({"HIBC primary and secondary"})
WITH_TARGET = frozenset({"GTIN, dates, lot", "GTIN, dates, lot, serial", "GTIN, serial"})

"""Writes a label as ZPL II: the verified raster as one `^GFA` picture, its symbols natively only where that is safe.
What stands in the data never becomes a command: pictures are hexadecimal, field data is written in escapes.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

import msgspec
from PIL import Image

_HEX_RUNS = re.compile(r"([0-9A-F])\1{2,}")
_ONES = " GHIJKLMNOPQRSTUVWXY"  # a run of 1 to 19
_TWENTIES = " ghijklmnopqrstuvwxyz"  # a run of 20 to 400, in twenties
_LONGEST_RUN = 419
_BLACK_IS_ONE = [255] * 128 + [0] * 128
"""By grey value; PIL packs what is not 0 as a 1, and fills the last byte of a row with 0."""
_HEX_INDICATOR = "\\"
_SYMBOL_ESCAPE = "_"
# GS1 General Specifications 7.11, character set 82: what AI data consists of; no ^, no ~, no control character.
_SET_82 = re.compile(r"[!\"%-?A-Z_a-z\x1d]+", re.ASCII)
GS = "\x1d"


class NativeDataMatrix(msgspec.Struct, frozen=True, kw_only=True):
    """A square GS1 DataMatrix that the printer draws itself: its top left corner and module width in dots.

    ``text``: the element string, GS as U+001D, without the leading FNC1. ``modules``: its side.
    """

    x_dots: int
    y_dots: int
    module_dots: int
    text: str
    modules: int

    @property
    def box(self) -> tuple[int, int, int, int]:
        """The dots it covers: left, top, and the first beyond."""
        side = self.modules * self.module_dots
        return self.x_dots, self.y_dots, self.x_dots + side, self.y_dots + side


def zpl_label(image: Image.Image, natives: Sequence[NativeDataMatrix] = (), *, media: str = "") -> bytes:
    """Return one label format, printed once: `image` in black and white at the printer's own dots, top left at 0,0.

    `natives` are drawn over the picture, which must be white there. `media`: further commands, e.g. `^MMT`; given by
    the program, never by data.
    """
    width, height = image.size
    symbols = "".join(map(native, natives))
    return (f"^XA{media}^PW{width}^LL{height}^LH0,0^LS0^PON^FO0,0{graphic(image)}^FS{symbols}^PQ1,0,0,N^XZ\n").encode(
        "ascii"
    )


def graphic(image: Image.Image) -> str:
    """Return the picture as a compressed `^GFA` field; 1 is a black dot, rows are filled up to whole bytes."""
    grey = image if image.mode == "L" else image.convert("L")
    width, height = grey.size
    row_bytes = (width + 7) // 8
    total = row_bytes * height
    packed = grey.point(_BLACK_IS_ONE, "1").tobytes()
    return f"^GFA,{total},{total},{row_bytes},{_compressed(packed, row_bytes)}"


def _compressed(packed: bytes, row_bytes: int) -> str:
    """Return the rows in ZPL's own compression: `:` repeats a row, `,` and `!` fill it, letters count a character."""
    parts: list[str] = []
    before = b""
    for start in range(0, len(packed), row_bytes):
        row = packed[start : start + row_bytes]
        parts.append(":" if row == before else _shortened(row))
        before = row
    return "".join(parts)


@lru_cache(maxsize=4096)  # the labels of a job differ in a few rows only
def _shortened(packed: bytes) -> str:
    row = packed.hex().upper()
    kept = row.rstrip("0")
    if len(kept) < len(row):
        return _counted_runs(kept) + ","
    kept = row.rstrip("F")
    if len(kept) < len(row):
        return _counted_runs(kept) + "!"
    return _counted_runs(row)


def _counted_runs(row: str) -> str:
    return _HEX_RUNS.sub(lambda run: _counted(run[0]), row)


@cache  # sixteen digits in as many lengths as a row has digits
def _counted(run: str) -> str:
    """Return equal digits as their count in letters and the digit once."""
    left, parts = len(run), ""
    while left:
        now = min(left, _LONGEST_RUN)
        twenties, ones = divmod(now, 20)
        parts += (_TWENTIES[twenties] if twenties else "") + (_ONES[ones] if ones else "") + run[0]
        left -= now
    return parts


def is_safe_natively(text: str) -> bool:
    """Say whether the printer's own encoder may be given this element string: only characters that AI data may have."""
    return _SET_82.fullmatch(text) is not None


def native(symbol: NativeDataMatrix) -> str:
    """Return the commands of a symbol that the printer draws. Raises ValueError for a text that is not safe natively.

    It is given its size, so that a printer that would encode it otherwise prints none instead of another.
    """
    if not is_safe_natively(symbol.text):
        raise ValueError(f"expected characters of set 82, found {symbol.text!r}; print the raster instead")
    side, escape = symbol.modules, _SYMBOL_ESCAPE
    data = f"{escape}1" + symbol.text.replace(escape, escape * 2).replace(GS, f"{escape}1")
    command = f"^BXN,{symbol.module_dots},200,{side},{side},6,{escape},1"
    return f"^FO{symbol.x_dots},{symbol.y_dots}{command}{field(data)}"


def field(data: str) -> str:
    """Return field data that reaches the printer as it is: `^`, `~`, the indicator and all but plain ASCII escaped."""
    escaped = "".join(
        chr(byte) if 0x20 <= byte < 0x7F and chr(byte) not in "^~\\" else f"{_HEX_INDICATOR}{byte:02X}"  # noqa: PLR2004 - printable ASCII
        for byte in data.encode("utf-8")
    )
    return f"^FH{_HEX_INDICATOR}^FD{escaped}^FS"

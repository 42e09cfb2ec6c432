"""The sheet a scanner is tried out on: five symbols on one A4 page, drawn as SVG for any printer.

What is on it is data that the app reads too, so that it knows what a correct scanner delivers.
"""

from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import msgspec
import numpy as np
import zxingcpp

from labels.symbols import run_path

DATA = Path(__file__).with_suffix(".json")
WIDTH_MM, HEIGHT_MM = 210, 297
MODULE_MM = 0.5
BAR_HEIGHT_MM = 18
ROW_MM = 48
LEFT_MM, TOP_MM, TEXT_MM = 20, 42, 62

NAMES = {
    "gs1-datamatrix": "GS1 DataMatrix · (01) (10) (21)",
    "gs1-128": "GS1-128 · (01) (10) (21)",
    "long-qr": "QR · 300 characters · 300 个字符",
    "mixed-case": "Data Matrix · letters and signs · 大小写与符号",
    "sixty": "Data Matrix · 60 characters · 60 个字符",
}


class SheetCode(msgspec.Struct, frozen=True):
    """One symbol: its AIM identifier, what a reader delivers, how often to scan it, its GS1 elements if any."""

    id: str
    aim: str
    symbology: str
    elements: tuple[tuple[str, str], ...] | None
    text: str
    times: int


def codes() -> tuple[SheetCode, ...]:
    """Return what is on the sheet, in order."""
    return msgspec.json.decode(DATA.read_bytes(), type=tuple[SheetCode, ...])


@cache
def sheet_svg() -> str:
    """Return the sheet as an SVG of A4 size, in millimetres."""
    rows = [_row(code, TOP_MM + n * ROW_MM) for n, code in enumerate(codes())]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH_MM}mm" height="{HEIGHT_MM}mm" '
        f'viewBox="0 0 {WIDTH_MM} {HEIGHT_MM}"><rect width="{WIDTH_MM}" height="{HEIGHT_MM}" fill="#fff"/>'
        '<g font-family="sans-serif" fill="#000">'
        f'<text x="{LEFT_MM}" y="20" font-size="7">Scanner calibration · 扫码枪校准</text>'
        f'<text x="{LEFT_MM}" y="28" font-size="3.6">Print at 100 %. Scan every symbol, in any order, on the '
        "calibration screen.</text>"
        f'<text x="{LEFT_MM}" y="34" font-size="3.6">按 100% 比例打印。在校准页面逐个扫描，顺序不限。</text>'
        f"{''.join(rows)}</g></svg>"
    )


def _row(code: SheetCode, top: float) -> str:
    image = modules(code)
    tall = BAR_HEIGHT_MM if code.symbology == "Code128" else MODULE_MM
    symbol = f'<g transform="translate({LEFT_MM} {top}) scale({MODULE_MM} {tall})"><path d="{run_path(image)}"/></g>'
    times = "" if code.times == 1 else f" × {code.times}"
    label_y = top + (BAR_HEIGHT_MM + 6 if code.symbology == "Code128" else 6)
    label_x = LEFT_MM if code.symbology == "Code128" else TEXT_MM
    return f'{symbol}<text x="{label_x}" y="{label_y}" font-size="4.5">{escape(NAMES[code.id] + times)}</text>'


def modules(code: SheetCode) -> list[list[bool]]:
    """Return a symbol's modules, True is dark; a linear one is a single row."""
    wanted = getattr(zxingcpp.BarcodeFormat, code.symbology)
    square = {"force_square": True} if code.symbology == "DataMatrix" else {}
    if code.elements is None:
        barcode = zxingcpp.create_barcode(code.text, wanted, **square)
    else:
        bracketed = "".join(f"[{ai}]{value}" for ai, value in code.elements)
        barcode = zxingcpp.create_barcode(bracketed, wanted, gs1=True, **square)
    rows: list[list[bool]] = (np.asarray(barcode.to_image(scale=1, add_quiet_zones=False)) == 0).tolist()
    return rows[:1] if code.symbology == "Code128" else rows

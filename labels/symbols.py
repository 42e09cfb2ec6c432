"""Every kind of symbol a label carries, as rows of modules, checked against what a reader must deliver.
One encoder for all but plain QR cards; its own account of the symbol is compared with the data before it is used.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

import msgspec
import numpy as np
import segno
import zxingcpp

from labels.label_errors import LabelDataInvalid, TextDoesNotFit
from labels.x_dimension import Family

Kind = Literal[
    "gs1_datamatrix", "gs1_datamatrix_rectangle", "gs1_128", "itf_14", "gs1_qr", "digital_link_qr", "qr"
]  # fmt: skip
LINEAR: dict[Kind, Family] = {"gs1_128": "gs1_128", "itf_14": "itf_14"}
AIM: dict[Kind, str] = {
    "gs1_datamatrix": "]d2",
    "gs1_datamatrix_rectangle": "]d2",
    "gs1_128": "]C1",
    "itf_14": "]I0",
    "gs1_qr": "]Q3",
    "digital_link_qr": "]Q1",
    "qr": "]Q1",
}
"""What a reader reports before the data (ISO/IEC 15424); this project's reader says ]I0 for ITF with a check digit."""
QUIET_MODULES: dict[Kind, tuple[int, int]] = {
    "gs1_datamatrix": (1, 1),
    "gs1_datamatrix_rectangle": (1, 1),
    "gs1_128": (10, 0),
    "itf_14": (10, 0),
    "gs1_qr": (4, 4),
    "digital_link_qr": (4, 4),
    "qr": (4, 4),
}
"""Light modules that must stay empty left and right, above and below (GS1 General Specifications 5)."""

# ISO/IEC 16022 ECC 200 square symbols; the position in this list, from 1, is the version.
SQUARE_SIZES = (10, 12, 14, 16, 18, 20, 22, 24, 26, 32, 36, 40, 44, 48, 52, 64, 72, 80, 88, 96, 104, 120, 132, 144)
# ISO/IEC 16022 ECC 200 rectangles (rows x columns): the encoder's versions 25 to 30, smallest area first.
RECTANGLES = {25: (8, 18), 26: (8, 32), 27: (12, 26), 28: (12, 36), 29: (16, 36), 30: (16, 48)}
GS1_128_CHARACTERS_MAX = 48
BEARER_MODULES = 2  # ITF-14: bars above and below, so that a slanting scan cannot stop early
CORRECTION = "M"  # of a QR code: 15 % of it may be spoiled


class Symbol(msgspec.Struct, frozen=True):
    """A symbol without its quiet zone: rows of modules (True is dark), one row for a linear one; `content` is what a
    reader delivers, GS as U+001D, no leading FNC1.
    """

    kind: Kind
    modules: tuple[tuple[bool, ...], ...]
    content: str

    @property
    def columns(self) -> int:
        """Modules across."""
        return len(self.modules[0])

    @property
    def rows(self) -> int:
        """Modules down; 1 for a linear symbol."""
        return len(self.modules)

    @property
    def expected(self) -> str:
        """What a reader reports: the AIM identifier, then the content."""
        return AIM[self.kind] + self.content


def encode_elements(kind: Kind, elements: Sequence[tuple[str, str]], element_string: str) -> Symbol:
    """Encode (AI, value) pairs as a GS1 symbol (FNC1 first); `element_string` is what a reader must deliver.

    DataMatrix is ECC 200 only, square or rectangular, never one of the encoder's extended rectangles. Raises
    LabelDataInvalid when the encoder refuses the values or encodes anything else, TextDoesNotFit when the data are
    longer than the kind of symbol takes.
    """
    bracketed = "".join(f"[{ai}]{value}" for ai, value in elements)
    if kind == "gs1_128" and len(element_string) > GS1_128_CHARACTERS_MAX:
        raise _too_long(bracketed, "GS1-128", GS1_128_CHARACTERS_MAX)
    if kind == "gs1_datamatrix_rectangle":
        return _rectangle(bracketed, element_string)
    # force_square keeps the encoder from DMRE sizes, which scan as ]d8 on many readers.
    options = {"force_square": True} if kind == "gs1_datamatrix" else {}
    return _checked(kind, _created(kind, bracketed, gs1=True, **options), element_string)


def encode_text(kind: Kind, text: str) -> Symbol:
    """Encode a GTIN as ITF-14, a Digital Link as QR, or any text as a plain QR card. Raises LabelDataInvalid."""
    if kind == "qr":
        return _card(text)
    return _checked(kind, _created(kind, text), text)


def _rectangle(bracketed: str, element_string: str) -> Symbol:
    for version in RECTANGLES:
        try:
            barcode = zxingcpp.create_barcode(bracketed, zxingcpp.BarcodeFormat.DataMatrix, gs1=True, version=version)
        except ValueError as refusal:
            if "too long" in str(refusal):
                continue
            raise _refused(bracketed, refusal) from refusal
        return _checked("gs1_datamatrix_rectangle", barcode, element_string)
    raise _too_long(bracketed, "rectangular DataMatrix", RECTANGLES[30][0] * RECTANGLES[30][1])


_FORMATS = {
    "gs1_datamatrix": zxingcpp.BarcodeFormat.DataMatrix,
    "gs1_128": zxingcpp.BarcodeFormat.Code128,
    "itf_14": zxingcpp.BarcodeFormat.ITF,
    "gs1_qr": zxingcpp.BarcodeFormat.QRCode,
    "digital_link_qr": zxingcpp.BarcodeFormat.QRCode,
}


def _created(kind: Kind, content: str, **options: bool) -> zxingcpp.Barcode:
    try:
        return zxingcpp.create_barcode(content, _FORMATS[kind], **options)
    except ValueError as refusal:
        raise _refused(content, refusal) from refusal


def _refused(content: str, refusal: ValueError) -> LabelDataInvalid:
    return LabelDataInvalid(
        f"The values {content} cannot be encoded: {refusal}. Correct the value.",
        f"{content} 无法编码：{refusal}。请更正数据。",
    )


def _too_long(content: str, name: str, most: int) -> TextDoesNotFit:
    return TextDoesNotFit(
        f"The values {content} are longer than a {name} symbol takes ({most}). Leave out an element or choose GS1 "
        "DataMatrix.",
        f"{content} 超出 {name} 的容量（{most}）。请减少数据项，或改用 GS1 DataMatrix。",
    )


def _checked(kind: Kind, barcode: zxingcpp.Barcode, content: str) -> Symbol:
    found = barcode.symbology_identifier + barcode.bytes.decode("latin-1")
    if found != AIM[kind] + content:
        raise LabelDataInvalid(
            f"The encoder made {found!r} instead of {AIM[kind] + content!r}. Report this as a defect.",
            f"编码结果为 {found!r}，应为 {AIM[kind] + content!r}。请按缺陷上报。",
        )
    image = np.asarray(barcode.to_image(scale=1, add_quiet_zones=False))
    rows: list[list[bool]] = (image == 0).tolist()  # one byte a module, 0 is dark
    return Symbol(kind, tuple(map(tuple, rows[:1] if kind in LINEAR else rows)), content)


def _card(text: str) -> Symbol:
    try:
        made = segno.make_qr(text, error=CORRECTION, boost_error=False)
    except ValueError as refusal:
        raise _refused(text, refusal) from refusal
    return Symbol("qr", tuple(tuple(bool(module) for module in row) for row in made.matrix), text)


def row_run_path(symbol: Symbol) -> str:
    """SVG path data of a symbol in module units, origin top left."""
    return run_path(symbol.modules)


def run_path(modules: Sequence[Sequence[bool]]) -> str:
    """SVG path data in module units: one rectangle for each horizontal run of dark modules, origin top left."""
    return "".join(f"M{start} {row}h{length}v1h{-length}z" for row, start, length in runs(modules))


def runs(modules: Sequence[Sequence[bool]]) -> Iterator[tuple[int, int, int]]:
    """Each horizontal run of dark modules: its row, its first column, its length."""
    for y, row in enumerate(modules):
        x = 0
        for dark, same in groupby(row):
            length = len(list(same))
            if dark:
                yield y, x, length
            x += length

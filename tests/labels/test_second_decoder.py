"""Every kind of symbol we write, read by other code: ZXing in JavaScript, a port apart from the one in C++ that we use.
Both descend from the same Java library; tests/labels/ecc200.py and the second encoder are of other descent.
"""

import base64
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from labels.ai_table import SEPARATOR
from labels.element_string import build
from labels.symbols import LINEAR, Kind, Symbol, encode_elements, encode_text
from labels.templates.payload import digital_link
from tests.labels.test_cross_checks import GS1_KINDS, Elements, fitting, payload, picture

NODE = Path(sys.executable).with_name("node")  # the one of the environment
READER = Path(__file__).parents[2] / "pwa" / "tools" / "read-symbols.mjs"
SECOND_FORMATS: dict[Kind, str] = {
    "gs1_datamatrix": "DATA_MATRIX",
    "gs1_datamatrix_rectangle": "DATA_MATRIX",
    "gs1_128": "CODE_128",
    "itf_14": "ITF",
    "gs1_qr": "QR_CODE",
    "digital_link_qr": "QR_CODE",
    "qr": "QR_CODE",
}
SIZES = (1.0, 0.75, 1.25, 1.5)
"""A reader looks again when it does not find a symbol; this one's finder is weak at some sizes of a module."""
EACH = 25


def written(kind: Kind, elements: Elements) -> Symbol:
    """A symbol of the kind for these values."""
    if kind in GS1_KINDS:
        held = fitting(kind, elements)
        return encode_elements(kind, held, build(held))
    texts = {"itf_14": elements[0][1], "digital_link_qr": digital_link(elements), "qr": f"库位-{elements[-1][1]}"}
    return encode_text(kind, texts[kind])


def shown(symbol: Symbol, size: float) -> dict[str, Any]:
    """The symbol as the second decoder takes it, at a share of four dots a module."""
    image = picture(symbol)
    scaled = image.resize((round(image.width * size), round(image.height * size)), Image.Resampling.NEAREST)
    pixels = base64.b64encode(np.asarray(scaled).tobytes()).decode()
    return {"format": SECOND_FORMATS[symbol.kind], "width": scaled.width, "pixels": pixels}


def read(symbols: list[Symbol]) -> list[str | None]:
    """What the second decoder reads, None where it finds nothing at any size."""
    found: list[str | None] = [None] * len(symbols)
    for size in SIZES:
        open_ = [at for at, text in enumerate(found) if text is None]
        asked = json.dumps([shown(symbols[at], size) for at in open_])
        done = subprocess.run([NODE, READER], input=asked, capture_output=True, text=True, check=True)
        for at, answer in zip(open_, json.loads(done.stdout), strict=True):
            found[at] = answer.get("text")
        if None not in found:
            break
    return found


def delivered(symbol: Symbol) -> str:
    """What this decoder says for a content: it gives the leading FNC1 of a DataMatrix as a separator."""
    return (SEPARATOR if symbol.kind.startswith("gs1_datamatrix") else "") + symbol.content


def test_a_second_decoder_reads_every_kind_of_symbol_as_it_was_meant_without_one_wrong() -> None:
    drawn = random.Random(20_261_128)
    symbols = [written(kind, payload(drawn)) for kind in SECOND_FORMATS for _ in range(EACH)]
    assert {symbol.kind for symbol in symbols} >= {*GS1_KINDS, *LINEAR}
    assert read(symbols) == [delivered(symbol) for symbol in symbols]


def test_a_second_decoder_does_not_read_a_spoiled_symbol_as_the_intended_one() -> None:
    symbol = written("gs1_datamatrix", payload(random.Random("spoiled")))
    half = len(symbol.modules) // 2
    spoiled = tuple(row if y < half else tuple(not dark for dark in row) for y, row in enumerate(symbol.modules))
    assert read([Symbol(symbol.kind, spoiled, symbol.content)]) != [delivered(symbol)]

"""Symbols written by one code and read by another: our encoder by an own decoder, a second encoder by our reader."""

import random
import string

import numpy as np
import pytest
import zint
import zxingcpp
from PIL import Image

from labels.ai_table import SEPARATOR
from labels.check_digits import check_digit
from labels.element_string import build
from labels.symbols import AIM, LINEAR, Kind, Symbol, encode_elements, encode_text
from labels.templates.payload import digital_link
from labels.verify import decoded
from tests.labels.ecc200 import decode
from tests.labels.label_data import CSET_82

Elements = tuple[tuple[str, str], ...]
SCALE, QUIET, BAR = 4, 10, 30
GS1_KINDS: tuple[Kind, ...] = ("gs1_datamatrix", "gs1_datamatrix_rectangle", "gs1_128", "gs1_qr")
PAYLOADS = 2_000
EVERY_KIND = 25


def payload(drawn: random.Random) -> Elements:
    """A valid UDI: GTIN, often dates, a lot of any characters that AI 10 holds, sometimes a serial."""
    body = "".join(drawn.choices(string.digits, k=13))
    dates = [
        (ai, f"{drawn.randrange(100):02}{drawn.randint(1, 12):02}{drawn.randint(0, 28):02}") for ai in ("11", "17")
    ]
    numbers = [(ai, "".join(drawn.choices(CSET_82, k=drawn.randint(1, 20)))) for ai in ("10", "21")]
    kept = [element for element in (*dates, *numbers) if element[0] == "10" or drawn.random() < 0.6]
    return (("01", body + check_digit(body)), *kept)


def picture(symbol: Symbol) -> Image.Image:
    """The symbol as a printer would draw it, four dots a module, with its quiet zone."""
    rows = np.array(symbol.modules)
    tall = np.repeat(rows, BAR, axis=0) if symbol.kind in LINEAR else rows
    light = np.pad(tall, QUIET)
    return Image.fromarray(np.where(np.kron(light, np.ones((SCALE, SCALE), bool)), 0, 255).astype(np.uint8))


def fitting(kind: Kind, elements: Elements) -> Elements:
    """What the kind of symbol has room for."""
    return elements if kind in ("gs1_datamatrix", "gs1_qr") else elements[:1] + elements[-1:]


def test_2000_random_udis_are_read_from_our_datamatrix_by_an_own_decoder_without_one_wrong() -> None:
    drawn = random.Random(20_261_127)
    for _ in range(PAYLOADS):
        elements = payload(drawn)
        text = build(elements)
        assert decode(encode_elements("gs1_datamatrix", elements, text).modules) == f"{SEPARATOR}{text}"


@pytest.mark.parametrize("kind", GS1_KINDS)
def test_every_gs1_symbol_is_read_back_as_its_kind_with_its_content(kind: Kind) -> None:
    drawn = random.Random(kind)
    for _ in range(EVERY_KIND):
        elements = fitting(kind, payload(drawn))
        symbol = encode_elements(kind, elements, build(elements))
        assert decoded(picture(symbol), linear=kind in LINEAR) == (symbol.expected,)


@pytest.mark.parametrize("kind", ["itf_14", "digital_link_qr", "qr"])
def test_every_other_symbol_is_read_back_as_its_kind_with_its_content(kind: Kind) -> None:
    drawn = random.Random(kind)
    for _ in range(EVERY_KIND):
        elements = payload(drawn)
        texts = {"itf_14": elements[0][1], "digital_link_qr": digital_link(elements), "qr": f"库位-{elements[-1][1]}"}
        symbol = encode_text(kind, texts[kind])
        found = zxingcpp.read_barcodes(picture(symbol))
        assert [(each.symbology_identifier[:2], each.bytes.decode()) for each in found] == [
            (AIM[kind][:2], texts[kind])
        ]


RECTANGLE_SIZES = range(25, 31)  # the second encoder's numbers of the six sizes of ECC 200


def second_picture(symbology: zint.Symbology, data: str, *, gs1: bool = False, size: int = 0) -> Image.Image:
    """What the second encoder draws."""
    second = zint.Symbol()
    second.symbology, second.show_text = symbology, False
    if gs1:
        second.input_mode = zint.InputMode.GS1
    second.scale, second.option_2 = 2, size
    second.whitespace_width = second.whitespace_height = QUIET
    second.encode(data.encode())
    second.buffer()
    return Image.fromarray(np.asarray(second.bitmap)).convert("L")


SECOND: dict[Kind, zint.Symbology] = {
    "gs1_datamatrix": zint.Symbology.DATAMATRIX,
    "gs1_128": zint.Symbology.GS1_128,
    "gs1_qr": zint.Symbology.QRCODE,
}


@pytest.mark.parametrize("kind", SECOND)
def test_what_a_second_encoder_writes_our_reader_reads_as_ours(kind: Kind) -> None:
    drawn = random.Random(f"second {kind}")
    for _ in range(EVERY_KIND):
        elements = tuple((ai, value.replace("[", "")) for ai, value in fitting(kind, payload(drawn)))
        bracketed = "".join(f"[{ai}]{value}" for ai, value in elements)
        image = second_picture(SECOND[kind], bracketed, gs1=True)
        ours = encode_elements(kind, elements, build(elements))
        assert decoded(image, linear=kind in LINEAR) == (ours.expected,)


@pytest.mark.parametrize("size", RECTANGLE_SIZES)
def test_what_a_second_encoder_writes_as_a_rectangle_our_reader_reads(size: int) -> None:
    drawn = random.Random(f"rectangle {size}")
    for _ in range(EVERY_KIND):
        elements = (("91", "".join(drawn.choices(string.digits, k=4))),)
        image = second_picture(zint.Symbology.DATAMATRIX, f"[91]{elements[0][1]}", gs1=True, size=size)
        assert image.width > image.height
        assert decoded(image) == (AIM["gs1_datamatrix_rectangle"] + build(elements),)


@pytest.mark.parametrize("kind", ["itf_14", "digital_link_qr", "qr"])
def test_what_a_second_encoder_writes_of_every_other_kind_our_reader_reads_as_ours(kind: Kind) -> None:
    drawn = random.Random(f"second {kind}")
    for _ in range(EVERY_KIND):
        elements = payload(drawn)
        texts = {"itf_14": elements[0][1], "digital_link_qr": digital_link(elements), "qr": f"CARD-{elements[0][1]}"}
        symbology = zint.Symbology.ITF14 if kind == "itf_14" else zint.Symbology.QRCODE
        data = texts[kind][:-1] if kind == "itf_14" else texts[kind]  # this encoder adds the check digit itself
        found = decoded(second_picture(symbology, data), linear=kind in LINEAR)
        assert [text[3:] for text in found] == [texts[kind]]
        assert {text[:2] for text in found} == {AIM[kind][:2]}


def test_a_rectangle_is_always_one_of_the_six_of_ecc_200() -> None:
    drawn = random.Random("rectangles")
    for _ in range(100):
        elements = fitting("gs1_datamatrix_rectangle", payload(drawn))
        symbol = encode_elements("gs1_datamatrix_rectangle", elements, build(elements))
        sizes = {(8, 18), (8, 32), (12, 26), (12, 36), (16, 36), (16, 48)}
        assert (symbol.rows, symbol.columns) in sizes

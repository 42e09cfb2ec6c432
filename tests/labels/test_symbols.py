from fractions import Fraction

import pytest
import zxingcpp
from PIL import Image

from labels.element_string import build
from labels.label_errors import LabelDataInvalid, XDimensionIllegal
from labels.symbols import QUIET_MODULES, SQUARE_SIZES, Symbol, encode_elements, row_run_path
from labels.templates.place_symbol import LONGEST_LINEAR_MM, extent
from labels.x_dimension import (
    HEALTHCARE,
    RANGES,
    Family,
    Use,
    dot_pitch_mm,
    legal_x_dimensions,
    nearest_x_dimension,
    x_dimension,
)
from tests.labels.ecc200 import decode
from tests.labels.label_data import CSET_82, OWN_GTIN

QUIET, SCALE = 2, 4
ELEMENTS = {
    "lot alone": (("91", "L2611-00042"),),
    "gtin, dates, lots": (
        ("01", OWN_GTIN),
        ("11", "261003"),
        ("17", "281000"),
        ("10", "FX24-118"),
        ("91", "L2611-00042"),
    ),
    "longest lots": (("01", OWN_GTIN), ("17", "281031"), ("10", CSET_82[:20]), ("91", CSET_82[-20:])),
    "marks of markup": (("01", OWN_GTIN), ("10", "<a>&\"'%()*+,-./:;=?_")),
    "letters": (("91", "ABCDEFGHIJKLMNOPQRST"),),
    "small letters": (("91", "abcdefghijklmnopqrst"),),
    "digits": (("91", "00000000000000000001"),),
}


def picture(symbol: Symbol) -> Image.Image:
    side = symbol.columns + 2 * QUIET
    image = Image.new("L", (side, side), 255)
    for y, row in enumerate(symbol.modules):
        for x, dark in enumerate(row):
            image.putpixel((x + QUIET, y + QUIET), 0 if dark else 255)
    return image.resize((side * SCALE, side * SCALE), Image.Resampling.NEAREST)


def encoded(name: str) -> tuple[Symbol, str]:
    text = build(ELEMENTS[name])
    return encode_elements("gs1_datamatrix", ELEMENTS[name], text), text


@pytest.mark.parametrize("name", ELEMENTS)
def test_a_symbol_reads_back_byte_for_byte_as_gs1_datamatrix(name: str) -> None:
    symbol, text = encoded(name)
    (found,) = zxingcpp.read_barcodes(picture(symbol))
    assert (found.symbology_identifier, found.bytes) == ("]d2", text.encode())


@pytest.mark.parametrize("name", ELEMENTS)
def test_a_second_decoder_finds_fnc1_first_the_same_data_and_no_error_to_correct(name: str) -> None:
    symbol, text = encoded(name)
    assert decode(symbol.modules) == f"\x1d{text}"


@pytest.mark.parametrize("lot", [CSET_82[start : start + 20] for start in range(0, 80, 20)] + [CSET_82[-20:]])
def test_every_character_of_cset_82_survives_in_a_lot_of_20(lot: str) -> None:
    text = build([("91", lot)])
    symbol = encode_elements("gs1_datamatrix", [("91", lot)], text)
    assert decode(symbol.modules) == f"\x1d91{lot}"
    assert zxingcpp.read_barcodes(picture(symbol))[0].bytes == text.encode()


@pytest.mark.parametrize("length", range(1, 91))
def test_a_symbol_is_always_a_square_ecc_200_size_and_never_an_extended_rectangle(length: int) -> None:
    elements = [("91", "Ab1/" * 22 + "xy")]
    elements = [("91", elements[0][1][:length])]
    symbol = encode_elements("gs1_datamatrix", elements, build(elements))
    assert symbol.columns in SQUARE_SIZES
    assert symbol.rows == symbol.columns
    assert all(len(row) == symbol.columns for row in symbol.modules)


def test_a_symbol_that_would_not_say_what_was_intended_is_refused() -> None:
    with pytest.raises(LabelDataInvalid, match="instead of"):
        encode_elements("gs1_datamatrix", [("91", "A")], "91B")


def test_a_value_the_encoder_cannot_take_is_refused() -> None:
    with pytest.raises(LabelDataInvalid, match="cannot be encoded"):
        encode_elements("gs1_datamatrix", [("01", "123")], "01123")


def test_the_path_covers_exactly_the_dark_modules() -> None:
    symbol, _ = encoded("longest lots")
    painted: set[tuple[int, int]] = set()
    for run in row_run_path(symbol).removeprefix("M").split("M"):
        start, rest = run.split("h", 1)
        x, y = map(int, start.split())
        length, tail = rest.split("v1h")
        assert tail == f"-{length}z"
        painted |= {(column, y) for column in range(x, x + int(length))}
    dark = {(x, y) for y, row in enumerate(symbol.modules) for x, module in enumerate(row) if module}
    assert painted == dark


@pytest.mark.parametrize(("dpi", "dots", "mm"), [(203, 3, 0.3754), (300, 5, 0.4233), (600, 9, 0.381)])
def test_the_width_nearest_to_the_target_is_whole_dots(dpi: int, dots: int, mm: float) -> None:
    chosen = nearest_x_dimension(dpi)
    assert chosen.dots == dots
    assert chosen.mm == pytest.approx(mm, abs=0.0001)


@pytest.mark.parametrize(
    ("use", "family", "width", "height"),
    [
        ("healthcare", "matrix", ("0.254", "0.380", "0.990"), 0.0),  # symbol specification table 6
        ("healthcare", "gs1_128", ("0.170", "0.495", "0.495"), 12.7),  # table 6
        ("direct_marking", "matrix", ("0.254", "0.300", "0.615"), 0.0),  # table 7
        ("logistics", "gs1_128", ("0.495", "0.495", "0.940"), 31.75),  # table 5
        ("logistics", "itf_14", ("0.495", "0.495", "1.016"), 31.75),  # table 2
    ],
)
def test_ranges_are_those_of_the_general_specifications(
    use: Use, family: Family, width: tuple[str, str, str], height: float
) -> None:
    found = RANGES[use, family]
    assert (found.least, found.target, found.greatest) == tuple(map(Fraction, width))
    assert found.bar_height_mm == height


def test_a_matrix_in_general_distribution_is_at_least_one_and_a_half_times_a_bar() -> None:
    """General Specifications 5.9.3 (release 18), note on the X-dimension of two-dimensional symbols."""
    matrix, bars = RANGES["logistics", "matrix"], RANGES["logistics", "gs1_128"]
    assert matrix.least >= Fraction("1.5") * bars.least


def test_a_gs1_128_symbol_is_never_longer_than_165_mm_with_its_quiet_zones() -> None:
    """General Specifications 5.4.4.2 and 5.4.4.3 (release 18)."""
    elements = (("00", "095212340000000013"), ("10", "ABCDEFGHIJ0123456789"))
    symbol = encode_elements("gs1_128", elements, build(elements))
    widest = legal_x_dimensions(203, RANGES["logistics", "gs1_128"])[-1]
    assert QUIET_MODULES["gs1_128"] == (10, 0)
    assert (symbol.columns + 20) * widest.mm > LONGEST_LINEAR_MM
    assert extent("gs1_128", symbol, widest, 31.75)[0] == float("inf")


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_legal_widths_are_all_whole_dots_within_the_healthcare_range(dpi: int) -> None:
    legal = legal_x_dimensions(dpi)
    assert all(HEALTHCARE.least <= x.exact_mm <= HEALTHCARE.greatest for x in legal)
    assert legal[0].exact_mm - dot_pitch_mm(dpi) < HEALTHCARE.least
    assert legal[-1].exact_mm + dot_pitch_mm(dpi) > HEALTHCARE.greatest


def test_three_dots_at_300_dpi_are_exactly_the_smallest_legal_width() -> None:
    assert legal_x_dimensions(300)[0].dots == 3


def test_a_width_off_the_dots_is_refused_and_the_nearest_legal_ones_are_named() -> None:
    with pytest.raises(XDimensionIllegal, match=r"0\.375 mm \(3 dots\), 0\.500 mm \(4 dots\)") as refused:
        x_dimension(Fraction("0.380"), 203)
    assert "0.375 mm（3 点）" in refused.value.text_zh


@pytest.mark.parametrize(("mm", "nearest"), [("0.1", r"Nearest: 0\.375 mm"), ("1.2", r"Nearest: 0\.876 mm")])
def test_a_width_outside_the_range_is_refused_and_the_nearest_legal_one_is_named(mm: str, nearest: str) -> None:
    with pytest.raises(XDimensionIllegal, match=nearest):
        x_dimension(Fraction(mm), 203)


def test_a_width_on_the_dots_is_accepted() -> None:
    assert x_dimension(Fraction("0.423"), 300).dots == 5


def test_an_unknown_printer_resolution_is_refused() -> None:
    with pytest.raises(XDimensionIllegal, match="found 204"):
        legal_x_dimensions(204)


def test_the_second_decoder_notices_a_single_wrong_module() -> None:
    symbol, _ = encoded("lot alone")
    rows = [list(row) for row in symbol.modules]
    rows[5][5] = not rows[5][5]
    with pytest.raises(AssertionError, match="Reed-Solomon"):
        decode(rows)

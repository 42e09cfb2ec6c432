import numpy as np
import pytest
import zxingcpp

from labels.calibration_sheet import SheetCode, codes, modules, sheet_svg


@pytest.mark.parametrize("code", codes(), ids=[code.id for code in codes()])
def test_s03_each_symbol_of_the_sheet_delivers_what_the_app_expects(code: SheetCode) -> None:
    rows = np.array(modules(code), dtype=bool)
    tall = 60 if rows.shape[0] == 1 else 4
    image = np.where(np.kron(rows, np.ones((tall, 4), dtype=bool)), 0, 255).astype(np.uint8)
    framed = np.pad(image, 60, constant_values=255)
    (read,) = zxingcpp.read_barcodes(framed)
    assert (read.symbology_identifier, read.bytes) == (code.aim, code.text.encode())


def test_s03_the_sheet_is_one_a4_page_with_every_symbol_and_both_languages() -> None:
    svg = sheet_svg()
    assert svg.count("<path") == len(codes())
    assert 'width="210mm" height="297mm"' in svg
    assert "校准" in svg

"""Signs of device labels: each is named, told by its clause, and printed whole where a label has room for it."""

import re
from types import ModuleType
from typing import get_args

import pytest
from PIL import ImageChops

from labels.layout import Page
from labels.pdf import pdf_pages
from labels.pictograms import SIGNS, draw
from labels.signs import handling, origin, sterility
from labels.signs.drawing import HEIGHT
from labels.signs.names import SIGN_NAMES
from labels.templates.model import Pictogram
from labels.templates.render import dots

DRAWN_FROM_DATA = {"ce", "sterile_method", "temperature_limit", "humidity_limit", "status", "quarantine_hatch"}
LEAST_MM, MARGIN_MM = 4.0, 2.0
"""Height at which a 203 dpi printer must still show a sign; white around it."""


def test_every_sign_that_a_template_may_name_is_drawn_and_named_in_both_languages() -> None:
    assert set(get_args(Pictogram)) == set(SIGN_NAMES) == set(SIGNS) | DRAWN_FROM_DATA
    assert all(english and chinese for english, chinese in SIGN_NAMES.values())


@pytest.mark.parametrize("module", [origin, sterility, handling], ids=["origin", "sterility", "handling"])
def test_the_clause_of_every_sign_is_told_where_it_is_drawn(module: ModuleType) -> None:
    told = re.findall(r"(5\.\d+\.\d+)(?:-5\.\d+\.\d+)? (\w+)(?= ·|\.)", module.__doc__ or "")
    assert {name for _, name in told} - DRAWN_FROM_DATA == set(module.SIGNS)
    assert len({clause for clause, _ in told}) == len(told)


@pytest.mark.parametrize("name", SIGNS)
def test_a_sign_is_printed_whole_within_its_box(name: str) -> None:
    wide = LEAST_MM * SIGNS[name].width / HEIGHT
    marks = draw(SIGNS[name], (MARGIN_MM, MARGIN_MM, wide, LEAST_MM))
    size = (wide + 2 * MARGIN_MM, LEAST_MM + 2 * MARGIN_MM)
    (image,) = dots(pdf_pages([Page(width_mm=size[0], height_mm=size[1], title=name, marks=marks)]), 203)
    left, top, right, bottom = ImageChops.invert(image).getbbox() or (0, 0, 0, 0)
    margin, height = MARGIN_MM * 8, LEAST_MM * 8  # a dot is an eighth of a millimetre
    assert left >= margin - 1
    assert top >= margin - 1
    assert right <= margin + wide * 8 + 1
    assert bottom <= margin + height + 1
    assert bottom - top > 0.8 * height


def test_no_two_signs_are_drawn_alike() -> None:
    assert len({(sign.paths, sign.letters) for sign in SIGNS.values()}) == len(SIGNS)

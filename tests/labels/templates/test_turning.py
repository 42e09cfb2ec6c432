import itertools
from typing import Any

import msgspec
import pytest

from labels.label_errors import SymbolDoesNotFit
from labels.layout import Code, Mark, Shape, Text, Turn
from labels.pdf import pdf_pages
from labels.templates.arrange import marks_of
from labels.templates.check import check
from labels.templates.fields import checked
from labels.templates.job import Job
from labels.templates.model import Template, content_bytes, decode
from labels.templates.render import dots, expected, page, svg
from labels.templates.shipped import shipped
from labels.verify import read_back
from labels.x_dimension import SUPPORTED_DPI, dot_pitch_mm
from tests.labels.label_data import EXAMPLES, UNIT, with_element

TURNS: tuple[Turn, ...] = (90, 180, 270)
TOLERANCE_MM = 0.13  # a dot at 203 dpi


def turned_label(template: Template, turn: Turn) -> Template:
    """The whole label turned: every box moved to where it then stands, every element turned in it."""

    def place(element: Any) -> Any:  # noqa: ANN401 - any kind of element
        x, y, width, height = element.x_um, element.y_um, element.width_um, element.height_um
        at = {
            90: (template.height_um - y - height, x),
            180: (template.width_um - x - width, template.height_um - y - height),
            270: (y, template.width_um - x - width),
        }[turn]
        size = (width, height) if turn == 180 else (height, width)
        box = dict(zip(("x_um", "y_um", "width_um", "height_um"), (*at, *size), strict=True))
        return msgspec.structs.replace(element, turn=turn, **box)

    size = (template.width_um, template.height_um)
    across, down = size if turn == 180 else (size[1], size[0])
    return msgspec.structs.replace(
        template, elements=tuple(map(place, template.elements)), width_um=across, height_um=down
    )


@pytest.mark.parametrize(("number", "turn"), list(itertools.product(EXAMPLES, TURNS)))
def test_every_shipped_label_turned_as_a_whole_still_fits_and_reads_back(number: str, turn: Turn) -> None:
    template = turned_label(shipped()[number], turn)
    assert [finding for finding in check(template, EXAMPLES[number], 203) if finding.severity == "stop"] == []
    laid = page(template, EXAMPLES[number], 203)
    (result,) = read_back(pdf_pages([laid]), [expected(laid)], [203])
    assert result.ok, result


@pytest.mark.parametrize("turn", TURNS)
def test_a_turned_label_is_the_dots_of_the_upright_one_turned(turn: Turn) -> None:
    box = {"x_um": 10_000, "y_um": 10_000, "width_um": 20_000, "height_um": 20_000}
    small = shipped()["LT-LOCATION"].elements[0]
    square = msgspec.structs.replace(
        shipped()["LT-LOCATION"], width_um=40_640, height_um=40_640, elements=(msgspec.structs.replace(small, **box),)
    )
    dpi = 600  # 40.64 mm are 960 dots
    (upright,) = dots(pdf_pages([page(square, EXAMPLES["LT-LOCATION"], dpi)]), dpi)
    (other,) = dots(pdf_pages([page(turned_label(square, turn), EXAMPLES["LT-LOCATION"], dpi)]), dpi)
    back = other.rotate(turn)  # anticlockwise
    differing = sum(one != two for one, two in zip(upright.tobytes(), back.tobytes(), strict=True))
    assert differing < 0.02 * upright.tobytes().count(0)


def corners(mark: Mark) -> list[tuple[float, float]]:
    """The corners of a text line or a symbol on the page."""
    assert isinstance(mark, Text | Code)
    width = mark.width_mm
    up, down = (0.7 * mark.size_mm, 0.0) if isinstance(mark, Text) else (0.0, mark.height_mm)
    x, y = mark.x_mm, mark.baseline_mm if isinstance(mark, Text) else mark.y_mm
    way = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[mark.turn]
    local = [(u, v) for u in (0.0, width) for v in (-up, down)]
    return [(x + u * way[0] - v * way[1], y + u * way[1] + v * way[0]) for u, v in local]


@pytest.mark.parametrize(("turn", "dpi"), list(itertools.product(TURNS, SUPPORTED_DPI)))
def test_what_is_turned_stays_in_its_box_and_its_symbol_on_whole_dots(turn: Turn, dpi: int) -> None:
    template = turned_label(shipped()["LT-CARTON"], turn)
    job = Job(template, checked(EXAMPLES["LT-CARTON"]), dpi, "zh-en")
    symbols = 0
    for element in template.elements:
        for mark in marks_of(element, job):
            if isinstance(mark, Shape):
                continue
            for x, y in corners(mark):
                assert element.x_mm - TOLERANCE_MM <= x <= element.x_mm + element.width_mm + TOLERANCE_MM, element.id
                assert element.y_mm - TOLERANCE_MM <= y <= element.y_mm + element.height_mm + TOLERANCE_MM, element.id
            if isinstance(mark, Code):
                symbols += 1
                for place in (mark.x_mm, mark.y_mm):
                    assert place / float(dot_pitch_mm(dpi)) == pytest.approx(round(place / float(dot_pitch_mm(dpi))))
    assert symbols


def test_a_linear_symbol_turned_into_a_box_that_is_too_short_for_it_is_refused() -> None:
    carton = shipped()["LT-CARTON"]
    symbol = next(element for element in carton.elements if element.id == "sscc_symbol")
    with pytest.raises(SymbolDoesNotFit, match=symbol.id):
        page(with_element(carton, symbol.id, turn=90), EXAMPLES["LT-CARTON"], 203)


def test_the_drawing_and_the_print_are_turned_alike() -> None:
    template = with_element(shipped()["LT-UNIT"], "registration", turn=180)
    assert " rotate(180)" in svg(template, UNIT, 203)
    assert " rotate(" not in svg(shipped()["LT-UNIT"], UNIT, 203)


def test_a_template_that_turns_nothing_keeps_the_bytes_it_had_before_there_was_turning() -> None:
    content = content_bytes(shipped()["LT-BADGE"])
    assert b'"turn"' not in content
    assert b'"turn":90' in content_bytes(with_element(decode(content), "symbol", turn=90))


def test_only_quarter_turns_are_read() -> None:
    content = msgspec.json.decode(content_bytes(shipped()["LT-BADGE"]))
    content["elements"][0]["turn"] = 45
    with pytest.raises(msgspec.ValidationError, match="turn"):
        decode(msgspec.json.encode(content))

import itertools
from typing import Any

import msgspec
import pytest

from labels.templates.check import check
from labels.templates.model import HriElement, SymbolElement, Template, content_bytes, content_hash, decode
from labels.templates.shipped import NUMBERS, shipped
from labels.x_dimension import SUPPORTED_DPI
from tests.labels.label_data import EXAMPLES, UNIT, with_element


def unit_codes(template: Template, data: dict[str, str] | None = None, dpi: int = 203, **more: Any) -> list[str]:  # noqa: ANN401
    return sorted({finding.code for finding in check(template, {**UNIT, **(data or {})}, dpi, **more)})


def changed(element: str, **fields: Any) -> Template:  # noqa: ANN401 - any field of the element
    return with_element(shipped()["LT-UNIT"], element, **fields)


@pytest.mark.parametrize(("number", "dpi"), list(itertools.product(NUMBERS, SUPPORTED_DPI)))
def test_a_shipped_template_has_no_finding_on_any_printer(number: str, dpi: int) -> None:
    findings = check(shipped()[number], EXAMPLES[number], dpi)
    named = [finding for finding in findings if finding.severity == "warn" and "if " in finding.en]
    assert list(findings) == named
    assert len(named) == (2 if number == "LT-DEVICE" else 0), "it says neither sterile nor single use"


@pytest.mark.parametrize("number", NUMBERS)
def test_a_shipped_template_is_written_back_as_it_was_read(number: str) -> None:
    template = shipped()[number]
    assert decode(content_bytes(template)) == template
    assert len(content_hash(template)) == 64


@pytest.mark.parametrize(
    ("element", "fields", "code"),
    [
        ("lot", {"x_um": 80_000}, "TEMPLATE_OUTSIDE"),
        ("lot", {"x_um": 2_000}, "TEMPLATE_OVERLAP"),
        ("rule", {"x_um": 70_000, "y_um": 15_000, "width_um": 10_000}, "TEMPLATE_OVERLAP"),
        ("udi_symbol", {"width_um": 6_000}, "LABEL_SYMBOL_TOO_LARGE"),
        ("udi_symbol", {"module_um": 200}, "LABEL_X_DIMENSION"),
        ("udi_symbol", {"module_um": 1_000}, "LABEL_X_DIMENSION"),
        ("udi_hri", {"of": "nothing"}, "TEMPLATE_HRI_WITHOUT_SYMBOL"),
        ("udi_symbol", {"elements": ()}, "TEMPLATE_SYMBOL_UNBOUND"),
        ("udi_symbol", {"kind": "qr"}, "TEMPLATE_SYMBOL_UNBOUND"),
        ("lot", {"id": "serial"}, "TEMPLATE_ID_TWICE"),
        ("registration_caption", {"en": "<img src=x>"}, "TEMPLATE_TEXT_HOSTILE"),
        ("registration_caption", {"en": "a\u202eb"}, "LABEL_TEXT_UNPRINTABLE"),
        ("registration_caption", {"en": "a caption that is far too long for here"}, "LABEL_TEXT_TOO_LONG"),
    ],
)
def test_each_fault_is_found_at_its_element(element: str, fields: dict[str, Any], code: str) -> None:
    found = [finding for finding in check(changed(element, **fields), UNIT, 203) if finding.code == code]
    assert found
    assert {finding.element for finding in found} & {element, fields.get("id"), "rule", "udi_symbol", "ref", "ref_sign"}
    assert all(finding.en and finding.zh and finding.severity == "stop" for finding in found)


def test_an_unknown_application_identifier_is_found() -> None:
    (symbol,) = [e for e in shipped()["LT-UNIT"].elements if isinstance(e, SymbolElement)]
    wrong = tuple(msgspec.structs.replace(binding, ai="09") for binding in symbol.elements[:1])
    assert "TEMPLATE_AI" in unit_codes(changed("udi_symbol", elements=(*wrong, *symbol.elements)))


def test_a_symbol_that_fits_at_600_dpi_may_be_too_small_for_203() -> None:
    small = changed("udi_symbol", width_um=8_500, height_um=8_500)
    assert unit_codes(small, dpi=600) == []
    assert unit_codes(small, dpi=203) == ["LABEL_SYMBOL_TOO_LARGE"]


def test_elements_that_exclude_each_other_may_lie_on_one_another() -> None:
    lot = shipped()["LT-LOT"]
    assert check(lot, EXAMPLES["LT-LOT"], 203) == ()
    both = with_element(lot, "expiry_caption", unless=None)
    assert "TEMPLATE_OVERLAP" in {finding.code for finding in check(both, EXAMPLES["LT-LOT"], 203)}


def test_missing_and_wrong_data_are_found_without_an_error() -> None:
    assert "LABEL_DATA" in unit_codes(shipped()["LT-UNIT"], {"lot": ""})
    assert "LABEL_DATA" in unit_codes(shipped()["LT-UNIT"], {"gtin": "1"})
    assert "LABEL_TEXT_UNPRINTABLE" in unit_codes(shipped()["LT-UNIT"], {"lot": "A\x1dB"})


HOSTILE = [
    "https://example.org/x.png",
    "http://10.0.0.1",
    "//x javascript:alert(1)",
    "file:///etc/passwd",
    "data:text/html,x",
    "/etc/passwd",
    "..\\..\\x",
    "C:\\labels\\logo.png",
    "\\\\server\\share",
    "<script>",
    "</svg>",
    "<!--",
    "]]>",
    "&#60;",
    "url(x)",
    "@import x",
    "p{color:red}",
    "expression(1)",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("field", ["zh", "en"])
def test_a_text_that_is_an_address_a_path_or_code_is_refused(text: str, field: str) -> None:
    fields = {field: text, "width_um": 33_000, "fit": "shrink"}
    assert "TEMPLATE_TEXT_HOSTILE" in unit_codes(changed("registration_caption", **fields))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_name_that_is_an_address_a_path_or_code_is_refused(text: str) -> None:
    assert "TEMPLATE_TEXT_HOSTILE" in unit_codes(msgspec.structs.replace(shipped()["LT-UNIT"], name_en=text))


@pytest.mark.parametrize(
    "text", ["≤ 25 °C", "< 5 kg", "Qty / 数量", "R&D", "1:2", "a-b_c", "www.example.org", "50 % (w/w)"]
)
def test_ordinary_words_and_signs_are_no_threat(text: str) -> None:
    fields = {"zh": "", "en": text}
    assert "TEMPLATE_TEXT_HOSTILE" not in unit_codes(changed("registration_caption", **fields))


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"width_um": 5_000}, "width_um"),
        ({"height_um": 400_000}, "height_um"),
        ({"number": "lt unit"}, "number"),
        ({"script": "x"}, "unknown field"),
        ({"use": "medical"}, "use"),
        ({"markets": ["JP"]}, "markets"),
        ({"width_um": 85_000.5}, "int"),
    ],
)
def test_a_template_of_another_form_is_not_read(fields: dict[str, Any], reason: str) -> None:
    content = msgspec.json.decode(content_bytes(shipped()["LT-UNIT"])) | fields
    with pytest.raises(msgspec.ValidationError, match=reason):
        decode(msgspec.json.encode(content))


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"href": "http://x"}, "unknown field"),
        ({"type": "image"}, "Invalid value"),
        ({"x_um": -1}, "x_um"),
        ({"field": "password"}, "field"),
        ({"size_um": 10**9}, "size_um"),
        ({"en": "a\x00b"}, "en"),
    ],
)
def test_an_element_of_another_form_is_not_read(fields: dict[str, Any], reason: str) -> None:
    content = msgspec.json.decode(content_bytes(shipped()["LT-UNIT"]))
    content["elements"][0] |= fields
    with pytest.raises(msgspec.ValidationError, match=reason):
        decode(msgspec.json.encode(content))


def test_the_hri_of_every_shipped_template_belongs_to_its_symbol() -> None:
    for template in shipped().values():
        symbols = {element.id for element in template.elements if isinstance(element, SymbolElement)}
        assert {element.of for element in template.elements if isinstance(element, HriElement)} <= symbols

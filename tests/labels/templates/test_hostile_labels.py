"""Hostile data through a whole label: laid out, printed, read back at the printer's dots, written as ZPL."""

import gzip
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from labels.label_errors import LabelError
from labels.pdf import pdf_pages
from labels.templates.render import dots, expected, page, pdf
from labels.templates.shipped import shipped
from labels.udi import parse
from labels.verify import decoded, read_back
from labels.zpl import zpl_label
from tests.labels.label_data import CSET_82, UNIT

TEMPLATE = "LT-UNIT"
LONGEST = 20
INJECTIONS = (
    "<b>x</b>",
    "<svg/onload=a>",
    "');alert(1)//",
    "&lt;x&gt;&amp;",
    "</text><script>",
    "url(http://a.b)",
    "file:///etc/pwd",
    "${7*7}{{7*7}}",
)


def chunks() -> list[str]:
    """CSET 82 in pieces that a lot may be."""
    return [CSET_82[at : at + LONGEST] for at in range(0, len(CSET_82), LONGEST)]


@pytest.mark.parametrize("text", chunks())
def test_every_character_that_a_lot_may_have_is_printed_and_read_back(text: str) -> None:
    data = {**UNIT, "lot": text}
    laid = page(shipped()[TEMPLATE], data, 300)
    (result,) = read_back(pdf_pages([laid]), [expected(laid)], [300])
    assert result.ok, result
    (image,) = dots(pdf(shipped()[TEMPLATE], [data], 300), 300)
    assert any(f"10{text}" in read for read in decoded(image)), decoded(image)


@pytest.mark.parametrize("point", [*range(32), 127, ord(" "), ord("#"), ord("@"), ord("批"), 0xD800])
def test_what_no_lot_may_have_is_refused_and_named(point: int) -> None:
    with pytest.raises(LabelError):
        page(shipped()[TEMPLATE], {**UNIT, "lot": f"A{chr(point)}B"}, 300)


@pytest.mark.parametrize("text", INJECTIONS)
def test_markup_scripts_and_addresses_in_texts_are_letters_and_nothing_else(text: str) -> None:
    data = {**UNIT, "item_name_en": text, "item_name_zh": text}
    laid = page(shipped()[TEMPLATE], data, 203)
    printed = pdf_pages([laid])
    assert not re.search(rb"/(URI|JavaScript|JS|Launch|EmbeddedFile|GoToR)\b", printed)
    (result,) = read_back(printed, [expected(laid)], [203])
    assert result.ok, result


@pytest.mark.parametrize("text", ["^XA^FDx^FS^XZ", "~JA~HS", "^^~~_5E_7E", "\\^XA"])
def test_zpl_in_a_text_never_becomes_a_command(text: str) -> None:
    (image,) = dots(pdf(shipped()[TEMPLATE], [{**UNIT, "item_name_en": text}], 203), 203)
    commands = re.findall(rb"[\^~][A-Z][A-Z0-9]", zpl_label(image))
    plain = re.findall(rb"[\^~][A-Z][A-Z0-9]", zpl_label(dots(pdf(shipped()[TEMPLATE], [UNIT], 203), 203)[0]))
    assert commands == plain


def test_a_control_character_in_a_name_is_refused() -> None:
    with pytest.raises(LabelError):
        page(shipped()[TEMPLATE], {**UNIT, "item_name_en": "a\x1bb"}, 203)


def devices() -> list[tuple[str, str]]:
    """The primary GS1 identifiers of the published sample that are sound, with the names of their devices."""
    sample = Path(__file__).parents[2] / "data/gudid_sample.xml.gz"
    space = {"g": "http://www.fda.gov/cdrh/gudid"}
    root = ET.fromstring(gzip.decompress(sample.read_bytes()))  # noqa: S314 - a file of ours
    found: list[tuple[str, str]] = []
    for device in root.iterfind(".//g:device", space):
        for each in device.iterfind(".//g:identifier", space):
            kind, agency = (each.findtext(f"g:{name}", "", space) for name in ("deviceIdType", "deviceIdIssuingAgency"))
            di = each.findtext("g:deviceId", "", space).zfill(14)
            if (kind, agency) == ("Primary", "GS1") and parse(di, year=2026).ok:
                found.append((di, device.findtext("g:brandName", "", space)))
    return found


def test_real_devices_of_the_published_sample_have_labels_that_read_back() -> None:
    known = devices()
    assert len(known) > 200
    read = 0
    for di, name in known[::20]:
        laid = page(shipped()[TEMPLATE], {**UNIT, "gtin": di, "item_name_en": name[:60]}, 300)
        (result,) = read_back(pdf_pages([laid]), [expected(laid)], [300])
        assert result.ok, (di, result)
        assert any(di in payload for payload in expected(laid))
        read += 1
    assert read == len(known[::20])

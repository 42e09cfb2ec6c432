from functools import partial
from typing import Any

import pytest
from biip.gs1_prefixes import GS1CompanyPrefix
from hypothesis import given
from hypothesis import strategies as st

from labels.build_company_prefixes import TABLE, from_package
from labels.company_prefix import company_prefix_length
from labels.epc import EpcReading, read_epc
from labels.epc_report import reported_epc
from labels.epc_schemes import SCHEMES, Epc
from labels.epc_uri import write_pure
from tests.labels.gs1_vectors import cases

CASES = cases("epc")
YEAR = 2026
DIGITS = "0123456789"
CSET82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"


read = partial(read_epc, year=YEAR)


def compact(reading: EpcReading) -> dict[str, Any]:
    report = reported_epc(reading)
    names = ("ok", "scheme", "filter", "hex", "uri", "tag_uri", "element_string", "di", "serial")
    return {
        **{name: report[name] for name in names},
        "elements": [[element["ai"], element["value"]] for element in report["elements"]],
        "errors": [[problem["code"], problem["start"], problem["end"]] for problem in report["errors"]],
    }


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_tag_is_read_as_the_vector_says(case: dict[str, Any]) -> None:
    assert compact(read(case["text"])) == case["expect"]


def digits(length: int) -> st.SearchStrategy[str]:
    return st.text(DIGITS, min_size=length, max_size=length)


@st.composite
def epcs(draw: st.DrawFn) -> Epc:
    """Return an EPC of any scheme, written as a pure identity."""
    scheme = draw(st.sampled_from(SCHEMES))
    length = draw(st.integers(6, 12))
    prefix = draw(digits(length))
    numbers = st.integers(0, (1 << min(scheme.serial_bits, 38)) - 1).map(str)
    serials = {"sgtin": st.text(CSET82, min_size=1, max_size=20) if scheme.serial_is_text else numbers}
    if scheme.reference_digits is None:
        room = scheme.key_bits - (40, 37, 34, 30, 27, 24, 20)[12 - length]
        reference = str(draw(st.integers(0, (1 << room) - 1)))
    else:
        reference = draw(digits(scheme.reference_digits + 12 - length))
    serial = draw(serials.get(scheme.kind, numbers)) if scheme.serial_bits else ""
    return Epc(scheme.kind, prefix, reference, serial)


@given(epcs())
def test_every_writing_of_a_tag_leads_to_every_other(epc: Epc) -> None:
    first = read(write_pure(epc))
    assert first.errors == ()
    assert first.hex
    assert first.tag_uri
    for text in (
        first.hex,
        first.hex.lower(),
        first.tag_uri,
        "".join(f"[{ai}]{value}" for ai, value in first.elements),
    ):
        again = read(text, prefix_length=len(epc.company_prefix), scheme=first.scheme)
        gtin8 = first.elements[0][1].startswith("000000") and first.elements[0][0] == "01"
        assert again == first or (gtin8 and text.startswith("["))


@given(st.text(max_size=60) | st.text("0123456789ABCDEF", max_size=60) | st.text("urn:epcidtag.-0129sgtn", max_size=60))
def test_any_text_is_answered_with_places_within_it(text: str) -> None:
    reading = read(text)
    assert reading.ok == (not reading.errors)
    assert all(0 <= problem.start <= problem.end <= len(text) for problem in reading.errors)


def test_an_encoding_of_another_kind_is_not_written() -> None:
    [problem] = read("[00]095212340000000013", scheme="sgtin-96").errors
    assert (problem.code, problem.expected, problem.found) == ("EPC_SCHEME_OTHER", "sscc", "sgtin-96")


def test_an_encoding_that_is_asked_for_is_taken_even_if_longer_than_needed() -> None:
    reading = read("[01]09521234000013[21]5", scheme="sgtin-198", filter_value=1)
    assert (reading.scheme, reading.filter) == ("sgtin-198", 1)


def test_an_encoding_without_room_for_the_serial_is_not_written() -> None:
    reading = read("[01]09521234000013[21]AB", scheme="sgtin-96")
    assert (reading.hex, [problem.code for problem in reading.errors]) == (None, ["EPC_SERIAL_INVALID"])


@pytest.mark.parametrize("length", [5, 13])
def test_a_prefix_of_an_impossible_length_is_refused(length: int) -> None:
    assert [problem.code for problem in read("[00]095212340000000013", prefix_length=length).errors] == [
        "COMPANY_PREFIX_UNKNOWN"
    ]


def test_the_list_of_prefixes_is_what_the_package_says() -> None:
    assert TABLE.read_text("utf-8") == from_package()


@given(digits(12))
def test_a_prefix_is_as_long_as_the_package_finds_it(number: str) -> None:
    found = GS1CompanyPrefix.extract(number)
    assert company_prefix_length(number) == (len(found.value) or None if found else None)

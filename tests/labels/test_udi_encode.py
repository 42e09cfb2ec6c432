"""What is written is read back as it was, for every agency."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.digital_link import build_link
from labels.hibc import check_character
from labels.iccbba import donation_check
from labels.udi import parse
from labels.udi_encode import Pairs, encode
from labels.udi_reading import UdiReading

YEAR = 2026
CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ALNUM = CAPITALS + "0123456789"
CSET82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
days = st.dates(date(1977, 1, 1), date(2076, 12, 31))
numbers = st.text(ALNUM + "-.", min_size=1, max_size=18)


def back(issuer: str, elements: Pairs) -> UdiReading:
    made = encode(issuer, elements, year=YEAR)
    assert made.errors == ()
    assert made.text is not None
    reading = parse(made.text if issuer != "GS1" else f"]d2{made.text}", year=YEAR, separators_sent=True)
    assert [(element.ai, element.value) for element in reading.elements] == list(elements)
    assert reading.issuer == issuer
    return reading


HIBC_FORMS = {
    "$$": "%m%y",
    "$$2": "%m%d%y",
    "$$3": "%y%m%d",
    "$$4": "%y%m%d23",
    "$$5": "%y%j",
    "$$6": "%y%j00",
    "": "%y%j",
}


@given(
    st.text(CAPITALS, min_size=1, max_size=1),
    st.text(ALNUM, min_size=4, max_size=21),
    st.integers(0, 9),
    st.sampled_from(sorted(HIBC_FORMS)),
    days,
    numbers,
)
def test_hibc_primary_and_secondary(head: str, product: str, unit: int, flag: str, day: date, lot: str) -> None:
    device = f"{head}{product}{unit}"
    reading = back("HIBC", [("+", device), (flag, f"{day:{HIBC_FORMS[flag]}}{lot}")])
    identity = reading.identity
    assert (identity.device_identifier, identity.lot) == (device, lot)
    assert identity.package_indicator == str(unit)
    assert identity.expiry is not None
    assert (identity.expiry.year, identity.expiry.month) == (day.year, day.month)
    assert (identity.expiry == day) or not identity.expiry_day_given


@given(st.sampled_from(["$", "$+"]), numbers, st.sampled_from(ALNUM + "-. $/+%"))
def test_hibc_secondary_data_alone_keep_their_link(flag: str, number: str, link: str) -> None:
    identity = back("HIBC", [(flag, number), ("link", link)]).identity
    assert (identity.lot or identity.serial, identity.link) == (number, link)


@given(st.text(ALNUM, min_size=6, max_size=20), st.data())
def test_one_wrong_character_of_an_hibc_label_is_always_found(body: str, data: st.DataObject) -> None:
    text = f"+A{body}1"
    text += check_character(text)
    place = data.draw(st.integers(1, len(text) - 1))
    other = data.draw(st.sampled_from([one for one in ALNUM if one != text[place]]))
    reading = parse(text[:place] + other + text[place + 1 :], year=YEAR)
    # A check character of space may be lost on the way: then a text is whole without it, and says so.
    assert not reading.ok or [warning.code for warning in reading.warnings] == ["HIBC_SPACE_LOST"]
    assert reading.ok or reading.identity.device_identifier is None


@given(
    st.text(ALNUM, min_size=16, max_size=16),
    st.text(ALNUM, min_size=6, max_size=6),
    st.from_regex(r"[A-NP-Z1-9][0-9A-Z]{4}[0-9]{8}", fullmatch=True),
    st.dates(date(2000, 1, 1), date(2899, 12, 31)),
    st.text(ALNUM, min_size=18, max_size=18),
)
def test_iccbba(product: str, division: str, donation: str, expiry: date, lot: str) -> None:
    elements = [
        ("=/", product),
        ("=,", division),
        ("=", f"{donation}{donation_check(donation) + 60}"),
        ("=>", f"{expiry.year - 2000:03}{expiry:%j}"),
        ("&,1", lot),
    ]
    identity = back("ICCBBA", elements).identity
    assert (identity.device_identifier, identity.serial, identity.donation_id) == (product, division, donation)
    assert (identity.expiry, identity.lot) == (expiry, lot)


@given(
    st.from_regex(r"[0-9]{3}\.M0\.[0-9A-Za-z]{6}\.[0-9A-Za-z]{8}", fullmatch=True),
    st.text(ALNUM, min_size=1, max_size=40),
    st.sampled_from(["M", "P"]),
    st.sampled_from(["%y%m%d", "%Y%m%d"]),
    days,
)
def test_ma(device: str, lot: str, unit: str, form: str, made: date) -> None:
    identity = back(
        "MA", [("MA", f"MA.{device}"), ("L", lot), (unit, f"{made:{form}}"), ("E", f"{made:%y%m%d}")]
    ).identity
    assert (identity.device_identifier, identity.lot) == (f"MA.{device}", lot)
    assert (identity.production, identity.expiry) == (made, made)


@given(st.from_regex(r"AHM[0-9A-Z]{4,20}[0-9]", fullmatch=True))
def test_ahm(code: str) -> None:
    back("AHM", [("AHM", code)])


@given(st.text(CSET82, min_size=1, max_size=20), st.text(CSET82, min_size=1, max_size=20), days)
@settings(deadline=None)
def test_gs1_in_an_element_string_and_in_a_link(lot: str, serial: str, expiry: date) -> None:
    elements = [("01", "09521234000013"), ("10", lot), ("21", serial), ("17", f"{expiry:%y%m%d}")]
    back("GS1", elements)
    link = build_link(elements, "https://example.com/a")
    reading = parse(link, year=YEAR)
    assert reading.errors == ()
    assert [(element.ai, element.value) for element in reading.elements] == elements
    assert build_link(elements, "https://example.com/a") == link


@pytest.mark.parametrize("stem", ["example.com", "https://example.com/", "https://a b", "javascript:x", "https://a/?x"])
def test_a_link_starts_with_a_plain_web_address(stem: str) -> None:
    with pytest.raises(ValueError, match="the stem is no plain web address"):
        build_link([("01", "09521234000013")], stem)

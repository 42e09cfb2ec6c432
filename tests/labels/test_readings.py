import pytest

from labels.readings import READINGS_MAX
from labels.udi import parse
from labels.udi_reading import UdiReading
from labels.udi_report import reported

GTIN = "0109521234000013"


def codes(reading: UdiReading) -> list[str]:
    return [problem.code for problem in reading.errors]


def test_more_readings_than_are_listed_are_said_to_be_more() -> None:
    reading = parse(f"{GTIN}10A91B92C93D94E95F96G", year=2026)
    assert codes(reading) == ["AMBIGUOUS", "READINGS_CUT"]
    assert len(reading.ambiguous) == READINGS_MAX
    assert reading.ambiguous_cut


@pytest.mark.parametrize(
    "rest", ["10" + "2122" * 300, "91" * 2000, "10A" + "2012" * 1000, "91" + "1" * 20 + "929394" * 100]
)
def test_a_search_that_takes_too_long_stops_and_says_so(rest: str) -> None:
    reading = parse(f"{GTIN}{rest}", year=2026)
    assert codes(reading)[-1] == "READINGS_CUT"
    assert reading.ambiguous_cut
    assert not reading.ok


def test_a_search_cut_with_the_standards_reading_alone_does_not_call_it_certain() -> None:
    reading = parse(f"{GTIN}21" + "21" * 40, year=2026)
    assert not reading.ok


def test_a_scanner_known_to_send_separators_has_the_standards_own_reading() -> None:
    reading = parse(f"{GTIN}10FG26030121SN0001", year=2026, separators_sent=True)
    assert reading.ok
    assert reading.identity.lot == "FG26030121SN0001"


def test_a_scanner_known_to_send_separators_is_told_of_a_lot_too_long() -> None:
    reading = parse(f"{GTIN}10FG260301ABCD21SN000123", year=2026, separators_sent=True)
    assert codes(reading) == ["VALUE_TOO_LONG"]
    assert reading.ambiguous == ()


def test_the_standards_own_reading_is_listed_first() -> None:
    reading = parse(f"{GTIN}10A21B240C", year=2026)
    assert reading.ambiguous[0].identity.lot == "A21B240C"


def test_what_all_readings_share_is_certain_and_the_rest_is_open() -> None:
    reading = parse(f"{GTIN}1729022810A21B", year=2026)
    assert reading.identity.device_identifier == "09521234000013"
    assert str(reading.identity.expiry) == "2029-02-28"
    assert reading.identity.lot is None
    assert {option.identity.lot for option in reading.ambiguous} == {"A", "A21B"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_text_with_several_readings_is_called_ambiguous(language: str) -> None:
    answer = reported(parse(f"{GTIN}10A21B", year=2026))
    assert "ambiguous" in answer["errors"][0]["message"][language]


def test_unknown_elements_are_kept_beside_the_known_ones() -> None:
    reading = parse(f"]d2{GTIN}4399XY\x1d10AB", year=2026)
    assert [(element.ai, element.value) for element in reading.unknown] == [("4399", "XY")]
    assert reading.identity.lot == "AB"


def test_the_package_indicator_is_the_first_digit_of_the_gtin() -> None:
    assert parse("39521234000014", year=2026).identity.package_indicator == "3"


def test_a_logistic_label_says_its_number_its_content_and_its_count() -> None:
    identity = parse("[00]095212340000000013[02]19521234000010[37]12", year=2026).identity
    assert (identity.sscc, identity.content, identity.count) == ("095212340000000013", "19521234000010", "12")
    assert identity.device_identifier is None

import gzip
import xml.etree.ElementTree as ET
from pathlib import Path

from labels.device_identifiers import has_form, has_sound_check
from labels.hibc import check_character
from labels.udi import parse

SAMPLE = Path(__file__).parents[1] / "data/gudid_sample.xml.gz"
NAMESPACE = {"gudid": "http://www.fda.gov/cdrh/gudid"}


def gs1_identifiers() -> list[str]:
    return identifiers_of("GS1")


def identifiers_of(agency: str) -> list[str]:
    root = ET.fromstring(gzip.decompress(SAMPLE.read_bytes()))  # noqa: S314  (a file of ours)
    return [
        identifier.findtext("gudid:deviceId", "", NAMESPACE)
        for identifier in root.iterfind(".//gudid:identifier", NAMESPACE)
        if identifier.findtext("gudid:deviceIdIssuingAgency", "", NAMESPACE) == agency
    ]


def test_every_sound_identifier_of_the_published_sample_is_a_device_identifier() -> None:
    identifiers = gs1_identifiers()
    assert len(identifiers) == 469
    readings = [parse(identifier, year=2026) for identifier in identifiers]
    sound = [reading.identity.device_identifier for reading in readings if reading.ok]
    # One is published as 13 digits; a GTIN is kept as 14, zeros in front.
    assert sound == [
        identifier.zfill(14) for identifier, reading in zip(identifiers, readings, strict=True) if reading.ok
    ]
    assert len(sound) == 466


def test_the_malformed_identifiers_of_the_sample_are_reported_with_their_reason() -> None:
    reasons = {
        identifier: (problem.code, problem.expected, problem.found)
        for identifier in gs1_identifiers()
        for problem in parse(identifier, year=2026).errors
    }
    assert reasons == {
        "00841518100003": ("CHECK_DIGIT_WRONG", "0", "3"),
        "00840118105406": ("CHECK_DIGIT_WRONG", "8", "6"),
        "00821684057135": ("CHECK_DIGIT_WRONG", "1", "5"),
    }


def test_every_hibc_identifier_of_the_sample_is_what_its_label_is_read_as() -> None:
    identifiers = identifiers_of("HIBCC")
    assert len(identifiers) == 63
    with_check = 0
    for identifier in identifiers:
        assert has_form("HIBCC", identifier)
        assert has_sound_check("HIBCC", identifier)
        whole = parse(f"+{identifier}", year=2026)
        with_check += whole.ok
        bare = identifier[:-1] if whole.ok and not whole.warnings else identifier
        label = parse(f"+{bare}{check_character(f'+{bare}')}", year=2026)
        assert (label.ok, label.issuer, label.identity.device_identifier) == (True, "HIBC", bare)
    assert with_check == 56


def test_the_sample_has_no_other_agency() -> None:
    assert [identifiers_of(agency) for agency in ("ICCBBA", "NDC/NHRIC")] == [[], []]

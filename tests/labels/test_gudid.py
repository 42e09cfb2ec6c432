import gzip
import xml.etree.ElementTree as ET
from pathlib import Path

from labels.udi import parse

SAMPLE = Path(__file__).parents[1] / "data/gudid_sample.xml.gz"
NAMESPACE = {"gudid": "http://www.fda.gov/cdrh/gudid"}


def gs1_identifiers() -> list[str]:
    root = ET.fromstring(gzip.decompress(SAMPLE.read_bytes()))  # noqa: S314  (a file of ours)
    return [
        identifier.findtext("gudid:deviceId", "", NAMESPACE)
        for identifier in root.iterfind(".//gudid:identifier", NAMESPACE)
        if identifier.findtext("gudid:deviceIdIssuingAgency", "", NAMESPACE) == "GS1"
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

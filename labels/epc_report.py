"""The answer for one RFID text as a JSON object, in the shape that `unitrail udi epc` prints."""

from typing import Any

from labels.epc import EpcReading
from labels.udi_report import reported_identity, reported_problems


def reported_epc(reading: EpcReading) -> dict[str, Any]:
    """Return `reading` as JSON values."""
    return {
        "ok": reading.ok,
        "scheme": reading.scheme,
        "filter": reading.filter,
        "hex": reading.hex,
        "uri": reading.uri,
        "tag_uri": reading.tag_uri,
        "element_string": reading.element_string,
        "elements": [{"ai": ai, "value": value} for ai, value in reading.elements],
        **reported_identity(reading.identity),
        "errors": reported_problems(reading.errors),
    }

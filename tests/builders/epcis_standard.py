"""What GS1 EPCIS 2.0 and CBV 2.0 ask of a document in JSON, as far as ours uses them; derived from the standards' text.

EPCIS 2.0: 7.3.3 (dimensions, quantity elements), 7.4 (event types), 9 (JSON binding); CBV 2.0: 7.1 (business steps),
7.4 (source and destination types), 8.2 to 8.4 (names of objects and classes: EPC URI, GS1 Digital Link, private).
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from labels.check_digits import has_check_digit

CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
KNOWN_PREFIXES = {"cbvmda", "epcis", "cbv", "gs1"}
_STEPS = """
accepting arriving assembling collecting commissioning consigning creating_class_instance cycle_counting
decommissioning departing destroying disassembling dispensing encoding entering_exiting holding inspecting installing
killing loading other packing picking receiving removing repackaging repairing replacing reserving retail_selling
sampling sensor_reporting shipping staging_outbound stock_taking stocking storing transporting unloading unpacking
void_shipping
"""
BUSINESS_STEPS = frozenset(_STEPS.split())
COMMON = {"type", "eventID", "eventTime", "eventTimeZoneOffset", "recordTime", "bizStep", "bizLocation", "readPoint"}
COMMON |= {"disposition", "bizTransactionList", "sourceList", "destinationList", "errorDeclaration"}
OF_TYPE = {
    "ObjectEvent": {"action", "epcList", "quantityList", "ilmd"},
    "AggregationEvent": {"action", "parentID", "childEPCs", "childQuantityList"},
    "AssociationEvent": {"action", "parentID", "childEPCs", "childQuantityList"},
    "TransformationEvent": {
        "inputEPCList",
        "inputQuantityList",
        "outputEPCList",
        "outputQuantityList",
        "transformationID",
        "ilmd",
    },
}
INSTANCES = ("epcList", "childEPCs", "inputEPCList", "outputEPCList")
CLASSES = ("quantityList", "childQuantityList", "inputQuantityList", "outputQuantityList")

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_OFFSET = re.compile(r"[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00)")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
_URN = re.compile(r"urn:[A-Za-z0-9][A-Za-z0-9-]{0,30}[A-Za-z0-9]:[A-Za-z0-9()+,\-.:=@;$_!*'/%~#?]+")
_INSTANCE = re.compile(r"urn:epc:id:.+|https?://[^/]+(?:/.*)?/(?:01/(\d{14})/21/[^/]+|00/(\d{18}))")
_CLASS = re.compile(r"urn:epc:class:.+|https?://[^/]+(?:/.*)?/01/(\d{14})(?:/10/[^/]+)?")
_UOM = re.compile(r"[A-Z0-9]{2,3}")


def violations(document: Mapping[str, Any]) -> list[str]:
    """Return everything in which a document is not as the standard asks."""
    return [*_document(document), *(f"{n}: {found}" for n, found in _events(document))]


def _document(document: Mapping[str, Any]) -> Iterator[str]:
    context = document.get("@context", [])
    if CONTEXT not in context:
        yield "the context of EPCIS 2.0 is missing"
    if document.get("type") != "EPCISDocument":
        yield "type is not EPCISDocument"
    if document.get("schemaVersion") != "2.0":
        yield "schemaVersion is not 2.0"
    if not _is_time(document.get("creationDate")):
        yield "creationDate is no time with an offset"
    if not isinstance(document.get("epcisBody", {}).get("eventList"), list):
        yield "there is no epcisBody with an eventList"
    known = {"@context", "type", "schemaVersion", "creationDate", "epcisHeader", "epcisBody", "sender", "receiver"}
    yield from _foreign(document, known, _prefixes(document))


def _events(document: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for n, event in enumerate(document.get("epcisBody", {}).get("eventList", [])):
        yield from ((n, found) for found in _event(event, _prefixes(document)))
        if event.get("eventID") in seen:
            yield n, "eventID is not unique"
        seen.add(event.get("eventID", ""))


def _event(event: Mapping[str, Any], prefixes: set[str]) -> Iterator[str]:
    kind = event.get("type")
    if kind not in OF_TYPE:
        yield f"{kind} is no type of event"
        return
    yield from _foreign(event, COMMON | OF_TYPE[kind], prefixes)
    if not _is_time(event.get("eventTime")):
        yield "eventTime is no time with an offset"
    if not _OFFSET.fullmatch(event.get("eventTimeZoneOffset", "")):
        yield "eventTimeZoneOffset is none"
    if event.get("bizStep") not in BUSINESS_STEPS:
        yield f"{event.get('bizStep')} is no business step"
    uris = [event[name] for name in ("eventID", "transformationID") if name in event]
    uris += [event[name].get("id") for name in ("bizLocation", "readPoint") if name in event]
    yield from (f"{uri} is no URI" for uri in uris if not _URI.fullmatch(str(uri)))
    yield from _what(kind, event)
    for name in INSTANCES:
        yield from (f"{epc} names no individual object" for epc in event.get(name, []) if not _is(_INSTANCE, epc))
    for name in CLASSES:
        for element in event.get(name, []):
            yield from _quantity(element)
    for party in event.get("sourceList", []):
        if party.keys() != {"type", "source"} or party["type"] not in {
            "owning_party",
            "possessing_party",
            "location",
        }:
            yield "a source has a type and a source"
    yield from (f"{name} in ilmd has no prefix" for name in event.get("ilmd", {}) if name.split(":")[0] not in prefixes)


def _what(kind: str, event: Mapping[str, Any]) -> Iterator[str]:
    """What must be there, type by type (7.4.1 to 7.4.6)."""

    def some(*names: str) -> bool:
        return any(event.get(name) for name in names)

    if kind != "TransformationEvent" and event.get("action") not in {"ADD", "OBSERVE", "DELETE"}:
        yield "there is no action"
    if kind == "ObjectEvent":
        if not some("epcList", "quantityList"):
            yield "an object event without objects"
        if "ilmd" in event and event.get("action") != "ADD":
            yield "ilmd only with ADD"
    elif kind == "TransformationEvent":
        inputs, outputs = some("inputEPCList", "inputQuantityList"), some("outputEPCList", "outputQuantityList")
        if not ((inputs and outputs) or ("transformationID" in event and (inputs or outputs))):
            yield "a transformation has inputs and outputs"
    else:
        if not _is(_INSTANCE, event.get("parentID", "")):
            yield "parentID names no individual object"
        if not some("childEPCs", "childQuantityList"):
            yield "there are no children"


def _quantity(element: Mapping[str, Any]) -> Iterator[str]:
    if not _is(_CLASS, element.get("epcClass", "")):
        yield f"{element.get('epcClass')} names no class of objects"
    if not element.keys() <= {"epcClass", "quantity", "uom"}:
        yield "a quantity element has other parts"
    if "quantity" in element and (isinstance(element["quantity"], bool | str) or element["quantity"] <= 0):
        yield "quantity is no number above zero"
    if "uom" in element and ("quantity" not in element or not _UOM.fullmatch(element["uom"])):
        yield "uom is no code of Recommendation 20"


def _is(form: re.Pattern[str], uri: str) -> bool:
    """Say whether a URI has a form of GS1's, its check digit right, or is a urn of somebody's own."""
    if uri.startswith(("http", "urn:epc:")):
        match = form.fullmatch(uri)
        return match is not None and all(has_check_digit(key) for key in match.groups() if key)
    return _URN.fullmatch(uri) is not None


def _is_time(value: object) -> bool:
    return isinstance(value, str) and _TIME.fullmatch(value) is not None and bool(datetime.fromisoformat(value).tzinfo)


def _prefixes(document: Mapping[str, Any]) -> set[str]:
    own = [each for each in document.get("@context", []) if isinstance(each, dict)]
    return KNOWN_PREFIXES.union(*own)


def _foreign(holder: Mapping[str, Any], known: set[str], prefixes: set[str]) -> Iterator[str]:
    for name in holder.keys() - known:
        prefix, colon, _ = name.partition(":")
        if not colon or prefix not in prefixes:
            yield f"{name} is no name of the standard's and has no declared prefix"

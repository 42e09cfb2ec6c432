"""An answer as EPCIS-like events, after GS1 EPCIS 2.0 (JSON-LD binding): what was received, made of what, and packed.

Not validated against GS1's schema; things without a GS1 key are named by a urn of this company's numbers.
"""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

import msgspec

from backend.genealogy.queries.connection import Db
from backend.genealogy.queries.lots import LotFound
from backend.genealogy.queries.reached import Reach
from backend.material.events import Thing

CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
_STEPS = {"pack": "packing", "split": "transforming", "merge": "commissioning", "sterilise": "transforming"}

_RECEIPTS = """
SELECT r.id, r.lot, r.item, r.quantity_base::text AS quantity, i.unit, r.occurred_at, r.location, r.site, r.supplier,
  r.supplier_lot FROM row_receipt r LEFT JOIN row_item i ON i.number = r.item
WHERE r.lot = ANY ($1::text[]) AND r.status <> 'voided' ORDER BY r.occurred_at, r.id
"""
# Every live link into what was found: its lots, its containers, its units named one by one or by their roots.
_LINKS = """
SELECT e.output, o.kind AS output_kind, o.key::text AS output_key, i.kind AS input_kind, i.key::text AS input_key,
  e.kind, trim_scale(e.quantity)::text AS quantity, e.unit, e.at, e.entry
FROM row_edge e JOIN row_node o ON o.id = e.output JOIN row_node i ON i.id = e.input
WHERE e.ended_at IS NULL AND e.output IN (
  SELECT unnest($1::bigint[]) UNION SELECT u.node FROM row_unit u WHERE u.root IN (
    SELECT root FROM row_unit_lot WHERE lot = ANY ($2::bigint[])
    UNION SELECT root FROM row_unit WHERE lot = ANY ($3::text[]) UNION SELECT unnest($4::bigint[])
  )
) ORDER BY e.output, e.kind, e.n
"""


def urn(thing: Thing) -> str:
    """Return the name of a thing where it has no GS1 key."""
    return ":".join(("urn:unitrail", thing.kind, *(quote(part, safe="") for part in thing.key)))


async def events(db: Db, found: Reach, thing: Thing, lots: Sequence[LotFound]) -> AsyncIterator[dict[str, Any]]:
    """Yield the receipts of the lots, then one event for each thing made, packed or put together."""
    for receipt in await db.fetch(_RECEIPTS, [lot.number for lot in lots if lot.kind == "lot"]):
        yield _received(dict(receipt))
    seeds = found.seeds
    nodes = [thing.node, *(lot.node for lot in lots), *found.units, *found.containers]
    group: list[dict[str, Any]] = []
    async for record in db.cursor(_LINKS, nodes, seeds.nodes, seeds.numbers, seeds.roots, prefetch=2000):
        link = dict(record)
        if group and (group[0]["output"], group[0]["kind"]) != (link["output"], link["kind"]):
            yield _made(group)
            group = []
        group.append(link)
    if group:
        yield _made(group)


def _received(receipt: Mapping[str, Any]) -> dict[str, Any]:
    source = [] if receipt["supplier"] is None else [_party(receipt["supplier"])]
    return {
        "type": "ObjectEvent",
        "eventID": f"urn:unitrail:entry:{quote(receipt['id'], safe='')}",
        **_when(receipt["occurred_at"]),
        "action": "ADD",
        "bizStep": "receiving",
        "quantityList": [_quantity(Thing("lot", (receipt["lot"],)), receipt["quantity"], receipt["unit"])],
        "bizLocation": {"id": f"urn:unitrail:location:{receipt['site']}:{quote(receipt['location'], safe='')}"},
        "sourceList": source,
        "ilmd": {"cbvmda:lotNumber": receipt["supplier_lot"] or receipt["lot"], "unitrail:item": receipt["item"]},
    }


def _party(supplier: str) -> dict[str, str]:
    return {"type": "owning_party", "source": f"urn:unitrail:supplier:{quote(supplier, safe='')}"}


def _made(links: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    first = links[0]
    output, inputs = _thing(first, "output"), [(_thing(each, "input"), each) for each in links]
    when = _when(max(each["at"] for each in links))
    id_ = {"eventID": f"{urn(output)}#{first['kind']}"}
    epcs = [urn(thing) for thing, _ in inputs if thing.kind != "lot"]
    quantities = [_quantity(thing, each["quantity"], each["unit"]) for thing, each in inputs if thing.kind == "lot"]
    if first["kind"] == "pack":
        children: dict[str, list[Any]] = {"childEPCs": epcs, "childQuantityList": quantities}
        aggregated = {"parentID": urn(output), "action": "ADD", "bizStep": "packing"}
        return {"type": "AggregationEvent", **id_, **when, **aggregated, **_full(children)}
    if first["kind"] == "install":
        joined = {"parentID": urn(output), "action": "ADD", "bizStep": "assembling"}
        return {"type": "AssociationEvent", **id_, **when, **joined, **_full({"childEPCs": epcs})}
    made: dict[str, Any] = {"outputEPCList": [urn(output)]}
    if output.kind == "lot":
        made = {"outputQuantityList": [_quantity(output, None, None)]}
    consumed = _full({"inputEPCList": epcs, "inputQuantityList": quantities})
    step = {"bizStep": _STEPS.get(first["kind"], "commissioning"), "transformationID": f"{urn(output)}#{first['kind']}"}
    return {"type": "TransformationEvent", **id_, **when, **step, **consumed, **made}


def _full(lists: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    return {name: values for name, values in lists.items() if values}


def _thing(link: Mapping[str, Any], side: str) -> Thing:
    return Thing(link[f"{side}_kind"], tuple(_texts(link[f"{side}_key"])))


def _quantity(thing: Thing, quantity: str | None, unit: str | None) -> dict[str, Any]:
    amount = {} if quantity is None else {"quantity": quantity, "uom": unit}
    return {"epcClass": urn(thing), **amount}


def _when(at: datetime) -> dict[str, str]:
    return {"eventTime": at.isoformat(), "eventTimeZoneOffset": at.strftime("%z")[:3] + ":" + at.strftime("%z")[3:]}


def _texts(text: str) -> Iterable[str]:
    return msgspec.json.decode(text, type=list[str])

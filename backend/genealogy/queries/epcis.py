"""An answer as EPCIS-like events, after GS1 EPCIS 2.0 and CBV 2.0 (JSON-LD binding): what was received, made of what,
packed and built in. The tests hold it against the standard's rules; GS1's own schema is not part of this source.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from backend.genealogy.queries.answer import Answer
from backend.genealogy.queries.connection import Db
from backend.genealogy.queries.epcis_names import Names, amount, names, told, urn
from backend.genealogy.queries.live import AT, live
from backend.genealogy.queries.lots import LotFound
from backend.genealogy.queries.reached import Reach
from backend.material.events import Thing
from backend.material.rules import FACTORY_TIME

_CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
_STEPS = {"rework": "repairing", "split": "other", "merge": "other", "sterilise": "other", "sample": "other"}

_RECEIPTS = """
SELECT r.id, r.lot, r.item, trim_scale(r.quantity_base)::text AS quantity, i.unit, r.occurred_at, r.location, r.site,
  r.supplier, r.supplier_lot FROM row_receipt r LEFT JOIN row_item i ON i.number = r.item
WHERE r.lot = ANY ($1::text[]) AND r.status <> 'voided' AND r.occurred_at <= coalesce($2::timestamptz, 'infinity')
ORDER BY r.occurred_at, r.id
"""
# Every live link into what was found: its lots, its containers, its units named one by one or by their roots.
_LINKS = f"""
SELECT e.output, o.kind AS output_kind, o.key::text AS output_key, ol.item AS output_item,
  i.kind AS input_kind, i.key::text AS input_key, il.item AS input_item, e.kind,
  CASE WHEN e.last_at <= {AT} THEN trim_scale(e.quantity)::text END AS quantity, e.unit,
  CASE WHEN e.last_at <= {AT} THEN e.last_at ELSE e.at END AS at
FROM row_edge e JOIN row_node o ON o.id = e.output JOIN row_node i ON i.id = e.input
LEFT JOIN row_lot ol ON o.kind = 'lot' AND ol.number = o.key->>0
LEFT JOIN row_lot il ON i.kind = 'lot' AND il.number = i.key->>0
WHERE {live("e")} AND e.output IN (
  SELECT unnest($1::bigint[]) UNION SELECT u.node FROM row_unit u WHERE u.root IN (
    SELECT root FROM row_unit_lot WHERE lot = ANY ($2::bigint[])
    UNION SELECT root FROM row_unit WHERE lot = ANY ($4::text[]) UNION SELECT unnest($5::bigint[])
  )
) ORDER BY e.output, e.kind, e.n
"""  # noqa: S608 - constants of this package


def document_head(answer: Answer) -> dict[str, Any]:
    """Return the document without its body: what the answer is worth stands in it under names of ours."""
    return {
        "@context": [_CONTEXT, {"unitrail": "urn:unitrail:"}],
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": answer.asked_at.isoformat(),
        "unitrail:complete": answer.complete,
        "unitrail:reasons": [reason.code for reason in answer.reasons],
        "unitrail:granularity": answer.granularity,
        "unitrail:position": answer.position,
        "unitrail:linkedAt": None if answer.at is None else answer.at.isoformat(),
        "unitrail:unheard": [device.code for device in answer.unheard],
    }


async def events(
    db: Db, found: Reach, thing: Thing, lots: Sequence[LotFound], *, at: datetime | None = None
) -> AsyncIterator[dict[str, Any]]:
    """Yield the receipts of the lots, then one event for each thing made, packed or put together."""
    known = await names(db)
    for receipt in await db.fetch(_RECEIPTS, [lot.number for lot in lots if lot.kind == "lot"], at):
        yield _received(known, dict(receipt))
    seeds = found.seeds
    nodes = [thing.node, *(lot.node for lot in lots), *found.units, *found.containers]
    group: list[dict[str, Any]] = []
    async for record in db.cursor(_LINKS, nodes, seeds.nodes, at, seeds.numbers, seeds.roots, prefetch=2000):
        link = dict(record)
        if group and (group[0]["output"], group[0]["kind"]) != (link["output"], link["kind"]):
            yield _made(known, group)
            group = []
        group.append(link)
    if group:
        yield _made(known, group)


def _received(known: Names, receipt: Mapping[str, Any]) -> dict[str, Any]:
    quantity, unit = receipt["quantity"], receipt["unit"]
    source = None if receipt["supplier"] is None else urn("supplier", receipt["supplier"])
    lot = Thing("lot", (receipt["lot"],))
    return _full(
        {
            "type": "ObjectEvent",
            "eventID": urn("entry", receipt["id"]),
            **_when(receipt["occurred_at"]),
            "action": "ADD",
            "bizStep": "receiving",
            "quantityList": [{"epcClass": known.of(lot, receipt["item"]), **amount(quantity, unit)}],
            "bizLocation": {"id": urn("location", receipt["site"], receipt["location"])},
            "sourceList": [] if source is None else [{"type": "owning_party", "source": source}],
            "ilmd": {"cbvmda:lotNumber": receipt["supplier_lot"] or receipt["lot"], "unitrail:item": receipt["item"]},
            "unitrail:amount": told(quantity, unit),
        }
    )


def _made(known: Names, links: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    first = links[0]
    output, name, kind = _thing(first, "output"), _name(known, first, "output"), first["kind"]
    epcs = [_name(known, each, "input") for each in links if each["input_kind"] != "lot"]
    lots = [each for each in links if each["input_kind"] == "lot"]
    quantities = [{"epcClass": _name(known, x, "input"), **amount(x["quantity"], x["unit"])} for x in lots]
    others = [
        {"epcClass": _name(known, each, "input"), "unitrail:amount": text}
        for each in lots
        if (text := told(each["quantity"], each["unit"])) is not None
    ]
    at = max(each["at"] for each in links)
    made = urn("made", kind, output.kind, *output.key)
    head = {"eventID": f"{made}:{at:%Y%m%dT%H%M%S.%fZ}", **_when(at), "unitrail:amounts": others}
    if kind in ("pack", "install"):
        type_, step = ("AggregationEvent", "packing") if kind == "pack" else ("AssociationEvent", "assembling")
        children = {"childEPCs": epcs, "childQuantityList": quantities}
        return _full({"type": type_, **head, "parentID": name, "action": "ADD", "bizStep": step, **children})
    lot = output.kind == "lot"
    step = _STEPS.get(kind, "creating_class_instance" if lot else "commissioning")
    return _full(
        {
            "type": "TransformationEvent",
            **head,
            "bizStep": step,
            "transformationID": made,
            "inputEPCList": epcs,
            "inputQuantityList": quantities,
            "outputQuantityList": [{"epcClass": name}] if lot else [],
            "outputEPCList": [] if lot else [name],
        }
    )


def _full(parts: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said, without empty lists and what is not known."""
    return {name: value for name, value in parts.items() if value not in ([], {}, None)}


def _thing(link: Mapping[str, Any], side: str) -> Thing:
    return Thing(link[f"{side}_kind"], tuple(msgspec.json.decode(link[f"{side}_key"], type=list[str])))


def _name(known: Names, link: Mapping[str, Any], side: str) -> str:
    return known.of(_thing(link, side), link[f"{side}_item"])


def _when(at: datetime) -> dict[str, str]:
    local = at.astimezone(FACTORY_TIME).isoformat(timespec="milliseconds")
    return {"eventTime": local, "eventTimeZoneOffset": local[-6:]}

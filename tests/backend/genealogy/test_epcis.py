"""The EPCIS-like file against what the standard asks of one; and that the check notices what is wrong."""

import copy
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import msgspec
import pytest
from httpx import AsyncClient

from backend.app.running import Running
from backend.genealogy.queries import Direction, bounded, document_head, events, reach, trace
from backend.genealogy.queries.epcis_names import Names, amount, told
from backend.material.events import Thing, container_thing, lot_thing, unit_thing
from tests.backend.genealogy.test_served import asked, shift
from tests.builders.epcis_standard import violations
from tests.builders.genealogy import LOTS, UNITS, Oracle
from tests.builders.production import LOT, ROLL
from tests.builders.world import START, World

NOW = datetime(2026, 3, 4, tzinfo=UTC)


async def document_of(
    pool: asyncpg.Pool, thing: Thing, direction: Direction, at: datetime | None = None
) -> dict[str, Any]:
    async with bounded(pool) as db:
        answer = await trace(db, thing, direction, site="SZ", now=NOW, at=at)
        found = await reach(db, thing, direction, at=at)
        body = [event async for event in events(db, found, thing, answer.lots, at=at)]
    whole = document_head(answer) | {"epcisBody": {"eventList": body}}
    read: dict[str, Any] = json.loads(msgspec.json.encode(whole))
    return read


@pytest.mark.parametrize("direction", ["back", "forward"])
async def test_every_answers_events_are_as_the_standard_asks(
    pool: asyncpg.Pool, company: tuple[World, Oracle], direction: Direction
) -> None:
    _, oracle = company
    kinds = set()
    for thing in LOTS + UNITS:
        document = await document_of(pool, thing, direction)
        assert violations(document) == [], thing
        kinds |= {event["type"] for event in document["epcisBody"]["eventList"]}
        told_links = sum(
            len(event.get(name, []))
            for event in document["epcisBody"]["eventList"]
            for name in ("inputEPCList", "inputQuantityList", "childEPCs", "childQuantityList")
        )
        into = {b for a, b in oracle.live if b == thing}
        assert told_links >= len([a for a, b in oracle.live if b in into])
    assert kinds == {"TransformationEvent", "AssociationEvent"}


async def test_at_a_moment_the_events_are_those_until_then(pool: asyncpg.Pool) -> None:
    moment = START + timedelta(minutes=100.5)
    document = await document_of(pool, LOTS[3], "forward", moment)
    assert violations(document) == []
    times = [datetime.fromisoformat(event["eventTime"]) for event in document["epcisBody"]["eventList"]]
    assert times
    assert max(times) <= moment
    assert document["unitrail:linkedAt"] == moment.isoformat()


async def test_a_shifts_file_tells_what_was_used_of_what(server: Running, client: AsyncClient) -> None:
    await shift(server)
    document = (await asked(server, client, "/genealogy/back/epcis.jsonld", thing='["lot","B1"]')).json()
    assert violations(document) == []
    made = {
        event["outputQuantityList"][0]["epcClass"]: event
        for event in document["epcisBody"]["eventList"]
        if event["type"] == "TransformationEvent"
    }
    consumed = made[f"urn:unitrail:lot:{LOT}"]["inputQuantityList"]
    assert {each["epcClass"]: each["quantity"] for each in consumed} == {
        "urn:unitrail:lot:FEP-1": 100,
        f"urn:unitrail:lot:{ROLL}": 100,
    }
    assert made["urn:unitrail:lot:B1"]["inputQuantityList"][0]["quantity"] == 50
    assert document["unitrail:complete"] is False
    assert "TRACE_LINE_MISSING" in document["unitrail:reasons"]


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (("schemaVersion",), "1.2"),
        (("@context",), ["https://example.org/context"]),
        (("creationDate",), "2026-03-04T00:00:00"),
        (("colour",), "red"),
        (("event", "eventTime"), "2026-03-04T08:00:00"),
        (("event", "eventTimeZoneOffset"), "08:00"),
        (("event", "bizStep"), "transforming"),
        (("event", "eventID"), "no uri"),
        (("event", "action"), "ADD"),
        (("event", "type"), "BirthdayEvent"),
        (("event", "inputQuantityList"), [{"epcClass": "urn:unitrail:lot:R", "quantity": "2"}]),
        (("event", "inputQuantityList"), [{"epcClass": "urn:unitrail:lot:R", "quantity": 2, "uom": "kg"}]),
        (("event", "inputQuantityList"), [{"epcClass": "https://id.gs1.org/01/06901234567893/10/A", "quantity": 2}]),
        (("event", "inputEPCList"), ["https://id.gs1.org/01/06901234567892/10/A"]),
        (("event", "outputQuantityList"), [{"quantity": 2}]),
    ],
)
async def test_the_check_notices(pool: asyncpg.Pool, at: tuple[str, ...], value: object) -> None:
    document = await document_of(pool, LOTS[3], "forward")
    listed = document["epcisBody"]["eventList"]
    event = next(each for each in listed if each["type"] == "TransformationEvent")
    broken = copy.deepcopy(document)
    holder = broken["epcisBody"]["eventList"][listed.index(event)] if at[0] == "event" else broken
    holder[at[-1]] = value
    assert violations(broken) != []


@pytest.mark.parametrize(
    ("thing", "item", "uri"),
    [
        (lot_thing("B1"), "FG-A", "https://id.gs1.org/01/06901234567892/10/B1"),
        (unit_thing("FG-A", "0007"), None, "https://id.gs1.org/01/06901234567892/21/0007"),
        (lot_thing("B1"), "FEP", "urn:unitrail:lot:B1"),
        (lot_thing("批 1/2"), "FG-A", "urn:unitrail:lot:%E6%89%B9%201%2F2"),
        (unit_thing("FG-A", "X" * 21), None, f"urn:unitrail:unit:FG-A:{'X' * 21}"),
        (container_thing("006901234000000018"), None, "https://id.gs1.org/00/006901234000000018"),
        (container_thing("006901234000000014"), None, "urn:unitrail:container:006901234000000014"),
    ],
)
def test_a_thing_with_a_gs1_key_is_named_by_it(thing: Thing, item: str | None, uri: str) -> None:
    assert Names({"FG-A": "06901234567892"}).of(thing, item) == uri


def test_amounts_are_numbers_in_the_units_of_the_standard_or_told_in_our_own_words() -> None:
    def encoded(quantity: str | None, unit: str | None) -> object:
        return json.loads(msgspec.json.encode(amount(quantity, unit)))

    assert encoded("12.50", "kg") == {"quantity": 12.5, "uom": "KGM"}
    assert encoded("100", "pcs") == {"quantity": 100}
    assert encoded("3", "roll") == encoded(None, None) == {}
    assert (told("3", "roll"), told("12.50", "kg"), told(None, None)) == ("3 roll", None, None)

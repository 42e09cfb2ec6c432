import base64
from typing import Any

import pytest
from httpx import AsyncClient

from backend.app.running import Running
from tests.builders.enrolled import enrol, sign_in, token
from tests.builders.virtual_device import VirtualDevice

LOCATIONS = "site,code,name_en,name_zh,type,zone"
ROWS = ("SZ,QUAR-01,Rack,货架,quarantine,", "SZ,REL-01,Rack,货架,released,")
ITEMS = (
    "number,revision,name_en,name_zh,trace,unit,conversions,shelf_life_days,minimum_remaining_days,family,"
    "specification,certificate_required,status"
)


class Desk:
    """A desk with a person signed in."""

    def __init__(self, client: AsyncClient, headers: dict[str, str], device: VirtualDevice) -> None:
        self.client, self.headers, self.device = client, headers, device

    async def check(self, kind: str, *lines: str) -> Any:  # noqa: ANN401 - JSON
        file = base64.b64encode(("\n".join(lines) + "\n").encode()).decode()
        asked = {"source": f"{kind}.csv", "file": file}
        answer = await self.client.post(f"/imports/{kind}", json=asked, headers=self.headers)
        return answer.json() if answer.status_code == 200 else (answer.status_code, answer.json()["code"])

    async def record(self, answer: dict[str, Any]) -> list[str]:
        first = len(self.device.lines) + 1
        self.device.record(answer["type"], answer["body"])
        pushed = await self.client.post("/sync/push", content=self.device.push_bytes(from_seq=first))
        return [outcome["outcome"] for outcome in pushed.json()["outcomes"]]


async def desk_of(server: Running, client: AsyncClient, *roles: str) -> Desk:
    device = await enrol(server, client, "D01", kind="desk")
    return Desk(client, await sign_in(server, client, device, *roles), device)


@pytest.fixture
async def desk(server: Running, client: AsyncClient) -> Desk:
    return await desk_of(server, client, "planner")


async def count(server: Running, table: str) -> int:
    return int(await server.pool.fetchval(f"SELECT count(*) FROM {table}"))  # noqa: S608 - the test's own word


async def test_done_a_file_comes_back_as_the_entry_to_record_with_every_row_that_it_would_make(
    server: Running, desk: Desk
) -> None:
    entries, events = await count(server, "entry"), await count(server, "event")
    answer = await desk.check("locations", LOCATIONS, *ROWS)
    assert (answer["rows"], answer["problems"], answer["refusal"]) == (2, [], None)
    assert answer["type"] == "ImportLocations"
    assert [(change["key"], change["new"]) for change in answer["changes"]] == [
        (["SZ", "QUAR-01"], True),
        (["SZ", "REL-01"], True),
    ]
    assert (await count(server, "entry"), await count(server, "event")) == (entries, events)
    assert await count(server, "row_location") == 0
    assert await desk.record(answer) == ["accepted"]
    assert await count(server, "row_location") == 2


async def test_done_a_second_file_shows_only_what_it_changes_old_and_new(desk: Desk) -> None:
    await desk.record(await desk.check("locations", LOCATIONS, *ROWS))
    answer = await desk.check("locations", LOCATIONS, ROWS[0], ROWS[1].replace("released", "dispatch"))
    (change,) = answer["changes"]
    assert change == {
        "kind": "location",
        "key": ["SZ", "REL-01"],
        "new": False,
        "fields": {"type": ["released", "dispatch"]},
    }


async def test_done_a_file_of_what_is_there_already_changes_nothing(desk: Desk) -> None:
    await desk.record(await desk.check("locations", LOCATIONS, *ROWS))
    assert (await desk.check("locations", LOCATIONS, *ROWS))["changes"] == []


async def test_refused_every_wrong_cell_is_named_in_both_languages_and_there_is_no_entry(desk: Desk) -> None:
    answer = await desk.check("locations", LOCATIONS, ROWS[0], "SZ,,Rack,货架,shelf,")
    assert (answer["type"], answer["body"], answer["changes"]) == (None, None, [])
    assert [(problem["row"], problem["column"]) for problem in answer["problems"]] == [(3, "code"), (3, "type")]
    assert all(problem["en"] and problem["zh"] for problem in answer["problems"])


async def test_refused_what_the_rules_say_to_the_file_is_known_before_it_is_recorded(desk: Desk) -> None:
    item = "RM-1,A,Resin,树脂,lot,kg,,365,90,polymer,SP-1/A,yes,active"
    await desk.record(await desk.check("items", ITEMS, item))
    answer = await desk.check("items", ITEMS, item.replace("365", "730"))
    assert answer["refusal"]["code"] == "ITEM_REVISION_NEEDED"
    assert answer["refusal"]["detail"]["row"] == 1
    assert answer["changes"] == []
    assert await desk.record(answer) == ["refused"]


async def test_refused_people_are_imported_by_those_who_manage_people(desk: Desk) -> None:
    header = "number,badge,name_en,name_zh,language,roles,sites"
    assert await desk.check("people", header, "P1,B1,Li,李,zh,receiver,SZ") == (403, "PERMISSION_NOT_HELD")


async def test_refused_a_receiver_imports_nothing(server: Running, client: AsyncClient) -> None:
    desk = await desk_of(server, client, "receiver")
    assert await desk.check("items", ITEMS) == (403, "PERMISSION_NOT_HELD")


async def test_refused_without_a_person(server: Running, client: AsyncClient) -> None:
    headers = await token(client, await enrol(server, client, "D01", kind="desk"))
    answer = await client.post("/imports/items", json={"source": "x", "file": ""}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "GRANT_MISSING")


async def test_refused_an_unknown_component_is_named_by_the_row_and_column_where_it_stands(desk: Desk) -> None:
    product = "FG-1,A,Catheter,导管,lot,pcs,,365,,finished,,no,active"
    await desk.record(await desk.check("items", ITEMS, product, product.replace("FG-1", "CP-1")))
    header = "item,revision,effectivity,component,quantity,unit,substitutes"
    lines = ("FG-1,A,next_order,CP-1,1,pcs,", "FG-1,A,next_order,CP-9,1,pcs,")
    answer = await desk.check("structures", header, *lines)
    assert answer["refusal"]["code"] == "PROCESS_ITEM_UNKNOWN"
    assert [(problem["row"], problem["column"]) for problem in answer["problems"]] == [(3, "component")]
    answer = await desk.check("structures", header, lines[0])
    assert [(change["kind"], change["key"]) for change in answer["changes"]] == [("structure", ["FG-1", "A"])]
    assert await desk.record(answer) == ["accepted"]
    assert (await desk.check("structures", header, lines[0]))["changes"] == []


EQUIPMENT = "site,code,name_en,name_zh,kind,equipment_class,critical,calibration_days,maintenance_days,cleaning_hours"
GAUGE = "SZ,FG-03,Force gauge,测力计,gauge,force gauge,yes,365,,"
CALIBRATIONS = "equipment,performed_at,certificate,laboratory,as_found,as_left,due"


async def test_done_equipment_and_its_calibrations_come_from_two_files_and_a_second_time_change_nothing(
    server: Running, desk: Desk
) -> None:
    assert await desk.record(await desk.check("equipment", EQUIPMENT, GAUGE)) == ["accepted"]
    rows = (CALIBRATIONS, "FG-03,2026-01-05 10:00,CAL-1,S10,+0.1 N,0.0 N,")
    done = await desk.check("calibrations", *rows)
    assert [(change["kind"], change["new"]) for change in done["changes"]] == [
        ("equipment", False),
        ("equipment_record", True),
    ]
    assert await desk.record(done) == ["accepted"]
    assert str(await server.pool.fetchval("SELECT calibration_due FROM row_equipment")) == "2027-01-05"
    assert (await desk.check("calibrations", *rows))["changes"] == []


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("NONE,2026-01-05 10:00,CAL-1,S10,,,", "EQUIPMENT_NOT_THERE"),
        ("FG-03,2999-01-05 10:00,CAL-1,S10,,,", "CALIBRATION_AHEAD"),
        ("FG-03,2026-01-05 10:00,CAL-1,S10,,,2026-01-05", "CALIBRATION_DUE_WRONG"),
    ],
)
async def test_refused_calibrations_say_which_row_and_take_none(
    server: Running, desk: Desk, row: str, code: str
) -> None:
    await desk.record(await desk.check("equipment", EQUIPMENT, GAUGE))
    answer = await desk.check("calibrations", CALIBRATIONS, "FG-03,2026-01-04 10:00,CAL-0,S10,,,", row)
    assert (answer["refusal"]["code"], answer["refusal"]["detail"]["row"]) == (code, 2)
    assert await desk.record(answer) == ["refused"]
    assert await count(server, "row_equipment_record") == 0


async def test_refused_whoever_may_not_manage_equipment_checks_no_file_of_it(
    server: Running, client: AsyncClient
) -> None:
    desk = await desk_of(server, client, "warehouse")
    assert await desk.check("equipment", EQUIPMENT, GAUGE) == (403, "PERMISSION_NOT_HELD")


async def test_an_empty_file_of_each_kind_has_the_header_that_is_read(server: Running, client: AsyncClient) -> None:
    desk = await desk_of(server, client, "administrator", "planner")
    empty = await desk.client.get("/imports/locations/columns.csv", headers=desk.headers)
    assert empty.text == f"\ufeff{LOCATIONS}\r\n"
    for kind in ("items", "suppliers", "orders", "people", "structures", "routings"):
        header = (await desk.client.get(f"/imports/{kind}/columns.csv", headers=desk.headers)).text.strip("\ufeff\r\n")
        answer = await desk.check(kind, header)
        assert [problem["en"] for problem in answer["problems"]] == ["expected at least one row, found none"], kind

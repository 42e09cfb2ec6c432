"""Questions to the genealogy over HTTP, about a shift that was recorded through the door."""

import json
from typing import Any

import pytest
from httpx import AsyncClient, Response

from backend.app.running import Running
from backend.genealogy.routes import GenealogyDesk, asking
from backend.log.caller import DeviceIdentity
from backend.log.problem import Problem
from backend.material.events import lot_thing
from backend.production.entries import Part, SplitLot
from tests.builders.enrolled import Client, enrol, token
from tests.builders.production import LOT, ROLL, begins, consumes, counts, ends, reads
from tests.builders.shop_floor import found, note, push
from tests.builders.virtual_device import VirtualDevice

FINISHED = '["lot","FG-260301"]'


async def shift(server: Running) -> None:
    """The order's lot takes a tube and a hub, one seal temperature is too high, and half of it is split off."""
    await found(server)
    device = VirtualDevice("W1", badge="QH-0010")
    note(device, begins(equipment=("EXT-01",)), counts("100", "in_process", None), consumes("FEP-1"), ends())
    note(device, begins(90, equipment=("SEAL-02",)), consumes(ROLL, 90), reads("147.0", gauge="TC-3"), reads("140.0"))
    note(device, ends(90), counts("98", "good"))
    note(device, SplitLot(location=None, lot=LOT, order=None, parts=(Part(lot="B1", quantity="50"),)))
    await push(server, device)


async def asked(server: Running, client: Client, path: str, *, site: str = "SZ", **query: str) -> Response:
    headers = await token(client, await enrol(server, client, f"H{site}", site=site))
    return await client.get(path, params=query, headers=headers)


async def test_a_back_answer_tells_lots_steps_values_and_what_is_missing(server: Running, client: AsyncClient) -> None:
    await shift(server)
    answer = (await asked(server, client, "/genealogy/back", thing='["lot","B1"]')).json()
    assert {lot["number"] for lot in answer["lots"]} == {"FEP-1", ROLL, LOT, "B1"}
    (made,) = [each for each in answer["made"] if each["subject"] == f"lot:{LOT}"]
    steps = {step["number"]: step for step in made["steps"]}
    assert steps[10]["equipment"] == ["EXT-01"]
    assert steps[90]["people"] == ["QH-0010"]
    (read,) = steps[90]["read"]
    assert (read["count"], read["low"], read["high"], read["failed"]) == (2, "140", "147", 1)
    (failed,) = steps[90]["failed"]
    assert failed["value"] == "147"
    assert not answer["complete"]
    codes = {reason["code"]: reason["detail"] for reason in answer["reasons"]}
    # Nobody received the tube and the hub: they are known by number only, so nothing says that they are what is asked.
    assert codes["TRACE_LINE_MISSING"] == {"made": LOT, "order": "WO-1", "items": "FEP, HUB"}
    assert "TRACE_LOT_ONLY_NAMED" in codes


async def test_forward_tells_the_part_that_was_split_off_and_that_it_is_one(
    server: Running, client: AsyncClient
) -> None:
    await shift(server)
    answer = (await asked(server, client, "/genealogy/forward", thing=f'["lot","{ROLL}"]')).json()
    reached = {lot["number"]: lot for lot in answer["lots"]}
    assert set(reached) == {ROLL, LOT, "B1"}
    assert reached["B1"]["granularity"] == "sub_lot"
    assert reached["B1"]["held"], "the lot it was split from is held for its seal temperature"


async def test_levels_open_one_by_one(server: Running, client: AsyncClient) -> None:
    await shift(server)
    headers = await token(client, await enrol(server, client, "H1"))

    async def level(thing: str) -> list[dict[str, Any]]:
        answer = await client.get("/genealogy/back/children", params={"thing": thing}, headers=headers)
        found_there: list[dict[str, Any]] = answer.json()["children"]
        return found_there

    (whole,) = await level('["lot","B1"]')
    assert (whole["thing"]["key"], whole["link"], whole["quantity"], whole["more"]) == ([LOT], "split", "50", True)
    below = await level(json.dumps(["lot", *whole["thing"]["key"]]))
    assert {each["thing"]["key"][0]: each["more"] for each in below} == {"FEP-1": False, ROLL: False}


async def test_the_picture_has_every_lot_and_link(server: Running, client: AsyncClient) -> None:
    await shift(server)
    picture = (await asked(server, client, "/genealogy/forward/graph", thing='["lot","FEP-1"]')).json()
    labels = {node["id"]: node["label"] for node in picture["nodes"]}
    assert {(labels[e["source"]], labels[e["target"]], e["kind"]) for e in picture["edges"]} == {
        ("FEP-1", LOT, "consume"),
        (LOT, "B1", "split"),
    }


async def test_a_text_names_lots_whatever_it_is(server: Running, client: AsyncClient) -> None:
    await shift(server)
    found_here = (await asked(server, client, "/genealogy/find", text="B1")).json()["found"]
    assert [each["thing"] for each in found_here] == [{"kind": "lot", "key": ["B1"]}]
    elsewhere = (await asked(server, client, "/genealogy/find", site="SH", text="B1")).json()
    assert elsewhere["found"] == [] or elsewhere["found"][0]["item"] == ""


async def test_files_hold_every_lot_and_say_how_many(server: Running, client: AsyncClient) -> None:
    await shift(server)
    headers = await token(client, await enrol(server, client, "H1"))

    async def file(name: str) -> Response:
        return await client.get(f"/genealogy/back/{name}", params={"thing": '["lot","B1"]'}, headers=headers)

    lots = (await file("lots.csv")).text.split("\r\n")
    assert lots[0].startswith("\ufeffkind,number")
    assert lots[-2] == "# 4 lots"
    assert [line for line in lots[1:5] if "'" in line] == []  # what is empty stays empty
    assert len([line for line in lots if line and not line.startswith(("#", '"#'))]) == 1 + 4
    assert (await file("units.csv")).text.endswith("# 0 units\r\n")
    whole = (await file("answer.json")).json()
    assert (len(whole["answer"]["lots"]), whole["all_units"]) == (4, [])


@pytest.mark.parametrize("name", ["lots.csv", "units.csv"])
async def test_a_file_says_what_the_answer_is_worth(server: Running, client: AsyncClient, name: str) -> None:
    await shift(server)
    query: dict[str, Any] = {
        "params": {"thing": '["lot","B1"]'},
        "headers": await token(client, await enrol(server, client, "H1")),
    }
    while await server.sequencer.step():  # both answers are then as of one position
        pass
    answer = (await client.get("/genealogy/back", **query)).json()
    text = (await client.get(f"/genealogy/back/{name}", **query)).text
    told = [line.strip('"') for line in text.split("\r\n") if line.startswith(("#", '"#'))]
    assert told[0] == "# complete: no"
    assert told[1] == "# granularity: sub_lot"
    assert told[2].startswith(f"# log position: {answer['position']};")
    assert "as linked at: now" in told[2]
    assert {line.split()[4].rstrip(":") for line in told if "because" in line} == {
        reason["code"] for reason in answer["reasons"]
    }


async def test_common_factors_name_equipment_people_order_and_hour(server: Running, client: AsyncClient) -> None:
    await shift(server)
    headers = await token(client, await enrol(server, client, "H1"))
    sets = {"bad": [{"kind": "lot", "key": ["B1"]}], "good": [{"kind": "lot", "key": ["FEP-1"]}]}
    answer = await client.post("/genealogy/factors", json=sets, headers=headers)
    worth = answer.json()["worth"]
    assert (worth["complete"], worth["granularity"], worth["at"], worth["position"] > 0) == (
        False,
        "sub_lot",
        None,
        True,
    )
    assert "TRACE_LINE_MISSING" in {reason["code"] for reason in worth["reasons"]}
    told = {(factor["kind"], factor["number"]) for factor in answer.json()["factors"]}
    assert {("equipment", "SEAL-02"), ("person", "QH-0010"), ("gauge", "TC-3"), ("order", "WO-1")} <= told
    assert {"hour", "day", "revision"} <= {kind for kind, _ in told}
    empty = await client.post("/genealogy/factors", json=sets | {"good": []}, headers=headers)
    assert (empty.status_code, empty.json()["code"]) == (400, "TRACE_SET_EMPTY")
    both = await client.post("/genealogy/factors", json=sets | {"good": sets["bad"]}, headers=headers)
    assert (both.status_code, both.json()) == (
        400,
        {"code": "TRACE_IN_BOTH_SETS", "detail": {"count": 1, "names": "B1"}},
    )
    before = await client.post("/genealogy/factors", json=sets | {"at": "2020-01-01T00:00:00Z"}, headers=headers)
    assert {factor["number"] for factor in before.json()["factors"]} == {"B1"}, "nothing was in it yet"


async def test_two_things_side_by_side_come_with_what_the_answer_is_worth(server: Running, client: AsyncClient) -> None:
    await shift(server)
    sides = {"left": '["lot","B1"]', "right": FINISHED}
    answer = (await asked(server, client, "/genealogy/compared", **sides)).json()
    assert answer["worth"]["granularity"] == "sub_lot"
    orders = next(row for row in answer["rows"] if row["kind"] == "order")
    assert (orders["left"], orders["right"], orders["same"]) == (["WO-1"], ["WO-1"], True)


@pytest.mark.parametrize(
    ("path", "query", "status", "code"),
    [
        ("/genealogy/back", {"thing": "nonsense"}, 400, "THING_UNREADABLE"),
        ("/genealogy/back", {"thing": '["unit","PX-1"]'}, 400, "THING_UNREADABLE"),
        ("/genealogy/back", {"thing": '["dream","1"]'}, 400, "THING_UNREADABLE"),
        ("/genealogy/forward", {"thing": '["lot","NOBODY"]'}, 404, "THING_UNKNOWN"),
        ("/genealogy/forward/units.csv", {"thing": '["lot","NOBODY"]'}, 404, "THING_UNKNOWN"),
        ("/genealogy/back/children", {"thing": FINISHED, "group": "nonsense"}, 400, "THING_UNREADABLE"),
        ("/genealogy/compared", {"left": FINISHED, "right": "nonsense"}, 400, "THING_UNREADABLE"),
    ],
)
async def test_what_cannot_be_answered_is_refused_with_its_reason(
    server: Running, client: AsyncClient, path: str, query: dict[str, str], status: int, code: str
) -> None:
    answer = await asked(server, client, path, **query)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_a_device_asks_about_its_own_sites_things(server: Running, client: AsyncClient) -> None:
    await shift(server)
    answer = await asked(server, client, "/genealogy/back", site="SH", thing=FINISHED)
    assert (answer.status_code, answer.json()) == (
        403,
        {"code": "THING_OF_OTHER_SITE", "detail": {"key": LOT, "site": "SZ"}},
    )
    assert (await client.get("/genealogy/back", params={"thing": FINISHED})).status_code == 401


async def test_a_question_that_takes_too_long_is_refused_whole(server: Running, client: AsyncClient) -> None:
    await shift(server)
    desk = GenealogyDesk(server.pool, server.clock, seconds=0.2)
    caller = DeviceIdentity("D1", "SZ", "desk")
    with pytest.raises(Problem) as refused:
        async with asking.asking(desk, caller, lot_thing(LOT)) as db:
            await db.fetchval("SELECT pg_sleep(2)")
    assert (refused.value.status_code, refused.value.code) == (503, "TRACE_TOOK_TOO_LONG")
    assert refused.value.values == {"key": LOT}

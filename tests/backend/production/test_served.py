"""Structures, routings, work orders and control charts as the desk reads them."""

from typing import Any

import pytest
from httpx import AsyncClient

from backend.app.running import Running
from backend.items.entries import SerialSpan
from backend.log.vocabulary import Entry
from backend.production.entries import ChangeOrder, PlanOrder
from tests.builders.enrolled import enrol, token
from tests.builders.processes import PLANNER, QUALITY, item
from tests.builders.production import CATHETER, LOT, ORDER, begins, counts, ends, reads
from tests.builders.shop_floor import found, note, push, recorded
from tests.builders.virtual_device import VirtualDevice


class Reader:
    """An enrolled desk that reads."""

    def __init__(self, client: AsyncClient, headers: dict[str, str]) -> None:
        self.client, self.headers = client, headers

    async def get(self, path: str, **query: str | int) -> Any:  # noqa: ANN401 - JSON
        answer = await self.client.get(path, params=query, headers=self.headers)
        return answer.json() if answer.status_code == 200 else (answer.status_code, answer.json()["code"])


@pytest.fixture
async def reader(server: Running, client: AsyncClient) -> Reader:
    await found(server)
    return Reader(client, await token(client, await enrol(server, client, "D01", kind="desk")))


async def did(server: Running, *bodies: Entry) -> None:
    device = VirtualDevice("W1", badge="QH-0010")
    note(device, *bodies)
    await push(server, device)


async def test_revisions_are_listed_without_content_and_one_items_in_full(reader: Reader) -> None:
    listed = (await reader.get("/processes"))["revisions"]
    assert [(line["kind"], line["revision"], line["status"], line["parts"]) for line in listed] == [
        ("structure", "A", "approved", 2),
        ("routing", "A", "approved", 2),
    ]
    assert {line["drafted_by"] for line in listed} == {PLANNER}
    assert {line["approved_by"] for line in listed} == {QUALITY}
    assert all(line["steps"] == [] == line["lines"] for line in listed)
    structure, routing = (await reader.get("/processes", item=CATHETER))["revisions"]
    assert [line["item"] for line in structure["lines"]] == ["FEP", "HUB"]
    assert [step["number"] for step in routing["steps"]] == [10, 90]


async def test_an_item_without_revisions_has_none(server: Running, reader: Reader) -> None:
    await recorded(server, item("EMPTY"), PLANNER)
    assert (await reader.get("/processes", item="EMPTY"))["revisions"] == []


async def test_a_work_order_shows_buckets_steps_with_what_is_due_readings_and_deviations(
    server: Running, reader: Reader
) -> None:
    await did(
        server, begins(), counts("100", "in_process", None), ends(), begins(90), reads("147.0"), counts("98", "good")
    )
    (line,) = (await reader.get("/work-orders"))["orders"]
    assert (line["number"], line["status"], line["routing_revision"]) == (ORDER, "in_progress", "A")
    assert {(each["bucket"], each["quantity"]) for each in line["accounts"]} == {("in_process", "2"), ("good", "98")}
    card = await reader.get(f"/work-orders/{ORDER}")
    assert (card["item_revision"], [step["number"] for step in card["steps"]]) == ("A", [10, 90])
    runs = {(run["step"], run["subject"]): run for run in card["runs"]}
    assert runs[10, f"lot:{LOT}"]["status"] == "done"
    assert [(each["code"], each["due"]["state"]) for each in runs[90, f"lot:{LOT}"]["due"]] == [("SEAL_TEMP", "done")]
    assert [(each["code"], each["value"], each["verdict"]) for each in card["readings"]] == [
        ("SEAL_TEMP", "147.0", "fail")
    ]
    assert card["readings_total"] == 1
    assert [each["code"] for each in card["deviations"]] == ["READING_OUT_OF_LIMIT"]
    assert line["open_deviations"] == 1


async def test_an_order_tells_the_serials_that_it_names_until_it_is_cancelled(server: Running, reader: Reader) -> None:
    await recorded(server, item("PX-9", trace="serial"), PLANNER)
    named = SerialSpan(first="PX9-01", last="PX9-03")
    given = {"due": None, "item": "PX-9", "lots": (), "output_location": "QUAR-01", "quantity": "3"}
    await recorded(server, PlanOrder(**given, number="WO-9", serials=(named,)), PLANNER)  # type: ignore[arg-type]
    order = (await reader.get("/work-orders/WO-9"))["order"]
    assert (order["serials"], order["trace"]) == ([{"first": "PX9-01", "last": "PX9-03"}], "serial")
    held = 'SELECT serial FROM row_named_serial WHERE "order" = $1 ORDER BY serial'
    assert [row["serial"] for row in await server.pool.fetch(held, "WO-9")] == ["PX9-01", "PX9-02", "PX9-03"]
    await recorded(server, ChangeOrder(act="cancel", order="WO-9"), QUALITY)
    assert (await reader.get("/work-orders/WO-9"))["order"]["serials"] == []
    await recorded(server, PlanOrder(**given, number="WO-10", serials=(named,)), PLANNER)  # type: ignore[arg-type]


async def test_an_unknown_order_is_refused_in_words(reader: Reader) -> None:
    assert await reader.get("/work-orders/NONE") == (404, "WORK_ORDER_UNKNOWN")


async def test_a_suspended_order_says_so(server: Running, reader: Reader) -> None:
    await recorded(server, ChangeOrder(act="suspend", order=ORDER), QUALITY)
    assert (await reader.get(f"/work-orders/{ORDER}"))["order"]["status"] == "suspended"


async def test_a_control_chart_is_made_of_the_readings_that_hold(server: Running, reader: Reader) -> None:
    read = [f"13{n % 5}.0" for n in range(25)]
    await did(server, begins(90), *[reads(value) for value in read], reads("130", unit="kPa"))
    view = await reader.get("/indicators/control", order=ORDER, step=90, code="SEAL_TEMP")
    assert view["measured"]["limits"]["high"] == "145.0"
    assert [each["value"] for each in view["values"]] == read
    assert (view["other_unit"], view["total"]) == (1, 26)
    assert view["control"]["location"]["centre"] == "132.0"
    assert (view["capability"]["n"], view["capability"]["stable"]) == (25, True)
    assert float(view["capability"]["cpk"]) > 1
    grouped = await reader.get("/indicators/control", order=ORDER, step=90, code="SEAL_TEMP", subgroup=5)
    assert (len(grouped["control"]["location"]["points"]), grouped["capability"]["not_stated"]) == (5, "too_few")


async def test_a_chart_of_the_first_readings_says_how_many_there_are(
    server: Running, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.indicators.routes.MAX_VALUES", 10)
    read = [f"13{n % 5}.0" for n in range(12)]
    await did(server, begins(90), reads("130", unit="kPa"), *[reads(value) for value in read])
    view = await reader.get("/indicators/control", order=ORDER, step=90, code="SEAL_TEMP")
    assert [each["value"] for each in view["values"]] == read[:9]
    assert (view["other_unit"], view["total"]) == (1, 13)


async def test_a_chart_of_nothing_that_the_step_measures_is_refused(reader: Reader) -> None:
    unknown = await reader.get("/indicators/control", order=ORDER, step=90, code="NOTHING")
    assert unknown == (404, "PARAMETER_UNKNOWN")
    empty = await reader.get("/indicators/control", order=ORDER, step=90, code="SEAL_TEMP")
    assert (empty["control"], empty["values"], empty["total"]) == (None, [], 0)
    assert empty["capability"]["not_stated"] == "too_few"

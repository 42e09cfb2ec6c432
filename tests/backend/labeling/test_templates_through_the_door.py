import base64
import hashlib
import io
from typing import Any

import msgspec
import pytest
import zxingcpp
from httpx import AsyncClient
from PIL import Image

from backend.app.running import Running
from backend.app.shipped_templates import adopt_shipped_templates
from labels.templates.model import content_bytes
from labels.templates.shipped import NUMBERS, shipped
from tests.builders.enrolled import enrol, token
from tests.builders.receipts import small_company
from tests.labels.label_data import UNIT


async def adopted(server: Running, client: AsyncClient) -> dict[str, str]:
    await small_company(server)
    await adopt_shipped_templates(server.door, server.pool)
    return await token(client, await enrol(server, client, "D01", kind="desk"))


def request(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - any field of the request
    given = {"data": UNIT, "dpi": 203, "language": "zh-en", "market": None, "image": "drawing"}
    template = msgspec.json.decode(content_bytes(shipped()["LT-UNIT"]))
    return {"template": template, **given, **fields}


async def test_done_a_first_start_has_the_shipped_templates_approved_and_a_second_adds_nothing(
    server: Running, client: AsyncClient
) -> None:
    headers = await adopted(server, client)
    await adopt_shipped_templates(server.door, server.pool)
    answer = (await client.get("/labels/templates", headers=headers)).json()
    found = [(line["number"], line["revision"], line["status"]) for line in answer["revisions"]]
    assert found == [(number, "1", "approved") for number in sorted(NUMBERS)]


async def test_done_a_revision_is_read_with_the_bytes_that_its_hash_is_of(server: Running, client: AsyncClient) -> None:
    headers = await adopted(server, client)
    view = (await client.get("/labels/templates/LT-LOT/1", headers=headers)).json()
    assert view["content"].encode() == content_bytes(shipped()["LT-LOT"])
    assert view["sha256"] == hashlib.sha256(view["content"].encode()).hexdigest()


async def test_refused_a_revision_that_is_not_there(server: Running, client: AsyncClient) -> None:
    headers = await adopted(server, client)
    answer = await client.get("/labels/templates/LT-LOT/2", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (404, "TEMPLATE_UNKNOWN")


async def test_done_a_preview_draws_and_checks_and_writes_nothing(server: Running, client: AsyncClient) -> None:
    headers = await adopted(server, client)
    before = await rows(server)
    answer = await client.post("/labels/preview", json=request(image="dots"), headers=headers)
    assert answer.status_code == 200, answer.text
    view = answer.json()
    assert view["findings"] == []
    assert view["svg"].startswith("<svg")
    (symbol,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(base64.b64decode(view["png"]))).convert("L"))
    assert symbol.bytes.startswith(b"0109521234000013")
    assert await rows(server) == before


async def rows(server: Running) -> dict[str, int]:
    """How many entries, events and rows there are (the sequencer works on its own tables meanwhile)."""
    tables = await server.pool.fetch(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND "
        "(table_name LIKE 'row\\_%' OR table_name IN ('entry', 'event', 'outcome', 'batch', 'feed', 'attachment'))"
    )
    assert len(tables) > 10
    return {name: await server.pool.fetchval(f'SELECT count(*) FROM "{name}"') for (name,) in tables}  # noqa: S608


async def test_done_a_preview_shows_what_fits_and_says_what_does_not(server: Running, client: AsyncClient) -> None:
    headers = await adopted(server, client)
    answer = await client.post("/labels/preview", json=request(data={**UNIT, "lot": "W" * 60}), headers=headers)
    view = answer.json()
    assert {"lot", "udi_symbol"} <= {finding["element"] for finding in view["findings"]}
    assert "PIVC-20G-32" in view["svg"]
    assert (view["png"], "FG2611" in view["svg"]) == (None, False)


@pytest.mark.parametrize("wrong", [{"dpi": 204}, {"data": {"lot": 1}}, {"more": 1}, {"template": {}}])
async def test_refused_a_preview_of_another_form(server: Running, client: AsyncClient, wrong: dict[str, Any]) -> None:
    headers = await adopted(server, client)
    assert (await client.post("/labels/preview", json=request(**wrong), headers=headers)).status_code == 400


async def test_refused_a_preview_without_a_device(client: AsyncClient) -> None:
    assert (await client.post("/labels/preview", json=request())).status_code == 401


async def test_done_a_template_can_be_looked_at_with_what_the_site_has(server: Running, client: AsyncClient) -> None:
    headers = await adopted(server, client)
    found = (await client.get("/labels/subjects", headers=headers)).json()["subjects"]
    kinds = {subject["kind"] for subject in found}
    assert {"example", "location"} <= kinds
    for subject in found:
        answer = await client.post("/labels/preview", json=request(data=subject["data"]), headers=headers)
        assert answer.status_code == 200, answer.text

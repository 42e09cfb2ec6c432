"""The tag of a machine or gauge: what a scanner reads of the printed one is the piece's own code."""

import numpy as np
import pypdfium2
import zxingcpp
from httpx import AsyncClient

from backend.app.running import Running
from backend.items.entries import NameTerm
from tests.builders.enrolled import enrol, token
from tests.builders.equipment import piece


async def asked(server: Running, client: AsyncClient) -> dict[str, str]:
    body = piece("FG-03", kind="gauge", equipment_class="force gauge", name_zh="测力计 3")
    assert (await server.door.record(body, site="SZ", badge="QH-0003")).outcome == "accepted"
    return await token(client, await enrol(server, client, "D01", kind="desk"))


async def test_done_the_pdf_decodes_to_the_code_of_the_piece(server: Running, client: AsyncClient) -> None:
    headers = await asked(server, client)
    answer = await client.get("/labels/equipment/FG-03/pdf", params={"copies": 2}, headers=headers)
    assert answer.status_code == 200, answer.text
    assert answer.headers["x-unitrail-readback"] != "0 ok"
    pages = pypdfium2.PdfDocument(answer.content)
    assert len(pages) == 2
    image = np.asarray(pages[0].render(scale=203 / 72).to_pil())
    (symbol,) = zxingcpp.read_barcodes(image)
    assert symbol.text == "FG-03"


async def test_done_the_preview_shows_code_name_and_class(server: Running, client: AsyncClient) -> None:
    headers = await asked(server, client)
    answer = await client.get("/labels/equipment/FG-03/preview", headers=headers)
    for text in ("FG-03", "测力计", "force gauge"):
        assert text in answer.text


async def test_done_a_class_that_has_names_is_on_the_tag_by_them(server: Running, client: AsyncClient) -> None:
    headers = await asked(server, client)
    named = NameTerm(code="force gauge", kind="equipment_class", name_en="Pull tester", name_zh="拉力计")
    assert (await server.door.record(named, site="SZ", badge="QH-0003")).outcome == "accepted"
    answer = await client.get("/labels/equipment/FG-03/preview", headers=headers)
    assert "force gauge" not in answer.text
    for text in ("拉力计", "Pull tester"):
        assert text in answer.text


async def test_refused_a_piece_that_is_not_here(server: Running, client: AsyncClient) -> None:
    headers = await asked(server, client)
    answer = await client.get("/labels/equipment/NONE/pdf", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (404, "EQUIPMENT_NOT_THERE")

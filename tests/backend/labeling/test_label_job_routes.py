"""Label jobs over HTTP: previews before release, paper only while the log says so, sheets, and hostile data."""

import asyncio
import io
from typing import Any

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from httpx import AsyncClient
from PIL import Image

from backend.app.running import Running
from backend.labeling.entries.jobs import ReleaseLabels
from backend.labeling.entries.printing import PrintLabels
from tests.builders.enrolled import enrol, token
from tests.builders.label_company import labelled_company, print_request


async def released(server: Running, client: AsyncClient, count: int = 8) -> tuple[str, dict[str, str]]:
    await labelled_company(server, port=9100)
    headers = await token(client, await enrol(server, client, "D01"))
    number = await print_request(server, count)
    status = "requested"
    for _ in range(200):
        await server.print_room.step()
        status = await server.pool.fetchval("SELECT status FROM row_label_job WHERE id = $1", number)
        if status != "requested":
            break
        await asyncio.sleep(0.1)
    assert status == "read_back"
    await record(server, ReleaseLabels(job=number))
    return number, headers


async def record(server: Running, body: Any) -> None:  # noqa: ANN401 - any entry
    assert (await server.door.record(body, site="SZ", badge="QH-0004")).outcome == "accepted"


def decoded(image: Image.Image) -> list[str]:
    found = zxingcpp.read_barcodes(np.asarray(image.convert("L")))
    return [barcode.bytes.decode("latin-1") for barcode in found]


async def test_a_job_s_outputs_are_given_only_while_they_are_printed_by_hand(
    server: Running, client: AsyncClient
) -> None:
    number, headers = await released(server, client)
    preview = await client.get(f"/label-jobs/{number}/preview", params={"n": 8}, headers=headers)
    assert preview.headers["content-type"].startswith("image/svg+xml")
    assert "SN000008" in preview.text
    for path in ("pdf?first=1&last=8", "drawings?first=1&last=8", "png?n=1", "zpl?n=1"):
        refused = await client.get(f"/label-jobs/{number}/{path}", headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (409, "LABELS_NOT_BEING_PRINTED"), path
    await record(server, PrintLabels(job=number, method="pdf", printer=None))
    pdf = await client.get(f"/label-jobs/{number}/pdf", params={"first": 1, "last": 8}, headers=headers)
    assert pdf.headers["x-unitrail-readback"] == "8 ok"
    assert len(pypdfium2.PdfDocument(pdf.content)) == 8
    drawn = (await client.get(f"/label-jobs/{number}/drawings?first=2&last=3", headers=headers)).json()
    assert (drawn["width_mm"], drawn["height_mm"], len(drawn["svg"])) == (85.0, 55.0, 2)
    png = await client.get(f"/label-jobs/{number}/png", params={"n": 5}, headers=headers)
    (text,) = decoded(Image.open(io.BytesIO(png.content)))
    assert text.endswith("21SN000005")
    zpl = await client.get(f"/label-jobs/{number}/zpl", params={"n": 5}, headers=headers)
    assert zpl.content.startswith(b"^XA")
    labels = (await client.get(f"/label-jobs/{number}/labels", params={"limit": 3}, headers=headers)).json()
    assert [(each["n"], each["number"], each["state"]) for each in labels["labels"]] == [
        (n, f"SN00000{n}", "sent") for n in (1, 2, 3)
    ]
    assert labels["more"] is True


async def test_on_a4_sheets_every_symbol_decodes(server: Running, client: AsyncClient) -> None:
    number, headers = await released(server, client, 12)
    await record(server, PrintLabels(job=number, method="pdf", printer=None))
    pdf = await client.get(f"/label-jobs/{number}/pdf?first=1&last=12&layout=a4", headers=headers)
    assert pdf.status_code == 200, pdf.text
    document = pypdfium2.PdfDocument(pdf.content)
    assert len(document) == 2
    found = [text for page in document for text in decoded(page.render(scale=300 / 72).to_pil())]
    assert sorted(text[-8:] for text in found) == [f"SN{n:06}" for n in range(1, 13)]


@pytest.mark.parametrize("path", ["preview", "labels", "pdf?first=1&last=1"])
async def test_a_job_that_is_not_here_is_not_there(server: Running, client: AsyncClient, path: str) -> None:
    await labelled_company(server, port=9100)
    headers = await token(client, await enrol(server, client, "D01"))
    answer = await client.get(f"/label-jobs/nothing/{path}", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (404, "LABEL_JOB_UNKNOWN")


async def test_a_printer_s_standing_is_asked_only_within_the_allowed_networks(
    server: Running, client: AsyncClient
) -> None:
    await labelled_company(server, port=9100)
    headers = await token(client, await enrol(server, client, "D01"))
    answer = (await client.get("/printers/P1/status", headers=headers)).json()
    assert answer["state"] == "not_allowed"
    assert (await client.get("/printers/P9/status", headers=headers)).status_code == 404

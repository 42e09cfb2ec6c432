"""Label jobs over HTTP: previews before release, paper only while the log says so, sheets, and hostile data."""

import asyncio
import io
import zipfile
from typing import Any

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from httpx import AsyncClient
from PIL import Image

from backend.app.running import Running
from backend.labeling.entries.issued import VoidLabel
from backend.labeling.entries.jobs import ReleaseLabels
from backend.labeling.entries.printing import ConfirmPrinted, PrintLabels
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


async def record(server: Running, body: Any, *, reason: str | None = None) -> None:  # noqa: ANN401 - any entry
    assert (await server.door.record(body, site="SZ", badge="QH-0004", reason=reason)).outcome == "accepted"


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
    for path in (
        "pdf?first=1&last=8",
        "drawings?first=1&last=8",
        "png?n=1",
        "zpl?first=1&last=8",
        "pictures?first=1&last=8",
    ):
        refused = await client.get(f"/label-jobs/{number}/{path}", headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (409, "LABELS_NOT_ON_THEIR_WAY"), path
    await record(server, PrintLabels(job=number, method="pdf", printer=None))
    pdf = await client.get(f"/label-jobs/{number}/pdf", params={"first": 1, "last": 8}, headers=headers)
    assert pdf.headers["x-unitrail-readback"] == "8 ok"
    assert len(pypdfium2.PdfDocument(pdf.content)) == 8
    drawn = (await client.get(f"/label-jobs/{number}/drawings?first=2&last=3", headers=headers)).json()
    assert (drawn["width_mm"], drawn["height_mm"], len(drawn["svg"])) == (85.0, 60.0, 2)
    png = await client.get(f"/label-jobs/{number}/png", params={"n": 5}, headers=headers)
    (text,) = decoded(Image.open(io.BytesIO(png.content)))
    assert text.endswith("21SN000005")
    zpl = await client.get(f"/label-jobs/{number}/zpl", params={"first": 2, "last": 4}, headers=headers)
    assert [zpl.content.count(mark) for mark in (b"^XA", b"^XZ", b"^GFA")] == [3, 3, 3]


async def test_all_labels_of_a_span_come_as_pictures_in_one_zip_named_by_their_places(
    server: Running, client: AsyncClient
) -> None:
    number, headers = await released(server, client, 30)  # more than are drawn at once
    await record(server, PrintLabels(job=number, method="pdf", printer=None))
    path = f"/label-jobs/{number}/pictures"
    answer = await client.get(path, params={"first": 3, "last": 30}, headers=headers)
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [f"LJ-SZ-00001-{n:05}.png" for n in range(3, 31)]
        symbols = [decoded(Image.open(io.BytesIO(archive.read(name)))) for name in archive.namelist()]
    assert [text[-8:] for (text,) in symbols] == [f"SN{n:06}" for n in range(3, 31)]
    drawn = await client.get(path, params={"first": 3, "last": 4, "kind": "svg"}, headers=headers)
    with zipfile.ZipFile(io.BytesIO(drawn.content)) as archive:
        assert archive.namelist() == ["LJ-SZ-00001-00003.svg", "LJ-SZ-00001-00004.svg"]
        assert [f"SN{n:06}" in archive.read(f"LJ-SZ-00001-{n:05}.svg").decode() for n in (3, 4)] == [True, True]
    await record(server, ConfirmPrinted(job=number, through=30))
    late = await client.get(path, params={"first": 3, "last": 30}, headers=headers)
    assert (late.status_code, late.json()["code"]) == (409, "LABELS_NOT_ON_THEIR_WAY")


async def test_every_label_of_a_job_is_listed_by_page_state_and_number(server: Running, client: AsyncClient) -> None:
    number, headers = await released(server, client)
    await record(server, PrintLabels(job=number, method="pdf", printer=None))
    await record(server, ConfirmPrinted(job=number, through=5))
    assert await listed(client, number, headers, limit=3) == ([1, 2, 3], True)
    assert await listed(client, number, headers, limit=3, after=3) == ([4, 5, 6], True)
    assert await listed(client, number, headers, limit=3, after=6) == ([7, 8], False)
    assert await listed(client, number, headers, state="printed") == ([1, 2, 3, 4, 5], False)
    assert await listed(client, number, headers, state="open", limit=2) == ([6, 7], True)
    assert await listed(client, number, headers, state="void") == ([], False)
    assert await listed(client, number, headers, number="sn00000") == ([1, 2, 3, 4, 5, 6, 7, 8], False)
    assert await listed(client, number, headers, number="SN000007") == ([7], False)
    assert await listed(client, number, headers, number="7", state="printed") == ([], False)
    view = (await client.get(f"/label-jobs/{number}/labels", headers=headers)).json()
    assert view["states"] == {"printed": 5, "open": 3}
    assert [(each["number"], each["state"], each["copies"]) for each in view["labels"][4:6]] == [
        ("SN000005", "printed", 1),
        ("SN000006", "open", 0),
    ]


async def test_a_label_has_a_history_of_its_own(server: Running, client: AsyncClient) -> None:
    number, headers = await released(server, client)
    await record(server, PrintLabels(job=number, method="pdf", printer=None))
    await record(server, ConfirmPrinted(job=number, through=8))
    await record(server, VoidLabel(job=number, n=2), reason="smeared")
    await server.sequencer.step()
    elsewhere = await token(client, await enrol(server, client, "D02", site="BJ"))
    assert (await client.get(f"/label-jobs/{number}/labels/2/history", headers=elsewhere)).json()["events"] == []
    for n, events in ((1, ["LabelsPrinted", "LabelsSent"]), (2, ["LabelVoided", "LabelsPrinted", "LabelsSent"])):
        found = (await client.get(f"/label-jobs/{number}/labels/{n}/history", headers=headers)).json()
        assert [each["type"] for each in found["events"]] == events
        assert found["events"][0]["reason"] == (None if n == 1 else "smeared")


async def listed(client: AsyncClient, job: str, headers: dict[str, str], **wish: str | int) -> tuple[list[int], bool]:
    view = (await client.get(f"/label-jobs/{job}/labels", params=wish, headers=headers)).json()
    return [each["n"] for each in view["labels"]], view["more"]


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

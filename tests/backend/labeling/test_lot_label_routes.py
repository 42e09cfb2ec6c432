import json

import numpy as np
import pypdfium2
import zxingcpp
from httpx import AsyncClient

from backend.app.running import Running
from tests.builders.enrolled import enrol, token
from tests.builders.receipts import receipt, small_company
from tests.builders.virtual_device import VirtualDevice


async def received(server: Running, client: AsyncClient) -> tuple[VirtualDevice, dict[str, str], str]:
    await small_company(server)
    device = await enrol(server, client, "H01")
    headers = await token(client, device)
    lot = "H01-1"
    device.record("ReceiveLot", receipt(lot))
    answer = await client.post("/sync/push", content=device.push_bytes())
    assert answer.json()["outcomes"][0]["outcome"] in ("accepted", "flagged"), answer.text
    return device, headers, lot


async def test_done_the_pdf_decodes_to_the_lots_own_number(server: Running, client: AsyncClient) -> None:
    _, headers, lot = await received(server, client)
    answer = await client.get(f"/labels/lots/{lot}/pdf", params={"copies": 2, "dpi": 300}, headers=headers)
    assert answer.status_code == 200, answer.text
    pages = pypdfium2.PdfDocument(answer.content)
    assert len(pages) == 2
    image = np.asarray(pages[0].render(scale=203 / 72).to_pil())
    (symbol,) = zxingcpp.read_barcodes(image)
    assert symbol.bytes.endswith(f"91{lot}".encode())


async def test_done_the_preview_shows_number_item_and_status(server: Running, client: AsyncClient) -> None:
    _, headers, lot = await received(server, client)
    answer = await client.get(f"/labels/lots/{lot}/preview", headers=headers)
    assert answer.headers["content-type"].startswith("image/svg+xml")
    for text in (lot, "RM-FEP-01", "待检"):
        assert text in answer.text


async def test_refused_a_lot_that_is_not_here(server: Running, client: AsyncClient) -> None:
    _, headers, _ = await received(server, client)
    answer = await client.get("/labels/lots/NOPE/pdf", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (404, "LOT_NOT_HERE")


async def test_done_a_lots_history_names_person_device_reason_and_position(
    server: Running, client: AsyncClient
) -> None:
    device, headers, lot = await received(server, client)
    entry = json.loads(device.lines[0].raw)["id"]
    changes = {"expiry": None, "production": None, "quantity": {"unit": "kg", "value": "24.5"}}
    body = {**changes, "receipt": entry, "supplier": None, "supplier_lot": None}
    device.record("CorrectReceipt", body, reason="weighed again")
    await client.post("/sync/push", content=device.push_bytes(from_seq=2))
    await server.sequencer.step()
    answer = await client.get("/history/lot", params={"key": lot}, headers=headers)
    view = answer.json()
    assert [e["position"] for e in view["events"]] == sorted((e["position"] for e in view["events"]), reverse=True)
    assert view["events"][0]["reason"] == "weighed again"
    assert {e["badge"] for e in view["events"]} == {"QH-0001"}
    receipts = (await client.get("/history/receipt", params={"key": entry}, headers=headers)).json()
    assert [e["type"] for e in receipts["events"]][-1] == "ReceiptPosted"
    assert len(receipts["events"]) == 2


async def test_s01_a_scanner_profile_is_a_download_for_anybody_and_another_name_is_refused(
    client: AsyncClient,
) -> None:
    answer = await client.get("/labels/scanner-profiles/unitrail-datawedge.json")
    assert answer.json()["PROFILE_NAME"] == "Unitrail"
    assert answer.headers["content-disposition"] == 'attachment; filename="unitrail-datawedge.json"'
    refused = await client.get("/labels/scanner-profiles/other.json")
    assert (refused.status_code, refused.json()["code"]) == (404, "PROFILE_NOT_HERE")


async def test_s03_the_calibration_sheet_is_there_for_anybody(server: Running, client: AsyncClient) -> None:
    answer = await client.get("/labels/calibration-sheet")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.text.count("<path") == 5

"""A lot's label at the desk: the preview has the label's size, the printed PDF decodes at both resolutions."""

from collections.abc import Iterator

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import expect, sync_playwright

from e2e.chromium import launch
from e2e.desk import Desk, give_secret, push, virtual
from e2e.server import Server
from tests.builders.receipts import receipt

LOT = "H01-1"
COPIES = 2
POINTS_PER_INCH = 72


@pytest.fixture(scope="module")
def desk(server: Server) -> Iterator[Desk]:
    give_secret(server, "P0005")
    device = virtual(server, "H01", "QH-0007")
    device.record("ReceiveLot", receipt(LOT, item="RM-FEP-01", supplier="S01", supplier_lot="HY-26", di=None))
    push(server, device)
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        desk = Desk(browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US"), server.url)
        desk.enrol(server.enrolment("D01", "desk"))
        desk.open(f"lots/{LOT}")
        desk.sign_in("QH-0005", "Anna Weber")
        yield desk
        browser.close()


def decoded(pdf: bytes, page: int, dpi: int) -> zxingcpp.Barcode:
    image = pypdfium2.PdfDocument(pdf)[page].render(scale=dpi / POINTS_PER_INCH).to_pil()
    (symbol,) = zxingcpp.read_barcodes(np.asarray(image))
    return symbol


def test_the_preview_is_drawn_at_the_labels_own_size(desk: Desk) -> None:
    desk.open(f"lots/{LOT}")
    desk.part("Label")
    image = desk.page.get_by_role("img", name=f"Label of lot {LOT}")
    expect(image).to_be_visible()
    # 70 x 40 mm at CSS's 96 px an inch.
    width, height = image.evaluate("(image) => [image.width, image.height]")
    assert (round(width / 96 * 25.4), round(height / 96 * 25.4)) == (70, 40)


def test_the_printed_label_decodes_to_the_lots_own_number_on_every_copy(desk: Desk) -> None:
    desk.open(f"lots/{LOT}")
    desk.part("Label")
    desk.page.get_by_label("Copies").fill(str(COPIES))
    with desk.context.expect_page() as opened:
        desk.page.get_by_role("button", name="Print").click()
    assert opened.value.url.startswith("blob:")
    opened.value.close()
    with desk.page.expect_download() as saved:
        desk.page.get_by_role("link", name="Save the PDF").click()
    pdf = saved.value.path().read_bytes()
    assert len(pypdfium2.PdfDocument(pdf)) == COPIES
    for page in range(COPIES):
        for dpi in (203, 300):
            symbol = decoded(pdf, page, dpi)
            assert symbol.format == zxingcpp.BarcodeFormat.DataMatrix
            assert symbol.bytes.endswith(f"91{LOT}".encode())


def test_a_wrong_number_of_copies_is_said_beside_the_field_and_prints_nothing(desk: Desk) -> None:
    desk.open(f"lots/{LOT}")
    desk.part("Label")
    desk.page.get_by_label("Copies").fill("101")
    expect(desk.page.get_by_text("Enter a whole number from 1 to 100.")).to_be_visible()
    expect(desk.page.get_by_role("button", name="Print")).to_be_disabled()

"""Label jobs from the browser: 50 unit labels asked for, read back, released, printed, scanned back at the desk and by
a handheld's camera, one reprinted with a reason, and reconciled by somebody else; on a printer that breaks off in the
middle; with numbers that are leased to the desk.
"""

import json
import re
from collections.abc import Iterator

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Page, Playwright, expect, sync_playwright

from backend.app.demo_company.company import SITE
from backend.labeling.entries.printers import DefinePrinter
from e2e.axe import violations
from e2e.chromium import launch
from e2e.desk import Desk, give_secret, push, virtual
from e2e.handheld import Handheld
from e2e.scanner import Scanner
from e2e.server import RECEIVER, Server
from labels.udi import parse
from tests.builders.camera_video import element_string, film
from tests.builders.receipts import receipt
from tests.builders.socket_printer import SocketPrinter, printer_apart

DI, LOT, COUNT = "09521234000105", "H01-1", 50
POINTS_PER_INCH = 72
READ_BACK_MS = 60_000
FEED_MS = 60_000
"""What others recorded comes with the next look at the feed, twice a minute."""
PRINTER_MS = 60_000
"""A break is waited out and looked into before the job stops."""
SERVER_MS = 15_000


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def handheld(server: Server, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handheld]:
    folder = tmp_path_factory.mktemp("handheld")
    film(folder / "labels.mjpeg", element_string(f"[01]{DI}[17]990228[10]{LOT}[21]PX1-000008"), pictures=3)
    flags = (
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={folder / 'labels.mjpeg'}",
    )
    handheld = Handheld(playwright, folder / "profile", server.url, flags)
    handheld.start()
    yield handheld
    handheld.kill()


@pytest.fixture(scope="module")
def desk(server: Server, playwright: Playwright) -> Iterator[Desk]:
    give_secret(server, "P0003")
    give_secret(server, "P0005")
    device = virtual(server, "H01", "QH-0007")
    pieces = {"unit": "pcs", "value": "100"}
    goods = receipt(LOT, item="FG-PX1", supplier=None, supplier_lot=None, di=None, quantity=pieces)
    device.record("ReceiveLot", goods)
    push(server, device)
    browser = launch(playwright.chromium)
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US")
    context.add_init_script("window.print = () => { window.printed = (window.printed ?? 0) + 1; }")
    desk = Desk(context, server.url)
    desk.enrol(server.enrolment("D01", "desk"))
    yield desk
    browser.close()


def define_printer(code: str, port: int) -> DefinePrinter:
    return DefinePrinter(
        active=True,
        answers=True,
        code=code,
        dpi=203,
        host="127.0.0.1",
        language="zpl",
        media_height_mm="60",
        media_width_mm="90",
        name="Line 1",
        port=port,
        site=SITE,
        symbols="raster",
    )


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).last.click()


def status(page: Page, word: str, *, within: int = SERVER_MS) -> None:
    expect(page.locator(".u-record-chips")).to_contain_text(word, timeout=within)


def print_and_confirm(page: Page, left: int, span: str) -> bytes:
    """Print what is to be printed from the browser; return it as the printer is given it."""
    press(page, f"Print {left} labels")
    press(page, f"Open the print view for labels {span}")
    expect(page.locator(".job-printing > svg")).to_have_count(left)
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".job-printing")).to_have_count(0)
    press(page, "Confirm what came out")
    status(page, "Printed")
    return paper


def decoded(paper: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(paper)
    found = []
    for at in range(len(document)):
        image = document[at].render(scale=203 / POINTS_PER_INCH).to_pil()
        (symbol,) = zxingcpp.read_barcodes(np.asarray(image))
        found.append(f"{symbol.symbology_identifier}{symbol.bytes.decode()}")
    return found


def scan_back_by_camera(handheld: Handheld, enrolment: str) -> None:
    """Hold the 8th label before the handheld's camera without a network, and say that it was applied."""
    handheld.enrol(enrolment)  # now, so that its first feed has the printed job
    handheld.badge(RECEIVER, "刘洋")
    handheld.wait_until_sent()
    handheld.context.set_offline(True)
    handheld.open("/labels")
    handheld.page.locator(".u-frame-camera-button:visible").click()
    expect(handheld.page.locator(".u-verdict:visible").first).to_contain_text("第 8 张，共 50 张", timeout=SERVER_MS)
    handheld.page.locator(".u-frame-camera-button:visible").click()
    handheld.page.get_by_role("button", name="已贴", exact=True).click()
    handheld.expect_verdict("已贴")
    assert handheld.unsent() == 2
    handheld.context.set_offline(False)
    handheld.wait_until_sent()
    assert violations(handheld.page) == []


def reprint_from_the_table(desk: Desk, symbol: str) -> None:
    """Find a label among the job's by its serial, have it printed again, and go back to the job."""
    page, serial = desk.page, symbol.rpartition("21")[2]
    desk.part("Labels")
    table = page.get_by_role("table", name="Labels")
    expect(table.get_by_role("row")).to_have_count(1 + COUNT)
    expect(page.get_by_label("Status").locator("option")).to_have_text(
        [f"All ({COUNT})", f"Printed ({COUNT - 2})", "Scanned back (1)", "Applied (1)"]
    )
    page.get_by_label("Label no. or part of its number").fill(serial)
    press(page, "Find")
    expect(table.get_by_role("row")).to_have_count(2)
    table.get_by_role("link", name="Reprint").click()
    again = page.locator("form", has_text="Reprint a label")
    again.get_by_label("Reason").fill("smeared at the line")
    again.get_by_role("button", name="Reprint a label").click()
    status(page, "To be printed again")
    desk.part("History")
    for event in ("Reprint asked for", "Label scanned back", "Came out", "Sent to paper"):
        expect(page.get_by_role("cell", name=event, exact=True)).to_be_visible()
    assert desk.axe() == []
    page.get_by_role("link", name="LJ-SZ-00001").first.click()


def fill_in(page: Page, count: int, **chosen: str) -> None:
    """Fill in the form of a new job for unit labels of the lot; choices by label, before the count."""
    page.get_by_label("Device identifier (DI)").fill(DI)
    page.get_by_label("Lot", exact=True).fill(LOT)
    page.get_by_label("Template").select_option("LT-UNIT")
    for label, option in chosen.items():
        page.get_by_label(label.replace("_", " "), exact=True).select_option(label=option)
    page.get_by_label("Number of labels").fill(str(count))


def test_fifty_unit_labels_are_printed_scanned_back_and_reconciled(
    desk: Desk, handheld: Handheld, server: Server
) -> None:
    page = desk.page
    desk.open("labels?do=new")
    desk.sign_in("QH-0003", "Sun Wei")
    desk.open("labels?do=new")
    fill_in(page, COUNT)
    press(page, "Ask for these labels")
    status(page, "Read back", within=READ_BACK_MS)
    expect(page.get_by_text("All 50 labels were read back at 203 dpi.")).to_be_visible()
    press(page, "Release for printing")
    status(page, "Released")

    symbols = decoded(print_and_confirm(page, COUNT, "1–50"))
    assert [text.rpartition("PX1-")[2] for text in symbols] == [f"{n:06}" for n in range(1, COUNT + 1)]
    assert page.evaluate("window.printed") == 1

    Scanner(page).scan(symbols[6])
    expect(page.get_by_text("Last scan:")).to_be_visible()
    expect(page.locator("dt", has_text="Scanned back").locator("+ dd")).to_have_text("1", timeout=SERVER_MS)

    assert [element.value for element in parse(symbols[7], year=2026).elements] == [DI, "990228", LOT, "PX1-000008"]
    scan_back_by_camera(handheld, server.enrolment("H08"))
    assert server.rows("SELECT state FROM row_label WHERE n = 8") == [{"state": "applied"}]

    reprint_from_the_table(desk, symbols[6])
    assert decoded(print_and_confirm(page, 1, "7")) == [symbols[6]]

    expect(page.get_by_text("You released these labels. Somebody else reconciles them.")).to_be_visible()
    job = page.url.rsplit("#/desk/", 1)[1]
    desk.sign_in("QH-0005", "Anna Weber")
    desk.open(job)
    form = page.locator("form", has_text="Count the labels.")
    for name, count in (("Applied", "48"), ("Sample", "1"), ("Destroyed", "0")):
        form.get_by_label(name, exact=True).fill(count)
    expect(form.get_by_text("1 missing")).to_be_visible()
    form.get_by_label("Destroyed", exact=True).fill("1")
    expect(form.get_by_text("50 counted + 1 void = 51 of 51 issued")).to_be_visible()
    form.get_by_role("button", name="Reconcile").click()
    status(page, "Closed")
    assert desk.axe() == []


def test_a_printer_that_breaks_off_in_the_middle_leaves_one_label_in_doubt_and_prints_the_rest_once(
    desk: Desk, server: Server
) -> None:
    page = desk.page
    with printer_apart(SocketPrinter(counts=False, break_after=3, lose_last=True)) as printer:
        server.record(define_printer("P1", printer.port), reason="browser test")
        desk.sign_in("QH-0003", "Sun Wei")
        desk.open("labels?do=printers")
        expect(page.get_by_role("cell", name="P1", exact=True)).to_be_visible(timeout=FEED_MS)
        press(page, "Ask the printers")
        expect(page.get_by_role("row", name="P1 ").get_by_text("Ready")).to_be_visible()
        desk.open("labels?do=new")
        fill_in(page, 6, Printer="P1 Line 1")
        press(page, "Ask for these labels")
        status(page, "Read back", within=READ_BACK_MS)
        press(page, "Release for printing")
        status(page, "Released")
        press(page, "Print 6 labels")
        status(page, "Stopped", within=PRINTER_MS)
        expect(page.get_by_role("heading", name="In doubt: 3. Look at the printer.")).to_be_visible()
        assert len(printer.printed) == 2
        press(page, "Did not come out")
        press(page, "Print 4 labels")
        status(page, "Printed", within=PRINTER_MS)
    assert len(printer.printed) == len(set(printer.printed)) == 6
    (job,) = server.rows("SELECT issued, void FROM row_label_job WHERE printer = 'P1'")
    assert job == {"issued": 6, "void": 0}


def test_labels_carry_the_numbers_that_are_leased_to_the_desk_until_none_are_left(desk: Desk, server: Server) -> None:
    page = desk.page
    desk.sign_in("QH-0005", "Anna Weber")
    desk.open(f"numbers/serial:{DI}")
    desk.part("Take numbers")
    page.get_by_label("How many").fill("6")
    press(page, "Take numbers for this computer")
    expect(page.get_by_text("Accepted")).to_be_visible()
    desk.sign_in("QH-0003", "Sun Wei")
    desk.open("labels?do=new")
    fill_in(page, 4, Each_label_carries="A serial number leased to this computer")
    drawn = page.locator(".u-field-hint", has_text=re.compile(r"^PX1-\d{6} to PX1-\d{6}$"))
    expect(drawn).to_be_visible(timeout=FEED_MS)
    press(page, "Ask for these labels")
    status(page, "Read back", within=READ_BACK_MS)
    (lease,) = server.rows("SELECT numbers FROM row_number_range WHERE pool = $1 AND holder <> ''", f"serial:{DI}")
    desk.part("Labels")
    for n, number in enumerate(json.loads(lease["numbers"])[:4], 1):
        expect(page.get_by_role("row", name=f"{n} {number}")).to_be_visible()
    desk.open("labels?do=new")
    fill_in(page, 3, Each_label_carries="A serial number leased to this computer")
    expect(page.get_by_text("2 numbers of this range are open.")).to_be_visible()
    press(page, "Ask for these labels")
    expect(page.get_by_text("This number is not open in the range, or fewer than wanted")).to_be_visible()

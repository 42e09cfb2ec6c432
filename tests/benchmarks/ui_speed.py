"""Scan to verdict and local append on the built handheld app in Chromium, CPU slowed down 4 times, 50,000 lots cached.

A scan arrives as one committed text, as from a scanner's own service (keys one by one would measure DevTools).
The page tells the times: the text's arrival, the change of the verdict, a strict transaction from open to complete.
"""

import asyncio
import json
from hashlib import sha256
from statistics import quantiles

import asyncpg
from playwright.sync_api import Page, sync_playwright

from backend.app.app import login_desk
from backend.app.cli_device import offer_enrolment
from backend.app.running import running
from backend.app.settings import Settings
from backend.people.routes import set_secret
from e2e.chromium import launch
from e2e.scanner import Scanner
from sync import canonical, checksum
from tests.benchmarks.table import Line
from tests.builders.serve_process import serving
from tests.simulation.company import SITE
from tests.simulation.databases import Place

UNITS = 50_000
SCANS = 40
RECEIPTS = 15
SLOWER = 4
PIN = "246810"
STREAM = f"site:{SITE}"
TARGETS = {"scan to verdict, p95": 100.0, "local append, p50": 15.0, "local append, p95": 50.0}
PULL_TURNS = 90
TURN_MS = 2_000
SETTLE_MS = 300

_WATCH = """
window.bench = {keyed: 0, expected: "", verdicts: [], appends: []};
const open = IDBDatabase.prototype.transaction;
IDBDatabase.prototype.transaction = function (stores, mode, options) {
  const began = performance.now();
  const made = open.call(this, stores, mode, options);
  if (options?.durability === "strict" && mode === "readwrite" && stores.includes("entries")) {
    made.addEventListener("complete", () => bench.appends.push(performance.now() - began));
  }
  return made;
};
for (const kind of ["keydown", "beforeinput"]) {
  addEventListener(kind, () => { bench.keyed = performance.now(); }, true);
}
const seen = new MutationObserver(() => {
  if (bench.keyed === 0) return;
  const shown = document.querySelector(".u-verdict[data-status]:not([data-status=none])");
  if (shown === null || !shown.textContent.replace(/\\s/g, "").includes(bench.expected)) return;
  bench.verdicts.push(performance.now() - bench.keyed);
  bench.keyed = 0;
});
document.addEventListener("DOMContentLoaded", () => {
  seen.observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
});
"""


def measure(place: Place) -> list[Line]:
    """Return the lines of the table."""
    url = asyncio.run(_prepare(place))
    with serving(place.url, place.folder) as server, sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        try:
            page = browser.new_page(viewport={"width": 400, "height": 800})
            page.add_init_script(_WATCH)
            return _measured(page, url.replace("http://localhost:8080", server.url))
        finally:
            browser.close()


async def _prepare(place: Place) -> str:
    """Fill the site's stream, give a person a PIN, and return the address that enrols a handheld."""
    async with running(Settings(data=place.folder), place.url) as server:
        await set_secret(login_desk(server), "PQH-01", "pin", PIN, site=SITE, reason="benchmark")
        url = await offer_enrolment(server, device_code="B01", kind="handheld", name="B01", site=SITE)
    db = await asyncpg.connect(place.url)
    try:
        await _cache_units(db)
    finally:
        await db.close()
    return url


async def _cache_units(db: asyncpg.Connection) -> None:
    """Put lots into the feed as if they had been received long ago; the log is not what is measured here."""
    lots = [_lot(n) for n in range(UNITS)]
    first = 1 + await db.fetchval("SELECT max(first + count - 1) FROM position")
    total = int.from_bytes(
        await db.fetchval("SELECT sum FROM stream_sum WHERE stream = $1 ORDER BY position DESC LIMIT 1", STREAM), "big"
    )
    batch = await db.fetchval("INSERT INTO batch (event_count, received_at) VALUES (1, now()) RETURNING id")
    await db.execute("INSERT INTO event VALUES ($1, 0, '{}')", batch)
    await db.execute("INSERT INTO position VALUES ($1, $2, 1)", batch, first)
    shares = [checksum.of_row("lot", key, row.encode()) for key, row in lots]
    records = [
        (batch, n, STREAM, "lot", key, row, share.to_bytes(16, "big"))
        for n, ((key, row), share) in enumerate(zip(lots, shares, strict=True))
    ]
    columns = ["batch_id", "ordinal", "stream", "kind", "key", "row", "delta"]
    await db.copy_records_to_table("feed", records=records, columns=columns)
    total = (total + sum(shares)) % checksum.MODULUS
    await db.execute("INSERT INTO stream_sum VALUES ($1, $2, $3)", STREAM, first, total.to_bytes(16, "big"))
    await db.execute("ANALYZE feed")


def _measured(page: Page, address: str) -> list[Line]:
    scanner = Scanner(page)
    _enrol(page, scanner, address)
    page.evaluate("location.hash = '#/lookup'")
    _wait_for_units(page, scanner)
    scanner.devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.evaluate("bench.verdicts = []")
    for n in range(SCANS):
        _scan_for_verdict(page, scanner, _number(n * (UNITS // SCANS)))
    verdicts = scanner.page.evaluate("bench.verdicts")
    _receive(page, scanner)
    return [*_lines("scan to verdict", verdicts), *_lines("local append", page.evaluate("bench.appends"))]


def _enrol(page: Page, scanner: Scanner, address: str) -> None:
    page.goto(address)
    if not page.input_value("input"):
        page.fill("input", address)
    page.get_by_role("button", name="Enrol", exact=True).click()
    page.wait_for_selector(".u-verdict")
    later = page.locator(".app-beside button")
    for _ in range(PULL_TURNS):
        page.wait_for_timeout(TURN_MS)
        if later.count():
            break
        scanner.commit("QH-01\n")
    later.click()


def _wait_for_units(page: Page, scanner: Scanner) -> None:
    """Wait until the last lot of the feed can be looked up: all rows are on the device."""
    for _ in range(PULL_TURNS):
        page.evaluate("number => { bench.expected = number }", _number(UNITS - 1))
        before = len(page.evaluate("bench.verdicts"))
        scanner.commit(f"{_number(UNITS - 1)}\n")
        page.wait_for_timeout(TURN_MS)
        if len(page.evaluate("bench.verdicts")) > before:
            return
    raise AssertionError("the rows did not reach the device")


def _scan_for_verdict(page: Page, scanner: Scanner, number: str) -> None:
    page.evaluate("number => { bench.expected = number }", number)
    before = len(page.evaluate("bench.verdicts"))
    scanner.commit(f"{number}\n")
    _wait_for_more(page, "verdicts", before)
    page.wait_for_timeout(SETTLE_MS)


def _receive(page: Page, scanner: Scanner) -> None:
    page.evaluate("location.hash = '#/receive'")
    page.wait_for_timeout(SETTLE_MS)
    scanner.commit("PO-1\n")
    page.wait_for_timeout(SETTLE_MS)
    page.evaluate("bench.appends = []")
    done = page.get_by_role("button", name="完成", exact=True)
    for n in range(RECEIPTS):
        scanner.commit("M-1\n")
        page.wait_for_timeout(SETTLE_MS)
        scanner.commit(f"SL-{n}\n")
        page.get_by_role("button", name="5", exact=True).click()
        before = len(page.evaluate("bench.appends"))
        done.click()
        _wait_for_more(page, "appends", before)
        page.wait_for_timeout(SETTLE_MS)


def _wait_for_more(page: Page, what: str, before: int) -> None:
    """Ask from outside: the page's content policy forbids the expressions that Playwright would poll with."""
    for _ in range(PULL_TURNS):
        if len(page.evaluate(f"bench.{what}")) > before:
            return
        page.wait_for_timeout(SETTLE_MS)
    raise AssertionError(f"no more {what} after {before}: {page.inner_text('body')[:400]}")


def _lines(name: str, milliseconds: list[float]) -> list[Line]:
    cuts = quantiles(milliseconds, n=20)
    measured = {f"{name}, p50": cuts[9], f"{name}, p95": cuts[18]}
    return [
        Line(name=each, value=value, unit="ms", target=TARGETS.get(each), lower_is_better=True)
        for each, value in measured.items()
    ]


def _number(n: int) -> str:
    return f"U-{sha256(str(n).encode()).hexdigest()[:6].upper()}-{n}"


def _lot(n: int) -> tuple[str, str]:
    number = _number(n)
    nothing = ("expiry", "production", "received_at")
    row = {
        **dict.fromkeys(nothing),
        "expiry_day_given": False,
        "item": "M-1",
        "item_revision": "A",
        "label_printed": 0,
        "number": number,
        "production_day_given": False,
        "site": SITE,
        "status": "quarantine",
        "stub": False,
        "supplier": "S-1",
        "supplier_lot": f"SL-{n}",
    }
    return json.dumps([number], separators=(",", ":")), canonical.encode(row).decode()

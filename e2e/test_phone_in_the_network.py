"""A phone in the same network: it gets the certificate over HTTP, then HTTPS gives it camera and service worker."""

import base64
import os
import re
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import BrowserContext, expect, sync_playwright

from backend.app.lan.addresses import lan_addresses
from backend.app.lan.certificates import fingerprint
from e2e.chromium import arguments, executable, launch
from e2e.handheld import SIZE
from e2e.server import ROOT, START_SECONDS, free_port

ADDRESSES = lan_addresses()
pytestmark = pytest.mark.skipif(not ADDRESSES, reason="this machine has no address that a phone could reach")
CAMERA_OPENS = (
    "navigator.mediaDevices.getUserMedia({video: true}).then(stream => stream.getVideoTracks()[0].readyState)"
)
CAMERA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")


class Installation:
    """`unitrail demo --lan` as a person starts it, and what it printed."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.port = free_port()
        self.page = f"http://{ADDRESSES[0]}:{self.port + 1}/"
        self.https = f"https://{ADDRESSES[0]}:{self.port}"
        self.printed = folder / "printed"
        environment = os.environ | {"DATABASE_URL": database_url, "UNITRAIL_DATA": str(folder / "data")}
        command = [str(Path(sys.executable).parent / "unitrail"), "demo", "--lan", "--port", str(self.port)]
        with self.printed.open("w") as output:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output)

    def get(self, url: str, trusted: ssl.SSLContext | None = None) -> bytes:
        context = True if trusted is None else trusted
        return httpx.get(url, timeout=5, verify=context, trust_env=False).raise_for_status().content

    def authority(self) -> x509.Certificate:
        return x509.load_der_x509_certificate(self.get(f"{self.page}unitrail-ca.crt"))

    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cadata=self.authority().public_bytes(Encoding.PEM).decode())

    def wait(self) -> None:
        deadline = time.monotonic() + 3 * START_SECONDS
        while True:
            try:
                self.get(f"{self.https}/health", self.trust())
            except httpx.TransportError:
                assert time.monotonic() < deadline, self.printed.read_text()
                assert self.process.poll() is None, self.printed.read_text()
                time.sleep(0.2)
            else:
                return


@pytest.fixture(scope="module")
def installation(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    started = Installation(tmp_path_factory.mktemp("lan"), module_database_url)
    try:
        started.wait()
        yield started
    finally:
        started.process.terminate()
        started.process.wait(timeout=20)


@pytest.fixture
def phone(installation: Installation, tmp_path: Path) -> Iterator[BrowserContext]:
    """A browser that trusts keys of this authority's certificates and no others, as a phone with it installed."""
    server = ssl.get_server_certificate((str(ADDRESSES[0]), installation.port))
    key = x509.load_pem_x509_certificate(server.encode()).public_key()
    pin = base64.b64encode(sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()).decode()
    flags = [*arguments(), *CAMERA, f"--ignore-certificate-errors-spki-list={pin}"]
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            tmp_path / "profile", executable_path=executable(), args=flags, viewport=SIZE, locale="zh-CN"
        )
        yield context
        context.close()


def test_the_downloaded_authority_is_enough_to_verify_the_server_by_its_network_address(
    installation: Installation,
) -> None:
    trust = installation.trust()
    assert trust.check_hostname
    assert b"build" in installation.get(f"{installation.https}/health", trust)
    with pytest.raises(httpx.ConnectError, match="certificate verify failed"):
        installation.get(f"{installation.https}/health")


def test_the_terminal_shows_the_page_the_fingerprint_and_an_https_enrolment(installation: Installation) -> None:
    printed = installation.printed.read_text()
    assert installation.page in printed
    assert fingerprint(installation.authority()) in printed
    assert re.search(rf"{re.escape(installation.https)}/#/enrol\?code=\S+", printed)
    assert printed.count("▄▄▄▄▄ █") >= 4  # the corners of two QR codes


def test_a_phone_checks_https_on_the_page_and_goes_on_to_a_secure_app(
    installation: Installation, phone: BrowserContext
) -> None:
    page = phone.new_page()
    page.goto(installation.page)
    expect(page.get_by_role("heading", name="让手机信任这台服务器")).to_be_visible()
    assert page.evaluate("window.isSecureContext") is False
    page.get_by_role("button", name="检查 HTTPS").click()
    expect(page.get_by_role("status")).to_contain_text("HTTPS 可用")
    page.get_by_role("status").get_by_role("link").click()
    page.wait_for_url(f"{installation.https}/**")
    assert page.evaluate("window.isSecureContext") is True
    assert page.evaluate("navigator.serviceWorker.ready.then(found => found.active !== null)") is True
    assert page.evaluate(CAMERA_OPENS) == "live"


def test_a_phone_enrols_by_the_code_in_the_terminal(installation: Installation, phone: BrowserContext) -> None:
    printed = installation.printed.read_text()
    (address,) = re.findall(r"Handheld · 手持终端: (\S+)", printed)
    page = phone.new_page()
    page.goto(address)
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator(".u-frame-who:visible")).to_be_visible(timeout=15_000)


def test_a_phone_that_does_not_trust_the_authority_is_told_so(installation: Installation) -> None:
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        page = browser.new_page(locale="en")
        page.goto(installation.page)
        page.get_by_role("button", name="Check HTTPS").click()
        expect(page.get_by_role("status")).to_contain_text("HTTPS does not work yet")
        browser.close()

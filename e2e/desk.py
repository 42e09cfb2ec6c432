"""A desk in a browser: enrolled, with people who can sign in, beside devices that record without a browser."""

import re
from typing import Any

import httpx
from playwright.sync_api import BrowserContext, Page, expect

from backend.app.app import login_desk
from backend.app.demo_company.company import SITE
from backend.app.running import running
from backend.people.routes import set_secret
from e2e.server import PIN, ROOT, Server, apart
from tests.builders.enrolled import token
from tests.builders.virtual_device import VirtualDevice

AXE = ROOT / "pwa/node_modules/axe-core/axe.min.js"
_RUN_AXE = """
;axe.run(document, {resultTypes: ["violations"]}).then((result) => result.violations.map(
  (violation) => violation.id + ": " + violation.nodes[0].html.slice(0, 200)))
"""


def give_secret(server: Server, person: str, secret: str = PIN, *, one_time: bool = False) -> None:
    """Give a person a PIN, or a one-time password."""

    async def give() -> None:
        async with running(server.settings, server.database_url) as inside:
            kind: Any = "password" if one_time else "pin"
            await set_secret(login_desk(inside), person, kind, secret, site=SITE, reason="test", one_time=one_time)

    apart(give())


def virtual(server: Server, code: str, badge: str) -> VirtualDevice:
    """Enrol a device that records without a browser."""
    device = VirtualDevice(site=SITE, badge=badge)
    asked = {"code": server.enrolment(code).split("code=")[1], "name": "", "public_key": device.public_key}
    answer = httpx.post(f"{server.url}/devices/enrol", json=asked)
    assert answer.status_code == httpx.codes.OK, answer.text
    device.device = answer.json()["device"]
    return device


def sign_in_on(server: Server, device: VirtualDevice, badge: str) -> None:
    """A person takes a shift grant on such a device."""

    async def grant() -> str:
        async with httpx.AsyncClient(base_url=server.url) as client:
            asked = {"badge": badge, "method": "badge_pin", "secret": PIN}
            answer = await client.post("/people/grant", json=asked, headers=await token(client, device))
            return str(answer.json()["grant_id"])

    device.badge, device.grant = badge, apart(grant())


def push(server: Server, device: VirtualDevice, from_seq: int = 1) -> list[dict[str, Any]]:
    """Hand over what a device recorded; return the outcomes."""
    answer = httpx.post(f"{server.url}/sync/push", content=device.push_bytes(from_seq=from_seq), timeout=30)
    assert answer.status_code == httpx.codes.OK, answer.text
    found: list[dict[str, Any]] = answer.json()["outcomes"]
    return found


class Desk:
    """The one page of a desk's browser."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context = context
        self.page: Page = context.new_page()
        self.url = url

    def enrol(self, address: str) -> None:
        self.page.goto(address)
        self.page.get_by_role("button", name="Enrol", exact=True).click()
        expect(self.page.get_by_label("Address or code")).to_have_count(0)
        self.page.locator(".sign-in").wait_for()  # a desk begins at the desk, not at a handheld's lock

    def open(self, path: str) -> None:
        """Open a page behind `#/desk/`."""
        self.page.goto(f"{self.url}/#/desk/{path}")
        self.page.locator(".u-desk-page, .sign-in").first.wait_for()

    def sign_in(self, badge: str, name: str) -> None:
        """Sign in by PIN and wait for what this person's roles bring to the computer; the page speaks English."""
        self.speak("en")
        if self.page.locator(".u-desk").count() > 0:
            self.page.get_by_role("button", name="Sign out").click()
        self.page.get_by_label("Badge").fill(badge)
        self.page.get_by_role("radio", name="PIN").check()
        self.page.get_by_label("PIN · required").fill(PIN)
        self.page.get_by_role("button", name="Sign in").click()
        person = self.page.locator(".desk-person")
        person.wait_for()
        for _ in range(40):  # the person's own language arrives with the badge, at some moment
            self.speak("en")
            if person.inner_text() == name:
                break
            self.page.wait_for_timeout(100)
        expect(person).to_have_text(name)

    def speak(self, language: str) -> None:
        if not str(self.page.evaluate("document.documentElement.lang")).startswith(language):
            self.page.get_by_role("button", name="中文" if language == "zh" else "EN", exact=True).click()
            expect(self.page.locator("html")).to_have_attribute("lang", re.compile(f"^{language}"))

    def part(self, name: str) -> None:
        """Open a part of the card in front."""
        self.page.get_by_role("tab", name=name).click()

    def axe(self) -> list[str]:
        """What axe-core finds wrong with the page; run through the protocol, for the page's policy forbids scripts."""
        session = self.context.new_cdp_session(self.page)
        asked = {"expression": AXE.read_text() + _RUN_AXE, "awaitPromise": True, "returnByValue": True}
        found: list[str] = session.send("Runtime.evaluate", asked)["result"]["value"]
        session.detach()
        return found

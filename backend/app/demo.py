"""The demo company: made through entries like any real one. Marked as a demo; its secrets are printed and worthless."""

from datetime import datetime

from backend.app.app import login_desk
from backend.app.cli_device import offer_enrolment
from backend.app.cli_import import record_all
from backend.app.demo_company.company import SITE, entry_bodies, gudid_sample
from backend.app.demo_company.label_jobs import load_label_jobs
from backend.app.demo_company.making import load_making, recorded
from backend.app.demo_company.resources import resources
from backend.app.demo_company.story import load_story
from backend.app.running import Running
from backend.app.shipped_templates import adopt_shipped_templates
from backend.app.terminal import qr_code
from backend.devices.entries import EnrolledKind
from backend.people.routes import set_secret

DEMO_PIN = "246810"
DEMO_PASSWORD = "demo-only-4711"  # noqa: S105 - a demo's, printed at every start
_STEWARDS = ("P0001", "P0002", "P0003", "P0004")
_DEVICES: tuple[tuple[str, EnrolledKind, str], ...] = (
    ("H", "handheld", "Handheld · 手持终端"),
    ("D", "desk", "Desk · 办公电脑"),
)


async def load_demo(server: Running) -> list[str]:
    """Load the demo company once; return what to tell the person at the terminal."""
    loaded = await server.pool.fetchval("SELECT count(*) FROM row_person WHERE number = 'P0001'")
    if not loaded:
        await load_company(server)
        await load_story(server)
        await _give_secrets(server)
    await adopt_shipped_templates(login_desk(server).door, server.pool)
    if not loaded:
        await load_label_jobs(server)
    return [
        "",
        "DEMO · 演示 — 青禾血管通路 Qinghe Vascular Access. Never use it for real records. 请勿用于真实记录。",
        f"Badges 工牌 QH-0001 … QH-0024, PIN {DEMO_PIN}; password 密码 {DEMO_PASSWORD} (P0001-P0004)",
        *[line for device in _DEVICES for line in await _offer(server, *device)],
        "",
    ]


async def load_company(server: Running) -> None:
    """Record the demo company: people, places, suppliers, items, what they are made of and how."""
    await record_all(server, entry_bodies(server.clock.now().date()))
    await record_all(server, gudid_sample().bodies)
    await load_making(server)
    for body, badge in resources(server.clock.now()):
        await recorded(server, body, badge)


async def _give_secrets(server: Running) -> None:
    desk = login_desk(server)
    people = await server.pool.fetch("SELECT number FROM row_person WHERE number LIKE 'P0%' ORDER BY number")
    for (number,) in people:
        await set_secret(desk, number, "pin", DEMO_PIN, site=SITE, reason="demo · 演示")
    for number in _STEWARDS:
        await set_secret(desk, number, "password", DEMO_PASSWORD, site=SITE, reason="demo · 演示")


async def _offer(server: Running, letter: str, kind: EnrolledKind, name: str) -> list[str]:
    """Offer one more device of a kind; its short code was never used before. Phones in the network get a QR code."""
    code = f"{letter}{_short(server.clock.now())}"
    url = await offer_enrolment(server, device_code=code, kind=kind, name=f"{name} {code}", site=SITE)
    drawn = [qr_code(url)] if kind == "handheld" and server.settings.tls_lan else []
    return [f"{name}: {url}", *drawn]


def _short(at: datetime) -> str:
    """Return a short code from the time, in digits and capitals without I and O."""
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
    number, text = int(at.timestamp()) % len(letters) ** 5, ""
    for _ in range(5):
        number, place = divmod(number, len(letters))
        text = letters[place] + text
    return text

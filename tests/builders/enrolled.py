"""An enrolled device and a person on it, over HTTP, as the app does it."""

import secrets
from dataclasses import replace
from datetime import UTC, datetime

from httpx import AsyncClient

from backend.app.app import login_desk
from backend.app.cli_device import offer_enrolment
from backend.app.passwords import Hashing
from backend.app.running import Running
from backend.devices.entries import EnrolledKind
from backend.people.entries import DefinePerson
from backend.people.routes import set_secret
from sync import chain, signature
from tests.builders.people import person
from tests.builders.served import CHEAP
from tests.builders.virtual_device import VirtualDevice

Client = AsyncClient
BADGE, PIN = "QH-0009", "246810"


async def enrol(
    server: Running, client: Client, device_code: str, *, site: str = "SZ", kind: EnrolledKind = "handheld"
) -> VirtualDevice:
    """Return a device that the server knows."""
    url = await offer_enrolment(server, device_code=device_code, kind=kind, name=device_code, site=site)
    device = VirtualDevice(site=site)
    asked = {"code": url.split("code=")[1], "name": "", "public_key": device.public_key}
    answer = await client.post("/devices/enrol", json=asked)
    assert answer.status_code == 200, answer.text
    device.device = answer.json()["device"]
    return device


async def token(client: Client, device: VirtualDevice) -> dict[str, str]:
    """Return the headers of a device with a token."""
    time = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")  # noqa: TID251 - device's clock
    nonce = secrets.token_hex(16)
    text = chain.token_text(device=device.device, time=time, nonce=nonce)
    asked = {"device": device.device, "nonce": nonce, "time": time, "signature": signature.sign(device.key, text)}
    answer = await client.post("/devices/token", json=asked)
    assert answer.status_code == 200, answer.text
    return {"Authorization": f"Bearer {answer.json()['token']}"}


async def sign_in(
    server: Running, client: Client, device: VirtualDevice, *roles: str, badge: str = BADGE
) -> dict[str, str]:
    """Let a person with these roles sign in on a device, which then records under the grant; return the headers."""
    body: DefinePerson = person(badge, roles=roles)
    assert (await server.door.record(body, site=device.site)).outcome == "accepted"
    # Hashed as cheaply as can be: what is tested is not how long a login takes.
    desk = replace(login_desk(server), hashing=Hashing(CHEAP))
    await set_secret(desk, badge, "pin", PIN, site=device.site)
    headers = await token(client, device)
    asked = {"badge": badge, "method": "badge_pin", "secret": PIN}
    answer = await client.post("/people/grant", json=asked, headers=headers)
    assert answer.status_code == 200, answer.text
    device.badge, device.grant = badge, answer.json()["grant_id"]
    return headers | {"X-Unitrail-Grant": answer.json()["grant"]}

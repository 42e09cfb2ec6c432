"""The routes of people and devices on real PostgreSQL, with a clock that tests set, and a device that talks to them."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import msgspec
from argon2 import PasswordHasher
from cryptography.hazmat.primitives.asymmetric import ec
from litestar import Litestar

from backend.app.app import tokens_of
from backend.app.clock import SystemClock
from backend.app.guards import Gate
from backend.app.identity_routes import IdentityServices, identity_routers
from backend.app.passwords import Hashing
from backend.app.running import Running, running
from backend.app.settings import Settings
from backend.devices.entries import OfferEnrolment
from backend.devices.routes import DeviceDesk
from backend.intake.system_device import SystemDevice
from backend.log.problem import Problem, answer_problem
from backend.people.entries import DefinePerson
from backend.people.routes import LoginDesk, set_secret
from sync import signature
from sync.chain import token_text
from tests.builders.people import person

START = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
PASSWORD = "copper kettle 9"
CHEAP = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


class SetClock(SystemClock):
    """Tells the time it was set to."""

    def __init__(self) -> None:
        self.time = START

    def now(self) -> datetime:
        return self.time

    def wait(self, **duration: float) -> None:
        self.time += timedelta(**duration)


@dataclass
class Handheld:
    """An enrolled device: its id, its key, and its present token."""

    client: httpx.AsyncClient
    clock: SetClock
    device: str
    key: ec.EllipticCurvePrivateKey
    token: str = ""

    async def sign_in(self, **changes: object) -> httpx.Response:
        """Ask for a token, keep it, and return the answer; ``changes`` replace fields after signing."""
        time, nonce = self.clock.now().isoformat(), secrets.token_hex(8)
        signed = signature.sign(self.key, token_text(device=self.device, time=time, nonce=nonce))
        asked = {"device": self.device, "time": time, "nonce": nonce, "signature": signed} | changes
        answer = await self.client.post("/devices/token", json=asked)
        if answer.status_code == 200:
            self.token = answer.json()["token"]
        return answer

    async def post(self, path: str, body: dict[str, Any], *, grant: str | None = None) -> httpx.Response:
        return await self.client.post(path, json=body, headers=self.headers(grant))

    async def get(self, path: str, *, grant: str | None = None) -> httpx.Response:
        return await self.client.get(path, headers=self.headers(grant))

    def headers(self, grant: str | None) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} | ({"X-Unitrail-Grant": grant} if grant else {})

    async def log_in(self, badge: str = "QH-0007", secret: str = PASSWORD, method: str = "password") -> httpx.Response:
        return await self.post("/people/grant", {"badge": badge, "method": method, "secret": secret})


@dataclass
class Served:
    """A running application, its clock, and a client."""

    server: Running
    desk: LoginDesk
    clock: SetClock
    client: httpx.AsyncClient

    async def offer(self, code: str, device_code: str = "H07", site: str = "SZ") -> None:
        wanted = OfferEnrolment(
            code_sha256=sha256(code.encode()).hexdigest(),
            device_code=device_code,
            device_kind="handheld",
            expires_at=self.clock.now() + timedelta(hours=1),
            name="Dock",
            site=site,
        )
        outcome = await self.server.door.record(wanted, site=site)
        assert outcome.outcome == "accepted", outcome

    async def enrol(self, code: str, key: ec.EllipticCurvePrivateKey) -> httpx.Response:
        asked = {"code": code, "name": "", "public_key": signature.public_point(key.public_key())}
        return await self.client.post("/devices/enrol", json=asked)

    async def handheld(self, device_code: str = "H07", site: str = "SZ") -> Handheld:
        """Return an enrolled device with a token."""
        code = secrets.token_hex(8)
        await self.offer(code, device_code, site)
        key = ec.generate_private_key(ec.SECP256R1())
        answer = await self.enrol(code, key)
        assert answer.status_code == 200, answer.text
        made = Handheld(self.client, self.clock, answer.json()["device"], key)
        assert (await made.sign_in()).status_code == 200
        return made

    async def person(self, number: str = "QH-0007", *, password: str | None = PASSWORD, **changes: object) -> None:
        """Define a person, with a password."""
        body: DefinePerson = person(number, **changes)
        assert (await self.server.door.record(body, site="SZ")).outcome == "accepted"
        if password is not None:
            await set_secret(self.desk, number, "password", password, site="SZ")

    async def grant(self, handheld: Handheld, badge: str = "QH-0007") -> str:
        """Return a shift grant for a person with the usual password."""
        answer = await handheld.log_in(badge)
        assert answer.status_code == 200, answer.text
        token: str = answer.json()["grant"]
        return token


@asynccontextmanager
async def served(database_url: str, folder: Path) -> AsyncIterator[Served]:
    """Yield the application on a migrated, empty database."""
    clock = SetClock()
    async with running(Settings(data=folder, statement_cache=0), database_url) as started:
        door = SystemDevice(started.intake, started.pool, started.keys.system_device, clock, "test")
        server = msgspec.structs.replace(started, clock=clock, door=door)
        desk = LoginDesk(door, server.pool, Hashing(CHEAP), tokens_of(server), clock)
        transport = httpx.ASGITransport(_app(server, desk))  # type: ignore[arg-type]  # Litestar names its scopes
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            yield Served(server, desk, clock, client)


def _app(server: Running, desk: LoginDesk) -> Litestar:
    tokens = tokens_of(server)
    devices = DeviceDesk(server.door, server.pool, tokens, server.clock, server.keys.server_public)
    services = IdentityServices(gate=Gate(server.pool, tokens, server.clock), login=desk, devices=devices)
    return Litestar(identity_routers(services), exception_handlers={Problem: answer_problem})

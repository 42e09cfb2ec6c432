"""`unitrail device enrol`: offers one device a one-time code, shown as a QR code in the terminal."""

import argparse
import asyncio
import json
import secrets
import sys
from datetime import timedelta
from hashlib import sha256

from backend.app.cli_failure import CommandFailed
from backend.app.lan.tls import for_network
from backend.app.postgres_home import database
from backend.app.running import Running, running
from backend.app.settings import Settings
from backend.app.terminal import qr_code
from backend.devices.entries import EnrolledKind, OfferEnrolment
from sync import catalogue

CODE_LIFE = timedelta(hours=24)
_CODE_BYTES = 16


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    device = commands.add_parser("device", help="devices").add_subparsers(required=True, metavar="COMMAND")
    enrol = device.add_parser("enrol", help="offer one device a one-time enrolment code")
    enrol.add_argument("code", help="short code of the device, e.g. H07: capitals and digits, used once for ever")
    enrol.add_argument("--site", required=True, help="site code, e.g. SZ")
    enrol.add_argument("--name", default="", help="what people call it")
    enrol.add_argument("--kind", default="handheld", choices=["handheld", "tablet", "desk", "machine"])
    enrol.add_argument("--json", action="store_true", help="print JSON instead of a QR code")
    enrol.set_defaults(run=run_enrol)


def run_enrol(given: argparse.Namespace) -> int:
    """Record the offer and show the address to open on the device."""
    settings = for_network(Settings())
    with database(settings) as addresses:
        url = asyncio.run(_offer(settings, addresses.app, given))
    if given.json:
        sys.stdout.write(json.dumps({"url": url, "device_code": given.code}) + "\n")
        return 0
    sys.stdout.write(qr_code(url))
    sys.stdout.write("Open on the device, once, within 24 hours · 在设备上打开，仅可使用一次，24 小时内有效：\n")
    sys.stdout.write(f"{url}\n")
    return 0


async def _offer(settings: Settings, database_url: str, given: argparse.Namespace) -> str:
    async with running(settings, database_url) as server:
        return await offer_enrolment(
            server, device_code=given.code, kind=given.kind, name=given.name or given.code, site=given.site
        )


async def offer_enrolment(server: Running, *, device_code: str, kind: EnrolledKind, name: str, site: str) -> str:
    """Record the offer of a one-time code and return the address that holds it; raises CommandFailed."""
    code = secrets.token_urlsafe(_CODE_BYTES)
    offer = OfferEnrolment(
        code_sha256=sha256(code.encode()).hexdigest(),
        device_code=device_code,
        device_kind=kind,
        expires_at=server.clock.now() + CODE_LIFE,
        name=name,
        site=site,
    )
    outcome = await server.door.record(offer, site=site)
    if outcome.outcome != "accepted":
        raise CommandFailed(explain(outcome.codes[0].code, outcome.codes[0].detail))
    return f"{server.settings.address}/#/enrol?code={code}"


def explain(code: str, detail: dict[str, object]) -> str:
    """Return a code of the catalogue as one sentence, with its values."""
    text = catalogue.code(code).en
    values = catalogue.worded(code, detail, "en")
    return " ".join(part.format_map(_Missing(values)) for part in (text.what, text.why, text.now))


class _Missing(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"

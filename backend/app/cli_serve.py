"""`unitrail serve` and `unitrail demo`: the database, the first administrator, then the web server until stopped."""

import argparse
import asyncio
import os
import socket
import sys
from contextlib import ExitStack
from pathlib import Path

from backend.app.app import login_desk
from backend.app.cli_failure import CommandFailed
from backend.app.clock import SystemClock
from backend.app.demo import load_demo
from backend.app.first_start import first_administrator
from backend.app.lan.certificates import fingerprint
from backend.app.lan.keeping import keeping
from backend.app.lan.page_server import serving_page
from backend.app.lan.tls import Lan, Tls, for_network, in_address, open_tls
from backend.app.postgres_home import database
from backend.app.running import running
from backend.app.settings import Settings
from backend.app.shipped_templates import adopt_shipped_templates
from backend.app.terminal import qr_code


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    serve = commands.add_parser("serve", help="run the server")
    serve.set_defaults(run=run_serve)
    demo = commands.add_parser("demo", help="run the server with the demo company in it")
    demo.add_argument("--port", type=int, help="port to listen on (default 8080)")
    for command in (serve, demo):
        command.add_argument("--lan", action="store_true", help="HTTPS for phones on the same network")
    demo.add_argument("--prepare", action="store_true", help="load the demo company and stop")
    demo.set_defaults(run=run_demo)


def run_serve(given: argparse.Namespace) -> int:
    """Serve until stopped."""
    settings = _settings(given, {})
    refuse_taken_port(settings.host, settings.port)
    tls = _announced_tls(settings)
    with database(settings) as addresses:
        asyncio.run(_first_start(settings, addresses.app))
        return _serve(settings, addresses.app, tls)


def run_demo(given: argparse.Namespace) -> int:
    """Serve the demo company until stopped."""
    update: dict[str, object] = {} if "UNITRAIL_DATA" in os.environ else {"data": Path("data/demo")}
    settings = _settings(given, update | ({"port": given.port} if given.port else {}))
    if not given.prepare:
        refuse_taken_port(settings.host, settings.port)
    tls = _announced_tls(settings)
    with database(settings) as addresses:
        asyncio.run(_load_demo(settings, addresses.app))
        return 0 if given.prepare else _serve(settings, addresses.app, tls)


def refuse_taken_port(host: str, port: int) -> None:
    """The web server shares a port with whoever listens there already, and each would answer half of what is asked.

    Raises CommandFailed where somebody does, and where the address is not this machine's.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            # A connection that has just ended does not count.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        message = (
            f"Cannot listen on {host}, port {port}: {error.strerror}. "
            "Stop what listens there, or set UNITRAIL_HOST and UNITRAIL_PORT to an address that is free."
        )
        raise CommandFailed(message) from error


def _settings(given: argparse.Namespace, update: dict[str, object]) -> Settings:
    """Return the settings of the environment with what the command line says."""
    lan = {"tls_lan": True} if given.lan else {}
    return for_network(Settings().model_copy(update=update | lan))


async def _first_start(settings: Settings, url: str) -> None:
    async with running(settings, url) as server:
        desk = login_desk(server)
        password = await first_administrator(desk)
        await adopt_shipped_templates(desk.door, desk.pool)
    if password is not None:
        sys.stdout.write(
            f"\nFirst start. Administrator badge ADMIN, one-time password {password}\n"
            f"首次启动。管理员工牌 ADMIN，一次性密码 {password}\n"
            "It is shown only now and must be changed at the first login. 仅此一次显示，首次登录须更改。\n\n"
        )


async def _load_demo(settings: Settings, url: str) -> None:
    async with running(settings, url) as server:
        for line in await load_demo(server):
            sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _serve(settings: Settings, url: str, tls: Tls | None) -> int:
    """Run the web server in this process; the settings reach its worker through the environment."""
    from granian import Granian  # noqa: PLC0415 - only serving needs it
    from granian.constants import Interfaces, SSLProtocols  # noqa: PLC0415 - as above

    os.environ["DATABASE_URL"] = url
    os.environ["UNITRAIL_DATA"] = str(settings.data)
    server = Granian(
        "backend.app.asgi:create",
        factory=True,
        interface=Interfaces.ASGI,
        address=settings.host,
        port=settings.port,
        workers=1,
        websockets=False,
        ssl_cert=None if tls is None else tls.certificate,
        ssl_key=None if tls is None else tls.key,
        ssl_protocol_min=SSLProtocols.tls12,
    )
    with ExitStack() as beside:
        if tls is not None and tls.lan is not None:
            beside.enter_context(serving_page(tls.lan, host=settings.host, port=settings.port))
            beside.enter_context(keeping(tls.lan, settings, SystemClock(), server.signal_handler_reload))
        sys.stdout.write(f"Unitrail listens on {settings.address}\n")
        sys.stdout.flush()
        server.serve()
    return 0


def _announced_tls(settings: Settings) -> Tls | None:
    """Return what to serve HTTPS with, after telling how phones come to trust it."""
    tls = open_tls(settings, now=SystemClock().now())
    if tls is not None and tls.lan is not None:
        _show_page(tls.lan)
    return tls


def _show_page(lan: Lan) -> None:
    address = f"http://{in_address(lan.names[0])}:{lan.page_port}/"
    sys.stdout.write(
        f"{qr_code(address)}"
        f"Each phone, once: open {address} and install the certificate. 每部手机先打开此网址安装根证书，仅需一次。\n"
        f"Its SHA-256 fingerprint 证书 SHA-256 指纹:\n{fingerprint(lan.authority.certificate)}\n\n"
    )

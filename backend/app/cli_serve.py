"""`unitrail serve` and `unitrail demo`: the database, the first administrator, then the web server until stopped."""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from backend.app.app import login_desk
from backend.app.demo import load_demo
from backend.app.first_start import first_administrator
from backend.app.postgres_home import database
from backend.app.running import running
from backend.app.settings import Settings


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    serve = commands.add_parser("serve", help="run the server")
    serve.set_defaults(run=run_serve)
    demo = commands.add_parser("demo", help="run the server with the demo company in it")
    demo.add_argument("--port", type=int, help="port to listen on (default 8080)")
    demo.add_argument("--prepare", action="store_true", help="load the demo company and stop")
    demo.set_defaults(run=run_demo)


def run_serve(_given: argparse.Namespace) -> int:
    """Serve until stopped."""
    settings = Settings()
    with database(settings) as addresses:
        asyncio.run(_first_start(settings, addresses.app))
        return _serve(settings, addresses.app)


def run_demo(given: argparse.Namespace) -> int:
    """Serve the demo company until stopped."""
    settings = Settings()
    if "UNITRAIL_DATA" not in os.environ:
        settings = settings.model_copy(update={"data": Path("data/demo")})
    if given.port:
        settings = settings.model_copy(update={"port": given.port})
    with database(settings) as addresses:
        asyncio.run(_load_demo(settings, addresses.app))
        return 0 if given.prepare else _serve(settings, addresses.app)


async def _first_start(settings: Settings, url: str) -> None:
    async with running(settings, url) as server:
        password = await first_administrator(login_desk(server))
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


def _serve(settings: Settings, url: str) -> int:
    """Run the web server in this process; the settings reach its worker through the environment."""
    from granian import Granian  # noqa: PLC0415 - only serving needs it
    from granian.constants import Interfaces  # noqa: PLC0415 - as above

    os.environ["DATABASE_URL"] = url
    os.environ["UNITRAIL_DATA"] = str(settings.data)
    sys.stdout.write(f"Unitrail listens on {settings.public_url or f'http://localhost:{settings.port}'}\n")
    sys.stdout.flush()
    Granian(
        "backend.app.asgi:create",
        factory=True,
        interface=Interfaces.ASGI,
        address=settings.host,
        port=settings.port,
        workers=1,
        websockets=False,
    ).serve()
    return 0

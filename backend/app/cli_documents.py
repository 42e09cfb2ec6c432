"""`unitrail openapi`, `codes` and `types`: what the product knows, as text."""

import argparse
import asyncio
import json
import sys

from backend.app import typescript
from backend.app.postgres_home import database
from backend.app.registry import build_registry
from backend.app.running import running
from backend.app.settings import Settings
from sync import catalogue


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    openapi = commands.add_parser("openapi", help="print the OpenAPI description of the routes")
    openapi.set_defaults(run=run_openapi)
    codes = commands.add_parser("codes", help="print the catalogue of refusal and exception codes as Markdown")
    codes.set_defaults(run=run_codes)
    types = commands.add_parser("types", help="print the entry bodies as TypeScript types")
    types.set_defaults(run=run_types)


def run_codes(_given: argparse.Namespace) -> int:
    """Print the catalogue."""
    sys.stdout.write(catalogue.markdown())
    return 0


def run_types(_given: argparse.Namespace) -> int:
    """Print the types."""
    sys.stdout.write(typescript.bodies(build_registry()))
    return 0


def run_openapi(_given: argparse.Namespace) -> int:
    """Print the description; it needs a database only because the routes do."""
    settings = Settings()
    with database(settings) as addresses:
        description = asyncio.run(_openapi(settings, addresses.app))
    sys.stdout.write(json.dumps(description, indent=2, ensure_ascii=False, default=str) + "\n")
    return 0


async def _openapi(settings: Settings, url: str) -> dict[str, object]:
    from backend.app.app import create_app  # noqa: PLC0415 - loads every route, which the other commands do without

    async with running(settings, url) as server:
        return create_app(server).openapi_schema.to_schema()

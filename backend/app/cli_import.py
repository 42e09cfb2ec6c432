"""`unitrail import`: a whole file or nothing; problems are named with row and column, a second run changes nothing."""

import argparse
import asyncio
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from backend.app.cli_device import explain
from backend.app.cli_failure import CommandFailed
from backend.app.imports.equipment import read_calibrations, read_equipment
from backend.app.imports.gudid import read_gudid
from backend.app.imports.items import read_items
from backend.app.imports.locations import read_locations
from backend.app.imports.orders import read_orders
from backend.app.imports.people import read_people
from backend.app.imports.routings import read_routings
from backend.app.imports.sheets import Imported, Problem
from backend.app.imports.structures import read_structures
from backend.app.imports.suppliers import read_suppliers
from backend.app.imports.training import read_skills, read_training
from backend.app.postgres_home import database
from backend.app.running import Running, running
from backend.app.settings import Settings
from backend.log.vocabulary import Entry
from sync.outcome import Outcome

MAX_SHOWN = 50


class Report(msgspec.Struct, frozen=True):
    """What an import did, or would do; ``set_aside`` are single numbers of a GUDID file that break their own rules."""

    source: str
    dry_run: bool
    rows: int
    outcome: str
    problems: tuple[Problem, ...] = ()
    set_aside: tuple[dict[str, str], ...] = ()


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    kinds = commands.add_parser("import", help="take in a file, whole or not at all").add_subparsers(
        required=True, metavar="KIND"
    )
    for kind in (*_READERS, "gudid"):
        one = kinds.add_parser(kind)
        one.add_argument("file", type=Path)
        if kind in _SECOND_FILE:
            one.add_argument(_SECOND_FILE[kind], dest="second", type=Path, help="CSV file taken in with it")
        one.add_argument("--dry-run", action="store_true", help="check the file and change nothing")
        one.add_argument("--json", action="store_true", help="print the report as JSON")
        one.set_defaults(run=run_import, kind=kind, second=None)


_SECOND_FILE = {"items": "--identifiers"}
_READERS: dict[str, Callable[..., Imported]] = {
    "items": read_items,
    "suppliers": read_suppliers,
    "locations": read_locations,
    "orders": read_orders,
    "people": read_people,
    "structures": read_structures,
    "routings": read_routings,
    "equipment": read_equipment,
    "calibrations": read_calibrations,
    "skills": read_skills,
    "training": read_training,
}


def run_import(given: argparse.Namespace) -> int:
    """Read the file, then record it; status 1 when there is any problem."""
    data, second = given.file.read_bytes(), given.second.read_bytes() if given.second else None
    bodies, report = read_file(given.kind, data, given.file.name, second=second, dry_run=given.dry_run)
    if not report.problems and not given.dry_run:
        report = msgspec.structs.replace(report, outcome=_record(bodies, len(bodies)))
    sys.stdout.write(msgspec.json.encode(report).decode() + "\n" if given.json else _as_text(report))
    return 1 if report.problems else 0


def read_file(
    kind: str, data: bytes, source: str, *, second: bytes | None, dry_run: bool
) -> tuple[Sequence[Entry], Report]:
    """Return the entries that a file makes, and what to report of it."""
    if kind == "gudid":
        found = read_gudid(data, source)
        aside = tuple({"line": str(r.line), "value": r.value, "code": r.code, "text": r.text} for r in found.rejects)
        return found.bodies, Report(source, dry_run, found.items, "checked", found.problems, aside)
    imported = _READERS[kind](data, source, second) if kind in _SECOND_FILE else _READERS[kind](data, source)
    return [imported.body] if imported.body else [], Report(
        source, dry_run, imported.rows, "checked", imported.problems
    )


def _record(bodies: Sequence[Entry], total: int) -> str:
    settings = Settings()

    async def record() -> list[Outcome]:
        async with running(settings, addresses.app) as server:
            return await record_all(server, bodies, progress=total > 1)

    with database(settings) as addresses:
        outcomes = asyncio.run(record())
    return outcomes[-1].outcome if outcomes else "nothing"


async def record_all(server: Running, bodies: Sequence[Entry], *, progress: bool = False) -> list[Outcome]:
    """Record entries one after the other; raises CommandFailed with the reason of the first that is refused."""
    outcomes: list[Outcome] = []
    for n, body in enumerate(bodies, 1):
        outcome = await server.door.record(body)
        if outcome.outcome not in ("accepted", "flagged"):
            reason = outcome.codes[0]
            found = json.dumps(reason.detail, ensure_ascii=False)
            raise CommandFailed(f"{reason.code}: {explain(reason.code, reason.detail)} {found}")
        outcomes.append(outcome)
        if progress:
            sys.stderr.write(f"\r{n} of {len(bodies)} parts")
    if progress:
        sys.stderr.write("\n")
    return outcomes


def _as_text(report: Report) -> str:
    lines = [
        f"row {p.row}, column {p.column or '-'}: {p.en}\n第 {p.row} 行，列 {p.column or '-'}：{p.zh}"
        for p in report.problems[:MAX_SHOWN]
    ]
    if len(report.problems) > MAX_SHOWN:
        lines.append(f"and {len(report.problems) - MAX_SHOWN} more; --json lists all")
    lines += [f"set aside: {r['value']} {r['code']} {r['text']}" for r in report.set_aside[:MAX_SHOWN]]
    if len(report.set_aside) > MAX_SHOWN:
        lines.append(f"and {len(report.set_aside) - MAX_SHOWN} more set aside; --json lists all")
    done = "nothing was changed" if report.problems or report.dry_run else report.outcome
    lines.append(f"{report.source}: {report.rows} rows, {len(report.problems)} problems, {done}")
    return "\n".join(lines) + "\n"

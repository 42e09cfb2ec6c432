"""`unitrail log`: verify the log, replay it, prove from it, acknowledge a restore."""

import argparse
import asyncio
import json
import sys
from pathlib import Path

import asyncpg
import msgspec

from backend.app.keys import open_keys
from backend.app.postgres_home import database
from backend.app.registry import build_registry
from backend.app.settings import Settings
from backend.intake import store
from backend.log import rebuild
from backend.log.checkpoint import public_hex
from backend.log.findings import Report
from backend.log.rebuild import RebuildReport
from backend.log.verify import verify


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    log = commands.add_parser("log", help="the tamper-evident log").add_subparsers(required=True, metavar="COMMAND")
    check = log.add_parser("verify", help="recompute everything and name the first broken position")
    check.add_argument("--json", action="store_true", help="print the report as JSON")
    check.set_defaults(run=run_verify)
    replay = log.add_parser("rebuild", help="replay the log into empty tables")
    replay.add_argument("--check", action="store_true", required=True, help="compare with the live tables")
    replay.add_argument("--json", action="store_true", help="print the report as JSON")
    replay.set_defaults(run=run_rebuild)


def run_verify(given: argparse.Namespace) -> int:
    """Verify; status 1 when there is a problem."""
    settings = Settings()
    key = public_hex(open_keys(settings.keys_folder).checkpoint.public_key())
    with database(settings) as addresses:
        report = asyncio.run(_verify(addresses.app, settings.checkpoint_file, key))
    sys.stdout.write(_json(report) if given.json else _verify_text(report))
    return 0 if report.ok else 1


def run_rebuild(given: argparse.Namespace) -> int:
    """Replay and compare; status 1 when a table differs."""
    settings = Settings()
    with database(settings) as addresses:
        report = asyncio.run(_rebuild(addresses.owner))
    sys.stdout.write(_json(report) if given.json else _rebuild_text(report))
    return 0 if report.ok else 1


async def _verify(url: str, file: Path, key: str) -> Report:
    db = await asyncpg.connect(url)
    try:
        return await verify(db, file=file, public_key=key, progress=_progress)
    finally:
        await db.close()
        sys.stderr.write("\n")


async def _rebuild(url: str) -> RebuildReport:
    db = await asyncpg.connect(url)
    try:
        return await rebuild.check(db, build_registry(), write=store.write, progress=_progress)
    finally:
        await db.close()
        sys.stderr.write("\n")


def _progress(done: int, total: int) -> None:
    sys.stderr.write(f"\r{done} of {total} events")
    sys.stderr.flush()


def _json(report: Report | RebuildReport) -> str:
    return msgspec.json.encode(report).decode() + "\n"


def _verify_text(report: Report) -> str:
    counts = (
        f"{report.events} events in {report.batches} batches, {report.entries} entries of {report.devices} devices, "
        f"{report.checkpoints} checkpoints, {report.covered} events covered"
    )
    lines = [counts, *report.notes, *(problem.text() for problem in report.problems)]
    if report.problem_count > len(report.problems):
        lines.append(f"and {report.problem_count - len(report.problems)} more problems")
    lines.append("The log is unaltered." if report.ok else f"{report.problem_count} problems found.")
    return "\n".join(lines) + "\n"


def _rebuild_text(report: RebuildReport) -> str:
    return json.dumps(msgspec.to_builtins(report), indent=1, ensure_ascii=False) + "\n"

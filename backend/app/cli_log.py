"""`unitrail log`: verify the log, replay it, prove from it, acknowledge a restore."""

import argparse
import asyncio
import sys
from pathlib import Path

import asyncpg
import msgspec

from backend.app.cli_failure import CommandFailed
from backend.app.clock import SystemClock
from backend.app.database import open_pool
from backend.app.keys import Keys, open_keys
from backend.app.postgres_home import database
from backend.app.registry import build_registry
from backend.app.running import opening_event
from backend.app.settings import Settings
from backend.intake import store
from backend.log import proofs, rebuild
from backend.log.checkpoint import public_hex
from backend.log.checkpointer import Checkpointer
from backend.log.findings import Report
from backend.log.rebuild import RebuildReport
from backend.log.restore import Acknowledged, NothingToAcknowledge, acknowledge
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
    prove = log.add_parser("prove", help="export a proof that can be checked without the server")
    prove.add_argument("position", type=int, help="an event's position; or the older size of a consistency proof")
    prove.add_argument("--to", type=int, help="prove that the log of this size continues the older one")
    prove.set_defaults(run=run_prove)
    proof = log.add_parser("check-proof", help="check an exported proof; needs no server and no database")
    proof.add_argument("file", type=Path)
    proof.add_argument("--key", required=True, help="the checkpoint key, 64 hex digits, as kept outside the server")
    proof.set_defaults(run=run_check_proof)
    restore = log.add_parser("accept-restore", help="record that the database was restored from a backup")
    restore.add_argument("--reason", required=True)
    restore.set_defaults(run=run_accept_restore)


def run_verify(given: argparse.Namespace) -> int:
    """Verify; status 1 when there is a problem."""
    settings = Settings()
    key = public_hex(open_keys(settings.keys_folder).checkpoint.public_key())
    with database(settings) as addresses:
        report = asyncio.run(_verify(addresses.app, settings, key))
    sys.stdout.write(_json(report) if given.json else _verify_text(report))
    return 0 if report.ok else 1


def run_rebuild(given: argparse.Namespace) -> int:
    """Replay and compare; status 1 when a table differs."""
    settings = Settings()
    with database(settings) as addresses:
        report = asyncio.run(_rebuild(addresses.owner))
    sys.stdout.write(_json(report) if given.json else _rebuild_text(report))
    return 0 if report.ok else 1


def run_prove(given: argparse.Namespace) -> int:
    """Print a proof of inclusion, or with ``--to`` of consistency."""
    settings = Settings()
    with database(settings) as addresses:
        document = asyncio.run(_prove(addresses.app, given.position, given.to))
    sys.stdout.write(document.decode() + "\n")
    return 0


async def _prove(url: str, position: int, to: int | None) -> bytes:
    db = await asyncpg.connect(url)
    try:
        if to is None:
            return await proofs.export_inclusion(db, position)
        return await proofs.export_consistency(db, position, to)
    except proofs.NotCovered as error:
        raise CommandFailed(str(error)) from error
    finally:
        await db.close()


def run_check_proof(given: argparse.Namespace) -> int:
    """Check a proof with nothing but the document and the key."""
    try:
        proven = proofs.check(given.file.read_bytes().strip(), given.key)
    except proofs.ProofFailed as error:
        raise CommandFailed(str(error)) from error
    sys.stdout.write(msgspec.json.encode(proven).decode() + "\n")
    return 0


def run_accept_restore(given: argparse.Namespace) -> int:
    """Begin a new epoch at the end of a restored database; run it while no server runs."""
    settings = Settings()
    keys = open_keys(settings.keys_folder)
    with database(settings) as addresses:
        told = asyncio.run(_accept_restore(settings, keys, addresses.app, given.reason))
    sys.stdout.write(
        f"Recorded at position {told.position}: events {told.restored_from + 1} to {told.reached} are gone. "
        f"Devices push again what they retain.\n"
    )
    return 0


async def _accept_restore(settings: Settings, keys: Keys, url: str, reason: str) -> Acknowledged:
    clock, pool = SystemClock(), await open_pool(url)
    opening = opening_event(keys, epoch=clock.new_id(), reason=reason)
    try:
        told = await acknowledge(pool, file=settings.checkpoint_file, opening=opening, at=clock.now())
        await Checkpointer(pool, key=keys.checkpoint, path=settings.checkpoint_file, clock=clock.now).step()
    except NothingToAcknowledge as error:
        raise CommandFailed(str(error)) from error
    finally:
        await pool.close()
    return told


async def _verify(url: str, settings: Settings, key: str) -> Report:
    db = await asyncpg.connect(url)
    try:
        return await verify(
            db,
            file=settings.checkpoint_file,
            public_key=key,
            attachments=settings.attachments_folder,
            progress=_progress,
        )
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
        f"{report.checkpoints} checkpoints, {report.covered} events covered, {report.attachments} attachments"
    )
    restores = [
        f"restored at position {r.position}: events {r.restored_from + 1} to {r.reached} are gone ({r.reason})"
        for r in report.restores
    ]
    lines = [counts, *restores, *report.notes, *(problem.text() for problem in report.problems)]
    if report.problem_count > len(report.problems):
        lines.append(f"and {report.problem_count - len(report.problems)} more problems")
    lines.append("The log is unaltered." if report.ok else f"{report.problem_count} problems found.")
    return "\n".join(lines) + "\n"


def _rebuild_text(report: RebuildReport) -> str:
    lines = [f"{report.events} events in {report.batches} batches replayed, {report.tables} tables compared"]
    lines += [
        f"{d.capability}: written by version {d.written_by}, this program has {d.program}; rebuild before comparing"
        for d in report.different_versions
    ]
    if report.stopped is not None:
        lines.append(f"stopped at position {report.stopped.position}: {report.stopped.found}")
    lines += [difference.text() for difference in report.differences]
    lines.append("The tables are what the log says." if report.ok else "The tables are not what the log says.")
    return "\n".join(lines) + "\n"

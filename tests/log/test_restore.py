"""P32, P43: a restored database is noticed, and once acknowledged, the log explains older checkpoints kept outside."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest

from backend.intake import store
from backend.log import rebuild, restore
from backend.log.checkpointer import LogBehindFile
from backend.log.verify import verify
from tests.builders.log_writer import LogWriter, log_writer
from tests.builders.virtual_device import VirtualDevice


@asynccontextmanager
async def copy_of(url: str, name: str) -> AsyncIterator[str]:
    """A copy of a database that nobody is connected to, as a backup would give it."""
    server = urlunsplit(urlsplit(url)._replace(path="/postgres"))
    db = await asyncpg.connect(server)
    original = urlsplit(url).path.removeprefix("/")
    await db.execute(f'CREATE DATABASE "{original}_{name}" TEMPLATE "{original}"')
    try:
        yield f"{url}_{name}"
    finally:
        await db.execute(f'DROP DATABASE "{original}_{name}" WITH (FORCE)')
        await db.close()


@asynccontextmanager
async def restored(url: str, folder: Path) -> AsyncIterator[tuple[LogWriter, VirtualDevice]]:
    """A server on a backup, beside a checkpoint file that has gone on; and a device that has, too."""
    async with log_writer(url, folder) as writer:
        device = await writer.enrol("H2")
        await writer.incidents(device, 3)
        await writer.settle()
    async with copy_of(url, "backup") as backup:
        async with log_writer(url, folder, like=writer) as later:
            await later.incidents(device, 3)
            await later.settle()
        async with log_writer(backup, folder, like=writer) as again:
            yield again, device


async def report_of(writer: LogWriter) -> tuple[list[str], int]:
    async with writer.pool.acquire() as db:
        report = await verify(db, file=writer.file, public_key=writer.public_key)
    return [problem.code for problem in report.problems], len(report.restores)


async def test_p32_a_restored_database_is_noticed_before_anything_is_written(database_url: str, tmp_path: Path) -> None:
    async with restored(database_url, tmp_path) as (writer, _):
        async with writer.pool.acquire() as db:
            said = await restore.needs_acknowledgement(db, writer.file)
        assert said is not None
        assert "was restored from a backup or cut off" in said
        with pytest.raises(LogBehindFile):
            await writer.checkpointer.step()
        assert await report_of(writer) == (["LOG_CUT_OFF"], 0)


async def test_p32_p43_an_acknowledged_restore_explains_the_older_checkpoints(
    database_url: str, tmp_path: Path
) -> None:
    async with restored(database_url, tmp_path) as (writer, device):
        opening = writer.opening("disk failed")
        done = await restore.acknowledge(writer.pool, file=writer.file, opening=opening, at=writer.clock.now())
        assert done.reached > done.restored_from
        await writer.checkpointer.step()
        assert await report_of(writer) == ([], 1)
        # The device pushes again what it retains.
        await writer.push(device)
        await writer.settle()
        async with writer.pool.acquire() as db:
            assert await restore.needs_acknowledgement(db, writer.file) is None
            report = await verify(db, file=writer.file, public_key=writer.public_key)
            told = report.restores[0]
            assert (report.ok, report.covered) == (True, report.events)
            assert (told.restored_from, told.reached, told.reason) == (done.restored_from, done.reached, "disk failed")
        owner = await asyncpg.connect(database_url + "_backup")
        assert (await rebuild.check(owner, writer.registry, write=store.write)).ok
        await owner.close()


async def test_p43_after_a_restore_a_change_of_the_log_is_still_found(database_url: str, tmp_path: Path) -> None:
    async with restored(database_url, tmp_path) as (writer, _):
        opening = writer.opening("disk failed")
        await restore.acknowledge(writer.pool, file=writer.file, opening=opening, at=writer.clock.now())
        await writer.checkpointer.step()
        owner = await asyncpg.connect(database_url + "_backup")
        await owner.execute("UPDATE event SET raw = raw || ' ' WHERE batch_id = 2 AND ordinal = 1")
        await owner.close()
        assert "EVENTS_CHANGED" in (await report_of(writer))[0]


async def test_p32_a_database_that_fits_its_file_has_nothing_to_acknowledge(writer: LogWriter) -> None:
    await writer.enrol("H2")
    await writer.settle()
    with pytest.raises(restore.NothingToAcknowledge):
        await restore.acknowledge(
            writer.pool, file=writer.file, opening=writer.opening("by mistake"), at=writer.clock.now()
        )


async def test_p43_a_lost_file_is_begun_anew_when_a_person_says_so(writer: LogWriter) -> None:
    for code in ("H2", "H3"):
        await writer.enrol(code)
        await writer.settle()
    await asyncio.to_thread(writer.file.unlink)
    async with writer.pool.acquire() as db:
        said = await restore.needs_acknowledgement(db, writer.file)
    assert said is not None
    assert "moved or lost" in said
    opening = writer.opening("file lost")
    await restore.acknowledge(writer.pool, file=writer.file, opening=opening, at=writer.clock.now())
    await writer.settle()
    assert await report_of(writer) == ([], 1)

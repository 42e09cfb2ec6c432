"""P41, P43: a photo's bytes are bound to the log by the hash that an entry names; what is changed in them is found."""

import asyncio
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import asyncpg
import pytest

from backend.intake import attachments
from backend.log.findings import Report
from backend.log.verify import verify
from tests.builders.log_writer import LogWriter

PHOTO = b"\xff\xd8 a photo of a label"
NAME = sha256(PHOTO).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "attachments"


def alter(file: Path) -> None:
    file.write_bytes(PHOTO[:-1] + b"L")


@pytest.fixture
async def named(writer: LogWriter, folder: Path) -> Path:
    """A stored photo that an entry names; its file."""
    device = await writer.enrol("H9")
    device.record("ReportIncident", {"code": "TEST", "detail": {"photo": NAME}})
    await writer.push(device)
    await writer.settle()
    await attachments.store(writer.pool, folder, NAME, PHOTO, "image/jpeg", writer.clock.now())
    return attachments.checked_path(folder, NAME)


async def report_of(writer: LogWriter, owner: asyncpg.Connection, folder: Path) -> Report:
    return await verify(owner, file=writer.file, public_key=writer.public_key, attachments=folder)


async def test_p41_a_photo_that_an_entry_names_verifies(
    writer: LogWriter, owner: asyncpg.Connection, folder: Path, named: Path
) -> None:
    report = await report_of(writer, owner, folder)
    assert await asyncio.to_thread(named.read_bytes) == PHOTO
    assert (report.ok, report.attachments, report.notes) == (True, 1, ())


@pytest.mark.parametrize("change", [alter, Path.unlink], ids=["altered", "gone"])
async def test_p43_changed_or_missing_bytes_of_a_photo_are_found(
    writer: LogWriter, owner: asyncpg.Connection, folder: Path, named: Path, change: Callable[[Path], None]
) -> None:
    await asyncio.to_thread(change, named)
    report = await report_of(writer, owner, folder)
    assert [(p.code, p.place) for p in report.problems] == [("ATTACHMENT", f"attachment {NAME}")]


async def test_p43_a_photo_put_in_the_place_of_another_is_named_by_no_entry(
    writer: LogWriter, owner: asyncpg.Connection, folder: Path, named: Path
) -> None:
    await owner.execute("DELETE FROM attachment")
    (problem,) = (await report_of(writer, owner, folder)).problems
    assert problem.found == "the file alone"
    await asyncio.to_thread(named.unlink)
    other = b"another picture"
    digest = sha256(other).hexdigest()
    await attachments.store(writer.pool, folder, digest, other, "image/jpeg", writer.clock.now())
    report = await report_of(writer, owner, folder)
    assert any(digest in note and "not named by any entry" in note for note in report.notes)

"""P43: a checkpoint whenever the log has grown, in file and table alike, whatever crashes in between."""

import asyncio

import asyncpg
import pytest

from backend.log import checkpoint
from backend.log.checkpointer import CheckpointConflict, LogBehindFile
from backend.log.events import leaf_hash
from backend.log.reading import LogBroken
from backend.log.tree import root_of
from tests.builders.log_writer import LogWriter

CUT_OFF = "DELETE FROM checkpoint WHERE size = (SELECT max(size) FROM checkpoint)"


def lines(writer: LogWriter) -> list[bytes]:
    return writer.file.read_bytes().splitlines()


async def table(owner: asyncpg.Connection) -> list[bytes]:
    return [raw for (raw,) in await owner.fetch("SELECT raw FROM checkpoint ORDER BY size")]


async def grow(writer: LogWriter, code: str) -> None:
    await writer.enrol(code)
    await writer.settle()


async def test_p43_a_checkpoint_signs_the_root_of_all_events(writer: LogWriter, owner: asyncpg.Connection) -> None:
    await grow(writer, "H2")
    events = await owner.fetch("SELECT raw FROM event JOIN position USING (batch_id) ORDER BY first, ordinal")
    signed = checkpoint.read(lines(writer)[-1])
    assert signed.root == root_of(leaf_hash(raw) for (raw,) in events).hex()
    assert signed.position == len(events)
    assert signed.key == writer.public_key
    assert signed.is_signed()


async def test_p43_nothing_is_written_while_the_log_does_not_grow(writer: LogWriter, owner: asyncpg.Connection) -> None:
    await grow(writer, "H2")
    before = lines(writer)
    assert await writer.checkpointer.step() is None
    assert lines(writer) == before == await table(owner)


async def test_p43_many_processes_write_one_row_of_checkpoints(writer: LogWriter, owner: asyncpg.Connection) -> None:
    others = [writer.another_checkpointer() for _ in range(4)]
    for code in ("H2", "H3", "H4"):
        await writer.enrol(code)
        await writer.sequencer.step()
        await asyncio.gather(*(other.step() for other in others))
    positions = [checkpoint.read(line).position for line in lines(writer)]
    assert positions == sorted(set(positions))
    assert len(positions) == 3
    assert lines(writer) == await table(owner)


async def test_p43_a_crash_after_the_file_was_written_is_finished_by_taking_its_line(
    writer: LogWriter, owner: asyncpg.Connection
) -> None:
    await grow(writer, "H2")
    before = lines(writer)
    await owner.execute(CUT_OFF)
    await writer.checkpointer.step()
    assert lines(writer) == before == await table(owner)


async def test_p43_a_crash_after_the_file_was_written_does_not_stop_a_log_that_grows(
    writer: LogWriter, owner: asyncpg.Connection
) -> None:
    await grow(writer, "H2")
    before = lines(writer)
    await owner.execute(CUT_OFF)
    await grow(writer, "H3")
    assert lines(writer)[:-1] == before
    assert lines(writer) == await table(owner)


async def test_p43_lines_that_the_file_lost_are_written_again(writer: LogWriter, owner: asyncpg.Connection) -> None:
    await grow(writer, "H2")
    await grow(writer, "H3")
    before = lines(writer)
    writer.file.write_bytes(before[0] + b"\n")
    await writer.checkpointer.step()
    assert lines(writer) == before == await table(owner)


async def test_p43_a_line_cut_off_by_a_crash_is_replaced(writer: LogWriter, owner: asyncpg.Connection) -> None:
    await grow(writer, "H2")
    with writer.file.open("ab") as file:
        file.write(b'{"epoch":"0')
    await grow(writer, "H3")
    assert lines(writer) == await table(owner)


async def test_p43_no_second_root_is_signed_for_a_size(writer: LogWriter, owner: asyncpg.Connection) -> None:
    await grow(writer, "H2")
    before = lines(writer)
    await owner.execute("DELETE FROM checkpoint")
    await owner.execute("UPDATE event SET raw = raw || ' ' WHERE ordinal = 0")
    with pytest.raises(CheckpointConflict, match="changed after it was signed"):
        await writer.checkpointer.step()
    assert lines(writer) == before
    assert await table(owner) == []


async def test_p43_a_database_behind_its_file_signs_nothing(writer: LogWriter, owner: asyncpg.Connection) -> None:
    await grow(writer, "H2")
    await owner.execute("DELETE FROM checkpoint")
    await owner.execute("DELETE FROM position WHERE first > 1")
    with pytest.raises(LogBehindFile, match="The database ends at position 1, but the checkpoint file reaches"):
        await writer.checkpointer.step()


async def test_p43_a_lost_file_is_not_made_up(writer: LogWriter) -> None:
    await grow(writer, "H2")
    await grow(writer, "H3")
    writer.file.unlink()
    with pytest.raises(CheckpointConflict, match="put the file back"):
        await writer.checkpointer.step()
    assert not writer.file.exists()


async def test_p43_a_hole_in_the_positions_is_not_signed_over(writer: LogWriter, owner: asyncpg.Connection) -> None:
    await grow(writer, "H2")
    await writer.enrol("H3")
    await writer.sequencer.step()
    await owner.execute("UPDATE position SET first = first + 1 WHERE first = (SELECT max(first) FROM position)")
    with pytest.raises(LogBroken, match="expected a whole batch at position"):
        await writer.checkpointer.step()

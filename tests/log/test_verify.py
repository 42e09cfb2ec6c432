"""P43, P44: a log as the server wrote it verifies; what is changed in it afterwards is named, with its place."""

from pathlib import Path

import asyncpg

from backend.log.findings import Report
from backend.log.verify import verify
from tests.builders.log_writer import LogWriter, write_company


async def report_of(writer: LogWriter, owner: asyncpg.Connection) -> Report:
    return await verify(owner, file=writer.file, public_key=writer.public_key)


async def events_everywhere(writer: LogWriter) -> list[int]:
    """Write a few batches, each under a checkpoint of its own; return the checkpoints' sizes."""
    for code in ("H2", "H3", "H4"):
        await writer.enrol(code)
        await writer.settle()
    return [size for (size,) in await writer.pool.fetch("SELECT size FROM checkpoint ORDER BY size")]


async def test_p43_p44_an_untouched_log_verifies(writer: LogWriter, owner: asyncpg.Connection) -> None:
    await write_company(writer)
    report = await report_of(writer, owner)
    assert [problem.text() for problem in report.problems] == []
    assert report.ok
    assert report.first is None
    assert (report.covered, report.not_covered, report.not_positioned) == (report.events, 0, 0)
    counted = [report.events, report.batches, report.entries, report.branch_entries, report.outcomes]
    tables = ("event", "batch", "entry", "branch_entry", "outcome")
    assert counted == [await owner.fetchval(f"SELECT count(*) FROM {table}") for table in tables]  # noqa: S608
    assert report.branch_entries == 2
    assert report.outcomes == report.entries + 1  # one was judged again


async def test_p43_a_changed_event_is_named_between_the_checkpoints_around_it(
    writer: LogWriter, owner: asyncpg.Connection
) -> None:
    sizes = await events_everywhere(writer)
    batch = await owner.fetchval("SELECT batch_id FROM position WHERE first = $1 + 1", sizes[0])
    await owner.execute("UPDATE event SET raw = raw || ' ' WHERE batch_id = $1 AND ordinal = 1", batch)
    first = (await report_of(writer, owner)).first
    assert first is not None
    assert first.code == "EVENTS_CHANGED"
    assert first.position == sizes[0] + 1
    assert sizes[0] + 2 <= (first.position_to or 0) <= sizes[1]


async def test_p43_after_one_change_another_one_is_found_too(writer: LogWriter, owner: asyncpg.Connection) -> None:
    sizes = await events_everywhere(writer)
    for size in (sizes[0], sizes[2]):
        await owner.execute(
            "UPDATE event SET raw = raw || ' ' WHERE (batch_id, ordinal) = "
            "(SELECT batch_id, count - 1 FROM position WHERE first <= $1 ORDER BY first DESC LIMIT 1)",
            size,
        )
    problems = (await report_of(writer, owner)).problems
    found = [(p.position or 0, p.position_to or 0) for p in problems if p.code == "EVENTS_CHANGED"]
    assert len(found) == 2
    assert found[0][0] <= sizes[0] <= found[0][1] < found[1][0] <= sizes[2] == found[1][1]


async def test_p44_a_changed_entry_is_named_by_device_and_seq(writer: LogWriter, owner: asyncpg.Connection) -> None:
    device = await writer.enrol("H2")
    await writer.incidents(device, 5)
    await writer.settle()
    await owner.execute("UPDATE entry SET raw = raw || ' ' WHERE device = $1 AND seq = 3", device.device)
    report = await report_of(writer, owner)
    assert report.first is not None
    assert report.first.code == "ENTRY_HASH"
    assert report.first.place == f"hash of entry device {device.device} seq 3"


async def test_p44_an_entry_rewritten_with_its_chain_does_not_pass_the_devices_signature(
    writer: LogWriter, owner: asyncpg.Connection
) -> None:
    """The hashes are public; the device's key is not."""
    device = await writer.enrol("H2")
    await writer.incidents(device, 1)
    key, device.key = device.key, (await writer.enrol("H3")).key
    await writer.incidents(device, 1)
    device.key = key
    await writer.settle()
    codes = [problem.code for problem in (await report_of(writer, owner)).problems]
    assert codes == ["PUSH_SIGNATURE"]


TAIL = "(SELECT batch_id FROM position WHERE first > $1)"


async def cut_off(owner: asyncpg.Connection, size: int) -> None:
    """Remove everything of the log after a position, consistently, as somebody who knows the tables would."""
    heads = await owner.fetch("SELECT device, max(seq) FROM entry WHERE batch_id NOT IN " + TAIL + " GROUP BY 1", size)  # noqa: S608
    for table in ("event", "entry", "outcome", "branch_entry", "feed", "history"):
        await owner.execute(f"DELETE FROM {table} WHERE batch_id IN {TAIL}", size)  # noqa: S608
    await owner.execute(f"DELETE FROM batch WHERE id IN {TAIL}", size)  # noqa: S608
    await owner.execute("DELETE FROM position WHERE first > $1", size)
    await owner.execute("DELETE FROM checkpoint WHERE size > $1", size)
    await owner.execute("DELETE FROM device_chain")
    await owner.executemany(
        "INSERT INTO device_chain (device, head_seq, head_hash, claimed_seq, claimed_hash, last_push_at, app) "
        "SELECT device, seq, hash, seq, hash, now(), '' FROM entry WHERE device = $1 AND seq = $2",
        [tuple(head) for head in heads],
    )


async def test_p43_a_log_cut_off_at_its_end_is_found_by_the_file(writer: LogWriter, owner: asyncpg.Connection) -> None:
    sizes = await events_everywhere(writer)
    await cut_off(owner, sizes[0])
    report = await report_of(writer, owner)
    assert [problem.code for problem in report.problems] == ["LOG_CUT_OFF"]
    assert report.first is not None
    assert (report.first.position, report.first.position_to) == (sizes[0] + 1, sizes[-1])


async def test_p43_without_the_file_the_report_says_what_it_could_not_see(
    writer: LogWriter, owner: asyncpg.Connection
) -> None:
    sizes = await events_everywhere(writer)
    await cut_off(owner, sizes[0])
    report = await verify(owner, file=None)
    assert report.ok
    assert any("would not be noticed" in note for note in report.notes)


async def test_p43_a_line_removed_from_the_file_is_found(writer: LogWriter, owner: asyncpg.Connection) -> None:
    sizes = await events_everywhere(writer)
    lines = writer.file.read_bytes().splitlines(keepends=True)
    writer.file.write_bytes(lines[0] + lines[2])
    report = await report_of(writer, owner)
    assert [(p.code, p.position) for p in report.problems] == [("CHECKPOINT_DIFFERS", sizes[1])]


async def test_p43_a_line_that_is_no_checkpoint_is_named_by_its_number(
    writer: LogWriter, owner: asyncpg.Connection
) -> None:
    await events_everywhere(writer)
    lines = writer.file.read_bytes().splitlines(keepends=True)
    writer.file.write_bytes(lines[0] + b"nonsense\n" + b"".join(lines[1:]))
    report = await report_of(writer, owner)
    assert [(p.code, p.place) for p in report.problems] == [("CHECKPOINT_UNREADABLE", "line 2 of the file")]


async def test_p43_a_log_signed_throughout_by_another_key_is_found(
    writer: LogWriter, owner: asyncpg.Connection
) -> None:
    await events_everywhere(writer)
    report = await verify(owner, file=writer.file, public_key="00" * 32)
    assert [problem.code for problem in report.problems] == ["CHECKPOINT_KEY"]


async def test_p25_batches_without_a_position_yet_are_no_problem_and_are_checked(
    writer: LogWriter, owner: asyncpg.Connection
) -> None:
    device = await writer.enrol("H2")
    await writer.settle()
    await writer.incidents(device, 2)
    report = await report_of(writer, owner)
    assert (report.ok, report.not_positioned) == (True, 1)
    await owner.execute("UPDATE entry SET raw = raw || ' ' WHERE device = $1 AND seq = 2", device.device)
    assert not (await report_of(writer, owner)).ok


async def test_p43_events_beyond_the_last_checkpoint_are_counted_as_not_covered(
    writer: LogWriter, owner: asyncpg.Connection
) -> None:
    await events_everywhere(writer)
    await writer.enrol("H5")
    await writer.sequencer.step()
    report = await report_of(writer, owner)
    assert report.ok
    assert report.not_covered == report.events - report.covered > 0


async def test_every_problem_is_counted_and_so_many_are_listed(
    writer: LogWriter, owner: asyncpg.Connection, tmp_path: Path
) -> None:
    device = await writer.enrol("H2")
    await writer.incidents(device, 9)
    await writer.settle()
    await owner.execute("UPDATE entry SET id = 'x' WHERE device = $1", device.device)
    told: list[tuple[int, int]] = []
    report = await verify(owner, file=writer.file, progress=lambda done, total: told.append((done, total)), limit=4)
    assert (len(report.problems), report.problem_count) == (4, 9)
    assert told[-1] == (report.events, report.events)


async def test_p21_judging_again_appends_an_outcome_that_is_bound_like_the_first(
    writer: LogWriter, owner: asyncpg.Connection
) -> None:
    await write_company(writer, devices=2, rounds=1)
    again = await owner.fetch("SELECT device, seq FROM outcome WHERE revision = 1")
    assert len(again) == 1
    key = tuple(again[0])
    first = await owner.fetchval("SELECT raw FROM outcome WHERE (device, seq) = ($1, $2) AND revision = 0", *key)
    assert b'"revision":0' in first
    await owner.execute("DELETE FROM outcome WHERE (device, seq) = ($1, $2) AND revision = 1", *key)
    codes = {problem.code for problem in (await report_of(writer, owner)).problems}
    assert codes == {"OUTCOME_MISSING", "OUTCOMES_DIGEST"}

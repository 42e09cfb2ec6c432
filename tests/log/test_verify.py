"""P43, P44: a log as the server wrote it verifies; what is changed in it afterwards is named."""

from pathlib import Path

import asyncpg

from backend.intake import store
from backend.log import rebuild
from backend.log.verify import verify
from tests.builders.log_writer import log_writer, write_company


async def test_p43_p44_an_untouched_log_verifies_and_rebuilds(database_url: str, tmp_path: Path) -> None:
    async with log_writer(database_url, tmp_path) as writer:
        await write_company(writer)
        db = await asyncpg.connect(database_url)
        report = await verify(db, file=writer.file, public_key=writer.public_key)
        print(report)
        assert report.ok, "\n".join(p.text() for p in report.problems)
        assert report.covered == report.events
        assert report.branch_entries == 2
        rebuilt = await rebuild.check(db, writer.registry, write=store.write)
        print(rebuilt)
        assert rebuilt.ok, "\n".join(d.text() for d in rebuilt.differences)
        await db.close()

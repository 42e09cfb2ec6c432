"""Label jobs on a real printer socket, through the real door: what is on paper is what the log says, never twice."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import asyncpg
import pytest

from backend.app import running as running_module
from backend.app.printing.address import read_networks
from backend.app.printing.link import Patience
from backend.app.printing.press import Shop
from backend.app.printing.room import PrintRoom
from backend.app.running import Running, running
from backend.app.settings import Settings
from backend.intake.store import write
from backend.labeling.entries.jobs import ReconcileLabels, ReleaseLabels
from backend.labeling.entries.printing import PausePrinting, PrintLabels, SettleLabels
from backend.labeling.queries import jobs as queries
from backend.labeling.state.jobs import LabelJob
from backend.log.rebuild import check
from tests.builders.label_company import labelled_company, print_request
from tests.builders.socket_printer import SocketPrinter, socket_printer

QUICK = Patience(connect=0.5, answer=0.3, stall=0.6, look=0.02, reconnects=2, pause=0.03)


@pytest.fixture
async def shop(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Running, PrintRoom]]:
    monkeypatch.setattr(running_module, "PRINT_EVERY", 3600)  # the test's own room does the printing
    async with running(Settings(data=tmp_path), database_url) as server:
        room = PrintRoom(Shop(server.pool, server.door, read_networks("127.0.0.0/8"), QUICK))
        yield server, room
        await room.stop()


async def job_of(server: Running, number: str) -> LabelJob:
    async with server.pool.acquire() as db:
        found = await queries.job(db, number)
    assert found is not None
    return found


async def until(room: PrintRoom, look: Callable[[], Awaitable[LabelJob]], *statuses: str) -> LabelJob:
    """Step the room until the job has one of the statuses."""
    job = await look()
    for _ in range(300):
        if job.status in (*statuses, "blocked"):
            break
        await room.step()
        await asyncio.sleep(0.05)
        job = await look()
    if job.status in statuses:
        return job
    raise AssertionError(f"expected {statuses}, found {job}")


async def printed_on(
    shop: tuple[Running, PrintRoom], printer: SocketPrinter, *, answers: bool = True, count: int = 30
) -> tuple[str, LabelJob]:
    """Bring a job of ``count`` labels to a printer; return its id and how it ended."""
    server, room = shop
    await labelled_company(server, port=printer.port, answers=answers)
    number = await print_request(server, count)
    await until(room, lambda: job_of(server, number), "read_back")
    await recorded(server, ReleaseLabels(job=number), badge="QH-0004")
    return number, await go_on(shop, number)


async def go_on(shop: tuple[Running, PrintRoom], number: str) -> LabelJob:
    server, room = shop
    await recorded(server, PrintLabels(job=number, method="printer", printer="P1"))
    return await until(room, lambda: job_of(server, number), "printed", "stopped")


async def recorded(server: Running, body: object, badge: str = "QH-0007") -> None:
    outcome = await server.door.record(body, site="SZ", badge=badge)  # type: ignore[arg-type]  # any entry
    assert outcome.outcome in ("accepted", "flagged"), outcome.codes


def formats(printer: SocketPrinter) -> int:
    """Return how many labels are on paper, each of them another."""
    assert len(set(printer.printed)) == len(printer.printed), "a label was printed twice"
    return len(printer.printed)


async def test_every_label_is_on_paper_once_and_the_log_says_so(
    shop: tuple[Running, PrintRoom], database_url: str
) -> None:
    async with socket_printer(SocketPrinter()) as printer:
        number, job = await printed_on(shop, printer)
        assert (job.status, job.issued, job.todo, job.in_doubt) == ("printed", 30, (), ())
        assert formats(printer) == 30
    server, _ = shop
    assert re.fullmatch(r"[0-9a-f]{64}", job.drawing_sha256)
    assert job.contents[0].startswith("]d201")
    await recorded(server, ReconcileLabels(job=number, applied=30, sample=0, destroyed=0, returned=0), badge="QH-0003")
    assert (await job_of(server, number)).status == "closed"
    await server.sequencer.step()
    db = await asyncpg.connect(database_url)
    report = await check(db, server.registry, write=write)
    await db.close()
    assert report.ok, report


async def test_after_a_break_the_job_goes_on_by_itself_at_the_exact_label(shop: tuple[Running, PrintRoom]) -> None:
    async with socket_printer(SocketPrinter(break_after=13)) as printer:
        _, job = await printed_on(shop, printer)
        assert (job.status, job.issued) == ("printed", 30)
        assert formats(printer) == 30
        assert printer.connections >= 3


async def test_a_printer_that_cannot_count_leaves_one_label_in_doubt_and_a_person_decides(
    shop: tuple[Running, PrintRoom],
) -> None:
    server, _ = shop
    async with socket_printer(SocketPrinter(break_after=4, counts=False)) as printer:
        number, job = await printed_on(shop, printer, count=8)
        assert (job.status, job.issued) == ("stopped", 3)
        assert [(span.first, span.last) for span in job.in_doubt] == [(4, 4)]
        opened = await server.pool.fetchval("SELECT code FROM row_exception WHERE code LIKE 'LABEL%'")
        assert opened == "LABELS_IN_DOUBT"
        await recorded(server, SettleLabels(job=number, first=4, last=4, came_out=True))
        assert (await go_on(shop, number)).issued == 8
        assert formats(printer) == 8


async def test_a_printer_that_never_answers_is_sent_everything_once_and_a_person_says_what_came_out(
    shop: tuple[Running, PrintRoom],
) -> None:
    server, _ = shop
    async with socket_printer(SocketPrinter(answers=False)) as printer:
        number, job = await printed_on(shop, printer, answers=False, count=5)
        assert (job.stop_cause, [(span.first, span.last) for span in job.in_doubt]) == ("silent", [(1, 5)])
        await asyncio.sleep(0.1)
        assert formats(printer) == 5
        await recorded(server, SettleLabels(job=number, first=1, last=5, came_out=True))
        assert (await job_of(server, number)).status == "printed"


@pytest.mark.parametrize(("fault", "cause"), [(SocketPrinter(paper=0), "stalled"), (SocketPrinter(port=9), "refused")])
async def test_a_printer_that_takes_nothing_leaves_everything_to_be_printed(
    shop: tuple[Running, PrintRoom], fault: SocketPrinter, cause: str
) -> None:
    async with socket_printer(fault) as printer:
        if cause == "refused":
            printer.port = 9
        _, job = await printed_on(shop, printer, count=5)
        assert (job.status, job.stop_cause, job.issued) == ("stopped", cause, 0)
        assert [(span.first, span.last) for span in job.todo] == [(1, 5)]
        assert formats(printer) == 0


async def test_a_server_that_was_stopped_in_the_middle_finds_out_what_came_out(shop: tuple[Running, PrintRoom]) -> None:
    server, room = shop
    async with socket_printer(SocketPrinter(paper=10)) as printer:
        await labelled_company(server, port=printer.port)
        number = await print_request(server, 40)
        await until(room, lambda: job_of(server, number), "read_back")
        await recorded(server, ReleaseLabels(job=number), badge="QH-0004")
        await recorded(server, PrintLabels(job=number, method="printer", printer="P1"))
        while len(printer.printed) < 10:
            await room.step()
            await asyncio.sleep(0.02)
        await room.stop()
        assert (await job_of(server, number)).sending is not None
        printer.reload()
        again = PrintRoom(Shop(server.pool, server.door, read_networks("127.0.0.0/8"), QUICK))
        job = await until(again, lambda: job_of(server, number), "printed", "stopped")
        await again.stop()
        assert (job.status, job.issued) == ("printed", 40)
        assert formats(printer) == 40


async def test_a_person_stops_a_printer_between_two_pieces_and_nothing_is_printed_twice_or_left_out(
    shop: tuple[Running, PrintRoom],
) -> None:
    server, room = shop
    async with socket_printer(SocketPrinter()) as printer:
        await labelled_company(server, port=printer.port)
        number = await print_request(server, 60)
        await until(room, lambda: job_of(server, number), "read_back")
        await recorded(server, ReleaseLabels(job=number), badge="QH-0004")
        await recorded(server, PrintLabels(job=number, method="printer", printer="P1"))
        while not printer.printed:
            await room.step()
            await asyncio.sleep(0.02)
        await recorded(server, PausePrinting(job=number))
        job = await until(room, lambda: job_of(server, number), "stopped")
        assert (job.stop_cause, job.issued, formats(printer)) == ("paused", 25, 25)
        assert (await go_on(shop, number)).issued == 60
        assert formats(printer) == 60


async def test_labels_go_to_no_printer_outside_the_allowed_networks(shop: tuple[Running, PrintRoom]) -> None:
    server, _ = shop
    room = PrintRoom(Shop(server.pool, server.door, read_networks(server.settings.printer_networks), QUICK))
    async with socket_printer(SocketPrinter()) as printer:
        _, job = await printed_on((server, room), printer, count=2)
        assert (job.status, job.stop_cause) == ("stopped", "address")
        assert (printer.connections, printer.printed) == (0, [])
    await room.stop()


async def test_a_label_that_does_not_fit_blocks_its_job_and_is_named(shop: tuple[Running, PrintRoom]) -> None:
    server, room = shop
    await labelled_company(server, port=9100)
    number = await print_request(server, 3, item_name="很长的名称" * 60)
    job = await until(room, lambda: job_of(server, number), "read_back", "blocked")
    assert (job.status, job.failed, job.unread[0].n) == ("blocked", 3, 1)
    opened = await server.pool.fetchrow("SELECT code, detail::text FROM row_exception WHERE code LIKE 'LABEL%'")
    assert opened is not None
    assert opened["code"] == "LABEL_READ_BACK_FAILED"
    assert json.loads(opened["detail"])["n"] == 1


async def test_a_printer_draws_the_symbol_itself_where_it_was_told_to(shop: tuple[Running, PrintRoom]) -> None:
    server, _ = shop
    async with socket_printer(SocketPrinter()) as printer:
        await labelled_company(server, port=printer.port, symbols="native")
        _, job = await printed_on(shop, printer, count=2)
        assert job.status == "printed"
        assert all(b"^BXN," in each and b"SN0000" in each for each in printer.printed)

"""Labels on their way to a real socket that breaks, stalls, answers or refuses: what is known of each afterwards."""

import asyncio
import socket

import pytest

from backend.app.printing.delivery import Delivery, StalledError, cause_of, deliver, look_again, ready
from backend.app.printing.link import Link, Patience, connected
from tests.builders.socket_printer import SocketPrinter, socket_printer

QUICK = Patience(connect=0.5, answer=0.2, stall=0.4, look=0.02, reconnects=2, pause=0.02)
LABELS = [b"^XA^FO0,0^FD%d^FS^XZ\n" % n for n in range(1, 9)]


async def printed_on(printer: SocketPrinter, formats: list[bytes] = LABELS) -> Delivery:
    """Deliver as the worker does: ready, sent, looked at again after a break."""
    async with connected("127.0.0.1", printer.port, QUICK) as link:
        before = await ready(link, QUICK)
        done = await deliver(link, formats, before.counter, QUICK)
    return await look_again(lambda: connected("127.0.0.1", printer.port, QUICK), done, before.counter, QUICK)


def paper(printer: SocketPrinter) -> list[bytes]:
    return [label + b"\n" for label in printer.printed]


@pytest.mark.parametrize("counts", [True, False])
async def test_a_printer_that_answers_prints_every_label_once(counts: bool) -> None:  # noqa: FBT001
    async with socket_printer(SocketPrinter(counts=counts)) as printer:
        assert await printed_on(printer) == Delivery(printed=8)
        assert paper(printer) == LABELS


async def test_after_a_break_a_printer_that_counts_says_what_came_out_and_the_rest_is_to_be_printed() -> None:
    async with socket_printer(SocketPrinter(break_after=3)) as printer:
        done = await printed_on(printer)
        assert (done.printed, done.in_doubt, done.unprinted) == (3, 0, 5)
        assert done.cause == "broke"
        assert paper(printer) == LABELS[:3]
        assert printer.connections == 2


async def test_a_label_that_was_received_and_lost_in_the_break_is_to_be_printed() -> None:
    async with socket_printer(SocketPrinter(break_after=3, lose_last=True)) as printer:
        done = await printed_on(printer)
        assert (done.printed, done.in_doubt, done.unprinted) == (2, 0, 6)


async def test_a_break_inside_a_label_leaves_that_label_to_be_printed() -> None:
    async with socket_printer(SocketPrinter(break_after=4, break_inside=True)) as printer:
        done = await printed_on(printer)
        assert (done.printed, done.in_doubt, done.unprinted) == (4, 0, 4)


async def test_what_is_left_after_a_break_is_printed_by_a_second_run_and_no_label_twice() -> None:
    async with socket_printer(SocketPrinter(break_after=5)) as printer:
        done = await printed_on(printer)
        assert await printed_on(printer, LABELS[done.printed :]) == Delivery(printed=8 - done.printed)
        assert paper(printer) == LABELS


async def test_after_a_break_a_printer_that_does_not_count_leaves_what_it_was_given_in_doubt() -> None:
    async with socket_printer(SocketPrinter(break_after=1, counts=False)) as printer:
        done = await printed_on(printer, LABELS[:1])
        assert (done.printed, done.in_doubt, done.unprinted) == (0, 1, 0)
        assert printer.connections == 1


async def test_a_counter_that_moved_too_far_leaves_everything_in_doubt() -> None:
    async with socket_printer(SocketPrinter(break_after=3, foreign=4)) as printer:
        done = await printed_on(printer)
        assert (done.printed, done.in_doubt + done.unprinted) == (0, 8)
        assert done.in_doubt >= 3


async def test_a_counter_that_lags_behind_for_good_is_not_believed() -> None:
    async with socket_printer(SocketPrinter(foreign=-1)) as printer:
        done = await printed_on(printer)
        assert (done.cause, done.printed) == ("changed", 0)


async def test_a_printer_without_paper_is_sent_nothing() -> None:
    async with socket_printer(SocketPrinter(paper=0)) as printer:
        with pytest.raises(StalledError, match="paper_out"):
            await printed_on(printer)
        assert (printer.printed, printer.waiting) == ([], [])


async def test_a_printer_that_runs_out_of_paper_leaves_what_it_holds_in_doubt_until_it_is_loaded() -> None:
    async with socket_printer(SocketPrinter(paper=5)) as printer:
        done = await printed_on(printer)
        assert (done.cause, done.detail, done.in_doubt) == ("stalled", "paper_out", 8)
        printer.reload()
        again = await look_again(lambda: connected("127.0.0.1", printer.port, QUICK), done, 400, QUICK)
        assert (again.printed, again.in_doubt, again.unprinted) == (8, 0, 0)
        assert paper(printer) == LABELS


async def test_a_printer_that_never_answers_is_sent_nothing() -> None:
    async with socket_printer(SocketPrinter(answers=False)) as printer:
        with pytest.raises(StalledError, match="no answer"):
            await printed_on(printer)
        assert printer.printed == []


async def test_a_printer_that_stops_reading_is_given_up_after_a_while() -> None:
    big = [b"^XA" + b"F" * 20_000_000 + b"^XZ"]
    async with socket_printer(SocketPrinter(deaf=True)) as printer:
        async with connected("127.0.0.1", printer.port, QUICK) as link:
            done = await deliver(link, big, None, QUICK)
        assert (done.cause, done.in_doubt) == ("timed_out", 1)


async def test_a_printer_that_refuses_is_told_apart_from_one_that_broke() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ConnectionRefusedError) as refused:
        async with connected("127.0.0.1", port, QUICK):
            raise AssertionError("nobody listens")
    assert cause_of(refused.value) == ("refused", "")


async def test_a_printer_that_hangs_up_at_a_question_is_broken() -> None:
    async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    server = await asyncio.start_server(hang_up, "127.0.0.1", 0)
    async with server, connected("127.0.0.1", server.sockets[0].getsockname()[1], QUICK) as link:
        assert isinstance(link, Link)
        with pytest.raises(OSError, match=r".+"):
            await ready(link, QUICK)

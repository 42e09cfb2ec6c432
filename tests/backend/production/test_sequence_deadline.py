"""C23 to its end: a doubt about the sequence of steps is cleared with its inbox item, or becomes a deviation at the
deadline, through the real door, with a clock that is set.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from backend.app.deadlines import Deadlines
from backend.app.running import Running
from backend.intake.entries import ResolveException
from backend.intake.system_device import SystemDevice
from backend.log.vocabulary import Entry
from backend.production.entries import EndDoubt, SkipStep
from tests.builders.production import LOT, ORDER, begins, consumes, ends
from tests.builders.served import SetClock
from tests.builders.shop_floor import found, note, push, rebuilds, told
from tests.builders.virtual_device import VirtualDevice

HOURS = 24
OUT, UNRESOLVED, BROKEN = "STEP_OUT_OF_SEQUENCE", "STEP_SEQUENCE_UNRESOLVED", "STEP_SEQUENCE_BROKEN"


async def inbox(server: Running) -> list[tuple[Any, ...]]:
    query = "SELECT code, status, resolution, resolved_by, resolve_reason FROM row_exception WHERE code LIKE 'STEP_S%'"
    query += f" OR code = '{OUT}' ORDER BY code, status"
    return [tuple(row) for row in await server.pool.fetch(query)]


async def deviations(server: Running) -> list[str]:
    return [
        row["code"]
        for row in await server.pool.fetch("SELECT code FROM row_deviation WHERE code LIKE 'STEP%' ORDER BY code")
    ]


async def doubted(server: Running) -> bool:
    run = "SELECT unverified FROM row_step_run WHERE step = 90"
    return bool(await server.pool.fetchval(run))


async def looks(server: Running, *, hours_later: float) -> None:
    """Let the server look for deadlines when so many hours have passed."""
    clock = SetClock()
    clock.time = datetime.now(UTC) + timedelta(hours=hours_later)  # noqa: TID251 - the test's clock
    door = SystemDevice(server.intake, server.pool, server.keys.system_device, clock, "test")
    await Deadlines(server.pool, door, clock, sequence_hours=HOURS).step()


async def devices(server: Running, *first: Entry) -> tuple[VirtualDevice, VirtualDevice]:
    """Two devices of one floor; what came first was recorded by the one whose records arrive last."""
    await found(server)
    one, two = VirtualDevice("W1", badge="QH-0010"), VirtualDevice("W2", badge="QH-0011")
    note(one, *first)
    note(two, begins(90))
    assert OUT in told(await push(server, two))
    assert await doubted(server)
    return one, two


async def test_the_inbox_item_is_settled_by_itself_when_the_step_before_arrives_with_an_earlier_time(
    server: Running, database_url: str
) -> None:
    one, _ = await devices(server, begins(10), consumes("FEP-1"), ends(10))
    assert await inbox(server) == [(OUT, "open", None, None, None)]
    await push(server, one)
    assert not await doubted(server)
    assert await inbox(server) == [(OUT, "resolved", "settled", "SYSTEM", "STEP_IN_SEQUENCE")]
    await looks(server, hours_later=HOURS + 1)
    assert await deviations(server) == []
    await rebuilds(server, database_url)


async def test_both_steps_in_one_push_leave_their_deviation_in_place_of_the_doubt(
    server: Running, database_url: str
) -> None:
    await found(server)
    device = VirtualDevice("W1", badge="QH-0010")
    note(device, begins(90), begins(10), consumes("FEP-1"), ends(10))
    await push(server, device)
    assert await inbox(server) == [
        (OUT, "resolved", "settled", "SYSTEM", BROKEN),
        (BROKEN, "open", None, None, None),
    ]
    await rebuilds(server, database_url)


async def test_at_the_deadline_a_deviation_is_opened_once_and_not_before(server: Running, database_url: str) -> None:
    _, two = await devices(server)
    await looks(server, hours_later=HOURS - 1)
    assert (await deviations(server), await doubted(server)) == ([], True)
    await looks(server, hours_later=HOURS + 1)
    assert (await deviations(server), await doubted(server)) == ([UNRESOLVED], False)
    assert await inbox(server) == [
        (OUT, "resolved", "settled", "SYSTEM", UNRESOLVED),
        (UNRESOLVED, "open", None, None, None),
    ]
    detail = (
        "SELECT detail->>'missing' AS missing, detail->>'hours' AS hours, opened_by, \"order\", step FROM row_deviation"
    )
    (opened,) = await server.pool.fetch(detail)
    assert tuple(opened) == ("10", "24", "SYSTEM", ORDER, 90)
    two.badge = "QH-0012"
    note(two, begins(90))
    await push(server, two, 2)
    assert not await doubted(server)
    await looks(server, hours_later=3 * HOURS)
    assert await deviations(server) == [UNRESOLVED]
    await rebuilds(server, database_url)


async def test_a_step_that_is_left_out_settles_the_item_under_its_own_deviation(server: Running) -> None:
    one, _ = await devices(server, SkipStep(lot=LOT, order=ORDER, serial=None, step=10))
    await push(server, one)
    await looks(server, hours_later=HOURS + 1)
    assert await deviations(server) == ["STEP_SKIPPED"]
    assert (OUT, "resolved", "settled", "SYSTEM", "STEP_SKIPPED") in await inbox(server)


async def test_what_a_person_has_resolved_stays_as_they_said(server: Running, database_url: str) -> None:
    one, _ = await devices(server, begins(10), consumes("FEP-1"), ends(10))
    item = await server.pool.fetchval("SELECT id FROM row_exception WHERE code = $1", OUT)
    resolve = ResolveException(exception=item, resolution="confirmed")
    assert (await server.door.record(resolve, badge="QH-0002", reason="looked at it")).outcome == "accepted"
    await push(server, one)
    assert await inbox(server) == [(OUT, "resolved", "confirmed", "QH-0002", "looked at it")]
    assert not await doubted(server)
    await rebuilds(server, database_url)


async def test_nobody_but_the_server_says_that_a_deadline_has_passed(server: Running) -> None:
    _, two = await devices(server)
    note(two, EndDoubt(hours=1, lot=LOT, order=ORDER, serial=None, step=90))
    (answer,) = await push(server, two, 2)
    assert answer["outcome"] == "refused"
    assert (await deviations(server), await doubted(server)) == ([], True)

"""What goes otherwise at a step, through the real door on PostgreSQL, by two devices, and the same after a rebuild."""

from typing import Any

from backend.app.running import Running
from backend.production.entries import BeginLot, CorrectCheck, CorrectReading, SkipStep
from tests.builders.production import LOT, ORDER, ROLL, begins, changes, consumes, ends, looks, reads
from tests.builders.shop_floor import found, note, push, rebuilds, told
from tests.builders.virtual_device import VirtualDevice

BEGIN = BeginLot(lot=LOT, order=ORDER, quantity="100")


async def flowed(server: Running, lot: str) -> set[str]:
    query = (
        "SELECT d.key->>0 FROM row_path p JOIN row_node a ON a.id = p.ancestor JOIN row_node d ON d.id = p.descendant "
        "WHERE a.key->>0 = $1"
    )
    return {row[0] for row in await server.pool.fetch(query, lot)}


async def counted(server: Running) -> dict[str, int]:
    query = "SELECT lot, quantity FROM row_order_account WHERE bucket = 'in_process' AND quantity <> 0"
    return {row["lot"]: int(row["quantity"]) for row in await server.pool.fetch(query)}


async def runs(server: Running) -> dict[tuple[str, int], Any]:
    records = await server.pool.fetch("SELECT subject, step, status, unverified FROM row_step_run")
    return {(row["subject"], row["step"]): (row["status"], row["unverified"]) for row in records}


async def test_a_roll_changed_offline_on_one_of_two_devices_gives_the_right_sizes_whoever_comes_first(
    server: Running, database_url: str
) -> None:
    await found(server)
    one, two = VirtualDevice("W1", badge="QH-0010"), VirtualDevice("W2", badge="QH-0011")
    note(one, BEGIN, begins(), consumes("FEP-1"), ends(), begins(90), consumes(ROLL, 90))
    note(one, changes(ROLL, "TYV-7742", 40, 60))
    note(one, changes("TYV-7742", "TYV-7743", 10, 50, lot=f"{LOT}/2", parts=(f"{LOT}/3", f"{LOT}/4")))
    note(one, changes("FEP-1", "FEP-2", 5, 45, lot=f"{LOT}/4", parts=(f"{LOT}/5", f"{LOT}/6"), step=10))
    note(two, BEGIN, reads("135.0"))
    for device in (two, one):
        answers = await push(server, device)
        assert {answer["outcome"] for answer in answers} <= {"accepted", "flagged"}
    assert await flowed(server, ROLL) == {f"{LOT}/1"}
    assert await flowed(server, "TYV-7742") == {f"{LOT}/3"}
    assert await flowed(server, "TYV-7743") == {f"{LOT}/{n}" for n in (4, 5, 6)}
    assert await flowed(server, "FEP-1") == {f"{LOT}/{n}" for n in (1, 3, 5)}
    assert await flowed(server, "FEP-2") == {f"{LOT}/6"}
    assert await counted(server) == {f"{LOT}/1": 40, f"{LOT}/3": 10, f"{LOT}/5": 5, f"{LOT}/6": 45}
    await rebuilds(server, database_url)


async def test_c16_two_devices_that_divide_one_lot_leave_every_part_on_hold(server: Running, database_url: str) -> None:
    await found(server)
    one, two = VirtualDevice("W1", badge="QH-0010"), VirtualDevice("W2", badge="QH-0011")
    note(one, BEGIN, consumes("FEP-1"), consumes(ROLL, 90), changes(ROLL, "TYV-7742", 40, 60, parts=("A1", "A2")))
    note(two, BEGIN, changes("FEP-1", "FEP-2", 70, 30, parts=("B1", "B2"), step=10))
    await push(server, one)
    assert "LOT_DIVIDED_TWICE" in told(await push(server, two))
    held = await server.pool.fetch("SELECT lot FROM row_hold WHERE reason_code = 'LOT_DIVIDED_TWICE'")
    assert {row["lot"] for row in held} == {"A1", "A2", "B1", "B2"}
    assert await flowed(server, ROLL) >= {"A1", "B1", "B2"}
    await rebuilds(server, database_url)


async def test_corrections_a_skip_and_a_step_in_doubt_are_the_same_after_a_rebuild(
    server: Running, database_url: str
) -> None:
    await found(server)
    one, two = VirtualDevice("W1", badge="QH-0010"), VirtualDevice("W2", badge="QH-0011")
    note(two, begins(90), reads("147.0"), looks(passed=False))
    await push(server, two)
    assert (await runs(server))[(f"lot:{LOT}", 90)] == ("running", True)
    ids = {row["code"]: row["id"] for row in await server.pool.fetch("SELECT id, code FROM row_reading")}
    note(two, CorrectReading(reading=ids["SEAL_TEMP"], value="137.0"), ends(90))
    note(two, CorrectCheck(defect=None, passed=True, reading=ids["LOOKS"]))
    note(one, SkipStep(lot=LOT, order=ORDER, serial=None, step=10))
    assert {"READING_CORRECTED", "CHECK_CORRECTED"} <= told(await push(server, two))
    assert "STEP_SKIPPED" in told(await push(server, one))
    assert await runs(server) == {(f"lot:{LOT}", 90): ("done", False), (f"lot:{LOT}", 10): ("skipped", False)}
    held = await server.pool.fetch("SELECT reason_code FROM row_hold WHERE lifted_at IS NULL")
    assert {row["reason_code"] for row in held} == {"READING_OUT_OF_LIMIT", "CHECK_FAILED"}
    await rebuilds(server, database_url)


async def test_a_machines_message_counts_once_and_another_value_under_its_number_is_in_the_inbox(
    server: Running, database_url: str
) -> None:
    await found(server)
    machine = VirtualDevice("W1", badge="QH-0010")
    sent: dict[str, Any] = {"source": "device", "message": "SEAL-01/4711"}
    note(machine, reads("135.0", **sent), reads("135.0", **sent), reads("147.0", **sent))
    await push(server, machine)
    note(machine, reads("408.15", unit="K", **sent), reads("149.0", **sent))
    everything = await push(server, machine)
    said = [[code["code"] for code in each["codes"] if "MESSAGE" in code["code"]] for each in everything]
    assert said == [[], [], ["CYCLE_MESSAGE_DIFFERS"], [], ["CYCLE_MESSAGE_DIFFERS"]]
    readings = await server.pool.fetch("SELECT value FROM row_reading")
    assert [str(row["value"]) for row in readings] == ["135.0"]
    inbox = await server.pool.fetch(
        "SELECT subject_key, detail::text FROM row_exception WHERE code = 'CYCLE_MESSAGE_DIFFERS' AND status = 'open'"
    )
    assert {row["subject_key"] for row in inbox} == {LOT}
    assert all(any(value in row["detail"] for row in inbox) for value in ("147.0", "149.0"))
    await rebuilds(server, database_url)

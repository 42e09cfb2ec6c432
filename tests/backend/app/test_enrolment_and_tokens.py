import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from backend.devices.entries import RevokeDevice
from sync.chain import token_text
from sync.signature import sign
from tests.builders.served import Served

KEY = ec.generate_private_key(ec.SECP256R1())


def code_of(answer: httpx.Response) -> str:
    return str(answer.json()["code"])


async def test_a_code_makes_a_device_and_tells_it_who_it_is_p36(site: Served) -> None:
    await site.offer("code-for-h07")
    answer = await site.enrol("code-for-h07", KEY)
    assert answer.status_code == 200
    said = answer.json()
    assert (said["device_code"], said["kind"], said["site"]) == ("H07", "handheld", "SZ")
    assert said["server_key"] == site.server.keys.server_public
    assert said["epoch"] == await site.server.pool.fetchval("SELECT id FROM epoch")


async def test_a_device_that_lost_the_answer_is_answered_the_same_again_p36(site: Served) -> None:
    await site.offer("code-for-h07")
    first = await site.enrol("code-for-h07", KEY)
    second = await site.enrol("code-for-h07", KEY)
    assert first.json() == second.json()
    assert await site.server.pool.fetchval("SELECT count(*) FROM row_device") == 1


async def test_a_used_code_is_worth_nothing_to_another_key_p36(site: Served) -> None:
    await site.offer("code-for-h07")
    await site.enrol("code-for-h07", KEY)
    answer = await site.enrol("code-for-h07", ec.generate_private_key(ec.SECP256R1()))
    assert (answer.status_code, code_of(answer)) == (403, "ENROLMENT_CODE_USED")


async def test_an_expired_or_unknown_code_is_refused_p36(site: Served) -> None:
    await site.offer("code-for-h07")
    site.clock.wait(hours=1)
    assert code_of(await site.enrol("code-for-h07", KEY)) == "ENROLMENT_CODE_EXPIRED"
    assert code_of(await site.enrol("guessed-code", KEY)) == "ENROLMENT_CODE_UNKNOWN"


@pytest.mark.parametrize("point", ["04" + "1" * 128, "02" + "1" * 128, "", "04" + "G" * 128])
async def test_a_public_key_that_is_no_point_is_refused(site: Served, point: str) -> None:
    answer = await site.client.post("/devices/enrol", json={"code": "code-for-h07", "name": "", "public_key": point})
    assert answer.status_code == 400


async def test_a_signed_time_and_nonce_give_a_token_to_read_with_p37(site: Served) -> None:
    device = await site.handheld()
    assert (await device.get("/people")).status_code == 200


async def test_a_token_ends_after_fifteen_minutes_p37(site: Served) -> None:
    device = await site.handheld()
    site.clock.wait(minutes=15)
    answer = await device.get("/people")
    assert (answer.status_code, code_of(answer)) == (401, "TOKEN_EXPIRED")


@pytest.mark.parametrize("minutes", [-11, 11])
async def test_a_device_with_a_wrong_clock_is_told_the_time_so_that_it_can_sign_again_p37(
    site: Served, minutes: int
) -> None:
    device = await site.handheld()
    site.clock.wait(minutes=minutes)
    signed_with = site.clock.now()
    site.clock.wait(minutes=-minutes)
    answer = await device.sign_in(time=signed_with.isoformat())
    assert (answer.status_code, code_of(answer)) == (401, "CLOCK_WRONG")
    assert answer.json()["detail"]["server_time"] == "2026-11-22T04:00:00Z"


@pytest.mark.parametrize("time", ["2026-11-22T04:00:00", "2026-99-22T04:00:00Z", "0001-01-01T00:00:00+00:00"])
async def test_a_time_without_zone_or_sense_is_refused(site: Served, time: str) -> None:
    device = await site.handheld()
    answer = await device.sign_in(time=time)
    assert answer.status_code in {400, 401}


async def test_a_token_needs_the_devices_own_signature_p37(site: Served) -> None:
    device = await site.handheld()
    for changes in ({"nonce": "other-nonce"}, {"signature": "0" * 128}):
        answer = await device.sign_in(**changes)
        assert (answer.status_code, code_of(answer)) == (401, "SIGNATURE_INVALID")
    device.device = "nobody"
    assert code_of(await device.sign_in()) == "DEVICE_UNKNOWN"


async def test_a_request_that_was_answered_gives_no_second_token_p37(site: Served) -> None:
    device = await site.handheld()
    time, nonce = site.clock.now().isoformat(), "heard-on-the-way"
    text = token_text(device=device.device, time=time, nonce=nonce)
    heard = {"device": device.device, "time": time, "nonce": nonce, "signature": sign(device.key, text)}
    assert (await device.client.post("/devices/token", json=heard)).status_code == 200
    site.clock.wait(minutes=9)
    again = await device.client.post("/devices/token", json=heard)
    assert (again.status_code, code_of(again)) == (401, "NONCE_USED")
    assert again.json()["detail"]["server_time"] == "2026-11-22T04:09:00Z"
    site.clock.wait(minutes=2)
    assert code_of(await device.client.post("/devices/token", json=heard)) == "CLOCK_WRONG"


async def test_a_revoked_device_is_out_with_its_next_request(site: Served) -> None:
    device = await site.handheld()
    await site.server.door.record(RevokeDevice(device=device.device), site="SZ", reason="stolen")
    for answer in (await device.get("/people"), await device.sign_in()):
        assert (answer.status_code, code_of(answer)) == (403, "DEVICE_REVOKED")


async def test_a_frozen_device_may_not_read_p16(site: Served) -> None:
    device = await site.handheld()
    await site.server.pool.execute("UPDATE row_device SET status = 'forked'")
    answer = await device.get("/people")
    assert (answer.status_code, code_of(answer)) == (403, "DEVICE_FROZEN")


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ({}, "TOKEN_MISSING"),
        ({"Authorization": "Basic abc"}, "TOKEN_MISSING"),
        ({"Authorization": "Bearer x.y.z"}, "TOKEN_REFUSED"),
    ],
)
async def test_a_route_without_a_good_token_is_closed(site: Served, header: dict[str, str], code: str) -> None:
    for path in ("/people", "/devices"):
        answer = await site.client.get(path, headers=header)
        assert (answer.status_code, code_of(answer)) == (401, code)


async def test_the_board_shows_the_devices_of_the_callers_site(site: Served) -> None:
    device = await site.handheld()
    await site.handheld("H08")
    await site.handheld("H09", site="SH")
    board = (await device.get("/devices")).json()
    assert [line["code"] for line in board] == ["H07", "H08"]
    assert board[0]["queue_length"] == 0
    assert board[0]["age_seconds"] is None


async def test_the_board_counts_what_a_device_claims_and_has_not_handed_over(site: Served) -> None:
    device = await site.handheld()
    await site.server.pool.execute(
        "INSERT INTO device_chain (device, head_seq, head_hash, claimed_seq, claimed_hash, last_push_at, app) "
        "VALUES ($1, 5, '', 12, '', $2, 'b1')",
        device.device,
        site.clock.now(),
    )
    site.clock.wait(minutes=10)
    (line,) = (await device.get("/devices")).json()
    assert (line["queue_length"], line["age_seconds"], line["app"]) == (7, 600, "b1")


async def test_asking_without_a_token_is_limited_by_address(site: Served) -> None:
    answers = [await site.enrol("guessed-code", KEY) for _ in range(121)]
    assert {answer.status_code for answer in answers[:120]} == {403}
    assert answers[120].status_code == 429

import asyncio

import httpx
import pytest

from backend.app.first_start import first_administrator, renew_one_time_password
from backend.people.entries import DeactivatePerson
from tests.builders.served import PASSWORD, Handheld, Served

NEW = "seven brass lamps"


def code_of(answer: httpx.Response) -> str:
    return str(answer.json()["code"])


async def change(device: Handheld, badge: str, secret: str, new: str, kind: str = "password") -> httpx.Response:
    asked = {"badge": badge, "method": "password", "secret": secret, "new_kind": kind, "new_secret": new}
    return await device.post("/people/password", asked)


async def test_badge_and_secret_give_a_grant_for_a_shift_on_that_device_p38(site: Served) -> None:
    device = await site.handheld()
    await site.person()
    answer = await device.log_in()
    assert answer.status_code == 200
    said = answer.json()
    assert said["not_after"] == "2026-11-22T16:00:00Z"
    assert said["person"]["name_zh"] == "王芳"
    (row,) = await site.server.pool.fetch("SELECT * FROM row_grant")
    assert (row["id"], row["person"], row["device"]) == (said["grant_id"], "QH-0007", device.device)


async def test_a_wrong_secret_and_an_unknown_badge_are_answered_alike(site: Served) -> None:
    device = await site.handheld()
    await site.person()
    await site.person("QH-0008", password=None)
    await site.person("QH-0009")
    await site.server.door.record(DeactivatePerson(person="QH-0009"), site="SZ", reason="left the company")
    answers = [await device.log_in(badge, "wrong") for badge in ("QH-0007", "QH-0008", "QH-0009", "nobody")]
    answers.append(await device.log_in("QH-0009"))
    assert {(answer.status_code, answer.text) for answer in answers} == {
        (401, '{"code":"LOGIN_REFUSED","detail":{"closed_until":null}}')
    }


@pytest.mark.parametrize("badge", ["QH-0007", "nobody"])
async def test_five_wrong_secrets_close_a_badge_known_or_not_and_the_answer_says_until_when_p38(
    site: Served, badge: str
) -> None:
    device = await site.handheld()
    await site.person()
    answers = [await device.log_in(badge, "wrong") for _ in range(5)]
    assert [answer.json()["detail"]["closed_until"] for answer in answers] == [None] * 4 + ["2026-11-22T04:00:30Z"]
    closed = await device.log_in(badge)
    assert (closed.status_code, code_of(closed)) == (429, "LOGIN_CLOSED")
    items = await site.server.pool.fetch("SELECT code, subject_key FROM row_exception")
    assert [tuple(item) for item in items] == [("LOGIN_REPEATEDLY_WRONG", badge)]


async def test_a_badge_opens_again_and_the_right_secret_starts_the_count_again_p38(site: Served) -> None:
    device = await site.handheld()
    await site.person()
    for _ in range(5):
        await device.log_in(secret="wrong")
    site.clock.wait(seconds=30)
    assert (await device.log_in()).status_code == 200
    assert await site.server.pool.fetchval("SELECT failed FROM row_login_guard") == 0


async def test_guessing_at_once_gains_no_free_attempts(site: Served) -> None:
    device = await site.handheld()
    await site.person()
    answers = await asyncio.gather(*(device.log_in(secret=f"guess {n}") for n in range(12)))
    tried = [answer for answer in answers if code_of(answer) == "LOGIN_REFUSED"]
    assert len(tried) <= 5
    assert {code_of(answer) for answer in answers} <= {"LOGIN_REFUSED", "LOGIN_BUSY", "LOGIN_CLOSED"}
    assert await site.server.pool.fetchval("SELECT failed FROM row_login_guard") == len(tried)


async def test_many_people_may_log_in_at_once(site: Served) -> None:
    device = await site.handheld()
    badges = [f"QH-01{n:02d}" for n in range(8)]
    for badge in badges:
        await site.person(badge)
    answers = await asyncio.gather(*(device.log_in(badge) for badge in badges))
    assert [answer.status_code for answer in answers] == [200] * 8


async def test_somebody_of_another_site_is_told_so_after_the_right_secret_only(site: Served) -> None:
    device = await site.handheld()
    await site.person(sites=("SH",))
    assert code_of(await device.log_in(secret="wrong")) == "LOGIN_REFUSED"
    assert code_of(await device.log_in()) == "SITE_NOT_HELD"


async def test_a_pin_is_set_with_the_password_and_then_logs_in(site: Served) -> None:
    device = await site.handheld()
    await site.person()
    assert (await device.log_in(secret="271828", method="badge_pin")).status_code == 401
    assert (await change(device, "QH-0007", PASSWORD, "271828", "pin")).json() == {"person": "QH-0007", "kind": "pin"}
    assert (await device.log_in(secret="271828", method="badge_pin")).status_code == 200
    assert (await device.log_in()).status_code == 200


async def test_a_new_password_replaces_the_old_one_whose_hash_is_erased(site: Served) -> None:
    device = await site.handheld()
    await site.person()
    site.clock.wait(seconds=1)
    assert (await change(device, "QH-0007", PASSWORD, NEW)).status_code == 200
    assert (await device.log_in()).status_code == 401
    assert (await device.log_in(secret=NEW)).status_code == 200
    hashes = await site.server.pool.fetch("SELECT secret FROM vault")
    assert len(hashes) == 1
    assert hashes[0]["secret"].startswith("$argon2id$")


async def test_no_entry_or_event_holds_a_secret_or_its_hash(site: Served) -> None:
    device = await site.handheld()
    await site.person()
    await change(device, "QH-0007", PASSWORD, NEW)
    raws = await site.server.pool.fetch("SELECT raw FROM entry UNION ALL SELECT raw FROM event")
    text = b"\n".join(row["raw"] for row in raws)
    assert b"SetCredential" in text
    assert not any(word in text for word in (PASSWORD.encode(), NEW.encode(), b"argon2"))


@pytest.mark.parametrize(
    ("new", "kind", "code"),
    [
        ("short", "password", "PASSWORD_FORM_WRONG"),
        ("the password 1", "password", "PASSWORD_TOO_EASY"),
        (PASSWORD, "password", "SECRET_UNCHANGED"),
        ("12345", "pin", "PIN_FORM_WRONG"),
        ("111111", "pin", "PIN_TOO_EASY"),
    ],
)
async def test_a_new_secret_that_is_easily_guessed_is_not_taken(site: Served, new: str, kind: str, code: str) -> None:
    device = await site.handheld()
    await site.person()
    answer = await change(device, "QH-0007", PASSWORD, new, kind)
    assert (answer.status_code, code_of(answer)) == (422, code)


async def test_the_first_administrator_must_change_the_printed_password_before_anything_else(site: Served) -> None:
    device = await site.handheld()
    printed = await first_administrator(site.desk)
    assert printed is not None
    assert code_of(await device.log_in("ADMIN", printed)) == "CREDENTIAL_MUST_CHANGE"
    assert code_of(await change(device, "ADMIN", printed, "271828", "pin")) == "CREDENTIAL_MUST_CHANGE"
    assert (await change(device, "ADMIN", printed, NEW)).status_code == 200
    answer = await device.log_in("ADMIN", NEW)
    assert answer.json()["person"]["roles"] == ["administrator"]
    assert (await device.log_in("ADMIN", printed)).status_code == 401


async def test_a_second_start_prints_nothing(site: Served) -> None:
    desk = site.desk
    assert await first_administrator(desk) is not None
    assert await first_administrator(desk) is None


async def test_a_first_start_cut_short_before_the_password_counted_is_taken_up_again(site: Served) -> None:
    await site.person("ADMIN", password=None, roles=("administrator",), sites=("*",))
    assert await first_administrator(site.desk) is not None


async def test_a_lost_administrator_password_is_renewed_on_the_server_itself(site: Served) -> None:
    device = await site.handheld()
    await site.person("ADMIN", roles=("administrator",), sites=("*",))
    site.clock.wait(seconds=1)
    printed = await renew_one_time_password(site.desk, "ADMIN", reason="lost")
    assert code_of(await device.log_in("ADMIN", printed)) == "CREDENTIAL_MUST_CHANGE"
    assert (await device.log_in("ADMIN")).status_code == 401


async def one_time(device: Handheld, grant: str | None, person: str = "QH-0007") -> httpx.Response:
    asked = {"person": person, "reason": "forgot the password"}
    return await device.post("/people/one-time-password", asked, grant=grant)


async def test_an_administrator_gives_a_one_time_password_that_is_recorded_with_its_reason(site: Served) -> None:
    device = await site.handheld()
    await site.person()
    await site.person("BOSS", roles=("administrator",))
    answer = await one_time(device, await site.grant(device, "BOSS"))
    assert answer.status_code == 200
    assert code_of(await device.log_in(secret=answer.json()["one_time_password"])) == "CREDENTIAL_MUST_CHANGE"
    raws = [row["raw"] for row in await site.server.pool.fetch("SELECT raw FROM entry")]
    assert any(b"forgot the password" in raw and b'"badge":"BOSS"' in raw for raw in raws)


async def test_only_those_who_manage_people_give_one_time_passwords(site: Served) -> None:
    device = await site.handheld()
    await site.person()
    answer = await one_time(device, await site.grant(device))
    assert (answer.status_code, code_of(answer)) == (403, "PERMISSION_NOT_HELD")
    assert code_of(await one_time(device, None)) == "GRANT_MISSING"
    assert code_of(await one_time(device, "x.y.z")) == "GRANT_REFUSED"


async def test_a_one_time_password_needs_somebody_who_is_there_and_a_reason(site: Served) -> None:
    device = await site.handheld()
    await site.person("BOSS", roles=("administrator",))
    grant = await site.grant(device, "BOSS")
    assert code_of(await one_time(device, grant, "QH-0099")) == "PERSON_UNKNOWN"
    asked = {"person": "BOSS", "reason": " "}
    assert code_of(await device.post("/people/one-time-password", asked, grant=grant)) == "REASON_MISSING"


async def test_a_grant_is_worth_nothing_on_another_device_or_after_its_person_has_left(site: Served) -> None:
    first, second = await site.handheld(), await site.handheld("H08")
    await site.person("BOSS", roles=("administrator",))
    grant = await site.grant(first, "BOSS")
    assert code_of(await one_time(second, grant)) == "GRANT_REFUSED"
    await site.server.door.record(DeactivatePerson(person="BOSS"), site="SZ", reason="left the company")
    assert code_of(await one_time(first, grant)) == "GRANT_REFUSED"


async def test_a_grant_ends_with_the_shift(site: Served) -> None:
    device = await site.handheld()
    await site.person("BOSS", roles=("administrator",))
    grant = await site.grant(device, "BOSS")
    site.clock.wait(hours=12)
    await device.sign_in()
    assert code_of(await one_time(device, grant)) == "GRANT_EXPIRED"


async def test_everybody_is_listed_by_number_the_inactive_too(site: Served) -> None:
    device = await site.handheld()
    await site.person("B-2", password=None)
    await site.person("A-1", password=None)
    await site.server.door.record(DeactivatePerson(person="A-1"), site="SZ", reason="left the company")
    listed = (await device.get("/people")).json()
    assert [(row["number"], row["active"]) for row in listed] == [("A-1", False), ("B-2", True)]


@pytest.mark.parametrize(
    "body",
    [
        {"badge": "<b>\n", "method": "password", "secret": "x"},
        {"badge": "QH-0007", "method": "badge", "secret": "x"},
        {"badge": "QH-0007", "method": "password", "secret": "x" * 129},
        {"badge": "QH-0007", "method": "password", "secret": "x", "extra": 1},
        {"badge": "QH-0007", "method": "password"},
        [],
    ],
)
async def test_a_login_that_is_not_of_the_form_is_answered_400(site: Served, body: object) -> None:
    device = await site.handheld()
    answer = await site.client.post("/people/grant", json=body, headers=device.headers(None))
    assert answer.status_code == 400

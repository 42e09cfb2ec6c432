"""Who is trained in what, as the desk reads it, and the two files that bring it."""

import base64
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from httpx import AsyncClient

from backend.app.imports.training import read_skills, read_training
from backend.app.running import Running
from backend.log.vocabulary import Entry
from backend.people.entries import AssignTraining, ImportSkills, RevokeTraining
from backend.people.rules import factory_day
from tests.builders.enrolled import enrol, sign_in
from tests.builders.equipment import skill, trains
from tests.builders.people import person

NOW = datetime.now(UTC)  # noqa: TID251 - the server's clock
TODAY = factory_day(NOW)
HEADER = "person,skill,revision,trained_on,valid_to,text"
SKILLS = "code,name_en,name_zh,document,revision,effective_from,valid_months"
Get = Callable[[str], Awaitable[Any]]


def days(count: int) -> date:
    return TODAY + timedelta(days=count)


async def recorded(server: Running, *bodies: Entry) -> None:
    for body in bodies:
        outcome = await server.door.record(body, site="SZ", badge="QH-0003", reason="as agreed")
        assert outcome.outcome == "accepted", outcome.codes


@pytest.fixture
async def headers(server: Running, client: AsyncClient) -> dict[str, str]:
    """A quality person at a desk; people with every standing there is in one skill."""
    signed = await sign_in(server, client, await enrol(server, client, "D01", kind="desk"), "quality")
    long_ago = NOW - timedelta(days=300)
    await recorded(
        server,
        *(person(f"QH-01{n:02}") for n in range(8)),
        skill(effective_from=days(-400), valid_months=None),
        skill(code="PACKING", effective_from=days(-400)),
        trains("QH-0101", performed_at=long_ago, valid_to=days(30)),
        trains("QH-0102", performed_at=long_ago, valid_to=days(31)),
        trains("QH-0103", performed_at=long_ago, valid_to=days(-1)),
        trains("QH-0104", performed_at=long_ago, revision="B"),
        trains("QH-0105", performed_at=long_ago),
        RevokeTraining(person="QH-0105", skill="SEALING"),
        AssignTraining(due=days(10), person="QH-0106", skill="SEALING"),
        trains("QH-0107", performed_at=long_ago),
    )
    return signed


@pytest.fixture
def get(client: AsyncClient, headers: dict[str, str]) -> Get:
    async def read(path: str) -> Any:  # noqa: ANN401 - JSON
        answer = await client.get(path, headers=headers)
        return answer.json() if answer.status_code == 200 else (answer.status_code, answer.json()["code"])

    return read


async def test_the_matrix_says_how_everybody_stands_in_every_skill(get: Get) -> None:
    found = await get("/training")
    assert found["day"] == TODAY.isoformat()
    assert [each["code"] for each in found["skills"]] == ["PACKING", "SEALING"]
    cells = {each["person"]: each for each in found["cells"] if each["skill"] == "SEALING"}
    assert {number: cell["state"] for number, cell in cells.items()} == {
        "QH-0101": "expiring",
        "QH-0102": "valid",
        "QH-0103": "expired",
        "QH-0104": "superseded",
        "QH-0105": "revoked",
        "QH-0106": "assigned",
        "QH-0107": "valid",
    }
    assert (cells["QH-0101"]["until"], cells["QH-0103"]["until"], cells["QH-0107"]["until"]) == (
        days(30).isoformat(),
        days(-1).isoformat(),
        None,
    )
    assert cells["QH-0106"]["due"] == days(10).isoformat()
    assert "QH-0100" in {each["number"] for each in found["people"]}, "somebody without any training is in the matrix"


async def test_a_new_revision_shows_until_when_the_old_one_counts_and_then_that_it_is_superseded(
    server: Running, get: Get
) -> None:
    await recorded(server, skill(revision="D", effective_from=days(20), valid_months=None))
    cells = {each["person"]: each for each in (await get("/training/skills/SEALING"))["cells"]}
    assert (cells["QH-0107"]["state"], cells["QH-0107"]["until"]) == ("expiring", days(19).isoformat())
    await recorded(server, skill(revision="E", effective_from=days(0), valid_months=None))
    cells = {each["person"]: each for each in (await get("/training/skills/SEALING"))["cells"]}
    assert (cells["QH-0107"]["state"], cells["QH-0107"]["revision"]) == ("superseded", "C")


async def test_a_person_s_card_has_every_record_and_an_unknown_one_is_said(get: Get) -> None:
    found = await get("/training/people/QH-0105")
    (record,) = found["records"]
    assert (record["revision"], record["assessed_by"], record["revoke_reason"]) == ("C", "QH-0003", "as agreed")
    assert [(each["skill"], each["state"]) for each in found["cells"]] == [("SEALING", "revoked")]
    assert await get("/training/people/NOBODY") == (404, "PERSON_UNKNOWN")
    assert await get("/training/skills/NONE") == (404, "SKILL_UNKNOWN")


async def check(client: AsyncClient, headers: dict[str, str], kind: str, *lines: str) -> Any:  # noqa: ANN401 - JSON
    file = base64.b64encode(("\n".join(lines) + "\n").encode()).decode()
    answer = await client.post(f"/imports/{kind}", json={"source": "t.csv", "file": file}, headers=headers)
    return answer.json() if answer.status_code == 200 else (answer.status_code, answer.json()["code"])


async def test_a_file_of_trainings_shows_what_it_would_change_and_changes_nothing(
    server: Running, client: AsyncClient, headers: dict[str, str]
) -> None:
    row = f"QH-0100,SEALING,C,{days(-3)},,practical test"
    answer = await check(client, headers, "training", HEADER, row)
    assert (answer["type"], answer["problems"], answer["refusal"]) == ("ImportTraining", [], None)
    (change,) = answer["changes"]
    assert (change["kind"], change["fields"]["person"][1]) == ("training", "QH-0100")
    assert await server.pool.fetchval("SELECT count(*) FROM row_training WHERE person = 'QH-0100'") == 0
    wrong = await check(client, headers, "training", HEADER, row, row.replace("QH-0100", "QH-9999"))
    assert (wrong["refusal"]["code"], wrong["refusal"]["detail"]["row"]) == ("PERSON_UNKNOWN", 2)


async def test_skills_by_file_are_for_those_who_manage_training(server: Running, client: AsyncClient) -> None:
    planner = await sign_in(server, client, await enrol(server, client, "D02", kind="desk"), "planner", badge="QH-0200")
    assert await check(client, planner, "skills", SKILLS) == (403, "PERMISSION_NOT_HELD")


@pytest.mark.parametrize(
    ("line", "columns"),
    [
        ("SEALING,QH-0100,C,practical,2026-01-01,", ["trained_on"]),
        ("QH-0100,SEALING,2026-01-01,2027-01-01,,x,y", [""]),
        (",QH-0100,SEALING,C,2026-01-01,2027-01-01", ["person", "trained_on"]),
        ("QH-0100,SEALING,C,01/02/2026,2027-02-30,", ["trained_on", "valid_to"]),
    ],
)
def test_a_shifted_column_of_trainings_is_named_and_nothing_is_taken(line: str, columns: list[str]) -> None:
    found = read_training(f"{HEADER}\n{line}\n".encode(), "t.csv")
    assert found.body is None
    assert [problem.column for problem in found.problems] == columns
    assert all(problem.row == 2 and problem.en and problem.zh for problem in found.problems)


@pytest.mark.parametrize(
    ("line", "columns"),
    [
        ("SEALING,Sealing,封口,SOP-90,2026-01-01,C,12,yes", ["effective_from"]),
        ("Sealing,封口,SOP-90,C,2026-01-01,12,,yes", ["effective_from"]),
        ("SEALING,Sealing,封口,SOP-90,C,2026-01-01,twelve,no", ["valid_months"]),
        ("SEALING,Sealing,封口,SOP-90,C,2026-01-01,yes,12", ["valid_months", "assessed"]),
    ],
)
def test_a_shifted_column_of_skills_is_named_and_nothing_is_taken(line: str, columns: list[str]) -> None:
    found = read_skills(f"{SKILLS},assessed\n{line}\n".encode(), "s.csv")
    assert found.body is None
    assert [problem.column for problem in found.problems] == columns


@pytest.mark.parametrize(
    ("header", "cell", "assessed"), [("", "", True), (",assessed", ",yes", True), (",assessed", ",no", False)]
)
def test_a_file_of_skills_says_what_each_asks_for_and_one_of_before_asks_for_an_assessment(
    header: str, cell: str, *, assessed: bool
) -> None:
    found = read_skills(f"{SKILLS}{header}\nSEALING,Sealing,封口,SOP-90,C,2026-01-01,12{cell}\n".encode(), "s.csv")
    assert isinstance(found.body, ImportSkills), found.problems
    assert [row.assessed for row in found.body.rows] == [assessed]

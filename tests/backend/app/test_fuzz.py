"""Whatever comes over HTTP, the server answers with a reason and never with a failure of its own."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.core.result import Ok

from backend.app.app import login_desk
from backend.app.running import running
from backend.app.settings import Settings
from backend.people.entries import DefinePerson
from backend.people.routes import set_secret
from tests.builders.enrolled import enrol, token
from tests.builders.people import person
from tests.builders.serve_process import serving

EXAMPLES = 12
SERVER_FAILURE = 500
OPERATIONS_AT_LEAST = 20
BADGE, PASSWORD = "QH-0001", "copper kettle 9"
Fuzzed = tuple[str, dict[str, str]]


@pytest.fixture(scope="module")
def fuzzed(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fuzzed]:
    """The address of a server of its own, and the headers of an administrator on a device."""
    folder = tmp_path_factory.mktemp("fuzz")
    with serving(module_database_url, folder) as server:
        yield server.url, asyncio.run(_signed_in(server.url, module_database_url, folder))


async def _signed_in(url: str, database_url: str, folder: Path) -> dict[str, str]:
    """Return the headers of an administrator on an enrolled device."""
    async with running(Settings(data=folder), database_url) as server, httpx.AsyncClient(base_url=url) as client:
        headers = await token(client, await enrol(server, client, "H01"))
        body: DefinePerson = person(BADGE, roles=("administrator", "quality", "planner"))
        assert (await server.door.record(body, site="SZ")).outcome == "accepted"
        await set_secret(login_desk(server), BADGE, "password", PASSWORD, site="SZ")
        asked = {"badge": BADGE, "method": "password", "secret": PASSWORD}
        answer = await client.post("/people/grant", json=asked, headers=headers)
        assert answer.status_code == httpx.codes.OK, answer.text
        return {**headers, "X-Unitrail-Grant": answer.json()["grant"]}


def _fails(operation: APIOperation[Any, Any, Any, Any], headers: dict[str, str], mode: GenerationMode) -> list[str]:
    """Return the requests of an operation, valid or broken on purpose, that made the server fail."""
    failures: list[str] = []

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def asked(case: Case[Any]) -> None:
        answer = case.call(headers=headers)
        if answer.status_code >= SERVER_FAILURE:
            failures.append(f"{answer.status_code} {case.as_curl_command()[:600]}")

    with suppress(Unsatisfiable):  # an operation without input cannot be asked wrongly
        asked()
    return failures


@pytest.mark.slow
@pytest.mark.parametrize(
    "mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["as the schema says", "wrong"]
)
@pytest.mark.parametrize("signed_in", [True, False], ids=["administrator", "stranger"])
def test_no_request_makes_the_server_fail(fuzzed: Fuzzed, mode: GenerationMode, *, signed_in: bool) -> None:
    url, headers = fuzzed
    schema = schemathesis.openapi.from_url(f"{url}/schema/openapi.json")
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert len(operations) >= OPERATIONS_AT_LEAST
    failures = [text for operation in operations for text in _fails(operation, headers if signed_in else {}, mode)]
    assert failures == []
    assert httpx.get(f"{url}/health").status_code == httpx.codes.OK

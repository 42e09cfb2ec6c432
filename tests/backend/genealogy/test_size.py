"""Answers with more units than anybody lists: every one of them is in the files, the tree's pages and the counts."""

import csv
import io
import json

import asyncpg
import pytest
from httpx import AsyncClient, Response

from backend.app.running import Running
from backend.genealogy.routes import GenealogyDesk, exports
from backend.genealogy.routes.answers import show_trace
from backend.log.caller import DeviceIdentity
from backend.log.problem import Problem
from backend.material.events import lot_thing
from tests.builders.enrolled import enrol, token
from tests.builders.epcis_standard import violations

MANY = 25_001
LOT = lot_thing("ROLL-1")
THING = '["lot","ROLL-1"]'

# Numbers beside each other do for nodes: no name is asked for by its hash but the lot's.
_FILL = (
    """INSERT INTO row_unit (item, serial, site, node, lot, status, parent, root, stub, holds)
    SELECT 'PUMP', lpad(n::text, 6, '0'), 'SZ', n, NULL, 'built', NULL, n, false, '[]' FROM generate_series(1, $1) n""",
    """INSERT INTO row_node (id, kind, key)
    SELECT n, 'unit', jsonb_build_array('PUMP', lpad(n::text, 6, '0')) FROM generate_series(1, $1) n""",
    """INSERT INTO row_edge (output, n, input, kind, quantity, unit, entry, at, last_at, ended_at)
    SELECT n, 1, $2, 'consume', 1, 'pcs', 'E', '2026-03-01', '2026-03-01', NULL FROM generate_series(1, $1) n""",
    "INSERT INTO row_unit_lot (unit, lot, root) SELECT n, $2, n FROM generate_series(1, $1) n",
)


async def fill(pool: asyncpg.Pool) -> None:
    """A roll that went into 25,001 pumps, one by one. The planner has not counted them yet, as after a long night."""
    for statement in _FILL:
        given = (MANY, LOT.node) if "$2" in statement else (MANY,)
        await pool.execute(statement.replace("$1)", "$1::bigint)").replace("$2", "$2::bigint"), *given)
    await pool.execute("INSERT INTO row_node (id, kind, key) VALUES ($1, 'lot', $2)", LOT.node, '["ROLL-1"]')


async def test_every_one_of_25_001_units_is_counted_listed_paged_and_exported(
    server: Running, client: AsyncClient
) -> None:
    await fill(server.pool)
    headers = await token(client, await enrol(server, client, "H1"))

    async def asked(path: str, **query: str) -> Response:
        answer = await client.get(f"/genealogy/forward{path}", params={"thing": THING} | query, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer

    serials = [f"{n:06}" for n in range(1, MANY + 1)]
    assert (await asked("")).json()["unit_count"] == MANY

    table = (await asked("/units.csv")).text
    assert table.endswith(f"# {MANY} units\r\n")
    assert [row[1] for row in csv.reader(io.StringIO(table)) if row[0] == "PUMP"] == serials

    whole = (await asked("/answer.json")).json()
    assert [unit["serial"] for unit in whole["all_units"]] == serials

    events = json.loads((await asked("/epcis.jsonld")).text)
    made = [each for event in events["epcisBody"]["eventList"] for each in event.get("outputEPCList", [])]
    assert len(set(made)) == MANY
    assert violations(events) == []

    nodes = (await asked("/graph")).json()["nodes"]
    assert sum(node["count"] for node in nodes if node["column"] == "unit") == MANY

    (group,) = (await asked("/children")).json()["children"]
    assert (group["thing"], group["count"]) == (None, MANY)
    paged: list[str] = []
    more = True
    while more:
        after = {"after": paged[-1]} if paged else {}
        page = (await asked("/children", group='["PUMP","built"]', **after)).json()
        paged += [child["thing"]["key"][1] for child in page["children"]]
        more = page["more"]
    assert paged == serials


# Ends whoever reads the units, as a server that goes down would.
_END = """
SELECT pg_terminate_backend(pid) FROM pg_locks WHERE relation = 'row_unit'::regclass AND pid <> pg_backend_pid()
"""
CALLER = DeviceIdentity("D1", "SZ", "desk")


async def test_what_takes_too_long_is_refused_whole_with_its_reason_and_nothing_is_sent(server: Running) -> None:
    """A table that somebody else holds makes every statement wait until its time is over."""
    await fill(server.pool)
    desk = GenealogyDesk(server.pool, server.clock, seconds=0.3)
    query = {"genealogy": desk, "caller": CALLER, "direction": "forward", "thing": THING}
    async with server.pool.acquire() as other, other.transaction():
        await other.execute("LOCK TABLE row_unit IN ACCESS EXCLUSIVE MODE")
        for ask in (show_trace, exports.export_units, exports.export_answer, exports.export_epcis):
            with pytest.raises(Problem) as refused:
                await ask.fn(**query)
            assert (refused.value.status_code, refused.value.code) == (503, "TRACE_TOOK_TOO_LONG")


async def test_a_file_that_breaks_off_has_no_last_line_that_counts(server: Running) -> None:
    await fill(server.pool)
    desk = GenealogyDesk(server.pool, server.clock)
    stream = await exports.export_units.fn(genealogy=desk, caller=CALLER, direction="forward", thing=THING)
    arrived = b""

    async def read() -> None:
        nonlocal arrived
        async for chunk in stream.iterator:
            arrived += chunk
            await server.pool.fetch(_END)

    with pytest.raises(asyncpg.PostgresError):
        await read()
    assert arrived
    assert b"units\r\n" not in arrived

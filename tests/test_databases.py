"""Each test that asks for a database gets one of its own."""

import asyncpg
import pytest


@pytest.mark.parametrize("turn", ["first", "second"])
async def test_a_database_is_empty_whatever_the_test_before_it_left_there(database_url: str, turn: str) -> None:
    connection = await asyncpg.connect(database_url)
    await connection.execute("CREATE TABLE left_behind (turn text)")
    await connection.close()

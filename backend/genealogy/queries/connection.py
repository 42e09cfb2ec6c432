"""How the genealogy is read: one snapshot, a bound on the time of each statement, little memory for what recurses."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Protocol

import asyncpg

STATEMENT_SECONDS = 30
"""A question that takes longer ends with an error that says so; it is never answered in part."""


class Db(Protocol):
    """The part of an asyncpg connection that is used here."""

    async def fetch(self, query: str, *args: object) -> list[Any]: ...  # noqa: D102

    async def fetchval(self, query: str, *args: object) -> Any: ...  # noqa: ANN401, D102 - any column's value

    def cursor(self, query: str, *args: object, prefetch: int = 50) -> Any: ...  # noqa: ANN401, D102 - asyncpg's cursor


@asynccontextmanager
async def bounded(pool: asyncpg.Pool, *, seconds: float = STATEMENT_SECONDS) -> AsyncIterator[Db]:
    """Yield a connection in one read-only snapshot. Raises asyncpg.QueryCanceledError when a statement takes longer.

    4 MB of work memory: with more, the planner sizes the hash of a recursive union for rows that never come.
    """
    async with pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        await db.execute(f"SET LOCAL work_mem = '4MB'; SET LOCAL statement_timeout = {int(seconds * 1000)}")
        yield db

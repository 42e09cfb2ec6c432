"""A migrated database has what the tables declare, and the application's role can only append to the log."""

from typing import Any

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import SQLModel

from backend.app.database import migrate, open_pool
from backend.migrations import all_tables
from backend.migrations.versions.v0001_spine import APPEND_ONLY

assert all_tables.MODULES


async def test_the_migrated_schema_is_the_declared_one(database_url: str) -> None:
    engine = create_async_engine(make_url(database_url).set(drivername="postgresql+asyncpg"))
    async with engine.connect() as connection:
        found = await connection.run_sync(_differences)
    await engine.dispose()
    assert found == []


def _differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, SQLModel.metadata))


def test_migrating_twice_changes_nothing(database_url: str) -> None:
    migrate(database_url)


@pytest.mark.parametrize("table", APPEND_ONLY)
async def test_the_applications_role_can_neither_update_nor_delete_log_rows(database_url: str, table: str) -> None:
    pool = await open_pool(database_url)
    async with pool.acquire() as db:
        for privilege in ("UPDATE", "DELETE", "TRUNCATE"):
            assert not await db.fetchval("SELECT has_table_privilege(current_user, $1, $2)", table, privilege)
            assert not await db.fetchval("SELECT has_any_column_privilege(current_user, $1, 'UPDATE')", table)
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await db.execute(f"DELETE FROM {table}")  # noqa: S608 - the name is the code's own
    await pool.close()

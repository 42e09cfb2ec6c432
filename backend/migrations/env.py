"""Alembic's entry: runs the revisions on the connection that `backend.app.database.migrate` hands in."""

from alembic import context
from sqlalchemy import Connection
from sqlmodel import SQLModel

import backend.migrations.all_tables as _tables  # the metadata is complete only when every folder's tables are imported

assert _tables.MODULES
connection: Connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=SQLModel.metadata)
with context.begin_transaction():
    context.run_migrations()

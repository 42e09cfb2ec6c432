"""Rows that imports have set aside, for whoever has to clear them up with the source of the file."""

import asyncpg
import msgspec

_REJECTS = """
SELECT r.sha256, r.line, r.source, r.value, r.code, r.text, r.entry FROM row_import_reject r
WHERE $1::text IS NULL OR (r.source, r.sha256, r.line) > ($1, $2, $3)
ORDER BY r.source, r.sha256, r.line LIMIT $4
"""


class RejectedRow(msgspec.Struct, frozen=True):
    """A row as it stood in the file, and the code of why it was not taken; ``line`` counts as the reader counts."""

    sha256: str
    line: int
    source: str
    value: str
    code: str
    text: str
    entry: str


async def rejects(
    db: asyncpg.pool.PoolConnectionProxy, *, after: tuple[str, str, int] | None, limit: int
) -> list[RejectedRow]:
    """Return rows that were set aside, by source, file and line, going on after (source, sha256, line)."""
    source, sha256, line = after or (None, None, None)
    return [RejectedRow(**record) for record in await db.fetch(_REJECTS, source, sha256, line, limit)]

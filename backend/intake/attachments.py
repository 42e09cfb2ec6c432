"""Attachments by content hash (P41): the bytes in a folder, their size in the database; stored once."""

import asyncio
import os
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import asyncpg

from backend.log.problem import Problem
from backend.log.verify_attachments import path_of

MAX_ATTACHMENT_BYTES = 20 * 1024 * 1024
_HEX_DIGITS = 64


def checked_path(folder: Path, digest: str) -> Path:
    """Return where an attachment lies; raises Problem 422 for what is no SHA-256."""
    if len(digest) != _HEX_DIGITS or set(digest) - set("0123456789abcdef"):
        raise Problem(422, "ATTACHMENT_HASH", expected="64 lower-case hex digits", found=digest[:80])
    return path_of(folder, digest)


async def store(pool: asyncpg.Pool, folder: Path, digest: str, content: bytes, media_type: str, at: datetime) -> None:
    """Keep the bytes; raises Problem 422 if they have another hash. A second time changes nothing."""
    path = checked_path(folder, digest)
    found = sha256(content).hexdigest()
    if found != digest:
        raise Problem(422, "ATTACHMENT_HASH", expected=digest, found=found)
    await asyncio.to_thread(_write_once, path, content)
    await pool.execute(
        "INSERT INTO attachment (sha256, size, media_type, received_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        digest,
        len(content),
        media_type[:90],
        at,
    )


def _write_once(path: Path, content: bytes) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.{id(content)}.unfinished")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)

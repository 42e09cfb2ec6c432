"""Attachments against the log (P41): the bytes in the folder are what their content hash says, and entries name them.

An entry's bytes are in its device's chain, so a hash that an entry names binds the file's bytes to the log.
"""

import asyncio
import re
from hashlib import file_digest
from pathlib import Path

from backend.log.findings import Findings
from backend.log.reading import Db, rows

_HASH = re.compile(rb'"([0-9a-f]{64})"')


def path_of(folder: Path, digest: str) -> Path:
    """Return where the attachment with a SHA-256 of 64 lower-case hex digits lies."""
    return folder / digest[:2] / digest[2:4] / digest


async def check(db: Db, folder: Path, findings: Findings) -> int:
    """Check every stored attachment and return how many there are; needs a transaction.

    One that no entry names is a note, not a problem: it is uploaded before its entry.
    """
    stored: dict[str, int] = {}
    async for digest, size in rows(db, "SELECT sha256, size FROM attachment ORDER BY sha256"):
        stored[digest] = size
        found = await asyncio.to_thread(_content, path_of(folder, digest))
        findings.expect("ATTACHMENT", f"attachment {digest}", expected=(digest, size), found=found)
    lying = await asyncio.to_thread(_files, folder)
    unnamed = set(stored)
    unstored = lying - set(stored)
    if unnamed or unstored:
        async for (raw,) in rows(db, "SELECT raw FROM entry"):
            named = {digest.decode() for digest in _HASH.findall(raw)}
            unnamed -= named
            for digest in sorted(named & unstored):
                unstored.remove(digest)
                findings.add(
                    "ATTACHMENT", f"attachment {digest}", expected="its row in the database", found="the file alone"
                )
    if unnamed:
        findings.notes.append(f"{len(unnamed)} attachments are not named by any entry (yet): {min(unnamed)} …")
    return len(stored)


def _content(path: Path) -> tuple[str, int] | str:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest(), path.stat().st_size
    except FileNotFoundError:
        return "no file"


def _files(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("??/??/*") if not path.name.endswith(".unfinished")}

"""Files that only the owner may read: written whole and flushed, refused when others may use them."""

import os
import stat
from pathlib import Path
from typing import Final

_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


def write_private(path: Path, content: bytes) -> None:
    """Write a new file of mode 0600; it must not exist."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Flush a folder's own entries."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def shared_mode(path: Path, *, forbidden: int = _OTHERS) -> str | None:
    """Return the mode as octal digits if other accounts may use the path, None if they may not."""
    mode = path.stat().st_mode
    return f"{stat.S_IMODE(mode):04o}" if mode & forbidden else None

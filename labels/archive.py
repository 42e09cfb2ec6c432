"""Writes a ZIP file as a stream: what was added is handed out at once, so an archive of any size needs little memory.
Equal members give equal bytes; one that broke off lacks its directory, so no program takes it for a whole one.
"""

import zipfile

_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP knows: an archive says nothing of when it was made."""


class Archive:
    """Members in the order in which they are added. `taken` returns the bytes that were written since it was asked."""

    def __init__(self) -> None:
        self._sink = _Sink()
        self._zip = zipfile.ZipFile(self._sink, "w")

    def add(self, name: str, content: bytes, *, shrink: bool) -> None:
        """Add a member; ``shrink``: deflated, for what is not compressed yet."""
        member = zipfile.ZipInfo(name, _DAY)
        member.external_attr = 0o644 << 16
        member.compress_type = zipfile.ZIP_DEFLATED if shrink else zipfile.ZIP_STORED
        self._zip.writestr(member, content)

    def close(self) -> None:
        """Write the directory of the members."""
        self._zip.close()

    def taken(self) -> bytes:
        """Return what was written and not yet taken."""
        return self._sink.taken()


class _Sink:
    """Takes what is written, and cannot go back: a member's sizes follow behind it."""

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, part: bytes) -> int:
        self._written += part
        return len(part)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is open."""

    def taken(self) -> bytes:
        part = bytes(self._written)
        self._written.clear()
        return part

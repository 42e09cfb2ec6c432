"""What must stand nowhere: claims only an auditor can make, hosts in locks, one person's folders, hidden clocks."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tidy.tree import files, name

LOCKS = ("requirements.lock", "requirements-dev.lock", "pwa/package-lock.json")
PROSE = {".py", ".ts", ".tsx", ".mjs", ".md", ".json", ".html", ".css", ".toml", ".sql", ".csv", ""}

# We show tampering, we do not prevent it; and whether a company complies is for its auditor to say.
CLAIM = re.compile(r"tamper-?\s?proof|\bcompliant\b|防篡改|不可篡改", re.IGNORECASE)
# The home folders and work folders of whoever wrote this.
SOMEBODYS_FOLDER = re.compile(r"(?<![\w./:*-])/(?:work|root|home|Users)/\w|/tmp/\w+/")
# The checks and their broken examples must spell out what they look for.
OWN_FOLDER = "tests/architecture/"
CLOCK = "backend/app/clock.py"


def claims(root: Path) -> list[str]:
    """No text says "tamper-proof" or "compliant", in either language."""
    return [f"{place}: says {match!r}" for place, match in _matches(root, CLAIM)]


def somebodys_folders(root: Path) -> list[str]:
    """No text points into a folder of one person's machine."""
    return [f"{place}: points at {match!r}" for place, match in _matches(root, SOMEBODYS_FOLDER)]


def hosts_in_locks(root: Path) -> list[str]:
    """A lock names packages and hashes; where they come from is the installer's own affair."""
    return [
        f"{lock}:{number}: names a host; remake it with ./run lock"
        for lock in LOCKS
        if (root / lock).is_file()
        for number, line in enumerate((root / lock).read_text().splitlines(), start=1)
        if "://" in line
    ]


def hidden_clocks(root: Path) -> list[str]:
    """Nobody but the clock lifts ruff's ban on reading the time and drawing ids.

    A test may, line by line and with a reason: it plays the world outside, whose time the product is handed.
    """
    return [
        f"{name(root, path)}:{number}: lifts the ban on reading the clock; only {CLOCK} may"
        for path in files(root, ".py", below=("backend", "sync", "labels"))
        if name(root, path) != CLOCK
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if re.search(r"#\s*(noqa|ruff:).*TID251", line)
    ]


def _matches(root: Path, pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    for path in files(root):
        where = name(root, path)
        if path.suffix not in PROSE or path.suffix == ".lock" or where.startswith(OWN_FOLDER):
            continue
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), start=1):
            for match in pattern.finditer(line):
                yield f"{where}:{number}", match.group()

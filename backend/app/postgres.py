"""Runs PostgreSQL as our own child process, so that a demo or a small site needs no database server.

A site that has a server sets DATABASE_URL, and nothing here is used.
"""

import asyncio
import fcntl
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from urllib.parse import quote

from backend.app.postgres_binaries import (
    Binaries,
    PostgresUnavailableError,
    closed_ancestor,
    find_binaries,
    reachable_copy,
    server_account,
)
from backend.app.postgres_pidfile import POLL_SECONDS, OrphanError, ServerStatus, read_port, read_status, stop_orphan

SUPERUSER = "postgres"
START_SECONDS = 60.0
STOP_SECONDS = 60.0
PORT_ATTEMPTS = 3
SOCKET_PATH_BYTES_MAX = 80  # the system's limit is 107 with the file name
LOG_TAIL_CHARACTERS = 600
BUILTIN_LOCALE_SINCE = 17

SETTINGS: Mapping[str, str] = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    "max_wal_size": "1GB",
    "password_encryption": "scram-sha-256",
}


class EmbeddedPostgres:
    """One PostgreSQL cluster in ``folder``, which it owns: cluster, superuser password, log, lock.

    Listens on 127.0.0.1 (a free port unless one is given), and on a socket in ``folder`` where the path is short
    enough. Blocking; ``async with`` does the same in a thread. Raises PostgresUnavailableError with a reason.
    """

    def __init__(
        self,
        folder: Path,
        *,
        port: int | None = None,
        settings: Mapping[str, str] | None = None,
        binaries: Path | None = None,
    ) -> None:
        self.folder = folder.resolve()
        self.port = port or 0
        self._fixed_port = port is not None
        self._settings = {**SETTINGS, **(settings or {})}
        self._preferred_binaries = binaries
        self._account = server_account()
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: IO[str] | None = None

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own data directory."""
        return self.folder / "cluster"

    @property
    def log_file(self) -> Path:
        """Where the server's messages go."""
        return self.folder / "postgres.log"

    def dsn(self, *, database: str = "postgres", role: str = SUPERUSER, password: str | None = None) -> str:
        """A ``postgresql://`` address over TCP; without ``password``, the superuser's is used."""
        secret = password if password is not None else (self.folder / "password").read_text()
        return f"postgresql://{quote(role)}:{quote(secret, safe='')}@127.0.0.1:{self.port}/{quote(database)}"

    def start(self) -> None:
        """Create the cluster if there is none, start the server, return when it answers."""
        if self._process is not None:
            raise PostgresUnavailableError(f"PostgreSQL in {self.folder} was already started by this object.")
        self._prepare_folder()
        self._take_lock()
        try:
            binaries = reachable_copy(find_binaries(self._preferred_binaries), self.folder)
            if not self.cluster.exists():
                self._create_cluster(binaries)
            stop_orphan(self.cluster, patience_seconds=STOP_SECONDS)
            self._start_server(binaries)
        except OrphanError as still_running:
            self._release_lock()
            raise PostgresUnavailableError(str(still_running)) from still_running
        except BaseException:
            self._release_lock()
            raise

    def join(self) -> bool:
        """Use the server that another process of ours runs in this folder; say whether there is one."""
        if not (self.folder / "lock").exists():
            return False
        with (self.folder / "lock").open("r") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                self.port = read_port(self.cluster) or 0
                return self.port > 0
            return False

    def stop(self) -> None:
        """Stop the server cleanly: sessions are ended, everything committed is on disk."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.send_signal(signal.SIGQUIT)
                self._process.wait()
            self._process = None
        self._release_lock()

    def _prepare_folder(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o755)
        closed = closed_ancestor(self.folder.parent)
        if closed is not None and self._account.is_other:
            raise PostgresUnavailableError(
                f"PostgreSQL does not run as root, and its account cannot enter {closed}. "
                "Choose a data folder elsewhere, or start Unitrail as a normal user."
            )
        self._account.give(self.folder)

    def _take_lock(self) -> None:
        """Held by this process while it lives, so a server without a lock holder is an orphan."""
        self._lock = (self.folder / "lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._release_lock()
            raise PostgresUnavailableError(
                f"The data folder {self.folder} is in use by another Unitrail process. Stop that one first."
            ) from None

    def _release_lock(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _create_cluster(self, binaries: Binaries) -> None:
        """Made beside its place and renamed, so that an interrupted attempt leaves no half cluster."""
        unfinished = self.folder / "cluster.unfinished"
        password_file = self.folder / "password"
        password_file.touch(mode=0o600)
        password_file.write_text(secrets.token_urlsafe(24))
        self._account.give(password_file)
        shutil.rmtree(unfinished, ignore_errors=True)
        place = ["-D", str(unfinished), "-U", SUPERUSER, f"--pwfile={password_file}"]
        answer = subprocess.run(
            [binaries.folder / "initdb", *place, *_initdb_options(binaries.major)],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
            user=self._account.uid,
            group=self._account.gid,
            extra_groups=[] if self._account.is_other else None,
        )
        if answer.returncode != 0:
            raise PostgresUnavailableError(f"initdb failed in {self.folder}: {answer.stderr.strip()}")
        unfinished.rename(self.cluster)

    def _start_server(self, binaries: Binaries) -> None:
        for attempt in range(1, PORT_ATTEMPTS + 1):
            if not self._fixed_port:
                self.port = _free_port()
            self._process = self._spawn(binaries)
            if self._wait_until_ready(self._process):
                return
            self._process = None
            # Between choosing a free port and listening on it, someone else may have taken it.
            if self._fixed_port or attempt == PORT_ATTEMPTS:
                tail = self.log_file.read_text(errors="replace")[-LOG_TAIL_CHARACTERS:]
                raise PostgresUnavailableError(f"PostgreSQL did not start on port {self.port}:\n{tail}")

    def _spawn(self, binaries: Binaries) -> subprocess.Popen[bytes]:
        short_enough = len(os.fsencode(self.folder)) <= SOCKET_PATH_BYTES_MAX
        settings = {**self._settings, "unix_socket_directories": str(self.folder) if short_enough else ""}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with self.log_file.open("ab") as log:
            return subprocess.Popen(
                [binaries.folder / "postgres", "-D", self.cluster, "-p", str(self.port), *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,  # Ctrl-C is ours to handle: the server stops last
                user=self._account.uid,
                group=self._account.gid,
                extra_groups=[] if self._account.is_other else None,
            )

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> bool:
        deadline = time.monotonic() + START_SECONDS
        while process.poll() is None:
            if read_status(self.cluster) == ServerStatus(process=process.pid, ready=True):
                return True
            if time.monotonic() > deadline:
                process.send_signal(signal.SIGQUIT)
                process.wait()
            time.sleep(POLL_SECONDS)
        return False

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    async def __aenter__(self) -> Self:
        await asyncio.to_thread(self.start)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self.stop)


def _initdb_options(major: int) -> list[str]:
    """Text is UTF-8 and sorted by code point on every machine, whichever locales it has."""
    options = ["-E", "UTF8", "--data-checksums", "--auth=scram-sha-256"]
    if major >= BUILTIN_LOCALE_SINCE:
        return [*options, "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    return [*options, "--locale=C.UTF-8"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

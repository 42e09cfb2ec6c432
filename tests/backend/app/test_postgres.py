"""The embedded PostgreSQL starts anywhere it can, and says why where it cannot."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from backend.app.postgres import EmbeddedPostgres
from backend.app.postgres_binaries import (
    SHARED_STATE,
    PostgresUnavailableError,
    closed_ancestor,
    cluster_folder_for,
    find_binaries,
)
from backend.app.postgres_pidfile import read_status

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root hands the server to another account")


@pytest.fixture(scope="module")
def open_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="unitrail-tests-") as scratch:
        Path(scratch).chmod(0o755)
        yield Path(scratch)


@pytest.fixture(scope="module")
def running(open_folder: Path) -> Iterator[EmbeddedPostgres]:
    with EmbeddedPostgres(open_folder / "shared") as server:
        yield server


@pytest.fixture
def private_folder(tmp_path: Path) -> Path:
    tmp_path.chmod(0o700)
    return tmp_path


async def ask(url: str, question: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(question)
    finally:
        await connection.close()


async def test_it_answers_over_tcp_with_the_superuser_password(running: EmbeddedPostgres) -> None:
    assert await ask(running.dsn(), "SELECT 1") == 1


async def test_it_refuses_a_wrong_password(running: EmbeddedPostgres) -> None:
    with pytest.raises(asyncpg.InvalidPasswordError):
        await ask(running.dsn(password="wrong"), "SELECT 1")


async def test_it_checks_its_pages_and_sorts_by_code_point(running: EmbeddedPostgres) -> None:
    assert await ask(running.dsn(), "SHOW data_checksums") == "on"
    assert await ask(running.dsn(), "SELECT 'a' < 'B'") is False
    assert await ask(running.dsn(), "SELECT lower('Ä')") == "ä"


async def test_it_keeps_its_data_over_a_restart(open_folder: Path) -> None:
    async with EmbeddedPostgres(open_folder / "restart") as server:
        await ask(server.dsn(), "CREATE TABLE kept AS SELECT 42 AS answer")
    async with EmbeddedPostgres(open_folder / "restart") as server:
        assert await ask(server.dsn(), "SELECT answer FROM kept") == 42


def test_a_folder_in_use_is_refused_with_a_reason(running: EmbeddedPostgres) -> None:
    with pytest.raises(PostgresUnavailableError, match="in use by another Unitrail process"):
        EmbeddedPostgres(running.folder).start()


def test_a_taken_port_is_reported_with_what_the_server_said(open_folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        server = EmbeddedPostgres(open_folder / "port", port=taken.getsockname()[1])
        with pytest.raises(PostgresUnavailableError, match=r"(?s)did not start on port .*Address already in use"):
            server.start()


def test_a_server_whose_owner_was_killed_is_replaced(open_folder: Path) -> None:
    folder = open_folder / "orphan"
    script = "import pathlib, sys; from backend.app.postgres import EmbeddedPostgres as E\n"
    script += "E(pathlib.Path(sys.argv[1])).start(); print('up', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", script, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path.cwd()
    ) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == b"up\n"
        owner.send_signal(signal.SIGKILL)
    left_over = read_status(folder / "cluster")
    assert left_over is not None
    with EmbeddedPostgres(folder):
        replacement = read_status(folder / "cluster")
        assert replacement is not None
        assert replacement.process != left_over.process


def test_a_cluster_folder_that_everyone_may_enter_stays_where_it_was_wanted(open_folder: Path) -> None:
    assert cluster_folder_for(open_folder / "data") == open_folder / "data"


@AS_ROOT
def test_as_root_a_private_folder_is_refused_by_name(private_folder: Path) -> None:
    assert closed_ancestor(private_folder / "data") is not None
    with pytest.raises(PostgresUnavailableError, match="cannot enter"):
        EmbeddedPostgres(private_folder / "data").start()


@AS_ROOT
def test_as_root_a_private_folder_has_a_stable_substitute(private_folder: Path) -> None:
    substitute = cluster_folder_for(private_folder / "data")
    assert substitute.parent == SHARED_STATE
    assert substitute == cluster_folder_for(private_folder / "data")


@AS_ROOT
async def test_as_root_binaries_in_a_private_folder_are_copied_to_where_they_can_run(
    open_folder: Path, private_folder: Path
) -> None:
    package = find_binaries().folder.parent.parent
    (private_folder / package.name).symlink_to(package)
    private = private_folder / package.name / "pginstall" / "bin"
    if not private.exists():
        pytest.skip("this PostgreSQL is not a wheel's")
    async with EmbeddedPostgres(open_folder / "copied", binaries=private) as server:
        assert await ask(server.dsn(), "SELECT 1") == 1


def test_a_missing_postgresql_is_reported_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(PostgresUnavailableError, match="Set DATABASE_URL"):
        find_binaries(tmp_path)

"""./run test runs every stage in order, stops at the first that fails, and says where it stopped."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.planting import plant

ROOT = Path(__file__).parents[2]
# Stands in for each tool: notes how it was called, and fails when it was told to.
TOOL = '#!/bin/sh\necho "${0##*/} $*" >>"$CALLS"\ncase "${0##*/} $*" in *"$FAIL"*) exit 1 ;; esac\n'
STAGES = [
    "ruff check",
    "ruff format --check",
    "mypy ",
    "lint-imports ",
    "node node_modules/.bin/biome check --error-on-warnings .",
    "node node_modules/.bin/tsc --noEmit",
    "node tools/check-dependencies.mjs",
    "node node_modules/.bin/vitest run",
    "pytest tests",
    "pytest e2e",
]


def stamp(file: Path) -> str:
    return subprocess.run(["cksum"], input=file.read_bytes(), capture_output=True, check=True).stdout.decode().strip()  # noqa: S607


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout that is already set up, with stand-ins for the tools."""
    shutil.copy(ROOT / "run", tmp_path)
    tools = ("python", "ruff", "mypy", "lint-imports", "node", "npm", "pytest")
    plant(tmp_path, {f".venv/bin/{tool}": TOOL for tool in tools})
    for tool in tools:
        (tmp_path / ".venv/bin" / tool).chmod(0o755)
    plant(tmp_path, {"requirements.lock": "a", "requirements-dev.lock": "a b", "pwa/package-lock.json": "{}"})
    plant(tmp_path, {".venv/installed": f"requirements-dev.lock {stamp(tmp_path / 'requirements-dev.lock')}"})
    plant(tmp_path, {"pwa/node_modules/.installed": stamp(tmp_path / "pwa/package-lock.json")})
    plant(tmp_path, {"e2e/test_receive.py": ""})
    return tmp_path


def run(checkout: Path, *words: str, fail: str = "nothing") -> tuple[int, list[str], str]:
    """The exit code, how the tools were called, and what was said. UNITRAIL_CHROMIUM: any program will do here."""
    calls = checkout / "calls"
    known = {"PYTHON": sys.executable, "UNITRAIL_CHROMIUM": "/bin/sh", "CALLS": str(calls), "FAIL": fail}
    answer = subprocess.run(
        [checkout / "run", *words], env={**os.environ, **known}, capture_output=True, text=True, check=False
    )
    called = [call for call in calls.read_text().splitlines() if not call.startswith("python")]
    return answer.returncode, called, answer.stdout + answer.stderr


def test_every_stage_runs_in_order(checkout: Path) -> None:
    code, called, _ = run(checkout, "test")
    assert (code, called) == (0, STAGES)


@pytest.mark.parametrize("position", range(len(STAGES)))
def test_the_first_stage_that_fails_is_the_last_that_runs(checkout: Path, position: int) -> None:
    code, called, said = run(checkout, "test", fail=STAGES[position])
    assert (code, called) == (1, STAGES[: position + 1])
    assert "FAILED: " in said.splitlines()[-1]


def test_arguments_go_to_pytest_alone(checkout: Path) -> None:
    code, called, _ = run(checkout, "test", "tests/sync", "-k", "p07")
    assert (code, called) == (0, ["pytest tests/sync -k p07"])


def test_a_changed_lock_is_installed_again_with_hashes(checkout: Path) -> None:
    (checkout / "requirements-dev.lock").write_text("a b c")
    run(checkout, "setup")
    installs = [call for call in (checkout / "calls").read_text().splitlines() if "pip install" in call]
    assert len(installs) == 2
    assert "--require-hashes" in installs[0]
    assert "-r requirements-dev.lock" in installs[0]


def test_an_unknown_command_lists_the_known_ones(checkout: Path) -> None:
    plant(checkout, {"calls": ""})
    code, called, said = run(checkout, "dmo")
    assert (code, called) == (2, [])
    assert "./run demo" in said

"""Each tool of ./run test, under this project's own settings, passes sound code and rejects broken code."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.planting import plant

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
NODE = BIN / "node"
NPM_BIN = ROOT / "pwa/node_modules/.bin"

EMPTY_PYTHON = '"""Exists, for the checks to read."""\n'
SOUND_PYTHON = f'{EMPTY_PYTHON}\n\ndef add(left: int, right: int) -> int:\n    """Sum."""\n    return left + right\n'
SOUND_TYPESCRIPT = "export function add(left: number, right: number): number {\n  return left + right;\n}\n"


def outcome(command: list[str | Path], folder: Path) -> tuple[bool, str]:
    """Whether the command passed, and what it said."""
    answer = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return answer.returncode == 0, answer.stdout + answer.stderr


@pytest.fixture
def python_tree(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    folders = ("backend", "backend/app", "backend/intake", "backend/migrations", "backend/log", "labels", "sync")
    plant(tmp_path, {f"{folder}/__init__.py": "" for folder in folders})
    plant(tmp_path, {"sync/adding.py": SOUND_PYTHON})
    return tmp_path


@pytest.fixture
def pwa_tree(tmp_path: Path) -> Path:
    for settings in ("biome.json", "tsconfig.json", "vitest.config.ts", "vite.config.ts", ".dependency-cruiser.mjs"):
        shutil.copy(ROOT / "pwa" / settings, tmp_path)
    shutil.copy(ROOT / "pwa/package.json", tmp_path)
    shutil.copytree(ROOT / "pwa/tools", tmp_path / "tools")
    (tmp_path / "node_modules").symlink_to(ROOT / "pwa/node_modules")
    plant(tmp_path, {"src/sync/adding.ts": SOUND_TYPESCRIPT})
    return tmp_path


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("import uuid\n\nX = uuid.uuid4()\n", "TID251"),
        ("from datetime import UTC, datetime\n\nX = datetime.now(UTC)\n", "TID251"),
        ("import time\n\nX = time.time()\n", "TID251"),
        ("def add(left, right):\n    return left + right\n", "ANN001"),
        ("from .adding import add\n\n__all__ = ['add']\n", "TID252"),
    ],
)
def test_ruff_rejects(python_tree: Path, text: str, rule: str) -> None:
    command: list[str | Path] = [BIN / "ruff", "check", "--no-cache", "--output-format=concise"]
    assert outcome(command, python_tree) == (True, "All checks passed!\n")
    plant(python_tree, {"sync/broken.py": text})
    passed, said = outcome(command, python_tree)
    assert not passed
    assert "sync/broken.py:" in said
    assert f" {rule} " in said


def test_ruff_format_rejects_another_layout(python_tree: Path) -> None:
    command: list[str | Path] = [BIN / "ruff", "format", "--check", "--no-cache"]
    assert outcome(command, python_tree)[0]
    plant(python_tree, {"sync/broken.py": "x   =  'a'\n"})
    assert not outcome(command, python_tree)[0]


def test_mypy_rejects_a_wrong_type_and_a_missing_one(python_tree: Path) -> None:
    plant(python_tree, {"sync/wrong.py": "from sync.adding import add\n\nx: str = add(1, 2)\n"})
    plant(python_tree, {"sync/untyped.py": "def f(x):\n    return x\n"})
    command: list[str | Path] = [BIN / "mypy", "sync"]
    passed, said = outcome(command, python_tree)
    assert not passed
    assert "sync/wrong.py:3: error: Incompatible types" in said
    assert "sync/untyped.py:1: error: Function is missing a type annotation" in said
    assert "Found 2 errors in 2 files" in said


IMPORTS = [
    ("libraries", {"sync/broken.py": "import backend.app\n"}),
    ("libraries", {"labels/broken.py": "import sync.adding\n"}),
    ("libraries-are-pure", {"labels/broken.py": "import sqlalchemy\n"}),
    ("order", {"backend/people/__init__.py": "", "backend/log/broken.py": "import backend.people\n"}),
    ("order", {"backend/receiving/__init__.py": "import backend.shipping\n", "backend/shipping/__init__.py": ""}),
    ("order", {"backend/unplaced/__init__.py": ""}),
    (
        "inside-a-folder",
        {"backend/people/__init__.py": "", "backend/people/rules.py": "import backend.people.tables\n"},
    ),
    ("inside-a-folder", {"backend/people/__init__.py": "", "backend/people/rules.py": "import backend.people.apply\n"}),
    ("pure-files", {"backend/people/__init__.py": "", "backend/people/state.py": "import sqlalchemy\n"}),
    ("pure-files", {"backend/people/__init__.py": "", "backend/people/apply.py": "import random\n"}),
    ("pure-files", {"backend/people/__init__.py": "", "backend/people/rules.py": "import sync.far\n"}),
    ("pure-files-touch-no-files", {"backend/people/__init__.py": "", "backend/people/events.py": "import pathlib\n"}),
    ("no-cycles", {"sync/one.py": "import sync.two\n", "sync/two.py": "import sync.one\n"}),
    ("tables", {"backend/people/__init__.py": "", "backend/people/routes.py": "import backend.people.tables\n"}),
]
FOR_IMPORTS = {
    "backend/people/tables.py": "",
    "backend/people/apply.py": "",
    "backend/people/queries.py": "import backend.people.tables\n",
    "sync/far.py": "import secrets\n",
    "backend/intake/store.py": "import backend.people.tables\n",
    "backend/people/rules.py": "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    import sync.adding\n",
    "backend/people/__init__.py": "",
}


def test_import_linter_passes_what_is_sound(python_tree: Path) -> None:
    plant(python_tree, FOR_IMPORTS)
    passed, said = outcome([BIN / "lint-imports", "--no-cache"], python_tree)
    assert passed, said
    assert "8 kept, 0 broken" in said


@pytest.mark.parametrize(("contract", "tree"), IMPORTS)
def test_import_linter_rejects(python_tree: Path, contract: str, tree: dict[str, str]) -> None:
    plant(python_tree, FOR_IMPORTS)
    plant(python_tree, tree)
    passed, said = outcome([BIN / "lint-imports", "--no-cache", "--contract", contract], python_tree)
    assert not passed
    assert "0 kept, 1 broken" in said


def test_import_linter_counts_imports_made_for_types_only(python_tree: Path) -> None:
    guarded = "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    import backend.app\n"
    plant(python_tree, {"sync/broken.py": guarded})
    passed, said = outcome([BIN / "lint-imports", "--no-cache", "--contract", "libraries"], python_tree)
    assert not passed
    assert "0 kept, 1 broken" in said


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("export const x = 'a'\n", "format"),
        ("export const x: any = 1;\n", "noExplicitAny"),
        ("export function f(): void {\n  Promise.resolve(1);\n}\n", "noFloatingPromises"),
        ("export function f(): void {\n" + "  Math.max(1);\n" * 51 + "}\n", "noExcessiveLinesPerFunction"),
    ],
)
def test_biome_rejects(pwa_tree: Path, text: str, rule: str) -> None:
    command: list[str | Path] = [NODE, NPM_BIN / "biome", "check", "--error-on-warnings", "src"]
    passed, said = outcome(command, pwa_tree)
    assert passed, said
    plant(pwa_tree, {"src/sync/broken.ts": text})
    passed, said = outcome(command, pwa_tree)
    assert not passed
    assert rule in said


def test_tsc_rejects_an_index_that_may_be_absent_and_an_unused_name(pwa_tree: Path) -> None:
    command: list[str | Path] = [NODE, NPM_BIN / "tsc", "--noEmit"]
    plant(
        pwa_tree,
        {"src/sync/broken.ts": "export function f(a: string[]): string {\n  const b = 1;\n  return a[0];\n}\n"},
    )
    passed, said = outcome(command, pwa_tree)
    assert not passed
    assert "broken.ts(3,3): error TS2322" in said
    assert "broken.ts(2,9): error TS6133" in said
    assert said.count("error") == 2


def test_dependency_cruiser_rejects_each_forbidden_import(pwa_tree: Path) -> None:
    imports = {
        "sync/a": "./b",
        "sync/b": "./a",
        "sync/c": "../ui/button",
        "scan/a": "preact",
        "items/a": "../people/card",
        "ui/a": "../people/card",
        "people/b": "../app/start",
        "sync/d": "fast-check",
        "sync/e": "./gone",
    }
    plant(pwa_tree, {"src/ui/button.ts": "", "src/people/card.ts": "", "src/app/start.ts": ""})
    plant(pwa_tree, {f"src/{importer}.ts": f'import "{imported}";\n' for importer, imported in imports.items()})
    passed, said = outcome([NODE, ROOT / "pwa/tools/check-dependencies.mjs", pwa_tree], pwa_tree)
    assert not passed
    assert "no-cycles: src/sync/a.ts -> src/sync/b.ts -> src/sync/a.ts" in said
    assert "core-knows-no-screen: src/sync/c.ts -> src/ui/button.ts" in said
    assert "core-knows-no-screen: src/scan/a.ts -> " in said
    assert "capabilities-are-strangers: src/items/a.ts -> src/people/card.ts" in said
    assert "ui-knows-no-capability: src/ui/a.ts -> src/people/card.ts" in said
    assert "app-is-the-top: src/people/b.ts -> src/app/start.ts" in said
    assert "product-imports-no-tool: src/sync/d.ts -> " in said
    assert "resolvable: src/sync/e.ts -> ./gone" in said
    assert "8 violations" in said


def test_dependency_cruiser_passes_what_is_sound(pwa_tree: Path) -> None:
    passed, said = outcome([NODE, ROOT / "pwa/tools/check-dependencies.mjs", pwa_tree], pwa_tree)
    assert (passed, said) == (True, "1 modules read, 0 violations\n")


def test_dependency_cruiser_fails_when_it_read_nothing(pwa_tree: Path) -> None:
    shutil.rmtree(pwa_tree / "src/sync")
    passed, said = outcome([NODE, ROOT / "pwa/tools/check-dependencies.mjs", pwa_tree], pwa_tree)
    assert not passed
    assert "read no module" in said


def test_vitest_fails_when_a_test_fails_and_when_there_is_none(pwa_tree: Path) -> None:
    command: list[str | Path] = [NODE, NPM_BIN / "vitest", "run"]
    passed, said = outcome(command, pwa_tree)
    assert not passed
    assert "No test files found" in said
    test = 'import { expect, it } from "vitest";\n\nit("adds", () => {\n  expect(1).toBe(2);\n});\n'
    plant(pwa_tree, {"src/sync/adding.test.ts": test})
    passed, said = outcome(command, pwa_tree)
    assert not passed
    assert "1 failed" in said

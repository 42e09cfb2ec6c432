"""What the product imports is what pyproject.toml says it depends on, so that the runtime lock is enough."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.architecture.planting import plant
from tests.architecture.tidy.tree import files, name

ROOT = Path(__file__).parents[2]
OWN = {"backend", "labels", "sync"}
# Run by hand to make a table or a font; what they need may come from the dev group.
SCRIPTS = re.compile(r"(^|/)build_\w+\.py$")


def declared(root: Path) -> set[str]:
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    return {normal(re.split(r"[^\w.-]", each)[0]) for each in project["dependencies"]}


def normal(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def undeclared_imports(root: Path) -> list[str]:
    known = packages_distributions()
    allowed = declared(root)
    return [
        f"{name(root, path)}: imports {module}, which pyproject.toml does not declare"
        for path in files(root, ".py", below=sorted(OWN))
        if not SCRIPTS.search(name(root, path))
        for module in imported(path)
        if module not in OWN | sys.stdlib_module_names
        if allowed.isdisjoint(normal(each) for each in known.get(module, []))
    ]


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


WITHOUT_THE_REST = """
import importlib, pkgutil, sys
hidden = set(sys.argv[2:])

class Hidden:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name.split(".")[0] in hidden:
            raise ModuleNotFoundError(f"{name} is not in requirements.lock", name=name)

sys.meta_path.insert(0, Hidden)
for package in sys.argv[1].split(","):
    for module in pkgutil.walk_packages([package], f"{package}."):
        last = module.name.split(".")[-1]
        if not last.startswith("build_") and last not in ("env", "__main__"):
            importlib.import_module(module.name)
"""
"""Imports every module of the packages of the first argument, as where the modules of the other arguments are not
installed; a script that runs when it is imported is left out."""


def only_for_development(root: Path) -> set[str]:
    """Top-level modules of installed packages that requirements.lock does not install."""
    lock = (root / "requirements.lock").read_text()
    locked = {normal(each) for each in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    known = packages_distributions()
    return {module for module, by in known.items() if locked.isdisjoint(map(normal, by))} - OWN - {"pip", "tests"}


def test_the_runtime_lock_is_enough_to_import_the_whole_product() -> None:
    """A declared package may need another one only where it is used so: SQLAlchemy's asyncio needs greenlet."""
    hidden = sorted(only_for_development(ROOT))
    assert "pytest" in hidden
    command = [sys.executable, "-c", WITHOUT_THE_REST, ",".join(sorted(OWN)), *hidden]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_product_imports_only_what_it_declares() -> None:
    assert undeclared_imports(ROOT) == []


def test_an_undeclared_import_is_found(tmp_path: Path) -> None:
    plant(tmp_path, {"pyproject.toml": '[project]\ndependencies = ["python-jose[cryptography]>=3.5"]\n'})
    plant(tmp_path, {"sync/token.py": "import json\nfrom jose import jwt\nimport sync.chain\nimport hypothesis\n"})
    plant(tmp_path, {"labels/build_table.py": "import hypothesis\n"})
    assert undeclared_imports(tmp_path) == [
        "sync/token.py: imports hypothesis, which pyproject.toml does not declare",
    ]

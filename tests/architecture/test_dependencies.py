"""What the product imports is what pyproject.toml says it depends on, so that the runtime lock is enough."""

import ast
import re
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


def test_the_product_imports_only_what_it_declares() -> None:
    assert undeclared_imports(ROOT) == []


def test_an_undeclared_import_is_found(tmp_path: Path) -> None:
    plant(tmp_path, {"pyproject.toml": '[project]\ndependencies = ["python-jose[cryptography]>=3.5"]\n'})
    plant(tmp_path, {"sync/token.py": "import json\nfrom jose import jwt\nimport sync.chain\nimport hypothesis\n"})
    plant(tmp_path, {"labels/build_table.py": "import hypothesis\n"})
    assert undeclared_imports(tmp_path) == [
        "sync/token.py: imports hypothesis, which pyproject.toml does not declare",
    ]

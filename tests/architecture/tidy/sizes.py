"""Nothing grows past what one can read at once. Biome measures TypeScript functions; the rest is measured here."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tidy.tree import code, is_test, name

MODULE_LINES_MAX = 300
TEST_MODULE_LINES_MAX = 400
FUNCTION_LINES_MAX = 50


def module_lengths(root: Path) -> list[str]:
    """A module has at most 300 lines, a test module 400."""
    findings = []
    for path in code(root):
        length = len(path.read_text().splitlines())
        longest = TEST_MODULE_LINES_MAX if is_test(path) else MODULE_LINES_MAX
        if length > longest:
            findings.append(f"{name(root, path)}: {length} lines, at most {longest}")
    return findings


def function_lengths(root: Path) -> list[str]:
    """A Python function has at most 50 lines, its docstring included."""
    return [
        f"{name(root, path)}:{function.lineno}: {function.name} has {length} lines, at most {FUNCTION_LINES_MAX}"
        for path in code(root)
        if path.suffix == ".py"
        for function, length in _functions(path)
        if length > FUNCTION_LINES_MAX
    ]


def _functions(path: Path) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, int]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield node, node.end_lineno - node.lineno + 1

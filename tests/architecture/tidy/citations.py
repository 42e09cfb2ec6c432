"""What is promised in one place is shown in another: protocol rules by tests, codes and decisions by pages."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tidy.tree import files, is_test, name

PROTOCOL = "sync/PROTOCOL.md"
CODES = "sync/codes"
CODES_PAGE = "docs/codes.md"
RULE = re.compile(r"^\*\*P(\d+)\.?\*\*", re.MULTILINE)
CITATION = re.compile(r"(?<![a-z0-9])p(\d+)(?![a-z0-9])", re.IGNORECASE)
TYPESCRIPT_TITLE = re.compile(r"\b(?:it|test|describe)(?:\.\w+)*\s*(?:\([^()]*\)\s*)?\(\s*([\"'`])(.*?)\1", re.DOTALL)
ENFORCED_BY = ("Enforced by", "**Enforced by")
BACKTICKED = re.compile(r"`([^`]+)`")


def uncited_rules(root: Path) -> list[str]:
    """Every numbered rule of the protocol is cited by a test's name or docstring, in Python or TypeScript."""
    rules = {int(number) for number in RULE.findall((root / PROTOCOL).read_text())}
    cited = {int(number) for text in _test_texts(root) for number in CITATION.findall(text)}
    return [f"{PROTOCOL}: no test cites P{number:02}" for number in sorted(rules - cited)]


def codes_without_a_page(root: Path) -> list[str]:
    """Every refusal and exception code is explained in both languages."""
    page = (root / CODES_PAGE).read_text() if (root / CODES_PAGE).is_file() else ""
    findings = []
    for file in files(root, ".json", below=(CODES,)):
        for code in json.loads(file.read_text()):
            findings += [
                f"{CODES_PAGE}: {code['code']} has no {language} text; remake the page"
                for language in ("en", "zh")
                if f"`{code['code']}`" not in page or not code[language]["what"] or code[language]["what"] not in page
            ]
    return findings


def unenforced_decisions(root: Path) -> list[str]:
    """A decision record names the check that enforces it, and the check exists."""
    findings = []
    for record in files(root, ".md", below=("docs/decisions",)):
        enforced = [line for line in record.read_text().splitlines() if line.startswith(ENFORCED_BY)]
        paths = [path for line in enforced for path in BACKTICKED.findall(line) if "/" in path or "." in path]
        if not paths:
            findings.append(f"{name(root, record)}: no line 'Enforced by `path`'")
        findings += [f"{name(root, record)}: {path} does not exist" for path in paths if not (root / path).exists()]
    return findings


def _test_texts(root: Path) -> Iterator[str]:
    for path in files(root, ".py", ".ts", ".tsx", below=("tests", "e2e", "pwa/src")):
        if not is_test(path):
            continue
        if path.suffix == ".py":
            yield from _python_texts(path)
        else:
            yield from (title for _, title in TYPESCRIPT_TITLE.findall(path.read_text()))


def _python_texts(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield node.name.replace("_", " ")
            yield ast.get_docstring(node) or ""

"""What README and the admin's page tell people to type and to open is there."""

import re
import shlex
from pathlib import Path

import pytest

from backend.app.cli import parser

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "docs/admin.md")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
UNITRAIL = re.compile(r"(?:\.venv/bin/)?unitrail ((?:log|device|import|udi|serve|demo|openapi|codes)[^`\n]*)")
RUN = re.compile(r"\./run ([a-z]+)")


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    file = ROOT / page
    missing = [link for link in LINK.findall(file.read_text()) if not (file.parent / link).exists()]
    assert not missing


@pytest.mark.parametrize("page", PAGES)
def test_every_run_command_exists(page: str) -> None:
    script = (ROOT / "run").read_text()
    commands = set(RUN.findall((ROOT / page).read_text()))
    assert commands
    for command in commands:
        assert re.search(rf"^\./run {command}\b", script, re.MULTILINE), command


def test_every_unitrail_command_is_understood() -> None:
    text = "\n".join((ROOT / page).read_text() for page in PAGES)
    commands = [found.rstrip(".;)") for found in UNITRAIL.findall(text)]
    assert len(commands) > 5
    for command in commands:
        words = shlex.split(command.replace("POSITION", "1").replace("OLD", "1").replace("NEW", "2").replace("…", "x"))
        parser().parse_args(words)


def test_the_folders_named_in_the_readme_exist() -> None:
    table = re.findall(r"^\| (`[^|]+`) \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    folders = [name for cell in table for name in re.findall(r"`([^`]+)`", cell)]
    assert len(folders) > 6
    assert not [name for name in folders if not (ROOT / name).exists()]

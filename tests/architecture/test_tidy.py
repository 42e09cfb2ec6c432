"""The rules of the architecture that no tool checks, checked on this very tree."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sync import catalogue
from tests.architecture.tidy import citations, names, sizes, words

ROOT = Path(__file__).parents[2]

CHECKS: list[Callable[[Path], list[str]]] = [
    names.capability_files,
    names.forbidden_names,
    names.pwa_folders,
    sizes.module_lengths,
    sizes.function_lengths,
    words.claims,
    words.somebodys_folders,
    words.hosts_in_locks,
    words.hidden_clocks,
    citations.uncited_rules,
    citations.codes_without_a_page,
    citations.unenforced_decisions,
]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_this_tree_is_tidy(check: Callable[[Path], list[str]]) -> None:
    findings = check(ROOT)
    if findings:
        pytest.fail("\n".join([str(check.__doc__), *findings]), pytrace=False)


def test_the_page_of_codes_is_what_the_catalogue_makes_of_itself() -> None:
    """``./run format`` remakes it."""
    assert catalogue.codes()
    assert (ROOT / citations.CODES_PAGE).read_text().strip() == catalogue.markdown().strip()

from collections import Counter
from typing import Any

import pytest

from labels.texts import LANGUAGES, TERMS, TEXTS
from labels.udi_report import report
from tests.labels.gs1_vectors import cases, compact

CASES = cases()
SHOWN_ELSEWHERE = {
    # tests/backend/app/test_cli_udi.py
    "ELEMENTS_NOT_WRITABLE",
    "ISSUER_UNKNOWN",
    "LINE_NOT_ELEMENTS",
    "LINE_NOT_STRING",
    "LINK_NOT_WRITABLE",
    "EPC_SCHEME_OTHER",  # tests/labels/test_epc.py
    "READINGS_CUT",  # tests/labels/test_readings.py
}


@pytest.mark.parametrize("case", CASES, ids=[f"{case['group']}: {case['name']}" for case in CASES])
def test_the_report_is_what_the_vector_says(case: dict[str, Any]) -> None:
    answer = compact(report(case["text"], year=case["year"]))
    assert answer == case["expect"]


def test_there_are_at_least_600_vectors_each_with_its_own_name() -> None:
    names = Counter((case["group"], case["name"]) for case in CASES)
    assert len(names) >= 600
    assert [name for name, count in names.items() if count > 1] == []


def test_every_code_of_the_catalogue_is_produced_by_a_vector() -> None:
    produced = {
        code for case in CASES for kind in ("errors", "warnings") for code, _start, _end in case["expect"][kind]
    }
    produced |= {code for case in cases("epc") for code, _start, _end in case["expect"]["errors"]}
    assert produced == set(TEXTS) - SHOWN_ELSEWHERE


def test_every_span_lies_within_its_text() -> None:
    outside = [
        case["name"]
        for case in CASES
        for _code, start, end in case["expect"]["errors"] + case["expect"]["warnings"]
        if not 0 <= start <= end <= len(case["text"])
    ]
    assert outside == []


@pytest.mark.parametrize("case", [case for case in CASES if not case["expect"]["ok"]], ids=lambda case: case["name"])
def test_every_problem_is_told_in_both_languages_without_open_places(case: dict[str, Any]) -> None:
    for problem in report(case["text"], year=case["year"])["errors"]:
        for language in LANGUAGES:
            sentence = problem["message"][language]
            assert sentence
            assert not any(place in sentence for place in ("{ai}", "{expected}", "{found}"))


def test_sentences_neither_plead_nor_shout() -> None:
    sentences = [sentence for texts in (TEXTS, TERMS) for words in texts.values() for sentence in words.values()]
    assert [s for s in sentences if "!" in s or "！" in s or "请" in s or "please" in s.lower()] == []

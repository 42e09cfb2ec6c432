import json
from typing import Any

import pytest

from backend.app.cli_udi import run

SHAPE = [
    "ok", "symbology", "issuer", "elements", "di", "lot", "serial", "expiry", "expiry_day_given", "production",
    "ambiguous", "errors",
]  # fmt: skip


def answers(*lines: str) -> list[dict[str, Any]]:
    written: list[str] = []
    assert run(lines, written.append, year=2026) == 0
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in written)
    return [json.loads(line) for line in written]


def test_a_scanned_label_is_reported_in_the_promised_shape() -> None:
    [answer] = answers('"]d201095212340000131126030117290200' + '10FG260301\\u001d21SN0001"\n')
    assert list(answer) == SHAPE
    assert answer["ok"]
    assert (answer["di"], answer["lot"], answer["serial"]) == ("09521234000013", "FG260301", "SN0001")
    assert (answer["expiry"], answer["expiry_day_given"], answer["production"]) == ("2029-02-28", False, "2026-03-01")
    assert answer["elements"][0] == {"ai": "01", "value": "09521234000013"}


def test_an_error_has_its_code_its_span_and_both_languages() -> None:
    [answer] = answers('"09521234000014"')
    [error] = answer["errors"]
    assert list(answer) == SHAPE
    assert (error["code"], error["start"], error["end"]) == ("CHECK_DIGIT_WRONG", 0, 14)
    assert "calculated 3, found 4" in error["message"]["en"]
    assert "计算为 3，实际为 4" in error["message"]["zh"]


NOT_A_STRING = ["", "\n", "01", "null", '["a"]', "[" * 100_000, '"no end', '"bad \\x escape"', '"two" "strings"']


@pytest.mark.parametrize("line", [*NOT_A_STRING, '"raw \x1d control"'])
def test_a_line_that_is_not_one_json_string_gives_an_error_and_no_crash(line: str) -> None:
    [answer] = answers(line)
    assert list(answer) == SHAPE
    assert not answer["ok"]
    assert [error["code"] for error in answer["errors"]] == ["LINE_NOT_STRING"]


def test_every_line_has_its_answer_in_order() -> None:
    assert [answer["ok"] for answer in answers('"09521234000013"', "nonsense", '"095212340000000013"')] == [
        True,
        False,
        True,
    ]


def test_a_text_with_half_a_surrogate_pair_is_answered_in_writable_text() -> None:
    written: list[str] = []
    run(['"0109521234000013\\u001d10A\\ud800"'], written.append, year=2026)
    written[0].encode("utf-8")


def test_a_spelled_separator_is_a_warning() -> None:
    [answer] = answers('"[01]09521234000013[10]A<GS>B"')
    assert answer["ok"]
    assert [warning["code"] for warning in answer["warnings"]] == ["SEPARATOR_LITERAL"]


def test_a_lot_that_could_be_two_elements_is_ambiguous_unless_separators_are_known_to_be_sent() -> None:
    written: list[str] = []
    line = '"010952123400001310A21B"'
    run([line], written.append, year=2026)
    run([line], written.append, year=2026, separators_sent=True)
    unsure, sure = (json.loads(answer) for answer in written)
    assert (unsure["ok"], unsure["lot"], len(unsure["ambiguous"])) == (False, None, 2)
    assert (sure["ok"], sure["lot"], sure["ambiguous"]) == (True, "A21B", [])

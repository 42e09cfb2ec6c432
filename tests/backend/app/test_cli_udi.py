import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from backend.app.cli import main
from backend.app.cli_udi_lines import (
    Answer,
    answer_lines,
    encode_line,
    epc_line,
    link_line,
    lint_line,
    parse_line,
)

YEAR = 2026

SHAPE = [
    "ok", "symbology", "issuer", "elements", "di", "lot", "serial", "expiry", "expiry_day_given", "production",
    "ambiguous", "errors",
]  # fmt: skip


PARSE = partial(parse_line, year=YEAR)


def answers(*lines: str, answer: Callable[[str], Answer] = PARSE) -> list[dict[str, Any]]:
    written: list[str] = []
    assert answer_lines(lines, written.append, answer) == 0
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
    answer_lines(['"0109521234000013\\u001d10A\\ud800"'], written.append, partial(parse_line, year=YEAR))
    written[0].encode("utf-8")


def test_a_spelled_separator_is_a_warning() -> None:
    [answer] = answers('"[01]09521234000013[10]A<GS>B"')
    assert answer["ok"]
    assert [warning["code"] for warning in answer["warnings"]] == ["SEPARATOR_LITERAL"]


def test_a_lot_that_could_be_two_elements_is_ambiguous_unless_separators_are_known_to_be_sent() -> None:
    line = '"010952123400001310A21B"'
    [unsure] = answers(line)
    [sure] = answers(line, answer=partial(parse_line, year=YEAR, separators_sent=True))
    assert (unsure["ok"], unsure["lot"], len(unsure["ambiguous"])) == (False, None, 2)
    assert (sure["ok"], sure["lot"], sure["ambiguous"]) == (True, "A21B", [])


def test_every_agency_is_named_or_none() -> None:
    lines = [
        "09521234000013",
        "+H373VBJR062502A3F",
        "=/A9999XYZ100T0944",
        "MA.156.M0.100001.10000017",
        "AHM0883123456789",
    ]
    named = [answer["issuer"] for answer in answers(*(json.dumps(line) for line in [*lines, "HELLO"]))]
    assert named == ["GS1", "HIBC", "ICCBBA", "MA", "AHM", None]


LINT = {
    "09521234000013": [],
    '"09521234000013"': [],
    "09521234000014": ["CHECK_DIGIT_WRONG"],
    "": ["VALUE_TOO_SHORT"],
    "null": ["VALUE_TOO_SHORT"],
}


@pytest.mark.parametrize(("line", "codes"), LINT.items(), ids=str)
def test_values_of_one_identifier_are_checked_as_they_stand(line: str, codes: list[str]) -> None:
    [answer] = answers(line + "\n", answer=partial(lint_line, ai="01", year=YEAR))
    assert [error["code"] for error in answer["errors"]] == codes
    assert answer["ok"] == (codes == [])
    assert answer["ai"] == "01"


CODES = [
    "]d201095212340000131126030117290200" + "10FG260301\x1d21SN0001",
    "+H373ABC1231/$$3290228LOT1/16D20260301/SSN0001C",
    "=/A9999XYZ100T0944=,000025=A99971312345600=>014032=%5100",
    "MA.156.M0.100001.10000017.L240301.X1.E270228",
    "AHM0883123456789",
]


@pytest.mark.parametrize("text", CODES)
def test_what_was_read_is_written_again(text: str) -> None:
    [report] = answers(json.dumps(text))
    [written] = answers(json.dumps(report), answer=partial(encode_line, year=YEAR))
    assert (written["ok"], written["errors"]) == (True, [])
    again = parse_line(json.dumps(("]d2" if report["issuer"] == "GS1" else "") + written["text"]), year=YEAR)
    assert again["elements"] == report["elements"]
    assert again.get("unknown") == report.get("unknown")


NOT_WRITABLE = {
    "": "LINE_NOT_ELEMENTS",
    "[" * 100_000: "LINE_NOT_ELEMENTS",
    '{"issuer": "GS1"}': "LINE_NOT_ELEMENTS",
    '{"issuer": "NDC", "elements": []}': "ISSUER_UNKNOWN",
    '{"issuer": "GS1", "elements": []}': "TEXT_EMPTY",
    '{"issuer": "GS1", "elements": [{"ai": "01", "value": "1"}]}': "ELEMENTS_NOT_WRITABLE",
    '{"issuer": "GS1", "elements": [{"ai": "01", "value": "09521234000014"}]}': "CHECK_DIGIT_WRONG",
    '{"issuer": "HIBC", "elements": [{"ai": "$", "value": "A"}]}': "ELEMENTS_NOT_WRITABLE",
    '{"issuer": "HIBC", "elements": [{"ai": "+", "value": "a"}]}': "ELEMENTS_NOT_WRITABLE",
    '{"issuer": "HIBC", "elements": []}': "ELEMENTS_NOT_WRITABLE",
    '{"issuer": "ICCBBA", "elements": []}': "ELEMENTS_NOT_WRITABLE",
    '{"issuer": "ICCBBA", "elements": [{"ai": "x", "value": "1"}]}': "ELEMENTS_NOT_WRITABLE",
    '{"issuer": "MA", "elements": [{"ai": "L", "value": "1"}]}': "ELEMENTS_NOT_WRITABLE",
    '{"issuer": "MA", "elements": [{"ai": "MA", "value": "1"}, {"ai": "L", "value": "1.2"}]}': "ELEMENTS_NOT_WRITABLE",
    '{"issuer": "AHM", "elements": [{"ai": "MA", "value": "1"}]}': "ELEMENTS_NOT_WRITABLE",
    '{"issuer": "AHM", "elements": [{"ai": "AHM", "value": "1"}]}': "NOT_RECOGNISED",
}


@pytest.mark.parametrize(("line", "code"), NOT_WRITABLE.items(), ids=lambda value: value[:60])
def test_what_cannot_be_written_is_answered_with_its_reason(line: str, code: str) -> None:
    [answer] = answers(line, answer=partial(encode_line, year=YEAR))
    assert (answer["ok"], answer["text"]) == (False, None)
    assert [error["code"] for error in answer["errors"]] == [code]


def test_a_code_becomes_a_link_and_a_link_a_code() -> None:
    link = partial(link_line, year=YEAR, stem="https://example.com/q")
    [made] = answers('"[01]09521234000013[17]290228[10]A/B[21]1"', answer=link)
    assert made["link"] == "https://example.com/q/01/09521234000013/10/A%2FB/21/1?17=290228"
    [back] = answers(json.dumps(made["link"]), answer=link)
    assert back["element_string"] == "010952123400001310A/B\x1d211\x1d17290228"
    assert back["link"] == made["link"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[91]ABC", "LINK_NOT_WRITABLE"),
        ("+H373VBJR062502A3F", "NOT_RECOGNISED"),
        ("https://example.com", "LINK_WITHOUT_KEY"),
        ("[01]09521234000014", "CHECK_DIGIT_WRONG"),
    ],
)
def test_what_is_no_link_is_answered_with_its_reason(text: str, code: str) -> None:
    [answer] = answers(json.dumps(text), answer=partial(link_line, year=YEAR))
    assert (answer["ok"], answer["link"]) == (False, None)
    assert [error["code"] for error in answer["errors"]] == [code]


def test_a_tag_becomes_a_code_and_a_code_a_tag() -> None:
    epc = partial(epc_line, year=YEAR, filter_value=3)
    [made] = answers('"[01]80614141123458[21]6789"', answer=epc)
    assert (made["hex"], made["tag_uri"]) == ("3074257BF7194E4000001A85", "urn:epc:tag:sgtin-96:3.0614141.812345.6789")
    [back] = answers(json.dumps(made["hex"]), answer=epc)
    assert back["element_string"] == "018061414112345821" + "6789"
    assert (back["di"], back["serial"]) == ("80614141123458", "6789")


@pytest.mark.parametrize("answer", [link_line, epc_line])
def test_a_line_that_is_no_string_is_answered(answer: Callable[..., Answer]) -> None:
    [given] = answers("7", answer=partial(answer, year=YEAR))
    assert [error["code"] for error in given["errors"]] == ["LINE_NOT_STRING"]


def test_an_identifier_that_does_not_exist_and_an_address_that_is_none_fail_with_a_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["udi", "lint", "05"]) == 1
    assert main(["udi", "link", "--stem", "nowhere"]) == 1
    assert capsys.readouterr().err.count("unitrail: ") == 2


def test_a_file_is_read_line_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "codes").write_text('"09521234000013"\nnonsense\n', "utf-8")
    assert main(["udi", "parse", str(tmp_path / "codes")]) == 0
    assert [json.loads(line)["ok"] for line in capsys.readouterr().out.splitlines()] == [True, False]

import json

import pytest

from labels.ai_table import AI_LENGTHS, PREDEFINED_LENGTHS, RULES, matches
from labels.build_ai_table import RULES_SOURCE, TABLE, SourceDisagreementError, build, from_packages
from labels.linters import CHECKS


def test_all_541_current_identifiers_are_there() -> None:
    assert len(RULES) == 541
    assert {"00", "01", "10", "11", "17", "21", "240", "3105", "4326", "7003", "8013", "8200", "99"} <= set(RULES)


def test_no_identifier_is_the_beginning_of_another() -> None:
    assert [(one, other) for one in RULES for other in RULES if one != other and other.startswith(one)] == []


def test_two_digits_tell_how_long_an_identifier_is() -> None:
    assert [ai for ai in RULES if AI_LENGTHS[ai[:2]] != len(ai)] == []


def test_a_predefined_length_is_that_of_identifier_and_value() -> None:
    fixed = [rule for rule in RULES.values() if not rule.separator]
    assert {rule.ai[:2] for rule in fixed} == set(PREDEFINED_LENGTHS) - {"04", "14", "18", "19"}
    for rule in fixed:
        assert rule.length_min == rule.length_max == PREDEFINED_LENGTHS[rule.ai[:2]] - len(rule.ai)


def test_only_a_last_component_varies_in_length_and_none_after_an_optional_one_is_mandatory() -> None:
    for rule in RULES.values():
        assert all(part.min == part.max for part in rule.parts[:-1])
        flags = [part.optional for part in rule.parts]
        assert flags == sorted(flags)
        assert not flags[0]


def test_every_required_or_excluded_pattern_names_a_current_identifier() -> None:
    patterns = {pattern for rule in RULES.values() for choice in rule.requires for pattern in choice}
    patterns |= {pattern for rule in RULES.values() for pattern in rule.excludes}
    assert len(patterns) > 60
    assert [pattern for pattern in patterns if not any(matches(pattern, ai) for ai in RULES)] == []


def test_every_check_in_the_table_is_written_and_every_written_check_is_used() -> None:
    assert {check for rule in RULES.values() for part in rule.parts for check in part.checks} == set(CHECKS)


def test_a_family_pattern_matches_its_members_only() -> None:
    assert matches("31nn", "3103")
    assert matches("310n", "3103")
    assert not matches("310n", "3113")
    assert not matches("31nn", "310")
    assert not matches("3103", "3104")


def test_the_committed_table_is_what_the_packages_say() -> None:
    assert TABLE.read_text("utf-8") == from_packages()


def test_packages_that_disagree_stop_the_script() -> None:
    row = {"ai": "01", "separator_required": False}
    with pytest.raises(SourceDisagreementError, match="only one package knows"):
        build(RULES_SOURCE.read_text("utf-8"), [row])


def test_a_separator_stated_otherwise_stops_the_script() -> None:
    rows = [{"ai": ai, "separator_required": rule.separator != (ai == "10")} for ai, rule in RULES.items()]
    with pytest.raises(SourceDisagreementError, match="separator of AI 10"):
        build(RULES_SOURCE.read_text("utf-8"), rows)


def test_the_file_says_who_made_it() -> None:
    assert "build_ai_table.py" in json.loads(TABLE.read_text("utf-8"))["note"]

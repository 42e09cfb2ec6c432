from typing import Any

import msgspec
import pytest

from labels.templates.check import check
from labels.templates.market import market_findings, printed
from labels.templates.market_rules import RULES, Market, Rule
from labels.templates.model import SymbolElement, Template
from labels.templates.shipped import shipped
from tests.labels.label_data import EXAMPLES, UNIT, with_element

EVERY = [rule for rules in RULES.values() for rule in rules]
SHOWN = [rule for rule in EVERY if rule.checked == "shown"]


def without(*ids: str) -> Template:
    """The unit label without these elements."""
    template = shipped()["LT-UNIT"]
    assert set(ids) <= {element.id for element in template.elements}
    return msgspec.structs.replace(template, elements=tuple(e for e in template.elements if e.id not in ids))


def lacking(rule: Rule) -> Template:
    """The unit label without whatever meets the rule."""
    template = shipped()["LT-UNIT"]
    meets = [
        element.id
        for element in template.elements
        if not printed(msgspec.structs.replace(template, elements=(element,))).isdisjoint(rule.any_of)
    ]
    return without(*meets)


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: f"{rule.market}-{rule.en[:30]}")
def test_each_requirement_is_found_missing_with_its_clause_and_only_where_it_is_missing(rule: Rule) -> None:
    def named(template: Template) -> list[str]:
        return [f.severity for f in market_findings(template, [rule.market]) if rule.en in f.en and rule.clause in f.en]

    assert named(shipped()["LT-UNIT"]) == []
    assert named(lacking(rule)) == (["warn"] if rule.depends else ["stop"])


@pytest.mark.parametrize("rule", EVERY, ids=lambda rule: f"{rule.market}-{rule.en[:30]}")
def test_each_requirement_says_how_it_is_checked_and_only_what_is_looked_for_names_fields(rule: Rule) -> None:
    assert bool(rule.any_of) == (rule.checked == "shown")
    assert rule.clause
    assert rule.en != rule.zh


def test_what_holds_only_beside_something_else_is_asked_only_then() -> None:
    sterile = [element.id for element in shipped()["LT-UNIT"].elements if element.when == "sterile"]
    found = [finding.en for finding in check(without(*sterile), {**UNIT, "sterile": ""}, 203, "EU")]
    assert len(found) == 1
    assert "the sterile state and the method" in found[0]


@pytest.mark.parametrize(
    ("market", "removed", "named"),
    [("US", ("udi_symbol", "udi_hri"), "UDI is missing"), ("CN", ("udi_hri",), "plain text is missing")],
)
def test_a_label_without_its_udi_is_found(market: Market, removed: tuple[str, ...], named: str) -> None:
    assert any(named in finding.en for finding in check(without(*removed), UNIT, 203, market))


def test_what_one_market_demands_is_not_asked_of_another() -> None:
    assert check(without("registration"), UNIT, 203, "US") == ()


def test_a_date_in_print_must_be_in_the_udi() -> None:
    (symbol,) = [e for e in shipped()["LT-UNIT"].elements if isinstance(e, SymbolElement)]
    fewer = tuple(binding for binding in symbol.elements if binding.ai != "17")
    findings = check(with_element(shipped()["LT-UNIT"], "udi_symbol", elements=fewer), UNIT, 203, "US")
    assert ["AI 17" in finding.en for finding in findings] == [True]


def test_a_label_for_inside_is_asked_nothing_of_any_market() -> None:
    assert check(shipped()["LT-LOCATION"], EXAMPLES["LT-LOCATION"], 203, "CN") == ()


@pytest.mark.parametrize(
    ("box", "found"),
    [
        ({"width_um": 12_400, "height_um": 5_000}, []),
        ({"width_um": 12_000}, ["warn"]),
        ({"height_um": 4_900}, ["warn"]),
        ({"width_um": 5_000, "height_um": 13_000, "turn": 90, "x_um": 61_000, "y_um": 41_400}, []),
    ],
)
def test_a_ce_marking_lower_than_5_mm_is_pointed_out(box: dict[str, Any], found: list[str]) -> None:
    template = with_element(without("sterile_barrier_sign"), "ce_sign", **box)
    findings = check(template, UNIT, 203)
    assert [finding.severity for finding in findings if finding.code == "TEMPLATE_CE_SMALL"] == found

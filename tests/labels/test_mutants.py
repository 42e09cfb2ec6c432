"""Each rule is switched off in turn, and the vectors must notice: a rule that no vector misses would guard nothing."""

import re
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from labels import (
    ai_table,
    associations,
    device_label,
    digital_link,
    element_string,
    epc,
    epc_hex,
    epc_schemes,
    epc_uri,
    gs1_text,
    hibc,
    hibc_secondary,
    iccbba,
    identity_builder,
    label_dates,
    link_pairs,
    ma,
    readings,
    udi,
    values,
)
from labels.epc import read_epc
from labels.epc_report import reported_epc
from labels.linters import CHECKS
from labels.udi_report import report
from tests.labels.gs1_vectors import cases, compact

Switch = Callable[[pytest.MonkeyPatch], None]

ANYTHING = re.compile(r".*", re.DOTALL)
NEVER = re.compile(r"(?!)")
CASES = cases()
TAGS = cases("epc")


def notices() -> bool:
    """Return whether any vector has another answer than it should (an exception is one too)."""
    return any(_differs(_text_differs, case) for case in CASES) or any(_differs(_tag_differs, case) for case in TAGS)


def _text_differs(case: dict[str, Any]) -> bool:
    return bool(compact(report(case["text"], year=case["year"])) != case["expect"])


def _tag_differs(case: dict[str, Any]) -> bool:
    answer, expect = reported_epc(read_epc(case["text"], year=case["year"])), case["expect"]
    errors = [[error["code"], error["start"], error["end"]] for error in answer["errors"]]
    return bool(errors != expect["errors"]) or any(answer[name] != expect[name] for name in ("hex", "uri", "tag_uri"))


def _differs(differs: Callable[[dict[str, Any]], bool], case: dict[str, Any]) -> bool:
    try:
        return differs(case)
    except Exception:  # noqa: BLE001  (a rule that is missing may let anything through)
        return True


def without(check: str) -> Switch:
    """Return the switch that takes one named check out of every Application Identifier."""

    def switch(patch: pytest.MonkeyPatch) -> None:
        kept = {
            ai: tuple(one for one in checks if one[2] is not CHECKS[check])
            for ai, checks in values.CONTENT_CHECKS.items()
        }
        patch.setattr(values, "CONTENT_CHECKS", kept)

    return switch


def given(module: Any, name: str, value: Any) -> Switch:  # noqa: ANN401
    """Return the switch that puts `value` in the place of a name of a module."""
    return lambda patch: patch.setattr(module, name, value)


def ruled(**change: Any) -> Switch:  # noqa: ANN401
    """Return the switch that changes the same field of every rule of the table."""

    def switch(patch: pytest.MonkeyPatch) -> None:
        changed = {ai: msgspec.structs.replace(rule, **change) for ai, rule in ai_table.RULES.items()}
        for module in (associations, element_string, readings, digital_link):
            patch.setattr(module, "RULES", changed)
        associations.pair_faults.cache_clear()

    return switch


SWITCHES: dict[str, Switch] = {
    **{f"check {name}": without(name) for name in CHECKS if name not in ("gcppos1", "gcppos2")},
    "length and characters of a value": ruled(pattern=ANYTHING),
    "what an identifier requires": ruled(requires=()),
    "what an identifier excludes": ruled(excludes=()),
    "an identifier twice": given(associations, "repeats", lambda _elements: []),
    "where a separator ends a value": ruled(separator=False),
    "qualifiers of a link": ruled(link_key=()),
    "attributes of a link": ruled(link_attribute=True),
    "order of qualifiers": given(digital_link, "_in_order", lambda _names, _choice: True),
    "characters of a web address": given(digital_link, "_FOREIGN", NEVER),
    "percent escapes": given(link_pairs, "_ESCAPE", re.compile(r"%(..)?")),
    "check digit of a key alone": given(gs1_text, "has_check_digit", lambda _digits: True),
    "check digit in the short cut": given(device_label, "has_check_digit", lambda _digits: True),
    "all readings without a separator": given(gs1_text, "may_have_others", lambda _value: False),
    "a measure of a fixed item is not offered": given(readings, "_measures_a_fixed_item", lambda _elements: False),
    "a spelled separator": given(gs1_text, "LITERAL_SEPARATOR", NEVER),
    "greatest length of a text": given(udi, "TEXT_LENGTH_MAX", 10**6),
    "carriers of GS1 data": given(udi, "is_gs1_carrier", lambda _symbology: True),
    "HIBC check character": given(hibc, "check_character", lambda _text: " "),
    "HIBC primary data": given(hibc, "PRIMARY", ANYTHING),
    "HIBC characters": given(hibc, "_FOREIGN", NEVER),
    "HIBC supplements": given(hibc, "_VALUE", ANYTHING),
    "HIBC lot and serial": given(hibc_secondary, "_NUMBER", ANYTHING),
    "HIBC dates": given(hibc_secondary, "_FORMS", {}),
    "HIBC quantities": given(hibc_secondary, "_QUANTITY_LENGTHS", {}),
    "a day that does not exist": given(label_dates, "days_in_month", lambda _year, _month: 31),
    "a month that does not exist": given(label_dates, "MONTHS", 99),
    "an hour that does not exist": given(label_dates, "_HOURS", 99),
    "a minute that does not exist": given(label_dates, "_MINUTES", 99),
    "a field that contradicts": given(identity_builder.IdentityBuilder, "state", lambda *_: None),
    "a date that contradicts": given(identity_builder.IdentityBuilder, "state_date", lambda *_: None),
    "no identity beside a wrong check": given(identity_builder, "_WHOLE_TEXT_FAULTS", frozenset()),
    "ISBT 128 structures": given(iccbba, "_STRUCTURES", {}),
    "check value of a donation": given(iccbba, "donation_check", lambda _number: 0),
    "flags that are a check value": given(iccbba, "_CHECK_FLAGS", range(60, 60)),
    "MA device identifier": given(ma, "_DEVICE", re.compile(r"MA\.([0-9]*).?(M0)?.?([^.]*)\.([^.]*)")),
    "MA lot and serial": given(ma, "_SHAPES", {}),
    "MA dates": given(ma, "_FORMS", {}),
    "serial that fits a tag": given(epc_schemes, "holds_serial", lambda _scheme, _serial: True),
    "serial that fits a tag URI": given(epc_uri, "holds_serial", lambda _scheme, _serial: True),
    "characters of a URI": given(epc_uri, "_TEXT", ANYTHING),
    "company prefix of a URI": given(epc_uri, "_PREFIX", ANYTHING),
    "characters of a text serial": given(epc_hex, "_TEXT", ANYTHING),
    "asset reference that fits a tag": given(epc_hex, "is_number", lambda _text, _bits: True),
    "format of a tag's elements": given(epc, "check_value", lambda _rule, _value, **_: None),
}
for _name in ("=/", "=)", "=,", "=<", "=+", "&)", "&,1", "="):
    SWITCHES[f"shape of {_name}"] = given(
        iccbba,
        "_STRUCTURES",
        iccbba._STRUCTURES | {_name: iccbba._STRUCTURES[_name]._replace(shape=ANYTHING)},  # noqa: SLF001
    )


@pytest.mark.parametrize("switch", SWITCHES.values(), ids=SWITCHES.keys())
def test_a_rule_that_is_switched_off_is_missed_by_a_vector(switch: Switch, monkeypatch: pytest.MonkeyPatch) -> None:
    label_dates.read_label_date.cache_clear()
    try:
        switch(monkeypatch)
        assert notices()
    finally:
        monkeypatch.undo()
        associations.pair_faults.cache_clear()
        label_dates.read_label_date.cache_clear()


def test_with_every_rule_on_no_vector_differs() -> None:
    assert not notices()

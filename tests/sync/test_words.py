"""Values of closed sets that codes carry are said in words, in both languages, by the app and by the server."""

import string
from typing import get_args

from backend.equipment.rules.readiness import (
    CALIBRATION_LAPSED,
    MAINTENANCE_DUE,
    NOT_CALIBRATED,
    NOT_CLEAN,
    NOT_QUALIFIED,
    OUT_OF_TOLERANCE,
    RETIRED,
)
from backend.production.entries import Bucket
from backend.production.rules.loads import DECIDED, PHASES
from sync.catalogue import Text, code, codes, worded, words

REASONS = {
    CALIBRATION_LAPSED,
    MAINTENANCE_DUE,
    NOT_CALIBRATED,
    NOT_CLEAN,
    NOT_QUALIFIED,
    OUT_OF_TOLERANCE,
    RETIRED,
}


def names(text: Text) -> set[str]:
    whole = f"{text.what} {text.why} {text.now}"
    return {name for _, name, _, _ in string.Formatter().parse(whole) if name}


def test_every_code_that_takes_words_is_in_the_catalogue_with_that_name() -> None:
    for name, of in words().used.items():
        assert name in codes(), name
        for key, chosen in of.items():
            assert key in names(code(name).en) & names(code(name).zh), (name, key)
            assert chosen in words().sets, (name, chosen)


def test_every_value_of_a_closed_set_has_its_words_in_both_languages() -> None:
    sets = words().sets
    assert set(sets["readiness"]) == REASONS
    assert set(sets["bucket"]) == set(get_args(Bucket))
    assert set(sets["load"]) == {*PHASES, *DECIDED}
    for of in sets.values():
        for value, told in of.items():
            assert set(told) == {"en", "zh"}, value
            assert told["zh"] != value, value


def test_a_value_nobody_has_a_word_for_stays_as_it_is() -> None:
    detail = {"reasons": "not_clean, something_new", "equipment": "not_clean", "step": 90}
    assert worded("EQUIPMENT_NOT_READY", detail, "zh") == {
        "reasons": "未清洁, something_new",
        "equipment": "not_clean",
        "step": "90",
    }
    assert worded("LOT_UNKNOWN", {"lot": "good"}, "zh") == {"lot": "good"}

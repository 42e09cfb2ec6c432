"""Whatever can be recorded and whatever can then be true has a name that a person reads, in both languages."""

import re
from pathlib import Path

import pytest

from backend.app.registry import build_registry

CATALOGUES = Path(__file__).parents[2] / "pwa/src/ui/i18n"


def names_in(text: str) -> set[str]:
    """Return the keys of messages that take no value, in a piece of a catalogue."""
    return set(re.findall(r'^ +(\w+): \(\) =>\s+"[^"]+",$', text, re.MULTILINE))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_event_has_a_name_in_the_histories_of_the_desk(language: str) -> None:
    text = (CATALOGUES / "desk" / language / "log.ts").read_text()
    named = names_in(text.partition("  events: {\n")[2].partition("\n  },\n")[0] + "\n")
    assert named == {each.type.name for each in build_registry().events}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_entry_has_a_name_in_the_lists_of_records(language: str) -> None:
    named = names_in((CATALOGUES / "record" / f"{language}.ts").read_text())
    assert named == {each.type.name for each in build_registry().entries}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_value_of_an_event_has_a_name_in_the_histories_of_the_desk(language: str) -> None:
    named = names_in((CATALOGUES / "desk" / language / "log-names.ts").read_text())
    structs = (each.type.struct for each in build_registry().events)
    assert {field for struct in structs for field in struct.__struct_fields__} <= named

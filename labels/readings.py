"""Every way to read an element string whose separators were lost on the way from the scanner.
Without a separator the end of a lot is not in the data: people choose from all readings, software never guesses.
"""

import re
from collections.abc import Sequence

import msgspec

from labels.ai_table import AI_LENGTHS, RULES, SEPARATOR, Rule
from labels.associations import check_associations
from labels.element import Element
from labels.element_string import read_raw
from labels.values import check_value

READINGS_MAX = 50
"""How many readings are listed; a person will not compare more."""
ATTEMPTS_MAX = 5_000
"""How many values are tried before the search gives up and says so."""
ELEMENTS_MAX = 100
"""How many elements a reading may have; a symbol of the greatest size holds fewer that differ."""

LITERAL_SEPARATOR = re.compile(r"<(?:GS|FNC1|F1)>", re.IGNORECASE)
"""Texts that misconfigured scanners send in place of the separator; each is legal data as well."""

_MAY_BE_AI = re.compile("(?:" + "|".join(sorted(AI_LENGTHS)) + ").", re.DOTALL)
_TRADE_MEASURES = ("31", "32", "35", "36")
_VARIABLE_MEASURE_INDICATOR = "9"


class Readings(msgspec.Struct):
    """All readings found, the standard's own first; `cut` if there may be more than are listed."""

    found: list[list[Element]]
    cut: bool = False


def may_have_others(value: str) -> bool:
    """Return whether `value`, read to the end of the text, could hold another AI or a separator spelled out.

    A quick look that spares most labels the search; True promises nothing, False is certain.
    """
    if _MAY_BE_AI.search(value, 1) is None:
        return LITERAL_SEPARATOR.search(value) is not None
    for position in range(1, len(value) - 2):
        length = AI_LENGTHS.get(value[position : position + 2])
        rule = RULES.get(value[position : position + length]) if length else None
        if rule is not None and rule.pattern.match(value, position + len(rule.ai)):
            return True
    return LITERAL_SEPARATOR.search(value) is not None


def all_readings(text: str, head: Sequence[Element], *, start: int, year: int) -> Readings:
    """Return every consistent reading of `text`, of which `head` (up to offset `start`) is certain.

    A reading is consistent if every value is valid, no AI has two values, and all required and excluding pairs hold.
    """
    search = _Search(text, year)
    literal = _with_literal_separators(text, head, start=start, year=year)
    if literal is not None:
        search.readings.found.append(literal)
    search.descend(start, list(head))
    return search.readings


class _Search:
    """Depth first, the longest value first, so that the standard's own reading comes before the others."""

    def __init__(self, text: str, year: int) -> None:
        self.text = text
        self.year = year
        self.attempts = 0
        self.readings = Readings([])
        self.hopeless: set[int] = set()

    def descend(self, position: int, elements: list[Element]) -> bool:
        """Extend `elements` from `position`; return whether any sequence of valid values reaches the end."""
        if position == len(self.text):
            self._keep(elements)
            return True
        if position in self.hopeless:
            return False
        if len(elements) == ELEMENTS_MAX:
            self.readings.cut = True
            return True
        reached = False
        for element in self._candidates(position):
            elements.append(element)
            reached = self.descend(element.end, elements) or reached
            elements.pop()
            if self.readings.cut:
                return True
        if not reached:
            self.hopeless.add(position)
        return reached

    def _candidates(self, position: int) -> list[Element]:
        """Return the elements that may stand at `position`: valid, and with the end or an AI behind them."""
        rule = self._rule_at(position)
        if rule is None:
            return []
        value_start = position + len(rule.ai)
        text_end = len(self.text)
        found = []
        for end in range(min(value_start + rule.length_max, text_end), value_start + rule.length_min - 1, -1):
            if end < text_end and self._rule_at(end) is None:
                continue
            self.attempts += 1
            if self.attempts > ATTEMPTS_MAX:
                self.readings.cut = True
                return []
            value = self.text[value_start:end]
            if check_value(rule, value, year=self.year) is None:
                found.append(Element(rule.ai, value, position, end))
        return found

    def _rule_at(self, position: int) -> Rule | None:
        length = AI_LENGTHS.get(self.text[position : position + 2])
        return RULES.get(self.text[position : position + length]) if length else None

    def _keep(self, elements: list[Element]) -> None:
        if not _is_consistent(elements):
            return
        if len(self.readings.found) == READINGS_MAX:
            self.readings.cut = True
            return
        self.readings.found.append(list(elements))


def _is_consistent(elements: Sequence[Element]) -> bool:
    return not check_associations(elements) and not _measures_a_fixed_item(elements)


def _measures_a_fixed_item(elements: Sequence[Element]) -> bool:
    """Return whether a count or trade measure is given for an item that is not of variable measure.

    General Specifications 3.6: AI 30, 31nn, 32nn, 35nn and 36nn complete a variable measure item (indicator 9) and
    are never used with any other. A label that does so is read; a reading that is only possible so is not offered.
    """
    fixed = any(item.ai == "01" and not item.value.startswith(_VARIABLE_MEASURE_INDICATOR) for item in elements)
    return fixed and any(item.ai == "30" or item.ai[:2] in _TRADE_MEASURES for item in elements)


def _with_literal_separators(text: str, head: Sequence[Element], *, start: int, year: int) -> list[Element] | None:
    """Return the reading in which `<GS>` and the like are separators, or None if there is none."""
    if LITERAL_SEPARATOR.search(text, start) is None:
        return None
    replaced = LITERAL_SEPARATOR.sub(SEPARATOR, text[start:])
    message = read_raw(replaced, start=0, year=year)
    elements = [*head, *message.elements]
    return None if message.problems or not _is_consistent(elements) else elements

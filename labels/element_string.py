"""GS1 element strings, read and written: with separators as scanned, with brackets, or as printed for people.
Reading never guesses and never stops at the first fault: every element that can be told apart is returned.
"""

import re
from collections.abc import Iterable

import msgspec

from labels.ai_table import AI_LENGTHS, PREDEFINED_LENGTHS, RULES, SEPARATOR, Rule
from labels.element import Element
from labels.fault import Problem
from labels.values import check_value

_BRACKETS = {
    "[": re.compile(r"\[([0-9]{2,4})\]"),
    # In this form a parenthesis is legal data too: only 2 to 4 digits between two of them are an AI.
    "(": re.compile(r"\(([0-9]{2,4})\)"),
}


class Message(msgspec.Struct):
    """What was read: elements of known AIs, those of unknown ones, sound values by AI, and what was wrong.

    `structure_is_known` is False where the text could not be cut into elements with certainty.
    """

    elements: list[Element]
    sound: dict[str, str]
    unknown: list[Element]
    problems: list[Problem]
    structure_is_known: bool = True


def read_raw(text: str, *, start: int, year: int) -> Message:
    """Read an element string as a scanner sends it, from offset `start`; FNC1 between elements is U+001D."""
    elements: list[Element] = []
    sound: dict[str, str] = {}
    message = Message(elements, sound, [], [])
    position, end_of_text = start, len(text)
    while position < end_of_text:
        prefix = text[position : position + 2]
        value_start = position + AI_LENGTHS.get(prefix, 0)
        ai = text[position:value_start]
        rule = RULES.get(ai)
        if rule is None:
            position = _read_unknown(text, position, message)
            continue
        end = text.find(SEPARATOR, value_start) if rule.separator else value_start + rule.length_max
        if end < 0 or end > end_of_text:
            end = end_of_text
        element = Element(ai, text[value_start:end], position, end)
        fault = check_value(rule, element.value, year=year)
        if fault is None:
            sound.setdefault(ai, element.value)
        else:
            element = _read_faulty(text, element, rule, message, year)
        elements.append(element)
        position = element.end
        if position < end_of_text and text[position] == SEPARATOR:
            position += 1
    return message


def _read_faulty(text: str, element: Element, rule: Rule, message: Message, year: int) -> Element:
    """Note the fault of `element`; a value of predefined length ends early at a separator."""
    cut = text.find(SEPARATOR, element.value_start, element.end)
    if cut >= 0:
        element = Element(element.ai, text[element.value_start : cut], element.start, cut)
    note_fault(element, rule, message, year)
    return element


def note_fault(element: Element, rule: Rule, message: Message, year: int) -> None:
    """Check `element` and record either its value as sound or its fault, placed in the text."""
    fault = check_value(rule, element.value, year=year)
    if fault is None:
        message.sound.setdefault(element.ai, element.value)
        return
    start, end = element.value_start + fault.start, element.value_start + fault.end
    if start == end:
        start, end = element.start, element.end
    message.problems.append(Problem(fault.code, start, end, element.ai, fault.expected, fault.found))


def _read_unknown(text: str, position: int, message: Message) -> int:
    """Keep what no current AI explains, up to where the next element can start; return that offset."""
    message.structure_is_known = False
    end = text.find(SEPARATOR, position)
    if end == position:
        message.problems.append(Problem("SEPARATOR_UNEXPECTED", position, position + 1, "", "", text[position]))
        return position + 1
    end = len(text) if end < 0 else end
    prefix = text[position : position + 2]
    value_start = min(position + AI_LENGTHS.get(prefix, 2), end)
    end = min(end, position + PREDEFINED_LENGTHS.get(prefix, end - position))
    ai = text[position:value_start]
    message.unknown.append(Element(ai, text[value_start:end], position, end))
    message.problems.append(Problem("AI_UNKNOWN", position, value_start, ai, "", ai))
    return end + 1 if text[end : end + 1] == SEPARATOR else end


def read_bracketed(text: str, *, year: int) -> Message:
    """Read `[01]…[10]…`, or `(01)…(10)…` as printed for people; the first character says which."""
    message = Message([], {}, [], [])
    opening = text[0]
    heads = list(_BRACKETS[opening].finditer(text))
    if not heads or heads[0].start() != 0:
        return _unreadable_head(text, 0, message)
    ends = [head.start() for head in heads[1:]] + [len(text)]
    for head, end in zip(heads, ends, strict=True):
        element = Element(head[1], text[head.end() : end], head.start(), end)
        rule = RULES.get(head[1])
        if rule is None:
            message.structure_is_known = False
            message.unknown.append(element)
            message.problems.append(Problem("AI_UNKNOWN", head.start(), head.end(), head[1], "", head[1]))
            continue
        stray = element.value.find("[") if opening == "[" else -1
        if stray >= 0:
            return _unreadable_head(text, head.end() + stray, message)
        message.elements.append(element)
        note_fault(element, rule, message, year)
    return message


def _unreadable_head(text: str, position: int, message: Message) -> Message:
    closing = text.find("]" if text[0] == "[" else ")", position)
    end = min(closing + 1 if closing >= 0 else len(text), position + len("[000000]"))
    message.structure_is_known = False
    message.problems.append(Problem("BRACKET_INVALID", position, end, "", "", text[position:end]))
    return message


def format_of(ai: str, value: str) -> Rule:
    """Return the rule of `ai`. Raises ValueError for an unknown AI or a value not of its format."""
    rule = RULES.get(ai)
    if rule is None:
        raise ValueError(f"{ai!r} is not a current GS1 Application Identifier")
    if rule.pattern.fullmatch(value) is None:
        raise ValueError(f"the value of AI {ai} does not have its format: {value!r}")
    return rule


def build(elements: Iterable[tuple[str, str]]) -> str:
    """Return the element string a symbol encodes: (AI, value) pairs in order, U+001D only where needed.

    The encoder adds FNC1 in first position. Raises ValueError for an unknown AI or a value not of its format;
    content (check digits, dates, pairs) is judged by reading the result back.
    """
    text, separator = "", ""
    for ai, value in elements:
        rule = format_of(ai, value)
        text += f"{separator}{ai}{value}"
        separator = SEPARATOR if rule.separator else ""
    return text


def hri(elements: Iterable[tuple[str, str]]) -> str:
    """Return the human readable interpretation `(01)…(10)…` (General Specifications 4.14). Raises as `build`."""
    return "".join(f"({format_of(ai, value).ai}){value}" for ai, value in elements)


def bracketed(elements: Iterable[tuple[str, str]]) -> str:
    """Return `[01]…[10]…`: unlike parentheses, square brackets are never data. Raises as `build`."""
    return "".join(f"[{format_of(ai, value).ai}]{value}" for ai, value in elements)


def in_encoding_order(elements: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the elements with those of predefined length first, so that the fewest separators are needed."""
    return sorted(elements, key=lambda element: format_of(*element).separator)

"""Which Application Identifiers must, and must not, stand together in one message.
The verdict depends on the AIs alone, so it is remembered: labels of one layout are judged once.
"""

from collections.abc import Sequence
from functools import lru_cache

from labels.ai_table import RULES, matches
from labels.element import Element
from labels.fault import Problem


@lru_cache(maxsize=4096)
def pair_faults(ais: tuple[str, ...]) -> tuple[tuple[int, str, str, str], ...]:
    """Return (position, code, expected, found) for each broken association among `ais`, in order of position."""
    faults: list[tuple[int, str, str, str]] = []
    for position, ai in enumerate(ais):
        if ai in ais[:position]:
            continue
        faults.extend((position, "AI_EXCLUDED", "", other) for other in _excluded_before(ais, position))
        alternatives = RULES[ai].requires
        if alternatives and not any(_all_present(choice, ais) for choice in alternatives):
            expected = " / ".join("+".join(choice) for choice in alternatives)
            faults.append((position, "AI_REQUIRED_MISSING", expected, ""))
    return tuple(faults)


def _excluded_before(ais: tuple[str, ...], position: int) -> list[str]:
    """Return the earlier AIs that exclude, or are excluded by, the one at `position` (each pair told once)."""
    ai = ais[position]
    return [
        other
        for other in dict.fromkeys(ais[:position])
        if other != ai and (_names(RULES[ai].excludes, other) or _names(RULES[other].excludes, ai))
    ]


def _names(patterns: tuple[str, ...], ai: str) -> bool:
    return any(matches(pattern, ai) for pattern in patterns)


def _all_present(choice: tuple[str, ...], ais: tuple[str, ...]) -> bool:
    return all(any(matches(pattern, other) for other in ais) for pattern in choice)


def repeats(elements: Sequence[Element]) -> list[Problem]:
    """Return a problem for each AI that occurs again with another value (General Specifications 4.2)."""
    first: dict[str, str] = {}
    problems: list[Problem] = []
    for element in elements:
        value = first.setdefault(element.ai, element.value)
        if value != element.value:
            problems.append(
                Problem("AI_REPEATED", element.start, element.end, element.ai, value, element.value),
            )
    return problems


def check_associations(elements: Sequence[Element]) -> list[Problem]:
    """Return every broken association of a whole message: repeats, excluded pairs, missing companions."""
    ais = tuple([element.ai for element in elements])
    faults = pair_faults(ais)
    if not faults and len(set(ais)) == len(ais):
        return []
    placed = [
        Problem(code, elements[position].start, elements[position].value_start, ais[position], expected, found)
        for position, code, expected, found in faults
    ]
    return repeats(elements) + placed

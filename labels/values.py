"""Whether one value fits the rule of its Application Identifier: length, characters, content.
The whole shape is tried first with one expression; only a value that fails is taken apart to say where and why.
"""

import re

from labels.ai_table import RULES, Part, Rule
from labels.fault import Fault
from labels.linters import CHECKS, Check

_FORBIDDEN = {
    "N": (re.compile(r"[^0-9]"), "CHARACTER_NOT_DIGIT", "0-9"),
    "X": (re.compile(r"[^!\"%-?A-Z_a-z]"), "CHARACTER_NOT_CSET82", "CSET 82"),
    "Y": (re.compile(r"[^#\-/0-9A-Z]"), "CHARACTER_NOT_CSET39", "CSET 39"),
    "Z": (re.compile(r"[^A-Za-z0-9_\-=]"), "CHARACTER_NOT_CSET64", "base64url"),
}
_PADDED = re.compile(r"(?:[^=]{4})*(?:[^=]{2}==|[^=]{3}=)?")


def _check_padding(value: str, _year: int) -> Fault | None:
    """Base64url padding (RFC 4648 section 5) may be left out; if present it fills the last group of four."""
    start = value.find("=")
    if start < 0 or _PADDED.fullmatch(value):
        return None
    return Fault("PADDING_INVALID", start, len(value), "", value[start:])


def _content_checks(rule: Rule) -> tuple[tuple[int, int, Check], ...]:
    """Return (start, end, check) for each check of each component; only the last component varies in length."""
    found: list[tuple[int, int, Check]] = []
    start = 0
    for part in rule.parts:
        end = start + part.max
        if part.type == "Z":
            found.append((start, end, _check_padding))
        found.extend((start, end, CHECKS[name]) for name in part.checks if not _is_implied(name, part))
        start = end
    return tuple(found)


def _is_implied(check: str, part: Part) -> bool:
    """Return whether digits of this length pass `check` whatever they are: a number starts with two digits."""
    return check in ("gcppos1", "gcppos2") and part.type == "N"


CONTENT_CHECKS: dict[str, tuple[tuple[int, int, Check], ...]] = {
    ai: _content_checks(rule) for ai, rule in RULES.items()
}


def check_value(rule: Rule, value: str, *, year: int) -> Fault | None:
    """Return the first fault of `value` (offsets within the value), or None."""
    if rule.pattern.fullmatch(value) is None:
        return _shape_fault(rule, value)
    for start, end, check in CONTENT_CHECKS[rule.ai]:
        component = value[start:end]
        if not component:
            return None
        fault = check(component, year)
        if fault is not None:
            return fault._replace(start=fault.start + start, end=fault.end + start)
    return None


def _shape_fault(rule: Rule, value: str) -> Fault:
    """Return why `value` does not have the shape of `rule`: length first, then the first wrong character."""
    found = str(len(value))
    if len(value) < rule.length_min:
        return Fault("VALUE_TOO_SHORT", 0, len(value), str(rule.length_min), found)
    if len(value) > rule.length_max:
        return Fault("VALUE_TOO_LONG", 0, len(value), str(rule.length_max), found)
    start = 0
    for part in rule.parts:
        forbidden, code, expected = _FORBIDDEN[part.type]
        match = forbidden.search(value, start, start + part.max)
        if match:
            return Fault(code, match.start(), match.end(), expected, match[0])
        start += part.max
    return Fault("VALUE_LENGTH_WRONG", 0, len(value), _lengths(rule.parts), found)


def _lengths(parts: tuple[Part, ...]) -> str:
    """Return the allowed lengths, where optional components of fixed length leave gaps between them."""
    allowed: list[str] = []
    total = 0
    for position, part in enumerate(parts):
        total += part.max
        if position + 1 == len(parts) or parts[position + 1].optional:
            allowed.append(str(total))
    return ", ".join(allowed)

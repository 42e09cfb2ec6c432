"""The rule of every current GS1 Application Identifier, read once from ai_table.json.
One table serves Python and TypeScript, so the handheld and the server can never disagree about a code.
"""

import re
from collections.abc import Iterator
from importlib.resources import files

import msgspec

SEPARATOR = "\x1d"
"""How a reader transmits FNC1 used as a separator (ISO/IEC 15418; ASCII group separator)."""

_CHARACTERS = {"N": "0-9", "X": r"!\"%-?A-Z_a-z", "Y": r"#\-/0-9A-Z", "Z": r"A-Za-z0-9_\-="}
"""Character sets: digits; CSET 82 and CSET 39 (General Specifications 7.11); base64url with its padding."""


class Part(msgspec.Struct, frozen=True):
    """One component of a value; `checks` names the rules of labels.linters that its content must pass."""

    type: str
    min: int
    max: int
    optional: bool
    checks: tuple[str, ...]


class Rule(msgspec.Struct, frozen=True):
    """What the standard states of one Application Identifier.

    `requires` are alternatives, each a set of AIs that must all be present; `excludes` may hold patterns such as
    `310n` or `31nn`; `link_key` is None unless the AI is a Digital Link key (its alternatives of ordered qualifiers).
    """

    ai: str
    title: str
    parts: tuple[Part, ...]
    separator: bool
    requires: tuple[tuple[str, ...], ...]
    excludes: tuple[str, ...]
    link_key: tuple[tuple[str, ...], ...] | None
    link_attribute: bool
    length_min: int
    length_max: int
    pattern: re.Pattern[str]


class _Range(msgspec.Struct, frozen=True):
    first: str
    last: str
    title: str
    parts: tuple[Part, ...]
    separator: bool
    requires: tuple[tuple[str, ...], ...]
    excludes: tuple[str, ...]
    link_key: tuple[tuple[str, ...], ...] | None
    link_attribute: bool


class _Table(msgspec.Struct, frozen=True):
    predefined_lengths: dict[str, int]
    codes: dict[str, tuple[str, ...]]
    rules: tuple[_Range, ...]


def _pattern(parts: tuple[Part, ...]) -> re.Pattern[str]:
    """Return the shape of a whole value: lengths and characters, before any check of content."""
    expression = ""
    for part in reversed(parts):
        one = f"[{_CHARACTERS[part.type]}]{{{part.min},{part.max}}}"
        expression = f"(?:{one}{expression})?" if part.optional else one + expression
    return re.compile(expression)


def _expanded(item: _Range) -> Iterator[Rule]:
    pattern = _pattern(item.parts)
    for number in range(int(item.first), int(item.last) + 1):
        yield Rule(
            ai=f"{number:0{len(item.first)}}",
            title=item.title,
            parts=item.parts,
            separator=item.separator,
            requires=item.requires,
            excludes=item.excludes,
            link_key=item.link_key,
            link_attribute=item.link_attribute,
            length_min=sum(part.min for part in item.parts if not part.optional),
            length_max=sum(part.max for part in item.parts),
            pattern=pattern,
        )


_TABLE = msgspec.json.decode(files("labels").joinpath("ai_table.json").read_bytes(), type=_Table)

RULES: dict[str, Rule] = {rule.ai: rule for item in _TABLE.rules for rule in _expanded(item)}
AI_LENGTHS: dict[str, int] = {ai[:2]: len(ai) for ai in RULES}
"""Digits of an AI by its first two digits; a prefix that no current AI has is absent."""
PREDEFINED_LENGTHS: dict[str, int] = _TABLE.predefined_lengths
"""Characters of AI and value together, by first two digits, where no separator is needed."""
CODES: dict[str, frozenset[str]] = {name: frozenset(codes) for name, codes in _TABLE.codes.items()}


def matches(pattern: str, ai: str) -> bool:
    """Return whether `ai` is the AI or one of the family (`31nn`, `310n`) that `pattern` names."""
    return ai == pattern or ("n" in pattern and len(ai) == len(pattern) and ai.startswith(pattern.rstrip("n")))

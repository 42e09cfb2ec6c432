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
    """A rule as the file writes it (labels/build_ai_table.py says how), for one AI or for `3100-3105`."""

    ai: str
    parts: str
    flags: str = ""
    requires: str = ""
    excludes: str = ""
    link_key: str | None = None


class _Table(msgspec.Struct, frozen=True):
    predefined_lengths: dict[str, int]
    codes: dict[str, str]
    rules: tuple[_Range, ...]


_COMPONENT = re.compile(r"(\[)?([A-Z])([0-9]+)(?:-([0-9]+))?((?:,[a-z0-9]+)*)\]?")


def _parts(text: str) -> tuple[Part, ...]:
    found = []
    for component in text.split(" "):
        match = _COMPONENT.fullmatch(component)
        assert match is not None
        optional, kind, least, most, checks = match.groups()
        names = tuple(checks.split(",")[1:])
        found.append(Part(kind, int(least), int(most or least), optional is not None, names))
    return tuple(found)


def _alternatives(text: str, joint: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(choice.split(joint)) for choice in text.split("|")) if text else ()


def _pattern(parts: tuple[Part, ...]) -> re.Pattern[str]:
    """Return the shape of a whole value: lengths and characters, before any check of content."""
    expression = ""
    for part in reversed(parts):
        one = f"[{_CHARACTERS[part.type]}]{{{part.min},{part.max}}}"
        expression = f"(?:{one}{expression})?" if part.optional else one + expression
    return re.compile(expression)


def _expanded(item: _Range) -> Iterator[Rule]:
    parts = _parts(item.parts)
    pattern = _pattern(parts)
    first, _, last = item.ai.partition("-")
    for number in range(int(first), int(last or first) + 1):
        yield Rule(
            ai=f"{number:0{len(first)}}",
            parts=parts,
            separator="p" not in item.flags,
            requires=_alternatives(item.requires, "+"),
            excludes=tuple(item.excludes.split(",")) if item.excludes else (),
            link_key=None if item.link_key is None else _alternatives(item.link_key, ","),
            link_attribute="a" in item.flags,
            length_min=sum(part.min for part in parts if not part.optional),
            length_max=sum(part.max for part in parts),
            pattern=pattern,
        )


_TABLE = msgspec.json.decode(files("labels").joinpath("ai_table.json").read_bytes(), type=_Table)

RULES: dict[str, Rule] = {rule.ai: rule for item in _TABLE.rules for rule in _expanded(item)}
AI_LENGTHS: dict[str, int] = {ai[:2]: len(ai) for ai in RULES}
"""Digits of an AI by its first two digits; a prefix that no current AI has is absent."""
PREDEFINED_LENGTHS: dict[str, int] = _TABLE.predefined_lengths
"""Characters of AI and value together, by first two digits, where no separator is needed."""
CODES: dict[str, frozenset[str]] = {name: frozenset(codes.split()) for name, codes in _TABLE.codes.items()}


def matches(pattern: str, ai: str) -> bool:
    """Return whether `ai` is the AI or one of the family (`31nn`, `310n`) that `pattern` names."""
    return ai == pattern or ("n" in pattern and len(ai) == len(pattern) and ai.startswith(pattern.rstrip("n")))

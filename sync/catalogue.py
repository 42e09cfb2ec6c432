"""The one numbered catalogue of refusal, exception and quarantine codes, in both languages.

The texts live in `sync/codes/*.json`, read by the server, the app and the docs alike.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

FOLDER = Path(__file__).parent / "codes"

Severity = Literal["info", "warn", "stop"]


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What happened, why, what to do now. ``{name}`` stands for a named value of the flag's detail."""

    what: str
    why: str
    now: str


class Code(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One code. ``inbox``: raises an item in the exceptions inbox that a second person resolves."""

    number: int
    code: str
    severity: Severity
    inbox: bool
    en: Text
    zh: Text


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How people say values of closed sets; ``used`` says, by code and name of a detail, which set its words are of."""

    sets: dict[str, dict[str, dict[Literal["en", "zh"], str]]]
    used: dict[str, dict[str, str]]


WORDS = Path(__file__).parent / "words.json"
_DECODER = msgspec.json.Decoder(list[Code])


@cache
def codes() -> dict[str, Code]:
    """Return every code by its name; a number or name given twice is a bug."""
    found: dict[str, Code] = {}
    numbers: dict[int, str] = {}
    for file in sorted(FOLDER.glob("*.json")):
        for code in _DECODER.decode(file.read_bytes()):
            assert code.code not in found, f"{code.code} is in the catalogue twice"
            assert code.number not in numbers, f"{code.number} is both {numbers.get(code.number)} and {code.code}"
            found[code.code] = code
            numbers[code.number] = code.code
    return found


def code(name: str) -> Code:
    """Return one code; an unknown name is a bug (KeyError)."""
    return codes()[name]


@cache
def words() -> Words:
    """Return the words of `sync/words.json`, which the app reads too."""
    return msgspec.json.decode(WORDS.read_bytes(), type=Words)


def worded(name: str, detail: Mapping[str, Any], language: Literal["en", "zh"]) -> dict[str, str]:
    """Return a detail as text, its values of closed sets as people say them; any other stays as it is."""
    told = {key: str(value) for key, value in detail.items()}
    for key, of in words().used.get(name, {}).items():
        known = words().sets[of]
        parts = told.get(key, "").split(", ")
        told |= {key: ", ".join(known.get(part, {}).get(language, part) for part in parts)} if key in told else {}
    return told


def markdown() -> str:
    """Return the catalogue as the documentation page `docs/codes.md`."""
    lines = ["# Codes · 代码", "", "Made from `sync/codes/*.json` by `unitrail codes`; do not edit.", ""]
    for item in sorted(codes().values(), key=lambda c: c.number):
        inbox = "opens an inbox item · 进入异常收件箱" if item.inbox else "shown on the record · 仅在记录上显示"
        lines += [f"## {item.number} `{item.code}`", "", f"{item.severity} · {inbox}", ""]
        lines += [f"- {item.en.what} {item.en.why} {item.en.now}", f"- {item.zh.what}{item.zh.why}{item.zh.now}", ""]
    return "\n".join(lines)

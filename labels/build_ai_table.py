"""Makes ai_table.json, the one statement of GS1's Application Identifier rules, from two published packages.
A script and not a download, so that a new release of GS1's list is one command and one reviewable diff.

Run from the root: `python -m labels.build_ai_table` (development packages `biip` and `bwip-js` installed).

- `bwip-js` (npm, MIT), file `barcode.ps`: components, checks, requires, excludes, Digital Link keys, code lists.
- `biip` (PyPI, Apache-2.0): an independent statement of which AIs there are and which need a separator.

The file is written tersely because every handheld loads it: one text for all components of a rule (`N14,csum X1-20`, an
optional one in brackets), alternatives apart by `|`, what is not there left out. Flags: `p` of predefined length (no
separator needed), `a` may be a Digital Link attribute.

Where the two disagree the script stops: a difference is a question for a person, never settled silently.
"""

import itertools
import json
import re
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
RULES_SOURCE = ROOT / "pwa/node_modules/bwip-js/barcode.ps"
TABLE = ROOT / "labels/ai_table.json"

_NOTE = "Made by labels/build_ai_table.py from the packages bwip-js (MIT) and biip (Apache-2.0). Do not edit by hand."
_TOKEN = re.compile(r"%[^\n]*|<<|>>|[\[\]{}]|/[^\s/\[\](){}<>%]+|\((?:\\.|[^()\\])*\)|[^\s/\[\](){}<>%]+")
_CODE_LISTS = ("iso3166", "iso3166alpha2", "iso4217", "aidcmediatype", "packagetype")

# GS1 General Specifications, figure "Element strings with predefined length using GS1 Application Identifiers":
# the whole element (AI and value) for each first two digits. The packages say which prefixes, not how long; the
# lengths matter only for identifiers not yet assigned (04, 14, 18, 19).
_PREDEFINED_LENGTH = {
    "00": 20,
    "01": 16,
    "02": 16,
    "03": 16,
    "04": 18,
    "20": 4,
    "41": 16,
    **dict.fromkeys(("11", "12", "13", "14", "15", "16", "17", "18", "19"), 8),
    **dict.fromkeys(("31", "32", "33", "34", "35", "36"), 10),
}


# Corrections, each with its reason. AI 03 (GTIN of a made-to-order trade item) became a key beside 01 in the General
# Specifications; the packages know the AI but not everywhere that it may stand for 01 (section "Element string
# associations", mandatory and invalid pairs).
_MADE_TO_ORDER_MAY_STAND_FOR_01 = frozenset(
    {"20", "240", "241", "243", "250", "251", "422", "423", "424", "425", "426", "427"}
    | {"7003", "7004", "7010", "7011", "7020", "7021", "7022", "8008", "8009", "8012", "8030"}
)
_EXCLUDES_ADDED = {
    "03": ["235"],  # a third-party extension belongs to a GTIN of a stocked item
    "7240": ["03"],  # a clinical trial protocol is not printed for a made-to-order item
    "8006": ["03"],  # a piece of an item and a whole made-to-order item
    "8026": ["03"],  # pieces contained, and a made-to-order item
}
# The revision status (7022) refines the functional status (7021), which itself hangs on a key; the packages leave the
# key to that chain, the General Specifications name it.
_KEY_IS_NAMED = {"7022": ["01", "8006"]}


class SourceDisagreementError(Exception):
    """The two packages state different facts about the same Application Identifier."""


def tokens(source: str, opening: str) -> list[str]:
    """Return the PostScript tokens from `opening` (a definition such as `/gs1syntax <<`) to its `def`."""
    start = source.index(opening) + len(opening.split(" ", 1)[0])
    end = re.compile(r"\bdef\b").search(source, start)
    if end is None:
        raise SourceDisagreementError(f"{opening!r} has no end in the rules source")
    return [token for token in _TOKEN.findall(source[start : end.start()]) if not token.startswith("%")]


def _value(stream: list[str]) -> Any:  # noqa: ANN401  (a PostScript literal: dictionary, list, name, text, number)
    word = stream.pop(0)
    if word == "<<":
        entries = _until(stream, ">>")
        return dict(zip(entries[::2], entries[1::2], strict=True))
    if word == "[":
        return _until(stream, "]")
    if word.startswith("/"):
        return word[1:]
    if word.startswith("("):
        return word[1:-1]
    if word in ("true", "false"):
        return word == "true"
    return int(word)


def _until(stream: list[str], closing: str) -> list[Any]:
    values = []
    while stream[0] != closing:
        values.append(_value(stream))
    stream.pop(0)
    return values


def read_rules(source: str) -> dict[str, dict[str, Any]]:
    """Return AI → rule dictionary as the rules source states it (keys parts, req, ex, dlpkey, dlattr)."""
    stream = tokens(source, "/gs1syntax <<")[1:]
    rules: dict[str, dict[str, Any]] = {}
    while stream[0] != ">>":
        rule = _value(stream)
        while stream[0] != "pop":
            rules[_value(stream)] = rule
            del stream[: 2 if stream[1] == "dup" else 1]
        stream.pop(0)
    return rules


def read_codes(source: str, name: str) -> list[str]:
    """Return one code list (`/name << [ /A /B … ]`) of the rules source, in its order."""
    stream = tokens(source, f"/{name} << [")[1:]
    return [token.lstrip("/").strip("()") for token in stream[1 : stream.index("]")]]


def requirements(ai: str, groups: list[list[list[str]]]) -> list[list[str]]:
    """Return the alternatives (each a list of AIs that must all be present) of which one must hold.

    The source states "one of these and one of those"; multiplied out that is one list of alternatives.
    """
    if ai in _KEY_IS_NAMED:
        groups = [[[key] for key in _KEY_IS_NAMED[ai]], *groups]
    choices = [list(itertools.chain.from_iterable(choice)) for choice in itertools.product(*groups)] if groups else []
    if ai in _MADE_TO_ORDER_MAY_STAND_FOR_01:
        added = [["03" if key == "01" else key for key in choice] for choice in choices if "01" in choice]
        _expect_new(ai, choices, added)
        choices += added
    return sorted(choices)


def exclusions(ai: str, stated: list[str]) -> list[str]:
    """Return the AIs and patterns (`310n`, `31nn`) that must not be present beside `ai`."""
    added = _EXCLUDES_ADDED.get(ai, [])
    _expect_new(ai, stated, added)
    return sorted([*stated, *added])


def _expect_new(ai: str, stated: Sequence[object], added: Sequence[object]) -> None:
    if any(item in stated for item in added):
        raise SourceDisagreementError(f"the correction for AI {ai} is no longer needed: take it out")


def component(part: dict[str, Any]) -> str:
    """Return one component, such as `N14,csum,gcppos2` or `[X1-20]`."""
    length = str(part["max"]) if part["min"] == part["max"] else f"{part['min']}-{part['max']}"
    checks = "".join("," + check.removeprefix("lint") for check in part["linters"])
    text = f"{part['cset']}{length}{checks}"
    return f"[{text}]" if part["opt"] else text


def entry(ai: str, rule: dict[str, Any], *, separator: bool) -> dict[str, Any]:
    """Return one table entry: the rule in the table's own words."""
    stated = {
        "ai": ai,
        "flags": ("" if separator else "p") + ("a" if rule.get("dlattr", True) else ""),
        "parts": " ".join(map(component, rule["parts"])),
        "requires": "|".join("+".join(choice) for choice in requirements(ai, rule.get("req", []))),
        "excludes": ",".join(exclusions(ai, rule.get("ex", []))),
    }
    key = rule.get("dlpkey")
    named = {} if key is None else {"link_key": "|".join(",".join(choice) for choice in key)}
    return {name: value for name, value in stated.items() if value} | named


def merged(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Join neighbours that differ only in their number (3100 to 3105), which shortens the file fourfold."""
    ranges: list[dict[str, Any]] = []
    for item in entries:
        first, _, last = ranges[-1]["ai"].partition("-") if ranges else ("", "", "")
        last = last or first
        if ranges and ranges[-1] | {"ai": ""} == item | {"ai": ""} and _follows(last, item["ai"]):
            ranges[-1]["ai"] = f"{first}-{item['ai']}"
        else:
            ranges.append(item)
    return ranges


def _follows(ai: str, other: str) -> bool:
    return len(ai) == len(other) and int(other) == int(ai) + 1


def build(rules_source: str, biip_rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the whole table. Raises SourceDisagreementError where the packages differ."""
    rules = read_rules(rules_source)
    known = {row["ai"] for row in biip_rows}
    if set(rules) != known:
        raise SourceDisagreementError(f"only one package knows: {sorted(set(rules) ^ known)}")
    if set(read_codes(rules_source, "aifixed")) != set(_PREDEFINED_LENGTH):
        raise SourceDisagreementError("the prefixes of predefined length differ from the General Specifications")
    for row in biip_rows:
        if row["separator_required"] != (row["ai"][:2] not in _PREDEFINED_LENGTH):
            raise SourceDisagreementError(f"separator of AI {row['ai']}")
    return {
        "note": _NOTE,
        "predefined_lengths": dict(sorted(_PREDEFINED_LENGTH.items())),
        "codes": {name: " ".join(read_codes(rules_source, name)) for name in _CODE_LISTS},
        "rules": merged(
            [
                entry(ai, rules[ai], separator=ai[:2] not in _PREDEFINED_LENGTH)
                for ai in sorted(rules, key=lambda ai: ai.ljust(4))
            ]
        ),
    }


def serialised(table: dict[str, Any]) -> str:
    """Return the file's text: one rule and one code list a line, so that a change is a readable diff."""
    rules = ",\n    ".join(_line(rule) for rule in table["rules"])
    codes = ",\n    ".join(f"{_line(name)}: {_line(codes)}" for name, codes in table["codes"].items())
    return (
        f'{{\n  "note": {_line(table["note"])},\n  "predefined_lengths": {_line(table["predefined_lengths"])},\n'
        f'  "codes": {{\n    {codes}\n  }},\n  "rules": [\n    {rules}\n  ]\n}}\n'
    )


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def from_packages() -> str:
    """Return the text of ai_table.json as the installed packages imply it."""
    data = files("biip") / "gs1_application_identifiers/_application_identifiers.json"
    return serialised(build(RULES_SOURCE.read_text("utf-8"), json.loads(data.read_text("utf-8"))))


if __name__ == "__main__":
    TABLE.write_text(from_packages(), "utf-8")
    sys.stdout.write(f"{TABLE} written\n")

"""Makes company_prefixes.json, how long the GS1 company prefix is at the start of a number, from a published package.
A tag's bits are laid out by that length, and a bar code does not state it. Run when the package has a new release.

Run from the root: `python -m labels.build_company_prefixes` (development package `biip`, Apache-2.0, installed).

One text for each first three digits: a letter from `a` (6 digits) to `g` (12), `.` for none allocated, or ten of these
in parentheses for the next digit 0 to 9; a number in front (2 to 9) repeats what follows.
"""

import json
import lzma
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent / "company_prefixes.json"
LENGTHS = "abcdefg"
LENGTH_MIN = 6
HEAD = 3

_NOTE = (
    "Made by labels/build_company_prefixes.py from the package biip (Apache-2.0, copyright Stein Magnus Jodal and "
    "individual contributors), which takes it from GS1's GCP length list. Do not edit by hand."
)

Node = str | list["Node"]


def normalised(node: Any) -> Node:  # noqa: ANN401  (the package's own trie: nested dictionaries down to lengths)
    """Return the node with ten children each, those that all agree joined into one."""
    if not isinstance(node, dict):
        return LENGTHS[node - LENGTH_MIN] if node else "."
    children = [normalised(node[digit]) if digit in node else "." for digit in "0123456789"]
    first = children[0]
    return first if isinstance(first, str) and all(child == first for child in children) else children


def written(node: Node) -> str:
    """Return the text of a node."""
    if isinstance(node, str):
        return node
    texts = [written(child) for child in node]
    runs: list[tuple[str, int]] = []
    for text in texts:
        if runs and runs[-1][0] == text:
            runs[-1] = (text, runs[-1][1] + 1)
        else:
            runs.append((text, 1))
    return "(" + "".join((str(count) if count > 1 else "") + text for text, count in runs) + ")"


def from_package() -> str:
    """Return the text of company_prefixes.json as the installed package implies it."""
    packed = (files("biip") / "gs1_prefixes/_company_prefix_trie.json.lzma").read_bytes()
    root = normalised(json.loads(lzma.decompress(packed)))
    lines = []
    for number in range(10**HEAD):
        node = root
        for digit in f"{number:0{HEAD}}":
            node = node if isinstance(node, str) else node[int(digit)]
        if node != ".":
            lines.append(f'    "{number:0{HEAD}}": "{written(node)}"')
    return f'{{\n  "note": {json.dumps(_NOTE)},\n  "prefixes": {{\n' + ",\n".join(lines) + "\n  }\n}\n"


if __name__ == "__main__":
    TABLE.write_text(from_package(), "utf-8")
    sys.stdout.write(f"{TABLE} written\n")

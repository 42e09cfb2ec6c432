"""What a check of one value found wrong: a code, where, what was expected and what was found.
The offsets are relative to what was checked; whoever asked knows where that stands in the scanned text.
"""

from typing import NamedTuple


class Fault(NamedTuple):
    """One fault; `code` is a key of errors.json, `expected` may be `@name` for a term that has two languages."""

    code: str
    start: int
    end: int
    expected: str
    found: str


class Problem(NamedTuple):
    """A fault placed in the text as given: offsets in Unicode code points, and the AI it belongs to ("" if none)."""

    code: str
    start: int
    end: int
    ai: str
    expected: str
    found: str

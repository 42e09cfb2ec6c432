"""`unitrail udi parse`: scanned texts in, one JSON report a line out, for checking labels and for other programs.
Lines are JSON strings because a terminal and a pipe lose the separator that a scan holds.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any

from labels.fault import Problem
from labels.udi_report import problem_report, report


def run(lines: Iterable[str], write: Callable[[str], object], *, year: int, separators_sent: bool = False) -> int:
    """Write one report for each line (a JSON string, the separator as U+001D); return the exit status 0.

    A text that is not a valid code is an answer (`"ok": false`), not a failure of the command. `year` is the calendar
    year in which the labels are read; `separators_sent` says that the scanner is known to send the separator, so that
    a text without one has just one reading.
    """
    for line in lines:
        text = _text(line)
        answer = _not_a_text(line) if text is None else report(text, year=year, separators_sent=separators_sent)
        write(json.dumps(answer, ensure_ascii=False) + "\n")
    return 0


def _text(line: str) -> str | None:
    """Return the string that `line` states in JSON, or None if it states anything else."""
    # Only a string is decoded: deeply nested arrays would exhaust the stack.
    if not line.lstrip().startswith('"'):
        return None
    try:
        value = json.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, str) else None


def _not_a_text(line: str) -> dict[str, Any]:
    return problem_report(Problem("LINE_NOT_STRING", 0, len(line.rstrip("\r\n")), "", "", ""))

"""One line in, one JSON object out, for each of the `unitrail udi` commands; a bad line is answered like any other.
Lines are JSON strings because a terminal and a pipe lose the separator that a scan holds.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from labels.ai_table import RULES
from labels.digital_link import DEFAULT_STEM, build_link
from labels.element_string import bracketed, build, hri
from labels.epc import EpcReading, read_epc
from labels.epc_report import reported_epc
from labels.fault import Problem
from labels.udi import parse
from labels.udi_encode import encode
from labels.udi_report import problem_report, report, reported_problems
from labels.values import check_value

Answer = dict[str, Any]


class _Element(msgspec.Struct, frozen=True):
    ai: str
    value: str


class _Encodable(msgspec.Struct, frozen=True):
    """What `encode` takes from a line: two fields of the report that `parse` prints; the others may be there."""

    issuer: str
    elements: tuple[_Element, ...]
    unknown: tuple[_Element, ...] = ()


def answer_lines(lines: Iterable[str], write: Callable[[str], object], answer: Callable[[str], Answer]) -> int:
    """Write one answer for each line; return the exit status 0: a wrong code is an answer, not a failure."""
    for line in lines:
        write(json.dumps(answer(line), ensure_ascii=False) + "\n")
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


def _not(code: str, line: str) -> Problem:
    return Problem(code, 0, len(line.rstrip("\r\n")), "", "", "")


def parse_line(line: str, *, year: int, separators_sent: bool = False) -> Answer:
    """Answer a scanned text."""
    text = _text(line)
    if text is None:
        return problem_report(_not("LINE_NOT_STRING", line))
    return report(text, year=year, separators_sent=separators_sent)


def lint_line(line: str, *, ai: str, year: int) -> Answer:
    """Answer one value of `ai`: a JSON string, or the line as it is."""
    text = _text(line)
    value = line.rstrip("\r\n") if text is None else text
    fault = check_value(RULES[ai], value, year=year)
    problems = [] if fault is None else [Problem(fault.code, fault.start, fault.end, ai, fault.expected, fault.found)]
    return {"ok": not problems, "ai": ai, "value": _writable(value), "errors": reported_problems(problems)}


def encode_line(line: str, *, year: int) -> Answer:
    """Answer a report as `parse` prints it with the text that a symbol encodes."""
    try:
        wanted = msgspec.json.decode(line, type=_Encodable)
    except (ValueError, RecursionError):  # msgspec's own errors are ValueErrors
        return _encoded(None, None, (), [_not("LINE_NOT_ELEMENTS", line)])
    elements = [(element.ai, element.value) for element in (*wanted.elements, *wanted.unknown)]
    made = encode(wanted.issuer, elements, year=year)
    return _encoded(wanted.issuer, made.text, elements, made.errors)


def _encoded(issuer: str | None, text: str | None, elements: Sequence[tuple[str, str]], errors: Any) -> Answer:  # noqa: ANN401
    is_gs1 = issuer == "GS1" and text is not None
    return {
        "ok": text is not None,
        "issuer": issuer,
        "text": text,
        "bracketed": bracketed(elements) if is_gs1 else None,
        "hri": hri(elements) if is_gs1 else None,
        "errors": reported_problems(errors),
    }


def link_line(line: str, *, year: int, stem: str = DEFAULT_STEM) -> Answer:
    """Answer GS1 data in any form, a Digital Link among them, with its Digital Link and its element string."""
    text = _text(line)
    if text is None:
        return _linked(None, (), [_not("LINE_NOT_STRING", line)])
    reading = parse(text, year=year)
    elements = [(element.ai, element.value) for element in reading.elements]
    if reading.errors or reading.issuer != "GS1":
        problems = reading.errors or (Problem("NOT_RECOGNISED", 0, len(text), "", "GS1", text),)
        return _linked(None, elements, problems)
    try:
        link = build_link(elements, stem)
    except ValueError:
        expected = "01, 00, 414, 8003, 8004 …"
        found = ", ".join(ai for ai, _value in elements)
        return _linked(None, elements, [Problem("LINK_NOT_WRITABLE", 0, len(text), "", expected, found)])
    return _linked(link, elements, ())


def _linked(link: str | None, elements: Sequence[tuple[str, str]], problems: Iterable[Problem]) -> Answer:
    return {
        "ok": link is not None,
        "link": link,
        "element_string": None if link is None else build(elements),
        "bracketed": None if link is None else bracketed(elements),
        "elements": [{"ai": ai, "value": value} for ai, value in elements],
        "errors": reported_problems(problems),
    }


def epc_line(
    line: str,
    *,
    year: int,
    scheme: str | None = None,
    filter_value: int | None = None,
    prefix_length: int | None = None,
) -> Answer:
    """Answer an RFID tag: hexadecimal digits, EPC URI or GS1 elements, with all its writings."""
    text = _text(line)
    if text is None:
        return reported_epc(EpcReading(ok=False, errors=(_not("LINE_NOT_STRING", line),)))
    return reported_epc(
        read_epc(text, year=year, scheme=scheme, filter_value=filter_value, prefix_length=prefix_length)
    )


def _writable(text: str) -> str:
    """Return `text` with half surrogates replaced, which no output can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")

"""`unitrail udi parse|lint|encode|link|epc`: texts in, one JSON object a line out, for people and programs."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TextIO

from backend.app.cli_failure import CommandFailed
from backend.app.cli_udi_lines import Answer, answer_lines, encode_line, epc_line, link_line, lint_line, parse_line
from backend.app.clock import SystemClock
from labels.ai_table import RULES
from labels.digital_link import DEFAULT_STEM, is_stem
from labels.epc_schemes import BY_NAME, FILTER_MAX


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    udi = commands.add_parser("udi", help="codes of all issuing agencies").add_subparsers(
        required=True, metavar="COMMAND"
    )
    parse = udi.add_parser("parse", help="read codes, one JSON string a line, and print one JSON object a line")
    parse.add_argument("--separators-sent", action="store_true", help="the scanner is known to send the separator")
    parse.set_defaults(run=run_parse)
    lint = udi.add_parser("lint", help="check values of one Application Identifier, one a line")
    lint.add_argument("ai", help="the Application Identifier, such as 01")
    lint.set_defaults(run=run_lint)
    encode = udi.add_parser("encode", help="the way back: reports of parse, one a line, to the text of a symbol")
    encode.set_defaults(run=run_encode)
    link = udi.add_parser("link", help="GS1 codes to and from Digital Link, one JSON string a line")
    link.add_argument("--stem", default=DEFAULT_STEM, help=f"web address in front of the path ({DEFAULT_STEM})")
    link.set_defaults(run=run_link)
    epc = udi.add_parser("epc", help="RFID tags: hexadecimal, EPC URI and GS1 elements, one JSON string a line")
    epc.add_argument("--scheme", choices=sorted(BY_NAME), help="encoding of the tag, if not the shortest that holds it")
    epc.add_argument("--filter", type=int, choices=range(FILTER_MAX + 1), help="filter value of the tag")
    epc.add_argument("--prefix-length", type=int, choices=range(6, 13), help="digits of the company prefix")
    epc.set_defaults(run=run_epc)
    for command in (parse, lint, encode, link, epc):
        command.add_argument("file", nargs="?", help="file to read; standard input if not given")


@contextmanager
def _opened(file: str | None) -> Iterator[TextIO]:
    if file is None:
        yield sys.stdin
    else:
        with Path(file).open(encoding="utf-8") as lines:
            yield lines


def _run(given: argparse.Namespace, answer: Callable[[str], Answer]) -> int:
    with _opened(given.file) as lines:
        return answer_lines(lines, sys.stdout.write, answer)


def _year() -> int:
    return SystemClock().now().year


def run_parse(given: argparse.Namespace) -> int:
    """Read codes and report on each."""
    return _run(given, partial(parse_line, year=_year(), separators_sent=given.separators_sent))


def run_lint(given: argparse.Namespace) -> int:
    """Check values of one Application Identifier."""
    if given.ai not in RULES:
        raise CommandFailed(f"{given.ai} is not a current GS1 Application Identifier.")
    return _run(given, partial(lint_line, ai=given.ai, year=_year()))


def run_encode(given: argparse.Namespace) -> int:
    """Write the texts of reports."""
    return _run(given, partial(encode_line, year=_year()))


def run_link(given: argparse.Namespace) -> int:
    """Turn codes into Digital Links and back."""
    if not is_stem(given.stem):
        raise CommandFailed(f"{given.stem} is no plain web address without a slash at its end.")
    return _run(given, partial(link_line, year=_year(), stem=given.stem))


def run_epc(given: argparse.Namespace) -> int:
    """Turn RFID tags into codes and back."""
    options = {"scheme": given.scheme, "filter_value": given.filter, "prefix_length": given.prefix_length}
    return _run(given, partial(epc_line, year=_year(), **options))

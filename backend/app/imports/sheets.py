"""Reads a CSV file into typed rows: all of them, or every problem with its row and column and no row at all."""

import csv
import hashlib
import io
from collections.abc import Mapping
from typing import Generic, TypeVar

import msgspec
from pydantic import BaseModel, ConfigDict, ValidationError

from backend.app.imports.cells import TEXTS
from backend.log.vocabulary import Entry
from sync import canonical

MAX_ENTRY_BYTES = 240 * 1024
"""What one import entry may take: a push carries at most 256 KiB an entry (P11), envelope included."""
MAX_FILE_BYTES = 4 * 1024 * 1024
"""What is read at all; a file of this size cannot fit an entry."""


class Problem(msgspec.Struct, frozen=True):
    """What is wrong where. ``row`` counts from 1 with the header; 0 is the file. ``column`` is the header's name."""

    row: int
    column: str
    en: str
    zh: str


class Imported(msgspec.Struct, frozen=True):
    """The entry that the file makes, or the problems for which it makes none; ``rows`` is how many it has."""

    body: Entry | None
    problems: tuple[Problem, ...]
    rows: int
    places: Mapping[tuple[str, ...], int] = {}
    """Where in the file a thing stands that a rule may refuse: its names, from the outside in, and the row."""


class SheetRow(BaseModel):
    """Base of row models: the field names are the header."""

    model_config = ConfigDict(extra="forbid", frozen=True)


R = TypeVar("R", bound=SheetRow)


class Sheet(msgspec.Struct, Generic[R], frozen=True):
    """A file's rows, numbered as a spreadsheet numbers them, or its problems."""

    rows: tuple[tuple[int, R], ...]
    problems: tuple[Problem, ...]


def sha256(*files: bytes) -> str:
    """Return the SHA-256 of a file, or of several one after the other."""
    return hashlib.sha256(b"".join(files)).hexdigest()


def read_sheet(data: bytes, model: type[R]) -> Sheet[R]:
    """Return the typed rows of a UTF-8 CSV file with the model's names as header, or every problem.

    A column whose field has a default may be left out: files of before it was known stay readable.
    """
    if len(data) > MAX_FILE_BYTES:
        return Sheet((), (too_large(len(data), MAX_FILE_BYTES),))
    try:
        records = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    except UnicodeDecodeError:
        return Sheet((), (Problem(0, "", "expected UTF-8, found another encoding", "文件编码应为 UTF-8"),))
    except csv.Error as error:
        return Sheet((), (Problem(0, "", f"expected CSV, found: {error}", f"不是有效的 CSV：{error}"),))
    if problem := _header_problem(records[0] if records else [], model):
        return Sheet((), (problem,))
    return _typed(records, model)


def too_large(found: int, expected: int) -> Problem:
    """Return the problem of a file that does not fit one import."""
    return Problem(
        0,
        "",
        f"expected at most {expected} bytes, found {found}: split the file",
        f"最多 {expected} 字节，实际 {found}：请拆分文件",
    )


def _header_problem(header: list[str], model: type[SheetRow]) -> Problem | None:
    names = [name.strip() for name in header]
    fields = model.model_fields
    expected = [name for name, field in fields.items() if field.is_required() or name in names]
    if sorted(names) == sorted(expected):
        return None
    missing = ", ".join(name for name in expected if name not in names) or "-"
    unknown = ", ".join(dict.fromkeys(n for n in names if n not in expected or names.count(n) > 1)) or "-"
    return Problem(
        1,
        unknown.partition(",")[0][:60],
        f"expected the header {','.join(expected)}; missing: {missing}; unknown or repeated: {unknown[:200]}",
        f"表头应为 {','.join(expected)}；缺少：{missing}；多余或重复：{unknown[:200]}",
    )


def _typed(records: list[list[str]], model: type[R]) -> Sheet[R]:
    names = [name.strip() for name in records[0]]
    rows: list[tuple[int, R]] = []
    problems: list[Problem] = []
    for number, record in enumerate(records[1:], 2):
        cells = [cell.strip() for cell in record]
        if not any(cells):
            continue
        if len(cells) != len(names):
            problems.append(_width(number, len(names), len(cells)))
            continue
        try:
            rows.append((number, model.model_validate(dict(zip(names, cells, strict=True)))))
        except ValidationError as error:
            problems += _cell_problems(number, error)
    if not rows and not problems:
        problems.append(Problem(0, "", "expected at least one row, found none", "文件中没有数据行"))
    return Sheet(() if problems else tuple(rows), tuple(problems))


def _width(row: int, expected: int, found: int) -> Problem:
    return Problem(row, "", f"expected {expected} cells, found {found}", f"应有 {expected} 列，实际 {found} 列")


def _cell_problems(row: int, error: ValidationError) -> list[Problem]:
    problems: list[Problem] = []
    for each in error.errors():
        context = each.get("ctx", {})
        kind = str(context.get("kind", each["type"]))
        en, zh = TEXTS.get(kind, (each["msg"], f"格式不符（{each['msg']}）"))
        values = {"found": repr(context.get("found", each["input"])), "expected": context.get("expected", "")}
        if kind == "literal_error":
            zh = zh.replace("{expected}", str(values["expected"]).replace(", ", "、").replace(" or ", " 或 "))
        column = str(each["loc"][0]) if each["loc"] else ""
        problems.append(Problem(row, column, en.format_map(values), zh.format_map(values)))
    return problems


def checked(body: Entry, rows: int, places: Mapping[tuple[str, ...], int] | None = None) -> Imported:
    """Return the import if its entry is readable and fits a push, else why not."""
    raw = canonical.encode(body)
    if len(raw) > MAX_ENTRY_BYTES:
        return Imported(None, (too_large(len(raw), MAX_ENTRY_BYTES),), rows)
    try:
        msgspec.json.decode(raw, type=type(body))
    except msgspec.ValidationError as error:
        return Imported(
            None, (Problem(0, "", f"expected a readable entry, found: {error}", f"内容不符：{error}"),), rows
        )
    return Imported(body, (), rows, places or {})

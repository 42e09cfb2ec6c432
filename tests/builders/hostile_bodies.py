"""Bodies of every entry type with HTML in every text that takes it, made from the types themselves."""

import re
from typing import Any

import msgspec
from msgspec import inspect

HTML = "<img src=x onerror=alert(1)><script>alert(2)</script>&amp;"
SHORTER = "<b>&amp;</b>"
PLAIN = (
    "lot",
    "SZ",
    "QH-0001",
    "H07",
    "1",
    "0" * 64,
    "04" + "0" * 128,
    "09521234000013",
    "PO-1",
    "{site}-{yy}-",
    "6931234",
    "lot:SZ",
)


def body_of(struct: type[msgspec.Struct]) -> dict[str, Any]:
    """Return a body that the type reads: HTML wherever a text may hold it, something plain where it may not."""
    found = _value(inspect.type_info(struct))
    assert isinstance(found, dict)
    return found


def _value(kind: inspect.Type) -> Any:  # noqa: ANN401, C901, PLR0911 - one case for each kind of type
    match kind:
        case inspect.Metadata():
            return _value(kind.type)
        case inspect.StrType():
            return _text(kind)
        case inspect.IntType():
            return kind.ge if kind.ge is not None else 1
        case inspect.BoolType():
            return True
        case inspect.LiteralType():
            return kind.values[0]
        case inspect.UnionType():
            return _value(next(each for each in kind.types if not isinstance(each, inspect.NoneType)))
        case inspect.VarTupleType() | inspect.ListType():
            return [_value(kind.item_type)]
        case inspect.DictType():
            return {"note": _value(kind.value_type)}
        case inspect.StructType():
            return {field.encode_name: _value(field.type) for field in kind.fields}
        case inspect.DateType():
            return "2029-01-01"
        case inspect.DateTimeType():
            return "2026-11-22T08:00:00Z"
        case _:
            raise AssertionError(f"no example for {kind}")


def _text(kind: inspect.StrType) -> str:
    for text in (HTML, SHORTER, *PLAIN):
        long_enough = (kind.min_length or 0) <= len(text) <= (kind.max_length or len(text))
        if long_enough and (kind.pattern is None or re.search(kind.pattern, text)):
            return text
    raise AssertionError(f"no text fits {kind}")


def hostile_texts(value: object) -> list[str]:
    """Return the texts of a body that hold HTML."""
    if isinstance(value, dict):
        return [text for each in value.values() for text in hostile_texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in hostile_texts(each)]
    return [value] if isinstance(value, str) and "<" in value else []

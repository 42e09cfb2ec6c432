"""Storage mirrors the row structs: same columns in the same order, same keys, NULL only where a row may have None."""

import types
import typing
from typing import Any

import pytest
from sqlmodel import SQLModel

from backend.app.registry import build_registry
from backend.log.row import RowType
from backend.migrations import all_tables

assert all_tables.MODULES
ROW_TYPES = build_registry().row_types


def may_be_none(annotation: Any) -> bool:  # noqa: ANN401 - a type expression
    if typing.get_origin(annotation) is typing.Annotated:
        return may_be_none(typing.get_args(annotation)[0])
    return typing.get_origin(annotation) in (typing.Union, types.UnionType) and type(None) in typing.get_args(
        annotation
    )


@pytest.mark.parametrize("row_type", ROW_TYPES.values(), ids=ROW_TYPES)
def test_a_table_mirrors_its_row_struct(row_type: RowType) -> None:
    table = SQLModel.metadata.tables[f"row_{row_type.kind}"]
    hints = typing.get_type_hints(row_type.struct, include_extras=True)
    assert [c.name for c in table.columns] == list(row_type.struct.__struct_fields__)
    assert [c.name for c in table.primary_key.columns] == list(row_type.key)
    nullable = {c.name for c in table.columns if c.nullable}
    assert nullable == {name for name in row_type.struct.__struct_fields__ if may_be_none(hints[name])}


def test_every_row_table_belongs_to_a_row_type() -> None:
    tables = {name for name in SQLModel.metadata.tables if name.startswith("row_")}
    assert tables == {f"row_{kind}" for kind in ROW_TYPES}

"""The app's types of entries are made from the server's declarations, and rows have the fields that the app names."""

import re
from pathlib import Path

from backend.app.registry import build_registry
from backend.app.typescript import bodies
from backend.log.row import RowType

ENTRIES = Path(__file__).parents[2] / "pwa" / "src" / "entries"
# What a device makes for itself; the server sends no such row.
OWN = "own-rows.ts"
INTERFACE = re.compile(r"export interface (\w+)Row \{\n(.*?)\n\}", re.DOTALL)
FIELD = re.compile(r"^  readonly (\w+)\??:", re.MULTILINE)
# Kept on the server, or not needed on a device.
UNTOLD = {"public_key", "in_use", "open"}


def test_the_bodies_are_those_of_the_registry() -> None:
    found = (ENTRIES / "bodies.ts").read_text()
    assert found == bodies(build_registry()), "run: ./run format"


def test_every_row_the_app_names_has_the_servers_fields() -> None:
    kinds: dict[str, RowType] = {
        kind.title().replace("_", ""): row_type for kind, row_type in build_registry().row_types.items()
    }
    texts = (file.read_text() for file in sorted(ENTRIES.glob("*rows.ts")) if file.name != OWN)
    interfaces = dict(INTERFACE.findall("".join(texts)))
    assert len(interfaces) > 10
    for name, text in interfaces.items():
        row_type = kinds.get(name)
        assert row_type is not None, f"{name}Row is no kind of row"
        fields = set(FIELD.findall(text))
        missing = fields - set(row_type.struct.__struct_fields__)
        assert not missing, f"{name}Row names {missing}, which the server does not send"
        untold = set(row_type.struct.__struct_fields__) - fields - UNTOLD
        assert not untold, f"{name}Row leaves out {untold}"

"""Stored entries and events never change shape: a released version is read for ever (P06).

`shapes.json` holds the JSON Schema of each type and version. To change one, add a version and an upcaster, then run
this file as a script, which adds the new shape and never touches an old one.
"""

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from backend.app.registry import build_registry

FILE = Path(__file__).parent / "shapes.json"


def shapes() -> dict[str, Any]:
    registry = build_registry()
    types = [b.type for b in registry.entries] + [b.type for b in registry.events]
    found: dict[str, Any] = {}
    for declared in types:
        (_,), parts = msgspec.json.schema_components([declared.struct])
        found[f"{declared.name}/{declared.version}"] = json.loads(json.dumps(parts, sort_keys=True))
    return found


def test_p06_no_stored_shape_has_changed() -> None:
    stored, now = json.loads(FILE.read_text()), shapes()
    changed = sorted(name for name in now if name in stored and stored[name] != now[name])
    assert not changed, f"expected the stored shapes, found others: {changed}. Add a version and an upcaster."


def test_every_shape_is_written_down() -> None:
    stored, now = json.loads(FILE.read_text()), shapes()
    assert not sorted(set(now) - set(stored)), "run: python -m tests.architecture.test_shapes_stay"


def test_p06_every_older_version_can_be_lifted_to_the_newest() -> None:
    registry = build_registry()
    newest = {b.type.name: b.type.version for b in registry.entries}
    newest |= {b.type.name: b.type.version for b in registry.events}
    lifted = {step for capability in registry.capabilities for step in capability.upcasters}
    for name in json.loads(FILE.read_text()):
        kind, version = name.split("/")
        assert kind in newest, f"{kind} was stored and is gone"
        missing = [v for v in range(int(version), newest[kind]) if (kind, v) not in lifted]
        assert not missing, f"{kind} needs upcasters from versions {missing}"


def test_p02_every_free_key_of_an_entry_has_the_form_of_a_key() -> None:
    # The door leaves the form of keys to the bodies' decoders.
    for binding in build_registry().entries:
        _, parts = msgspec.json.schema_components([binding.type.struct])
        for maps in _maps(parts):
            assert "pattern" in maps.get("propertyNames", {}), binding.type.name


def _maps(schema: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - any JSON value
    if isinstance(schema, list):
        return [found for each in schema for found in _maps(each)]
    if not isinstance(schema, dict):
        return []
    free = schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict)
    return ([schema] if free else []) + [found for each in schema.values() for found in _maps(each)]


if __name__ == "__main__":
    kept = json.loads(FILE.read_text()) if FILE.exists() else {}
    FILE.write_text(json.dumps(shapes() | kept, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
    sys.stdout.write(f"{len(kept)} shapes before\n")

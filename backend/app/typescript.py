"""Writes the entry bodies as TypeScript types, from the same declarations that the server decodes with.

`unitrail types` prints them; `pwa/src/entries/bodies.ts` is its output, and a test compares the two.
"""

import textwrap
from typing import Any

import msgspec

from backend.log.registry import Registry

_HEAD = """/**
 * Bodies of the entries, newest version of each, as they travel. Made by `unitrail types`; do not edit.
 * Types, not interfaces: a type alias is assignable to `JsonObject`.
 */
"""
_PLAIN = {"string": "string", "integer": "number", "boolean": "boolean", "null": "null"}


def bodies(registry: Registry) -> str:
    """Return the TypeScript module of every entry type and of the parts they share."""
    entries = {binding.type.name: binding.type.struct for binding in registry.entries}
    _, parts = msgspec.json.schema_components(list(entries.values()), ref_template="{name}")
    names = {part: f"{part}Body" if part in entries else part for part in parts}
    types = [_declaration(names[part], schema, names) for part, schema in sorted(parts.items(), key=lambda p: p[0])]
    return "\n".join([_HEAD, *types])


def _declaration(name: str, schema: dict[str, Any], names: dict[str, str]) -> str:
    about = " ".join(schema.get("description", "").split())
    comment = "\n".join(f" * {line}" for line in textwrap.wrap(about, 112))
    return f"/**\n{comment}\n */\nexport type {name} = {_type(schema, names)};\n"


def _type(schema: dict[str, Any], names: dict[str, str]) -> str:  # noqa: PLR0911 - one return for each kind of schema
    if "$ref" in schema:
        return names[schema["$ref"]]
    if "anyOf" in schema:
        return " | ".join(_type(each, names) for each in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(f'"{word}"' if isinstance(word, str) else str(word) for word in schema["enum"])
    if schema["type"] == "array":
        if "prefixItems" in schema:
            return f"readonly [{', '.join(_type(each, names) for each in schema['prefixItems'])}]"
        inner = _type(schema["items"], names)
        return f"readonly ({inner})[]" if " | " in inner else f"readonly {inner}[]"
    if schema["type"] == "object":
        return _object(schema, names)
    return _PLAIN[schema["type"]]


def _object(schema: dict[str, Any], names: dict[str, str]) -> str:
    if "properties" not in schema:
        return f"{{ readonly [key: string]: {_type(schema['additionalProperties'], names)} }}"
    fields = sorted(schema["properties"].items())
    lines = [f"  readonly {field}: {_type(inner, names)};" for field, inner in fields]
    return "{\n" + "\n".join(lines) + "\n}"

"""`POST /imports/{kind}`: reads a file and says what it would change. It writes nothing: the desk records the entry it
returns through the door, where it is judged again.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal

import asyncpg
import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, SkipValidation

from backend.app.imports.dry_run import RowChange, dry_run
from backend.app.imports.equipment import CalibrationRow, EquipmentRow, read_calibrations, read_equipment
from backend.app.imports.items import IdentifierRow, ItemRow, read_items
from backend.app.imports.located import located
from backend.app.imports.locations import LocationRow, read_locations
from backend.app.imports.orders import OrderRow, read_orders
from backend.app.imports.people import PersonRow, read_people
from backend.app.imports.routings import RoutingRow, read_routings
from backend.app.imports.sheets import MAX_FILE_BYTES, Imported, Problem, SheetRow
from backend.app.imports.structures import StructureRow, read_structures
from backend.app.imports.suppliers import SupplierRow, read_suppliers
from backend.app.imports.training import SkillRow, TrainingRow, read_skills, read_training
from backend.log.caller import DeviceIdentity, PersonIdentity
from backend.log.clock import Clock
from backend.log.problem import Problem as Refusal
from backend.log.registry import Registry
from backend.people.rules import allowed
from sync.outcome import Flag
from sync.text import Line

ImportKind = Literal[
    "items",
    "suppliers",
    "locations",
    "orders",
    "people",
    "structures",
    "routings",
    "equipment",
    "calibrations",
    "skills",
    "training",
]
_READERS: Final[Mapping[ImportKind, Callable[[bytes, str], Imported]]] = {
    "items": read_items,
    "suppliers": read_suppliers,
    "locations": read_locations,
    "orders": read_orders,
    "people": read_people,
    "structures": read_structures,
    "routings": read_routings,
    "equipment": read_equipment,
    "calibrations": read_calibrations,
    "skills": read_skills,
    "training": read_training,
}
_ROWS: Final[Mapping[str, type[SheetRow]]] = {
    "items": ItemRow,
    "identifiers": IdentifierRow,
    "suppliers": SupplierRow,
    "locations": LocationRow,
    "orders": OrderRow,
    "people": PersonRow,
    "structures": StructureRow,
    "routings": RoutingRow,
    "equipment": EquipmentRow,
    "calibrations": CalibrationRow,
    "skills": SkillRow,
    "training": TrainingRow,
}
_ACTIONS: Final = {
    "people": "manage_people",
    "structures": "draft_process",
    "routings": "draft_process",
    "equipment": "manage_equipment",
    "calibrations": "manage_equipment",
    "skills": "manage_training",
    "training": "manage_training",
}
"""What the others need is manage_master_data."""
_MAX_REQUEST: Final = 2 * MAX_FILE_BYTES
"""In base64, with its envelope."""


class ImportDesk(msgspec.Struct, frozen=True):
    """What the route works with; made by the composition root."""

    pool: asyncpg.Pool
    registry: Registry
    clock: Clock


class ImportRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A CSV file (base64) and its name; ``identifiers``: the file that goes with items."""

    source: Line
    file: bytes
    identifiers: bytes | None = None


class ImportAnswer(msgspec.Struct, frozen=True):
    """The entry to record (``type``, ``body``), or the problems for which there is none.

    ``refusal``: what the rules say to the whole file now; ``changes``: what it would change, row by row.
    """

    rows: int
    problems: tuple[Problem, ...]
    type: str | None = None
    body: Any = None
    refusal: Flag | None = None
    changes: tuple[RowChange, ...] = ()


InjectedDesk = NamedDependency[SkipValidation[ImportDesk]]
InjectedCaller = NamedDependency[SkipValidation[DeviceIdentity]]
InjectedPerson = NamedDependency[SkipValidation[PersonIdentity]]


@get("/imports/{kind:str}/columns.csv", summary="An empty import file", media_type="text/csv")
async def show_columns(kind: FromPath[ImportKind | Literal["identifiers"]], signed_in: InjectedPerson) -> Response[str]:
    """Return the header that a file of this kind has, for whoever fills one for the first time."""
    _allow(kind, signed_in)
    header = ",".join(_ROWS[kind].model_fields)
    headers = {"Content-Disposition": f'attachment; filename="{kind}.csv"', "Cache-Control": "no-store"}
    return Response(f"\ufeff{header}\r\n", media_type="text/csv; charset=utf-8", headers=headers)


@post("/imports/{kind:str}", status_code=200, request_max_body_size=_MAX_REQUEST, summary="Check an import file")
async def check_import(
    kind: FromPath[ImportKind],
    data: JSONBody[ImportRequest],
    imports: InjectedDesk,
    caller: InjectedCaller,
    signed_in: InjectedPerson,
) -> ImportAnswer:
    """Return what a file holds and what it would change; for those who may record its entry."""
    _allow(kind, signed_in)
    imported = _read(kind, data)
    if imported.body is None:
        return ImportAnswer(imported.rows, imported.problems)
    name = type(imported.body).__name__
    async with imports.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        found = await dry_run(
            db, imports.registry, imported.body, who=signed_in, caller=caller, now=imports.clock.now()
        )
    body = msgspec.to_builtins(imported.body)
    return ImportAnswer(imported.rows, _problems(imported, found.refusal), name, body, found.refusal, found.changes)


def _allow(kind: str, signed_in: PersonIdentity) -> None:
    """Raise for whoever may not record what such a file becomes."""
    action = _ACTIONS.get(kind, "manage_master_data")
    if not allowed(signed_in.roles, action):
        raise Refusal(403, "PERMISSION_NOT_HELD", action=action, person=signed_in.person)


def _problems(imported: Imported, refusal: Flag | None) -> tuple[Problem, ...]:
    """Return where in the file a refusal is about, when the file's reader kept the places."""
    if refusal is None or not imported.places:
        return ()
    detail = refusal.detail
    return (located(imported.places, str(detail.get("item", "")), str(detail.get("revision", "")), refusal),)


def _read(kind: ImportKind, data: ImportRequest) -> Imported:
    if kind == "items":
        return read_items(data.file, data.source, data.identifiers)
    return _READERS[kind](data.file, data.source)

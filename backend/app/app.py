"""The web application: every capability's routes behind their guards, on one running server."""

import msgspec
from litestar import Litestar, Router, get
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig

from backend.app.guards import Gate, provide_caller, provide_signed_in
from backend.app.http_headers import security_headers
from backend.app.identity_routes import IdentityServices, identity_routers
from backend.app.imports.routes import ImportDesk, check_import, show_columns
from backend.app.label_routes import label_router
from backend.app.passwords import Hashing
from backend.app.pwa_files import serve_pwa
from backend.app.running import Running
from backend.app.tokens import Tokens
from backend.app.version import BUILD
from backend.audit_trail.routes import AuditDesk, show_branch, show_entry, show_history, show_label_history, show_log
from backend.devices.routes import DeviceDesk
from backend.equipment.routes import EquipmentDesk, show_equipment, show_piece
from backend.genealogy.routes import HANDLERS as GENEALOGY
from backend.genealogy.routes import GenealogyDesk
from backend.indicators.routes import IndicatorDesk, show_control
from backend.intake.received import DeviceKeys
from backend.intake.routes import (
    DoorContext,
    serve_attachment,
    serve_pull,
    take_attachment,
    take_push,
    take_sealed,
)
from backend.items.routes import ItemsDesk, show_numbers, show_processes, show_ranges, show_rejects, show_triggers
from backend.labeling.routes.lots import calibration_sheet, scanner_profile
from backend.log.problem import Problem, answer_problem, refuse_nul
from backend.material.routes import MaterialDesk, show_movements
from backend.people.routes import LoginDesk
from backend.production.routes import (
    ProductionDesk,
    show_load,
    show_loads,
    show_order,
    show_orders,
    show_uses,
    show_uses_csv,
)


class Health(msgspec.Struct, frozen=True):
    """That the server answers, and which build it is."""

    build: str


@get("/health", summary="Whether the server answers")
async def health() -> Health:
    """Return the build."""
    return Health(BUILD)


def tokens_of(server: Running) -> Tokens:
    """Return the issuer of tokens with this server's keys."""
    keys = server.keys
    return Tokens(
        secret=keys.token_secret, grant_private_pem=keys.grant_private_pem, grant_public_pem=keys.grant_public_pem
    )


def login_desk(server: Running) -> LoginDesk:
    """Return what logins are done with."""
    return LoginDesk(server.door, server.pool, Hashing(), tokens_of(server), server.clock)


def create_app(server: Running) -> Litestar:
    """Return the application of a running server."""
    tokens = tokens_of(server)
    gate = Gate(server.pool, tokens, server.clock)
    devices = DeviceDesk(server.door, server.pool, tokens, server.clock, server.keys.server_public)
    identity = IdentityServices(gate=gate, login=login_desk(server), devices=devices)
    return Litestar(
        route_handlers=[
            health,
            calibration_sheet,
            scanner_profile,
            *identity_routers(identity),
            *_door_routers(server, gate),
            _reading_router(server, gate),
            _making_router(server, gate),
            label_router(server, gate),
            _import_router(server, gate),
            serve_pwa,
        ],
        before_request=refuse_nul,
        exception_handlers={Problem: answer_problem},
        middleware=[security_headers],
        openapi_config=OpenAPIConfig(title="Unitrail", version=BUILD, path="/schema"),
    )


def _door_routers(server: Running, gate: Gate) -> tuple[Router, ...]:
    context = DoorContext(
        pool=server.pool,
        intake=server.intake,
        sequencer=server.sequencer,
        clock=server.clock,
        server_key=server.keys.server,
        attachments=server.settings.attachments_folder,
        device_keys=DeviceKeys(server.pool),
    )

    def door() -> DoorContext:
        return context

    provided = {"door": Provide(door, sync_to_thread=False)}
    device = {"caller": Provide(provide_caller)}
    person = {"signed_in": Provide(provide_signed_in)}
    return (
        Router("/", route_handlers=[take_push], dependencies=provided),
        Router(
            "/",
            route_handlers=[serve_pull, take_attachment, serve_attachment],
            dependencies={**provided, **device},
            guards=[gate.device],
        ),
        Router(
            "/",
            route_handlers=[take_sealed],
            dependencies={**provided, **device, **person},
            guards=[gate.device, gate.may("manage_devices")],
        ),
    )


def _import_router(server: Running, gate: Gate) -> Router:
    """Return the route that reads a file and writes nothing."""
    imports = ImportDesk(server.pool, server.registry, server.clock)

    def import_desk() -> ImportDesk:
        return imports

    return Router(
        "/",
        route_handlers=[check_import, show_columns],
        dependencies={
            "caller": Provide(provide_caller),
            "signed_in": Provide(provide_signed_in),
            "imports": Provide(import_desk, sync_to_thread=False),
        },
        guards=[gate.device, gate.person],
    )


def _making_router(server: Running, gate: Gate) -> Router:
    """Return the routes that read work orders and what their records say in numbers."""
    production, indicators = ProductionDesk(server.pool, server.clock), IndicatorDesk(server.pool)
    equipment = EquipmentDesk(server.pool, server.clock)

    def production_desk() -> ProductionDesk:
        return production

    def equipment_desk() -> EquipmentDesk:
        return equipment

    def indicator_desk() -> IndicatorDesk:
        return indicators

    return Router(
        "/",
        route_handlers=[
            show_orders,
            show_order,
            show_loads,
            show_load,
            show_control,
            show_equipment,
            show_piece,
            show_uses,
            show_uses_csv,
        ],
        dependencies={
            "caller": Provide(provide_caller),
            "equipment": Provide(equipment_desk, sync_to_thread=False),
            "production": Provide(production_desk, sync_to_thread=False),
            "indicators": Provide(indicator_desk, sync_to_thread=False),
        },
        guards=[gate.device],
    )


def _reading_router(server: Running, gate: Gate) -> Router:
    """Return the routes that only read."""
    audit = AuditDesk(server.pool)
    material, items = MaterialDesk(server.pool), ItemsDesk(server.pool)
    genealogy = GenealogyDesk(server.pool, server.clock)

    def audit_desk() -> AuditDesk:
        return audit

    def material_desk() -> MaterialDesk:
        return material

    def items_desk() -> ItemsDesk:
        return items

    def genealogy_desk() -> GenealogyDesk:
        return genealogy

    branch = Router("/", route_handlers=[show_branch], guards=[gate.may("manage_devices")])
    return Router(
        "/",
        route_handlers=[
            show_history,
            show_label_history,
            show_log,
            show_entry,
            show_movements,
            show_rejects,
            *GENEALOGY,
            show_numbers,
            show_ranges,
            show_triggers,
            show_processes,
            branch,
        ],
        dependencies={
            "caller": Provide(provide_caller),
            "audit": Provide(audit_desk, sync_to_thread=False),
            "material": Provide(material_desk, sync_to_thread=False),
            "items": Provide(items_desk, sync_to_thread=False),
            "genealogy": Provide(genealogy_desk, sync_to_thread=False),
        },
        guards=[gate.device],
    )

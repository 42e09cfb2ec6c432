"""Puts the routes of people and devices behind their guards; the two that need no token are limited by address."""

import msgspec
from litestar import Router
from litestar.di import Provide
from litestar.middleware.rate_limit import RateLimitConfig

from backend.app.guards import Gate, provide_caller, provide_signed_in
from backend.devices.routes import DeviceDesk, enrol, give_token, list_devices
from backend.people.routes import (
    LoginDesk,
    change_secret,
    give_one_time_password,
    list_people,
    log_in,
    show_person_training,
    show_skill_training,
    show_training,
)

REQUESTS_PER_MINUTE = 120


class IdentityServices(msgspec.Struct, frozen=True):
    """What the composition root hands in."""

    gate: Gate
    login: LoginDesk
    devices: DeviceDesk
    requests_per_minute: int = REQUESTS_PER_MINUTE


def identity_routers(services: IdentityServices) -> tuple[Router, ...]:
    """Return the routers: open but limited, with a device token, with a person's grant as well."""

    def desk() -> LoginDesk:
        return services.login

    def devices() -> DeviceDesk:
        return services.devices

    desks = {"desk": Provide(desk, sync_to_thread=False), "devices": Provide(devices, sync_to_thread=False)}
    identity = {"caller": Provide(provide_caller), "signed_in": Provide(provide_signed_in)}
    limit = RateLimitConfig(rate_limit=("minute", services.requests_per_minute))
    return (
        Router("/", route_handlers=[enrol, give_token], dependencies=desks, middleware=[limit.middleware]),
        Router(
            "/",
            route_handlers=[
                log_in,
                change_secret,
                list_people,
                list_devices,
                show_training,
                show_person_training,
                show_skill_training,
            ],
            dependencies={**desks, **identity},
            guards=[services.gate.device],
        ),
        Router(
            "/",
            route_handlers=[give_one_time_password],
            dependencies={**desks, **identity},
            guards=[services.gate.device, services.gate.may("manage_people")],
        ),
    )

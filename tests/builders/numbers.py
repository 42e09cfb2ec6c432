"""Numbers for tests: a company with one pump, and what its pools have given to whom."""

from typing import Any

from backend.app import registry_items, registry_label_jobs
from backend.items.entries import DefineIdentifier, DefineItem, DefineSerialScheme, LeaseRange, Span
from backend.items.state import NumberRange, NumberUse
from backend.log.vocabulary import Decision
from tests.builders.world import World

DI = "09521234000105"
POOL = f"serial:{DI}"
PUMP = DefineItem(
    certificate_required=False,
    conversions=(),
    family="finished",
    minimum_remaining_days=None,
    open_minutes=None,
    name_en="Infusion pump",
    name_zh="输液泵",
    number="FG-PX1",
    revision="B",
    shelf_life_days=None,
    specification=None,
    status="active",
    trace="serial",
    unit="pcs",
)
MARK = DefineIdentifier(
    agency="GS1",
    base_quantity=None,
    contains=None,
    di=DI,
    item="FG-PX1",
    level="primary",
    quantity=None,
    status="active",
)


def scheme(**fields: Any) -> DefineSerialScheme:  # noqa: ANN401 - any field of the entry
    made: dict[str, Any] = {"alphabet": "digits", "di": DI, "digits": 6, "order": "sequential", "prefix": "PX"}
    return DefineSerialScheme(**(made | fields))


def pump_company(**fields: Any) -> World:  # noqa: ANN401 - any field of the scheme
    """Return a company that makes serial numbers for its pump."""
    world = World(registry_items.CAPABILITY, registry_label_jobs.CAPABILITY)
    for body in (PUMP, MARK, scheme(**fields)):
        assert world.record(body).refusal is None
    return world


def lease(world: World, count: int, *, device: str = "D1", pool: str = POOL) -> Decision:
    return world.record(LeaseRange(count=count, pool=pool), device=device)


def held(world: World, device: str = "D1") -> list[NumberRange]:
    """Return the device's ranges in the order in which they were given."""
    return sorted((r for r in world.all(NumberRange) if r.device == device), key=lambda r: (r.pool, r.first))


def numbers(world: World, device: str = "D1") -> list[str]:
    return [number for each in held(world, device) for number in each.numbers]


def span(first: int, last: int, range_id: str = f"{POOL}#1") -> Span:
    return Span(first=first, last=last, range=range_id)


def uses(world: World) -> list[tuple[int, int, str]]:
    return [(use.first, use.last, use.status) for use in world.all(NumberUse)]

"""Structures and routings to draft, right by default; a test says only what it is about."""

from datetime import datetime
from typing import Any

from backend.items.entries import (
    ApproveProcess,
    Check,
    DefineItem,
    DraftRouting,
    DraftStructure,
    Effectivity,
    Limits,
    Parameter,
    ProcessKind,
    Sampling,
    Step,
    StepComponent,
    StructureLine,
)
from backend.items.state.process import STRUCT_OF
from backend.log.vocabulary import Decision
from tests.builders.world import START, World

NEXT_ORDER = Effectivity(kind="next_order", start=None)
EVERY = Sampling(kind="every", n=None)
PLANNER, QUALITY = "QH-0005", "QH-0003"


def item(number: str, unit: str = "pcs", trace: str = "lot") -> DefineItem:
    return DefineItem(
        certificate_required=False,
        conversions=(),
        family="",
        minimum_remaining_days=None,
        open_minutes=None,
        name_en=number,
        name_zh=number,
        number=number,
        revision="A",
        shelf_life_days=None,
        specification=None,
        status="active",
        trace=trace,  # type: ignore[arg-type]  # a test names one that is there
        unit=unit,
    )


def line(number: str, quantity: str = "1", unit: str = "pcs", substitutes: tuple[str, ...] = ()) -> StructureLine:
    return StructureLine(item=number, quantity=quantity, substitutes=substitutes, unit=unit)


def structure(product: str, *lines: StructureLine, revision: str = "A", **fields: Any) -> DraftStructure:  # noqa: ANN401 - a test's own fields
    return DraftStructure(**({"effectivity": NEXT_ORDER} | fields), item=product, lines=lines, revision=revision)


def limits(*given: str | None) -> Limits:
    """Limits from the outside in: low, high, action low, action high, alarm low, alarm high."""
    padded: list[str | None] = [*given, *[None] * (6 - len(given))]
    low, high, action_low, action_high, alarm_low, alarm_high = padded
    return Limits(
        action_high=action_high,
        action_low=action_low,
        alarm_high=alarm_high,
        alarm_low=alarm_low,
        high=high,
        low=low,
    )


def parameter(code: str = "SEAL_TEMP", *bounds: str | None, **fields: Any) -> Parameter:  # noqa: ANN401 - a test's own fields
    given: dict[str, Any] = {
        "critical": True,
        "limits": limits(*bounds) if bounds else limits("125.0", "145.0", "128.0", "142.0"),
        "name_en": code,
        "name_zh": code,
        "resolution": "0.1",
        "sampling": EVERY,
        "second": "none",
        "source": "manual",
        "unit": "Cel",
    }
    return Parameter(**(given | fields), code=code)


def check(code: str = "LOOKS", **fields: Any) -> Check:  # noqa: ANN401 - a test's own fields
    given: dict[str, Any] = {
        "kind": "attribute",
        "limits": None,
        "name_en": code,
        "name_zh": code,
        "sampling": EVERY,
        "unit": None,
    }
    return Check(**(given | fields), code=code)


def component(number: str, quantity: str = "1", unit: str = "pcs", scan: str = "lot") -> StepComponent:
    return StepComponent(item=number, quantity=quantity, scan=scan, unit=unit)  # type: ignore[arg-type]


def step(number: int = 10, **fields: Any) -> Step:  # noqa: ANN401 - a test's own fields
    given: dict[str, Any] = {
        "checks": (),
        "components": (),
        "document": None,
        "equipment_class": None,
        "instruction_en": "",
        "instruction_zh": "",
        "kind": "make",
        "name_en": f"Step {number}",
        "name_zh": f"工序 {number}",
        "parameters": (),
        "picture": None,
        "predecessors": (),
        "repeat": "lot",
        "skill": None,
        "two_person": False,
    }
    return Step(**(given | fields), number=number)


def routing(product: str, *steps: Step, revision: str = "A", **fields: Any) -> DraftRouting:  # noqa: ANN401 - a test's own fields
    return DraftRouting(**({"effectivity": NEXT_ORDER} | fields), item=product, revision=revision, steps=steps)


def approve(
    world: World,
    kind: ProcessKind,
    product: str,
    revision: str = "A",
    badge: str = QUALITY,
    *,
    at: datetime = START,
) -> Decision:
    """Approve what the world has as the draft of that revision."""
    draft = next(r for r in world.all(STRUCT_OF[kind]) if (r.item, r.revision) == (product, revision))
    body = ApproveProcess(drafted_by_entry=draft.drafted_by_entry, item=product, kind=kind, revision=revision)
    return world.record(body, badge=badge, at=at)

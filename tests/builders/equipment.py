"""Sealers, gauges and trained people at the company of ``production``: right by default, a test says what is not."""

from datetime import date, datetime
from typing import Any

from backend.app import registry_equipment, registry_people
from backend.equipment.entries import CalibrateEquipment, ChangeEquipment, CleanEquipment, DefineEquipment
from backend.people.entries import DefineSkill, RecordTraining
from backend.production.entries import PlanOrder, ReleaseOrder
from tests.builders.people import person
from tests.builders.processes import PLANNER, approve, item, line, parameter, routing, step, structure
from tests.builders.production import TUBE
from tests.builders.production import company as makers
from tests.builders.world import START, World

SEALER, GAUGE, SKILL = "SEAL-01", "FG-03", "SEALING"
ORDER, LOT, PRODUCT = "WO-S", "FG-S1", "FG-S"
OPERATOR, QUALITY, UNTRAINED = "QH-0010", "QH-0003", "QH-0011"
CALIBRATED = datetime.fromisoformat("2026-02-01T02:00:00+00:00")


def piece(code: str = SEALER, **fields: Any) -> DefineEquipment:  # noqa: ANN401 - any field of the entry
    given: dict[str, Any] = {
        "calibration_days": 180,
        "cleaning_hours": None,
        "critical": False,
        "equipment_class": "sealer",
        "kind": "machine",
        "maintenance_days": None,
        "name_en": code,
        "name_zh": code,
        "site": "SZ",
    }
    return DefineEquipment(**(given | fields), code=code)


def calibrates(code: str = SEALER, **fields: Any) -> CalibrateEquipment:  # noqa: ANN401 - as above
    given: dict[str, Any] = {
        "as_found": "+0.1",
        "as_left": "0.0",
        "certificate": "C-1",
        "due": None,
        "files": (),
        "laboratory": "S10",
        "performed_at": CALIBRATED,
        "result": "pass",
    }
    return CalibrateEquipment(**(given | fields), equipment=code)


def cleans(code: str, at: datetime, result: str = "clean") -> CleanEquipment:
    return CleanEquipment(equipment=code, performed_at=at, result=result, text="")  # type: ignore[arg-type]  # a test names one


def qualifies(world: World, code: str, at: datetime = CALIBRATED) -> None:
    world.record(
        ChangeEquipment(act="qualify", equipment=code), at=at, reason="IQ, OQ, PQ reports 26-01", badge=QUALITY
    )


def trains(person_number: str = OPERATOR, **fields: Any) -> RecordTraining:  # noqa: ANN401 - as above
    given: dict[str, Any] = {
        "evidence": (),
        "performed_at": CALIBRATED,
        "revision": "C",
        "skill": SKILL,
        "text": "",
        "valid_to": None,
    }
    return RecordTraining(**(given | fields), person=person_number)


def skill(**fields: Any) -> DefineSkill:  # noqa: ANN401 - as above
    given: dict[str, Any] = {
        "assessed": True,
        "code": SKILL,
        "document": "SOP-090",
        "effective_from": date(2026, 1, 1),
        "name_en": "Blister sealing",
        "name_zh": "泡罩封口",
        "revision": "C",
        "valid_months": 12,
    }
    return DefineSkill(**(given | fields))


def sealing() -> World:
    """A released order of one step that asks for a sealer and a trained person; both are there, and a force gauge."""
    world = makers(registry_people.CAPABILITY, registry_equipment.CAPABILITY)
    for number in (OPERATOR, QUALITY, UNTRAINED):
        world.record(person(number))
    world.record(skill(), badge=QUALITY)
    world.record(trains(), badge=QUALITY)
    world.record(piece())
    world.record(piece(GAUGE, kind="gauge", equipment_class="force_gauge"))
    for code in (SEALER, GAUGE):
        world.record(calibrates(code), badge=QUALITY, at=CALIBRATED)
        qualifies(world, code)
    world.record(item(PRODUCT))
    world.record(structure(PRODUCT, line(TUBE)), badge=PLANNER)
    approve(world, "structure", PRODUCT)
    made = step(10, skill=SKILL, equipment_class="sealer", parameters=(parameter(),))
    world.record(routing(PRODUCT, made), badge=PLANNER)
    approve(world, "routing", PRODUCT)
    plan = PlanOrder(
        due=None, item=PRODUCT, lots=(LOT,), number=ORDER, output_location="QUAR-01", quantity="100", serials=()
    )
    world.record(plan)
    world.record(ReleaseOrder(order=ORDER, serials=()), at=START)
    return world

"""The demo company's machines and gauges, and who is trained in what: enough for both products, two gauges that are due
soon, one person whose training has ended.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from backend.app.demo_company.making import QUALITY, SITE, drafts
from backend.app.demo_company.story_steps import Told
from backend.equipment.entries import CalibrateEquipment, ChangeEquipment, DefineEquipment, EquipmentKind
from backend.items.entries import ImportRoutings
from backend.material.rules import factory_day
from backend.people.entries import DefineSkill, RecordTraining

_MACHINE: Final[EquipmentKind] = "machine"
_GAUGE: Final[EquipmentKind] = "gauge"

EQUIPMENT: Final[tuple[tuple[str, str, EquipmentKind, str, str], ...]] = (
    ("EXT-01", "extruder", _MACHINE, "Extruder 1", "挤出机 1"),
    ("EXT-02", "extruder", _MACHINE, "Extruder 2", "挤出机 2"),
    ("TIP-01", "tip former", _MACHINE, "RF tip former", "高频尖端成型机"),
    ("MLD-01", "moulding machine", _MACHINE, "Moulding machine 1", "注塑机 1"),
    ("MLD-02", "moulding machine", _MACHINE, "Moulding machine 2", "注塑机 2"),
    ("PRS-01", "press", _MACHINE, "Joining press", "压接机"),
    ("UVB-01", "UV lamp", _MACHINE, "UV bonding station 1", "UV 固化台 1"),
    ("UVB-02", "UV lamp", _MACHINE, "UV bonding station 2", "UV 固化台 2"),
    ("ASM-01", "assembly machine", _MACHINE, "Assembly machine", "组装机"),
    ("LKT-01", "leak tester", _GAUGE, "Leak and flow tester", "泄漏流量测试仪"),
    ("SEAL-01", "sealer", _MACHINE, "Blister sealer 1", "泡罩封合机 1"),
    ("SEAL-02", "sealer", _MACHINE, "Blister sealer 2", "泡罩封合机 2"),
    ("PRN-01", "printer", _MACHINE, "Label printer and verifier", "标签打印校验机"),
    ("EO-01", "EO chamber", _MACHINE, "EO chamber", "环氧乙烷灭菌柜"),
    ("AER-01", "aeration room", _MACHINE, "Aeration room", "解析室"),
    ("TRQ-01", "torque driver", _GAUGE, "Torque driver", "扭矩螺丝刀"),
    ("TB-01", "test bench", _MACHINE, "Board test bench", "电路板测试台"),
    ("DOS-01", "dosimeter", _GAUGE, "Flow dosimeter", "流量校准仪"),
    ("FG-02", "force gauge", _GAUGE, "Force gauge 2", "测力计 2"),
    ("FG-03", "force gauge", _GAUGE, "Force gauge 3", "测力计 3"),
    ("BAL-01", "balance", _GAUGE, "Analytical balance", "分析天平"),
)
DUE_SOON: Final = {"FG-02": 5, "BAL-01": 12}
"""Days until the next calibration; everything else has most of a year."""
TRAINED: Final = ("P0013", "P0014", "P0015", "P0016")
LAPSED: Final = ("P0018", "SEALING")


def resources(now: datetime) -> Iterator[Told]:
    """Yield the entries that define, qualify and calibrate equipment, and that define skills and record trainings."""
    for code, name, kind, name_en, name_zh in EQUIPMENT:
        yield (
            DefineEquipment(
                calibration_days=365,
                cleaning_hours=None,
                code=code,
                critical=kind == _MACHINE,
                equipment_class=name,
                kind=kind,
                maintenance_days=None,
                name_en=name_en,
                name_zh=name_zh,
                site=SITE,
            ),
            QUALITY,
        )
        yield _calibrated(code, now), QUALITY
        yield ChangeEquipment(act="qualify", equipment=code), QUALITY
    for skill in _skills():
        yield _defined(skill, now), QUALITY
        for person in TRAINED:
            yield _trained(person, skill, now), QUALITY
    person, skill = LAPSED
    yield _trained(person, skill, now, lapsed=True), QUALITY


def _skills() -> list[str]:
    body = drafts()[1]
    assert isinstance(body, ImportRoutings)
    return list(dict.fromkeys(step.skill for routing in body.rows for step in routing.steps if step.skill is not None))


def _calibrated(code: str, now: datetime) -> CalibrateEquipment:
    return CalibrateEquipment(
        as_found="within limits",
        as_left="within limits",
        certificate=f"CAL-{code}-1",
        due=factory_day(now) + timedelta(days=DUE_SOON.get(code, 330)),
        equipment=code,
        files=(),
        laboratory="S10",
        performed_at=now - timedelta(days=35),
        result="pass",
    )


def _defined(skill: str, now: datetime) -> DefineSkill:
    words = skill.replace("_", " ").capitalize()
    return DefineSkill(
        code=skill,
        document=f"SOP-{skill}",
        effective_from=factory_day(now) - timedelta(days=200),
        name_en=words,
        name_zh=words,
        revision="A",
        valid_months=None,
    )


def _trained(person: str, skill: str, now: datetime, *, lapsed: bool = False) -> RecordTraining:
    today = factory_day(now)
    return RecordTraining(
        evidence=(hashlib.sha256(f"{person} {skill}".encode()).hexdigest(),),
        performed_at=now - timedelta(days=100),
        person=person,
        revision="A",
        skill=skill,
        text="",
        valid_to=today - timedelta(days=1) if lapsed else today + timedelta(days=265),
    )

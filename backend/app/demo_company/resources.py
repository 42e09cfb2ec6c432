"""What making takes at the demo company: its equipment, and who is trained in what: of twenty people one whose training
has ended, one whose training ends soon and one who is to be trained.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from backend.app.demo_company.equipment import equipped
from backend.app.demo_company.making import QUALITY, drafts
from backend.app.demo_company.story_steps import Told
from backend.items.entries import ImportRoutings
from backend.material.rules import factory_day
from backend.people.entries import AssignTraining, DefineSkill, RecordTraining

ALWAYS: Final = ("P0013", "P0014", "P0015", "P0016")
"""Trained in everything, so that the floor is never without somebody."""
OTHERS: Final = tuple(f"P{n:04}" for n in (2, 3, 6, 7, 8, 9, 10, 11, 12, 17, 18, 19, 20, 21, 22, 24))
"""Trained in some of the skills, spread evenly."""
LAPSED: Final = ("P0018", "SEALING")
ENDING: Final = ("P0017", "ASSEMBLY")
ASKED_FOR: Final = ("P0022", "STERILISATION")
SKILL_NAMES: Final = {
    "EXTRUSION": ("Tube extrusion", "导管挤出"),
    "TIPPING": ("Cutting and tip forming", "切管与尖端成型"),
    "MOULDING": ("Injection moulding", "注塑"),
    "ASSEMBLY": ("Assembly", "组装"),
    "BONDING": ("UV bonding", "UV 粘接"),
    "COATING": ("Siliconisation", "硅化"),
    "TESTING": ("Leak and flow testing", "泄漏与流量测试"),
    "SEALING": ("Blister sealing", "泡罩封合"),
    "LABELING": ("Label printing and verification", "标签打印与校验"),
    "PACKING": ("Packing", "装箱"),
    "STERILISATION": ("EO sterilisation", "环氧乙烷灭菌"),
    "FINAL_QC": ("Final inspection", "成品检验"),
    "QA_RELEASE": ("Record review and release", "记录审核与放行"),
    "ELECTRONICS": ("Electronics assembly", "电子装配"),
    "CALIBRATION": ("Sensor calibration", "传感器校准"),
}


def resources(now: datetime) -> Iterator[Told]:
    """Yield the entries about equipment, and those that define skills and record trainings."""
    yield from equipped(now)
    for skill in _skills():
        yield _defined(skill, now), QUALITY
    for person, skill in _pairs():
        days = {LAPSED: -1, ENDING: 12}.get((person, skill), 265)
        yield _trained(person, skill, now, days=days), QUALITY
    person, skill = ASKED_FOR
    yield AssignTraining(due=factory_day(now) + timedelta(days=14), person=person, skill=skill), QUALITY


def _pairs() -> list[tuple[str, str]]:
    """Return who was trained in what: four people in everything, sixteen in a third of the skills each."""
    skills = _skills()
    some = [
        (person, skill)
        for n, person in enumerate(OTHERS)
        for m, skill in enumerate(skills)
        if (n + m) % 3 == 0 and (person, skill) != ASKED_FOR
    ]
    pairs = [(person, skill) for person in ALWAYS for skill in skills]
    return list(dict.fromkeys([*pairs, *some, LAPSED, ENDING]))


def _skills() -> list[str]:
    body = drafts()[1]
    assert isinstance(body, ImportRoutings)
    return list(dict.fromkeys(step.skill for routing in body.rows for step in routing.steps if step.skill is not None))


def _defined(skill: str, now: datetime) -> DefineSkill:
    name_en, name_zh = SKILL_NAMES[skill]
    return DefineSkill(
        assessed=True,
        code=skill,
        document=f"SOP-{skill}",
        effective_from=factory_day(now) - timedelta(days=200),
        name_en=name_en,
        name_zh=name_zh,
        revision="A",
        valid_months=None,
    )


def _trained(person: str, skill: str, now: datetime, *, days: int) -> RecordTraining:
    return RecordTraining(
        evidence=(hashlib.sha256(f"{person} {skill}".encode()).hexdigest(),),
        performed_at=now - timedelta(days=100),
        person=person,
        revision="A",
        skill=skill,
        text="",
        valid_to=factory_day(now) + timedelta(days=days),
    )

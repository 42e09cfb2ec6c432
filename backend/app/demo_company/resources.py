"""What making takes at the demo company: its equipment, and who is trained in what; one person's training has ended."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from backend.app.demo_company.equipment import equipped
from backend.app.demo_company.making import QUALITY, drafts
from backend.app.demo_company.story_steps import Told
from backend.items.entries import ImportRoutings
from backend.material.rules import factory_day
from backend.people.entries import DefineSkill, RecordTraining

TRAINED: Final = ("P0013", "P0014", "P0015", "P0016")
LAPSED: Final = ("P0018", "SEALING")


def resources(now: datetime) -> Iterator[Told]:
    """Yield the entries about equipment, and those that define skills and record trainings."""
    yield from equipped(now)
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

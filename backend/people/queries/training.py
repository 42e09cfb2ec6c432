"""Who is trained in what: the matrix of people and skills, a person's trainings, a skill's people."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

import msgspec

from backend.people.queries.persons import Database, people, person
from backend.people.rules import Standing, factory_day, standing
from backend.people.state import Person, Skill, Training

_SKILLS = """
SELECT code, name_en, name_zh, document, revision, revision_before, effective_from, valid_months, assessed
FROM row_skill WHERE $1::text IS NULL OR code = $1 ORDER BY code
"""
_TRAININGS = """
SELECT id, holder, person, skill, document, revision, assigned_at, due, qualified_at, valid_to,
  evidence::text AS evidence, text, assessed_by, revoked_at, revoked_by, revoke_reason, read_at
FROM row_training WHERE ($1::text IS NULL OR person = $1) AND ($2::text IS NULL OR skill = $2)
ORDER BY coalesce(qualified_at, assigned_at) DESC, id
"""
_FILES: Final = msgspec.json.Decoder(tuple[str, ...])


class Cell(Standing, frozen=True, kw_only=True):
    """How a person stands in a skill."""

    person: str
    skill: str


class Matrix(msgspec.Struct, frozen=True):
    """Everybody who works here against every skill, on ``day``; who never had to do with a skill has no cell."""

    position: int
    day: date
    skills: Sequence[Skill]
    people: Sequence[Person]
    cells: Sequence[Cell]


class PersonTraining(msgspec.Struct, frozen=True):
    """A person in every skill, and every record there is of it, the latest first."""

    position: int
    day: date
    person: Person
    skills: Sequence[Skill]
    cells: Sequence[Cell]
    records: Sequence[Training]


class SkillTraining(msgspec.Struct, frozen=True):
    """A skill with everybody who works here, and every record there is of it, the latest first."""

    position: int
    day: date
    skill: Skill
    people: Sequence[Person]
    cells: Sequence[Cell]
    records: Sequence[Training]


async def matrix(db: Database, *, position: int, now: datetime) -> Matrix:
    """Return the whole matrix."""
    skills, working = await _skills(db), await _working(db)
    shown = {each.number for each in working}
    records = [each for each in await _trainings(db) if each.person in shown]
    return Matrix(position, factory_day(now), skills, working, list(_cells(skills, records, now)))


async def person_training(db: Database, number: str, *, position: int, now: datetime) -> PersonTraining | None:
    """Return one person's trainings, or None for somebody nobody knows."""
    found = await person(db, number)
    if found is None:
        return None
    skills, records = await _skills(db), await _trainings(db, person=number)
    return PersonTraining(position, factory_day(now), found, skills, list(_cells(skills, records, now)), records)


async def skill_training(db: Database, code: str, *, position: int, now: datetime) -> SkillTraining | None:
    """Return one skill's people, or None for a skill nobody has defined."""
    skills = await _skills(db, code)
    if not skills:
        return None
    working, records = await _working(db), await _trainings(db, skill=code)
    shown = {each.number for each in working}
    here = [each for each in records if each.person in shown]
    return SkillTraining(position, factory_day(now), skills[0], working, list(_cells(skills, here, now)), records)


def _cells(skills: Sequence[Skill], records: Sequence[Training], now: datetime) -> Iterable[Cell]:
    held: dict[tuple[str, str], list[Training]] = {}
    for each in records:
        held.setdefault((each.person, each.skill), []).append(each)
    by_code = {skill.code: skill for skill in skills}
    for (number, code), trainings in sorted(held.items()):
        if code in by_code:
            found = standing(by_code[code], trainings, now)
            yield Cell(person=number, skill=code, **msgspec.structs.asdict(found))


async def _working(db: Database) -> Sequence[Person]:
    return [each for each in await people(db) if each.active]


async def _skills(db: Database, code: str | None = None) -> Sequence[Skill]:
    return [Skill(**record) for record in await db.fetch(_SKILLS, code)]


async def _trainings(db: Database, *, person: str | None = None, skill: str | None = None) -> Sequence[Training]:
    return [_training(record) for record in await db.fetch(_TRAININGS, person, skill)]


def _training(record: Any) -> Training:  # noqa: ANN401 - an asyncpg record
    return Training(**dict(record) | {"evidence": _FILES.decode(record["evidence"])})

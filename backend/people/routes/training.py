"""`GET /training`: who is trained in what today, a person's trainings, a skill's people."""

from litestar import get
from litestar.params import FromPath

from backend.log.positions import LAST_POSITION
from backend.log.problem import Problem
from backend.people import queries
from backend.people.routes.desk import InjectedDesk


@get("/training", summary="Who is trained in what, today")
async def show_training(desk: InjectedDesk) -> queries.Matrix:
    """Return everybody who works here against every skill, each pair that has to do with each other."""
    async with desk.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        return await queries.matrix(db, position=await db.fetchval(LAST_POSITION), now=desk.clock.now())


@get("/training/people/{number:str}", summary="A person's trainings")
async def show_person_training(desk: InjectedDesk, number: FromPath[str]) -> queries.PersonTraining:
    """Return how a person stands in every skill, with every record."""
    async with desk.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        position = await db.fetchval(LAST_POSITION)
        found = await queries.person_training(db, number, position=position, now=desk.clock.now())
    if found is None:
        raise Problem(404, "PERSON_UNKNOWN", person=number)
    return found


@get("/training/skills/{code:str}", summary="A skill and who may work with it")
async def show_skill_training(desk: InjectedDesk, code: FromPath[str]) -> queries.SkillTraining:
    """Return a skill with everybody's standing in it, with every record."""
    async with desk.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        position = await db.fetchval(LAST_POSITION)
        found = await queries.skill_training(db, code, position=position, now=desk.clock.now())
    if found is None:
        raise Problem(404, "SKILL_UNKNOWN", skill=code)
    return found

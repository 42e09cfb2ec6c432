"""`GET /people`: everybody, as devices have them too."""

from collections.abc import Sequence

from litestar import get

from backend.people import queries
from backend.people.routes.desk import InjectedDesk
from backend.people.state import Person


@get("/people", summary="Everybody")
async def list_people(desk: InjectedDesk) -> Sequence[Person]:
    """Return everybody by number, the inactive too: their records carry their names."""
    async with desk.pool.acquire() as db:
        return await queries.people(db)

"""`GET /devices`: which device has not been heard of for how long, and what it still holds."""

from collections.abc import Sequence

from litestar import get

from backend.devices import queries
from backend.devices.routes.desk import InjectedCaller, InjectedDesk


@get("/devices", summary="The devices of this site")
async def list_devices(caller: InjectedCaller, devices: InjectedDesk) -> Sequence[queries.BoardLine]:
    """Return the devices of the caller's site."""
    async with devices.pool.acquire() as db:
        return await queries.board(db, site=caller.site, now=devices.clock.now())

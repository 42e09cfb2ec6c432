"""`GET /indicators/control`: the control chart of one parameter of an order's step, computed from the records."""

from decimal import Decimal
from typing import Annotated

import asyncpg
import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import QueryParameter, SkipValidation

from backend.indicators.queries import MAX_VALUES, Measured, Value, counted, measured, values
from backend.indicators.rules import Capability, Control, capability, control
from backend.indicators.rules.control import MAX_SUBGROUP
from backend.log.caller import DeviceIdentity
from backend.log.positions import LAST_POSITION
from backend.log.problem import Problem


class IndicatorDesk(msgspec.Struct, frozen=True):
    """What the routes work with; made by the composition root."""

    pool: asyncpg.Pool


class ControlView(msgspec.Struct, frozen=True):
    """A chart with the readings behind it. ``other_unit``: readings that were left out for their unit; ``total``: all
    there are, of which the first `MAX_VALUES` were looked at.
    """

    position: int
    measured: Measured
    values: list[Value]
    other_unit: int
    total: int
    control: Control | None
    capability: Capability


InjectedDesk = NamedDependency[SkipValidation[IndicatorDesk]]
InjectedCaller = NamedDependency[SkipValidation[DeviceIdentity]]
Name = Annotated[str, QueryParameter(max_length=90)]


@get("/indicators/control", summary="Control chart of a parameter")
async def show_control(
    indicators: InjectedDesk,
    caller: InjectedCaller,
    order: Name,
    code: Name,
    step: Annotated[int, QueryParameter(ge=1, le=9_999)],
    subgroup: Annotated[int, QueryParameter(ge=1, le=MAX_SUBGROUP)] = 1,
) -> ControlView:
    """Return individuals with moving ranges, or means with ranges of so many readings in a row."""
    async with indicators.pool.acquire() as db, db.transaction(isolation="repeatable_read", readonly=True):
        position = await db.fetchval(LAST_POSITION)
        wanted = await measured(db, site=caller.site, order=order, step=step, code=code)
        if wanted is None:
            raise Problem(404, "PARAMETER_UNKNOWN", order=order, step=step, name=code)
        found = await values(db, order=order, step=step, code=code, limit=MAX_VALUES)
        total = await counted(db, order=order, step=step, code=code)
    kept = [each for each in found if each.unit == wanted.unit]
    charted = control([each.value for each in kept], subgroup)
    limits = wanted.limits
    return ControlView(
        position=position,
        measured=wanted,
        values=kept,
        other_unit=len(found) - len(kept),
        total=total,
        control=charted,
        capability=capability(charted, low=_bound(limits.low), high=_bound(limits.high)),
    )


def _bound(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)

"""What the story seals again: a peel test fails, the units sealed since the last good one are set apart, quality
decides on rework, and they go back to sealing as a lot of their own.
"""

from collections.abc import AsyncIterator, Iterator
from typing import Final

import msgspec

from backend.app.demo_company.making import QUALITY
from backend.app.demo_company.story_steps import OPERATOR, Told, count, done, read
from backend.app.running import Running
from backend.items.entries import Step
from backend.log.vocabulary import Entry
from backend.material.entries import LiftHold
from backend.nonconformance.entries import CloseDeviation
from backend.production.entries import ReworkLot, StartStep

PEEL: Final = "PEEL"
TOO_WEAK: Final = "0.9"

REASONS: Final[dict[type[Entry], str]] = {
    CloseDeviation: "120 sealed since the last good peel test: seal them again · 上次剥离合格后封合的 120 支重新封合",
    LiftHold: "The 120 are set apart, the peel test of the others is good · 120 支已隔离，其余剥离试验合格",
    ReworkLot: "Peel strength too low after a stop of the sealer · 封合机停机后剥离强度过低",
}


class Rework(msgspec.Struct, frozen=True):
    """How many units came back, and the lot they are from then on."""

    output: str
    quantity: int


def sealed_badly(
    step: Step, order: str, lot: str, quantity: int, rolls: dict[str, str], rework: Rework
) -> Iterator[Told]:
    """Yield the sealing of a lot on which a peel test failed and, once its units were set apart, the next was good."""
    peel = next(parameter for parameter in step.parameters if parameter.code == PEEL)
    for body, badge in done(step, order, lot, quantity, rolls):
        yield body, badge
        if isinstance(body, StartStep):
            yield read(step, order, peel, TOO_WEAK, lot=lot), badge
            yield count(order, lot, rework.quantity, "rework"), badge


async def sent_back(server: Running, order: str, lot: str, rework: Rework, step: int) -> AsyncIterator[Told]:
    """Yield quality's decision on the deviations that the test opened, and the rework itself."""
    opened = await server.pool.fetch(
        "SELECT number FROM row_deviation WHERE subject_key = $1 AND status = 'open' ORDER BY opened_at, number", lot
    )
    for (number,) in opened:
        yield CloseDeviation(deviation=number, disposition="rework"), QUALITY
    for (hold,) in await server.pool.fetch("SELECT id FROM row_hold WHERE lot = $1 AND lifted_at IS NULL", lot):
        yield LiftHold(hold=hold), QUALITY
    yield (
        ReworkLot(
            deviation=opened[0]["number"],
            from_bucket="rework",
            lot=lot,
            order=order,
            output=rework.output,
            quantity=str(rework.quantity),
            step=step,
        ),
        OPERATOR,
    )

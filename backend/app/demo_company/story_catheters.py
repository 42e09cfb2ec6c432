"""The three work orders of 12,000 catheters, with a change of the Tyvek roll in the second and 120 of its units sealed
again as a lot of their own. The numbers are those that the recall drills are held against.
"""

from collections.abc import AsyncIterator, Iterator
from typing import Final

import msgspec

from backend.app.demo_company.making import PLANNER, SUPERVISOR
from backend.app.demo_company.story_rework import Rework, sealed_badly, sent_back
from backend.app.demo_company.story_steps import OPERATOR, Told, count, done
from backend.app.running import Running
from backend.items.entries import Step
from backend.production.entries import ChangeOrder, Part, PlanOrder, ReleaseOrder, SplitLot
from backend.shipping.entries import Content, PackContainer

CATHETER, TYVEK = "FG-PIVC-20", "RM-TYV-01"
PACKER = "QH-0010"
FINISHED = "QUAR-FG"
SEALING = 90
BOX = 50
STARTED = 12_000


class SealedPart(msgspec.Struct, frozen=True):
    """A lot that was sealed with one roll; some of it came back and was sealed again."""

    lot: str
    quantity: int
    roll: str
    rework: Rework | None = None

    def saleable(self) -> dict[str, int]:
        """Return what is left to sell, by lot: what was sealed again is a lot of its own."""
        if self.rework is None:
            return {self.lot: self.quantity}
        return {self.lot: self.quantity - self.rework.quantity, self.rework.output: self.rework.quantity}


class Batch(msgspec.Struct, frozen=True):
    """A work order of 12,000: what was lost on the way, and the lots that became of it."""

    order: str
    lot: str
    losses: tuple[tuple[str, int], ...]
    parts: tuple[SealedPart, ...]

    def saleable(self) -> dict[str, int]:
        """Return what is left to sell, by lot."""
        return {lot: quantity for part in self.parts for lot, quantity in part.saleable().items()}


BATCHES: Final = (
    Batch(
        "WO-2603-A",
        "FG-260301",
        (("scrap", 82), ("sample", 32), ("sample", 76), ("retention", 60)),
        (SealedPart("FG-260301", 11_750, "TYV-7741"),),
    ),
    Batch(
        "WO-2603-B",
        "FG-260302",
        (("scrap", 150), ("sample", 32), ("sample", 76), ("retention", 60), ("scrap", 32)),
        (
            SealedPart("FG-260302-1", 5_000, "TYV-7741"),
            SealedPart("FG-260302-2", 6_650, "TYV-7742", Rework("FG-260302-R1", 120)),
        ),
    ),
    Batch(
        "WO-2603-C",
        "FG-260303",
        (("scrap", 64), ("sample", 32), ("sample", 76), ("retention", 60), ("scrap", 18)),
        (SealedPart("FG-260303", 11_750, "TYV-7742"),),
    ),
)


async def catheters(server: Running, steps: tuple[Step, ...]) -> AsyncIterator[Told]:
    """Yield the three orders from plan to close."""
    for batch in BATCHES:
        for told in _begun(batch, steps):
            yield told
        for part in batch.parts:
            async for told in _part(server, batch, part, steps):
                yield told
        yield ChangeOrder(act="close", order=batch.order), SUPERVISOR


def planned(order: str, item: str, quantity: int, lots: tuple[str, ...]) -> PlanOrder:
    """Return the plan of an order."""
    return PlanOrder(
        due=None, item=item, lots=lots, number=order, output_location=FINISHED, quantity=str(quantity), serials=()
    )


def _begun(batch: Batch, steps: tuple[Step, ...]) -> Iterator[Told]:
    """Yield everything before sealing, what was lost, and the division where the roll changed."""
    yield planned(batch.order, CATHETER, STARTED, (batch.lot,)), PLANNER
    yield ReleaseOrder(order=batch.order, serials=()), SUPERVISOR
    yield count(batch.order, batch.lot, STARTED, "in_process", None), OPERATOR
    for step in steps:
        if step.number < SEALING:
            yield from done(step, batch.order, batch.lot, STARTED, {})
    for bucket, quantity in batch.losses:
        yield count(batch.order, batch.lot, quantity, bucket), OPERATOR
    if len(batch.parts) > 1:
        parts = tuple(Part(lot=part.lot, quantity=str(part.quantity)) for part in batch.parts)
        yield SplitLot(location=None, lot=batch.lot, order=batch.order, parts=parts), OPERATOR


async def _part(server: Running, batch: Batch, part: SealedPart, steps: tuple[Step, ...]) -> AsyncIterator[Told]:
    """Yield a part from sealing to its boxes, with what had to be sealed again."""
    sealing = next(step for step in steps if step.number == SEALING)
    after = tuple(step for step in steps if step.number > SEALING)
    rolls = {TYVEK: part.roll}
    if part.rework is None:
        for told in done(sealing, batch.order, part.lot, part.quantity, rolls):
            yield told
    else:
        for told in sealed_badly(sealing, batch.order, part.lot, part.quantity, rolls, part.rework):
            yield told
        async for told in sent_back(server, batch.order, part.lot, part.rework, SEALING):
            yield told
        for told in done(sealing, batch.order, part.rework.output, part.rework.quantity, rolls):
            yield told
    for lot, quantity in part.saleable().items():
        for step in after:
            for told in done(step, batch.order, lot, quantity, rolls):
                yield told
        yield count(batch.order, lot, quantity, "good"), OPERATOR
    for box in _boxes(part):
        yield box, PACKER


def _boxes(part: SealedPart) -> Iterator[PackContainer]:
    """Yield the boxes of fifty, filled lot after lot: where one ends within a box, the next one fills it."""
    contents: list[Content] = []
    room, number = BOX, 1
    for lot, quantity in part.saleable().items():
        left = quantity
        while left:
            taken = min(left, room)
            contents.append(Content(container=None, item=None, lot=lot, quantity=str(taken), serial=None))
            left, room = left - taken, room - taken
            if not room:
                yield PackContainer(
                    container=f"{part.lot}/{number:03}", contents=tuple(contents), level="box", scans=()
                )
                contents, room, number = [], BOX, number + 1
    assert not contents, f"{part.lot} leaves a box half full"

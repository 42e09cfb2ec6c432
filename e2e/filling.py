"""How companies of the browser tests come to have material, processes and orders: by entries, through the door."""

from collections.abc import Awaitable, Callable

import msgspec

from backend.app.demo_company.company import SITE
from backend.app.running import Running, running
from backend.inspection.entries import DecideLot
from backend.items.entries import ApproveProcess
from backend.log.vocabulary import Entry
from backend.material.entries import LiftHold
from backend.production.entries import PlanOrder, ReleaseOrder
from backend.receiving.entries import ReceiveLot
from e2e.server import RECEIVER, Server, apart
from sync.quantity import Quantity

PLANNER, QUALITY, SUPERVISOR = "QH-0023", "QH-0004", "QH-0003"


class Filling(msgspec.Struct, frozen=True):
    """A running server, and the people who fill it."""

    server: Running

    async def record(self, body: Entry, badge: str) -> None:
        """Record an entry that has to be taken."""
        outcome = await self.server.door.record(body, site=SITE, badge=badge, reason="made for a test")
        assert outcome.outcome in ("accepted", "flagged"), (body, outcome)

    async def stock(self, lot: str, item: str, unit: str) -> None:
        """Receive 500 of an item and release them."""
        await self.record(_received(lot, item, unit), RECEIVER)
        for hold in await self.server.pool.fetch("SELECT id FROM row_hold WHERE lot = $1", lot):
            await self.record(LiftHold(hold=hold["id"]), QUALITY)
        await self.record(DecideLot(lot=lot, verdict="release"), QUALITY)

    async def approve(self) -> None:
        """Approve every structure and routing that was drafted."""
        for kind in ("structure", "routing"):
            query = f"SELECT item, revision, drafted_by_entry FROM row_{kind}"  # noqa: S608 - one of two
            for item, revision, drafted in await self.server.pool.fetch(query):
                approve = ApproveProcess(drafted_by_entry=drafted, item=item, kind=kind, revision=revision)
                await self.record(approve, QUALITY)

    async def order(self, plan: PlanOrder) -> None:
        """Plan an order and release it."""
        await self.record(plan, PLANNER)
        await self.record(ReleaseOrder(order=plan.number, serials=()), SUPERVISOR)


def filled(server: Server, fill: Callable[[Filling], Awaitable[None]]) -> None:
    """Let ``fill`` work on the server's database."""

    async def work() -> None:
        async with running(server.settings, server.database_url) as inside:
            await fill(Filling(inside))

    apart(work())


def _received(lot: str, item: str, unit: str) -> ReceiveLot:
    return ReceiveLot(
        certificates=(),
        delivery_note=None,
        di=None,
        expiry=None,
        item=item,
        location="QUAR-01",
        lot=lot,
        order=None,
        order_line=None,
        package_id=None,
        photos=(),
        production=None,
        quantity=Quantity(unit=unit, value="500"),
        scans=(),
        serial=None,
        session="making",
        specification=None,
        supplier="S02",
        supplier_lot=None,
    )

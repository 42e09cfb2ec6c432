"""How the demo company makes its two products: structures and routings drafted by one person, approved by another, and
an order of each released, so that the handheld has something to make.
"""

from pathlib import Path
from typing import Final, get_args

from backend.app.cli_failure import CommandFailed
from backend.app.imports.routings import read_routings
from backend.app.imports.sheets import Imported
from backend.app.imports.structures import read_structures
from backend.app.running import Running
from backend.items.entries import ApproveProcess, ProcessKind, SerialSpan
from backend.log.vocabulary import Entry
from backend.production.entries import PlanOrder, ReleaseOrder

FOLDER = Path(__file__).parent
SITE, PLANNER, QUALITY, SUPERVISOR = "SZ", "QH-0023", "QH-0004", "QH-0003"

ORDERS: Final = (
    PlanOrder(
        due=None,
        item="FG-PIVC-20",
        lots=("FG-261101",),
        number="WO-2611-01",
        output_location="QUAR-FG",
        quantity="12000",
        serials=(),
    ),
    PlanOrder(
        due=None,
        item="FG-PX1",
        lots=(),
        number="WO-2611-02",
        output_location="QUAR-FG",
        quantity="24",
        serials=(SerialSpan(first="PX1-000001", last="PX1-000024"),),
    ),
)


def drafts() -> tuple[Entry, Entry]:
    """Return the imports of the structures and of the routings."""
    return (
        _body(read_structures((FOLDER / "structures.csv").read_bytes(), "structures.csv")),
        _body(read_routings((FOLDER / "routings.csv").read_bytes(), "routings.csv")),
    )


def _body(imported: Imported) -> Entry:
    assert imported.body is not None, f"the demo company's own files are wrong: {imported.problems[:3]}"
    return imported.body


async def load_making(server: Running) -> None:
    """Draft, approve, plan and release, each by whoever may; raises CommandFailed when something is refused."""
    for body in drafts():
        await recorded(server, body, PLANNER)
    for kind in get_args(ProcessKind):
        query = f"SELECT item, revision, drafted_by_entry FROM row_{kind} WHERE status = 'draft' ORDER BY item"  # noqa: S608 - one of two kinds
        for item, revision, entry in await server.pool.fetch(query):
            approve = ApproveProcess(drafted_by_entry=entry, item=item, kind=kind, revision=revision)
            await recorded(server, approve, QUALITY)
    for order in ORDERS:
        await recorded(server, order, PLANNER)
        await recorded(server, ReleaseOrder(order=order.number, serials=()), SUPERVISOR)


async def recorded(server: Running, body: Entry, badge: str) -> None:
    """Record an entry as this person's; raises CommandFailed unless it is accepted."""
    outcome = await server.door.record(body, site=SITE, badge=badge, reason="demo · 演示")
    if outcome.outcome != "accepted":
        raise CommandFailed(f"{type(body).__name__}: {outcome.codes}")

"""The demo company's structures, routings and orders, through the real door."""

from datetime import date

from backend.app.cli_import import record_all
from backend.app.demo_company.company import entry_bodies
from backend.app.demo_company.making import drafts, load_making
from backend.app.running import Running


async def test_the_demo_company_can_make_both_products_by_revisions_that_another_person_approved(
    server: Running,
) -> None:
    await record_all(server, entry_bodies(date(2026, 11, 22)))
    await load_making(server)
    orders = await server.pool.fetch("SELECT number, status, routing_revision FROM row_work_order ORDER BY number")
    assert [tuple(row) for row in orders] == [("WO-2611-01", "released", "A"), ("WO-2611-02", "released", "A")]
    people = await server.pool.fetch("SELECT drafted_by, approved_by, count(*) FROM row_routing GROUP BY 1, 2")
    assert [tuple(row) for row in people] == [("QH-0023", "QH-0004", 2)]
    drafted = "SELECT item, drafted_by_entry, status FROM row_routing ORDER BY item"
    before = await server.pool.fetch(drafted)
    await record_all(server, drafts())
    assert await server.pool.fetch(drafted) == before

"""The demo company's label jobs, through the real door and the real printing room."""

from datetime import date

import msgspec

from backend.app.cli_import import record_all
from backend.app.demo_company.company import entry_bodies
from backend.app.demo_company.label_jobs import LOT, load_label_jobs
from backend.app.running import Running
from backend.app.shipped_templates import adopt_shipped_templates
from backend.receiving.entries import ReceiveLot
from labels.templates.print_run import Order, print_run
from labels.templates.shipped import shipped
from sync.quantity import Quantity
from tests.builders.receiving import receipt


def made(lot: str) -> ReceiveLot:
    """Stand in for the story, in which the lot is made in fourteen steps."""
    quantity = Quantity(unit="pcs", value="11750")
    return receipt(item="FG-PIVC-20", lot=lot, order=None, order_line=None, quantity=quantity, specification=None)


async def test_the_demo_company_has_a_job_that_closed_one_that_stopped_and_two_that_wait(server: Running) -> None:
    await record_all(server, entry_bodies(date(2026, 11, 22)))
    await adopt_shipped_templates(server.door, server.pool)
    await server.door.record(made(LOT), site="SZ")
    await load_label_jobs(server)
    jobs = await server.pool.fetch(
        "SELECT status, template, count, issued, void, incident FROM row_label_job ORDER BY number"
    )
    assert [tuple(job) for job in jobs] == [
        ("closed", "LT-CARTON", 15, 16, 1, ""),
        ("stopped", "LT-CARTON", 20, 12, 0, "LABEL_OF_OTHER_JOB"),
        ("read_back", "LT-UNIT", 24, 0, 0, ""),
        ("read_back", "LT-DEVICE", 24, 0, 0, ""),
    ]
    opened = await server.pool.fetch("SELECT code FROM row_exception WHERE status = 'open' AND code LIKE 'LABEL%'")
    assert [row[0] for row in opened] == ["LABEL_OF_OTHER_JOB"]
    assert await server.pool.fetchval("SELECT code FROM row_printer") == "PRN-01"
    await pumps_say_their_serials(server)


async def pumps_say_their_serials(server: Running) -> None:
    """Draw the pumps' labels again from what is on record; every symbol is read at the dots of the job's printer."""
    (job,) = await server.pool.fetch("SELECT * FROM row_label_job WHERE template = 'LT-DEVICE'")
    assert (job["failed"], job["dpi"], job["lot"]) == (0, 203, None)
    assert msgspec.json.decode(job["contents"]) == ["]d201095212340001051126112021PX1-000001"]
    data = msgspec.json.decode(job["data"])
    assert "lot" not in data
    serials = [f"PX1-{n:06}" for n in range(1, 25)]
    labels = tuple({**data, "serial": serial} for serial in serials)
    run = print_run(Order(shipped()["LT-DEVICE"], labels, (job["dpi"],), job["language"]))
    assert [each.found for each in run.readback] == [(f"]d201095212340001051126112021{serial}",) for serial in serials]

"""The demo company's label printer and four label jobs: carton labels closed and balanced, carton labels half printed
and stopped by a label of the first job among them, unit labels and those of the pumps that wait for their release.
"""

import asyncio
from datetime import date
from typing import Final

import msgspec

from backend.app.cli_failure import CommandFailed
from backend.app.demo_company.making import QUALITY, SITE, SUPERVISOR
from backend.app.demo_company.numbers import PREFIX, PUMP
from backend.app.demo_company.story_steps import SECOND as OPERATOR
from backend.app.running import Running
from backend.labeling.entries.issued import ReprintLabel, ScanLabelBack, UseLabel
from backend.labeling.entries.jobs import ReconcileLabels, ReleaseLabels, RequestLabels
from backend.labeling.entries.printers import DefinePrinter
from backend.labeling.entries.printing import ConfirmPrinted, PrintLabels
from backend.log.vocabulary import Entry
from sync.quantity import Scan

PRINTER: Final = DefinePrinter(
    active=True,
    answers=True,
    code="PRN-01",
    dpi=203,
    host="192.168.20.31",
    language="zpl",
    media_height_mm="150",
    media_width_mm="110",
    name="Label room 标签室",
    port=9100,
    site=SITE,
    symbols="raster",
)
UNIT, CARTON, LOT = "09521234000013", "39521234000014", "FG-260301"
PUMPS_MADE: Final = date(2026, 11, 20)
PATIENCE, LOOK = 60.0, 0.1
"""Seconds until every label of a job is read back; between two looks."""


async def load_label_jobs(server: Running) -> None:
    """Record all of it, each act by somebody who may; raises CommandFailed when one is refused."""
    await _told(server, PRINTER, SUPERVISOR)
    closed = await _closed_and_balanced(server)
    await _half_printed(server, closed)
    units = _wanted(24, "LT-UNIT", None, UNIT)
    await _read_back(server, await _told(server, msgspec.structs.replace(units, lot=LOT), OPERATOR))
    pumps = _wanted(24, "LT-DEVICE", f"serial:{PUMP}", PUMP)
    await _read_back(server, await _told(server, msgspec.structs.replace(pumps, production=PUMPS_MADE), OPERATOR))


async def _closed_and_balanced(server: Running) -> str:
    """Fifteen cartons: one label smeared and printed again, one kept, one torn, the rest applied."""
    job = await _released(server, 15)
    await _told(server, PrintLabels(job=job, method="browser", printer=None), OPERATOR)
    await _told(server, ConfirmPrinted(job=job, through=15), OPERATOR)
    await _told(server, ScanLabelBack(job=job, scans=await _label(server, job, 1)), OPERATOR)
    await _told(server, UseLabel(job=job, scans=await _label(server, job, 1), use="sample"), OPERATOR)
    await _told(server, UseLabel(job=job, scans=await _label(server, job, 2), use="destroyed"), OPERATOR)
    await _told(server, ReprintLabel(job=job, n=7), OPERATOR, reason="smeared · 印迹模糊")
    await _told(server, PrintLabels(job=job, method="browser", printer=None), OPERATOR)
    await _told(server, ConfirmPrinted(job=job, through=7), OPERATOR)
    await _told(server, ReconcileLabels(job=job, applied=13, sample=1, destroyed=1, returned=0), QUALITY)
    return job


async def _half_printed(server: Running, other: str) -> None:
    """Twelve of twenty came out; then somebody found a label of the other job on the bench."""
    job = await _released(server, 20)
    await _told(server, PrintLabels(job=job, method="browser", printer=None), OPERATOR)
    await _told(server, ConfirmPrinted(job=job, through=12), OPERATOR)
    await _told(server, UseLabel(job=job, scans=await _label(server, job, 1), use="applied"), OPERATOR)
    await _told(server, ScanLabelBack(job=job, scans=await _label(server, other, 3)), OPERATOR)


async def _released(server: Running, count: int) -> str:
    """Ask for carton labels, wait for their read-back, and release them; return the job's id."""
    job = await _told(server, _wanted(count, "LT-CARTON", f"sscc:{PREFIX}:0", CARTON), OPERATOR)
    await _read_back(server, job)
    await _told(server, ReleaseLabels(job=job), SUPERVISOR)
    return job


def _wanted(count: int, template: str, pool: str | None, di: str) -> RequestLabels:
    return RequestLabels(
        count=count,
        di=di,
        dpi=PRINTER.dpi,
        item=None,
        language="zh-en",
        lot=None,
        pool=pool,
        printer=PRINTER.code,
        production=None,
        quantity=None,
        revision="1",
        spans=(),
        template=template,
    )


async def _label(server: Running, job: str, n: int) -> tuple[Scan, ...]:
    """Return the scan of a printed label."""
    sscc = await server.pool.fetchval("SELECT number FROM row_label WHERE job = $1 AND n = $2", job, n)
    return (Scan(entered="wedge", text=f"]d200{sscc}"),)


async def _read_back(server: Running, job: str) -> None:
    """Wait until the printing room has drawn and read back every label."""
    async with asyncio.timeout(PATIENCE):
        while await server.pool.fetchval("SELECT status FROM row_label_job WHERE id = $1", job) == "requested":
            await server.print_room.step()
            await asyncio.sleep(LOOK)


async def _told(server: Running, body: Entry, badge: str, *, reason: str = "demo · 演示") -> str:
    outcome = await server.door.record(body, site=SITE, badge=badge, reason=reason)
    if outcome.outcome not in ("accepted", "flagged"):
        raise CommandFailed(f"{type(body).__name__}: {outcome.codes}")
    return outcome.id

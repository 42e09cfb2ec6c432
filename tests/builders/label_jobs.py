"""Label jobs for tests: a door that knows an item with its DI, a lot and a printer, and a job brought to any point."""

from decimal import Decimal
from typing import Any

from backend.app import registry_items, registry_label_jobs, registry_label_templates
from backend.items.entries import DefineSerialScheme, LeaseRange
from backend.items.entries import Span as NumberSpan
from backend.items.state import Identifier, Item
from backend.labeling.entries.issued import ScanLabelBack, UseLabel
from backend.labeling.entries.jobs import ReleaseLabels, RequestLabels
from backend.labeling.entries.printing import (
    ConfirmPrinted,
    LabelSpan,
    PrintLabels,
    RecordPrintProgress,
    RecordPrintStop,
    RecordReadBack,
)
from backend.labeling.entries.templates import AdoptTemplate
from backend.labeling.events.jobs import LabelJobRequested
from backend.labeling.state.jobs import LabelJob
from backend.labeling.state.printers import Printer
from backend.labeling.state.texts import LabelTexts
from backend.log.vocabulary import Decision
from backend.material.state import Lot
from labels.templates.model import content_bytes
from labels.templates.shipped import shipped
from sync.quantity import Scan
from tests.builders.memory_door import MemoryDoor
from tests.builders.world import explained

DI = "06901234567892"
CONTENT = f"]d201{DI}10SZ-26-000001"
POOL = f"serial:{DI}"
ITEM, LOT = "FG-PIVC-22", "SZ-26-000001"
REQUESTER, RELEASER, RECONCILER = "QH-0007", "QH-0004", "QH-0003"


def request(**changes: object) -> RequestLabels:
    fields: dict[str, Any] = {
        "count": 50,
        "di": DI,
        "dpi": 300,
        "item": None,
        "language": "zh-en",
        "lot": LOT,
        "pool": POOL,
        "printer": None,
        "production": None,
        "quantity": None,
        "revision": "1",
        "spans": (),
        "template": "LT-UNIT",
    }
    return RequestLabels(**(fields | changes))


class LabelDoor(MemoryDoor):
    """A door with what labels are made of."""

    def __init__(self) -> None:
        super().__init__(registry_items.CAPABILITY, registry_label_templates.CAPABILITY, registry_label_jobs.CAPABILITY)
        for number, template in shipped().items():
            self.record(AdoptTemplate(number=number, content=content_bytes(template).decode()))
        self.put(item(), identifier(), lot(), printer(), LabelTexts(item="", texts={"manufacturer_zh": "械迹医疗"}))
        self.record(
            DefineSerialScheme(alphabet="digits", di=DI, digits=5, order="sequential", prefix="SN"), reason="demo"
        )

    def leased(self, count: int) -> tuple[NumberSpan, ...]:
        """Lease serials to the device and return them, all in one range."""
        decision = self.record(LeaseRange(count=count, pool=POOL))
        event: Any = decision.events[0]
        return (NumberSpan(range=f"{POOL}#{event.first}", first=event.first, last=event.first + count - 1),)

    def job(self, number: str) -> LabelJob:
        return self.get(LabelJob, number)

    def requested(self, **changes: object) -> str:
        """Ask for labels and return the job's id."""
        decision = self.record(request(**changes), person=REQUESTER)
        assert decision.refusal is None, decision.refusal
        return next(event.id for event in decision.events if isinstance(event, LabelJobRequested))

    def read_back(self, job: str, **changes: object) -> Decision:
        row = self.job(job)
        fields: dict[str, Any] = {
            "checked": row.count,
            "contents": (CONTENT,),
            "dpi": row.dpi,
            "drawing_sha256": "0" * 64,
            "failed": 0,
            "job": job,
            "unread": (),
        }
        return self.record(RecordReadBack(**(fields | changes)))

    def released(self, **changes: object) -> str:
        job = self.requested(**changes)
        self.read_back(job)
        self.record(ReleaseLabels(job=job), person=RELEASER, badge=RELEASER)
        assert self.job(job).status == "released"
        return job

    def printed(self, **changes: object) -> str:
        """Return a job whose labels all came out of the browser's printer."""
        job = self.released(**changes)
        self.record(PrintLabels(job=job, method="browser", printer=None))
        self.record(ConfirmPrinted(job=job, through=self.job(job).count))
        assert self.job(job).status == "printed"
        return job

    def printing(self, **changes: object) -> str:
        """Return a job that printer P1 is printing."""
        job = self.released(**changes)
        assert self.record(PrintLabels(job=job, method="printer", printer="P1")).refusal is None
        return job

    def progress(
        self, job: str, printed: LabelSpan | None, sending: LabelSpan | None, counter: int | None = None
    ) -> Decision:
        return self.record(RecordPrintProgress(counter=counter, job=job, printed=printed, sending=sending))

    def stop(self, job: str, **spans: LabelSpan | bool | None) -> Decision:
        fields: dict[str, Any] = {"printed": None, "resumes": False, "uncertain": None, "unprinted": None}
        return self.record(RecordPrintStop(cause="broke", detail="", job=job, **(fields | spans)))

    def scan(self, job: str, serial: str, use: Any = None) -> Decision:  # noqa: ANN401 - a use or none
        scans = (Scan(entered="wedge", text=label_text(serial)),)
        return self.record(UseLabel(job=job, scans=scans, use=use) if use else ScanLabelBack(job=job, scans=scans))


def codes(decision: Decision) -> list[str]:
    """Return what was flagged, each with texts that can be filled in."""
    for each in decision.exceptions:
        explained(each.code, each.detail)
    return [each.code for each in decision.exceptions]


def label_text(serial: str, di: str = DI) -> str:
    return f"]d201{di}21{serial}"


def span(first: int, last: int) -> LabelSpan:
    return LabelSpan(first=first, last=last)


def item(number: str = ITEM, trace: str = "lot") -> Item:
    return Item(
        number=number,
        revision="A",
        name_en="IV catheter 22G",
        name_zh="静脉留置针 22G",
        trace=trace,
        unit="pcs",
        conversions={},
        shelf_life_days=None,
        minimum_remaining_days=None,
        open_minutes=None,
        family="FG",
        specification=None,
        certificate_required=False,
        status="active",
        in_use=True,
    )


def identifier(di: str = DI, item_number: str = ITEM) -> Identifier:
    return Identifier(
        di=di,
        agency="GS1",
        item=item_number,
        level="primary",
        contains=None,
        quantity=None,
        base_quantity=Decimal(1),
        status="active",
    )


def lot(number: str = LOT, item_number: str = ITEM, site: str = "SZ") -> Lot:
    return Lot(
        number=number,
        site=site,
        item=item_number,
        item_revision="A",
        supplier=None,
        supplier_lot=None,
        status="released",
        expiry=None,
        expiry_day_given=True,
        production=None,
        production_day_given=True,
        received_at=None,
        stub=False,
        label_printed=0,
    )


def printer(code: str = "P1", **changes: object) -> Printer:
    fields: dict[str, Any] = {
        "site": "SZ",
        "code": code,
        "name": "Line 1",
        "host": "10.1.2.3",
        "port": 9100,
        "dpi": 300,
        "media_width_mm": "100",
        "media_height_mm": "60",
        "language": "zpl",
        "symbols": "raster",
        "active": True,
        "answers": True,
    }
    return Printer(**(fields | changes))

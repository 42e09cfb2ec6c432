"""What backend/labeling contributes to the registry about printers and label jobs.

Numbers may be on labels whatever they are used for: that entry of items is judged here, above both.
"""

from backend.items.entries import UseNumbers
from backend.labeling.apply import issued as apply_issued
from backend.labeling.apply import jobs as apply_jobs
from backend.labeling.apply import printing as apply_printing
from backend.labeling.apply.printers import apply_printer_defined
from backend.labeling.apply.texts import apply_texts_defined
from backend.labeling.entries import issued as issued_entries
from backend.labeling.entries import jobs as job_entries
from backend.labeling.entries import printing as printing_entries
from backend.labeling.entries.printers import DefinePrinter
from backend.labeling.entries.texts import DefineLabelTexts
from backend.labeling.events import issued as issued_events
from backend.labeling.events import jobs as job_events
from backend.labeling.events import printing as printing_events
from backend.labeling.events.printers import PrinterDefined
from backend.labeling.events.texts import LabelTextsDefined
from backend.labeling.rules import issued, jobs, printing
from backend.labeling.rules.overlaps import decide_use_numbers
from backend.labeling.rules.printers import decide_define_printer
from backend.labeling.rules.request import decide_request
from backend.labeling.rules.texts import decide_define_texts
from backend.labeling.state import touches
from backend.labeling.state.jobs import Label, LabelJob, LabelJobCount
from backend.labeling.state.printers import Printer, touches_define_printer
from backend.labeling.state.texts import LabelTexts, touches_define_texts
from backend.log.row import type_of
from backend.log.vocabulary import Capability, on_entry, on_event

CAPABILITY = Capability(
    "label_jobs",
    entries=(
        on_entry(DefinePrinter, touches_define_printer, decide_define_printer),
        on_entry(DefineLabelTexts, touches_define_texts, decide_define_texts),
        on_entry(job_entries.RequestLabels, touches.touches_request, decide_request),
        on_entry(UseNumbers, touches.touches_use_numbers, decide_use_numbers),
        on_entry(job_entries.ReleaseLabels, touches.touches_release, jobs.decide_release),
        on_entry(job_entries.CancelLabels, touches.touches_job, jobs.decide_cancel),
        on_entry(job_entries.ReconcileLabels, touches.touches_job, jobs.decide_reconcile),
        on_entry(job_entries.ClearLabelIncident, touches.touches_clear, jobs.decide_clear),
        on_entry(printing_entries.RecordReadBack, touches.touches_job, jobs.decide_read_back),
        on_entry(printing_entries.PrintLabels, touches.touches_print, printing.decide_print),
        on_entry(printing_entries.PausePrinting, touches.touches_job, printing.decide_pause),
        on_entry(printing_entries.RecordPrintProgress, touches.touches_progress, printing.decide_progress),
        on_entry(printing_entries.RecordPrintStop, touches.touches_stop, printing.decide_stop),
        on_entry(printing_entries.ConfirmPrinted, touches.touches_confirm, printing.decide_confirm),
        on_entry(printing_entries.SettleLabels, touches.touches_settle, printing.decide_settle),
        on_entry(issued_entries.ScanLabelBack, touches.touches_scan, issued.decide_scan_back),
        on_entry(issued_entries.UseLabel, touches.touches_scan, issued.decide_use),
        on_entry(issued_entries.ReprintLabel, touches.touches_label, issued.decide_reprint),
        on_entry(issued_entries.VoidLabel, touches.touches_label, issued.decide_void),
    ),
    events=(
        on_event(PrinterDefined, apply_printer_defined),
        on_event(LabelTextsDefined, apply_texts_defined),
        on_event(job_events.LabelJobRequested, apply_jobs.apply_requested),
        on_event(job_events.LabelsReadBack, apply_jobs.apply_read_back),
        on_event(job_events.LabelsReleased, apply_jobs.apply_released),
        on_event(job_events.LabelsCancelled, apply_jobs.apply_cancelled),
        on_event(job_events.LabelsReconciled, apply_jobs.apply_reconciled),
        on_event(job_events.LabelIncidentOpened, apply_jobs.apply_incident_opened),
        on_event(job_events.LabelIncidentCleared, apply_jobs.apply_incident_cleared),
        on_event(printing_events.PrintingStarted, apply_printing.apply_started),
        on_event(printing_events.PrintingPaused, apply_printing.apply_paused),
        on_event(printing_events.LabelsSent, apply_printing.apply_sent),
        on_event(printing_events.LabelsPrinted, apply_printing.apply_printed),
        on_event(printing_events.LabelsUnprinted, apply_printing.apply_unprinted),
        on_event(printing_events.LabelsInDoubt, apply_printing.apply_in_doubt),
        on_event(printing_events.PrintingStopped, apply_printing.apply_stopped),
        on_event(printing_events.LabelsSettled, apply_printing.apply_settled),
        on_event(issued_events.LabelScannedBack, apply_issued.apply_scanned_back),
        on_event(issued_events.LabelUsed, apply_issued.apply_used),
        on_event(issued_events.LabelReprintAsked, apply_issued.apply_reprint_asked),
        on_event(issued_events.LabelVoided, apply_issued.apply_voided),
    ),
    # Versions 2 and 3 of the texts know more fields; what was stored reads as it is.
    upcasters={
        ("DefineLabelTexts", 1): dict,
        ("DefineLabelTexts", 2): dict,
        ("RequestLabels", 1): lambda body: {**body, "production": None},
    },
    rows=(type_of(Printer), type_of(LabelJob), type_of(Label), type_of(LabelJobCount), type_of(LabelTexts)),
)

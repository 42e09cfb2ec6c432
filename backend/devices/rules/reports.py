"""What devices report about themselves: always kept; what is wrong with it is flagged."""

from backend.devices.entries import RecordCalibration, RecordShiftStart, ReportIncident
from backend.devices.events import ScannerCalibrated, ShiftStarted
from backend.log.vocabulary import Context, Decision, Exceptional
from backend.log.working_set import WorkingSet


def decide_calibration(_rows: WorkingSet, body: RecordCalibration, ctx: Context) -> Decision:
    """Keep the trial; say so when the scanner did not pass."""
    event = ScannerCalibrated(device=ctx.device, profile=body.profile, capabilities=body.capabilities)
    if body.capabilities.passed:
        return Decision(events=(event,))
    detail = {"profile": body.profile, "gs": body.capabilities.gs}
    return Decision(events=(event,), exceptions=(Exceptional("SCANNER_NOT_PASSED", "device", ctx.device, detail),))


def decide_shift_start(_rows: WorkingSet, body: RecordShiftStart, ctx: Context) -> Decision:
    """Keep the check; say so when the tone was not heard or the test scan failed."""
    event = ShiftStarted(
        device=ctx.device,
        battery_percent=body.battery_percent,
        tone_heard=body.tone_heard,
        scan_ok=body.scan_ok,
        queue_length=body.queue_length,
    )
    if body.tone_heard and body.scan_ok:
        return Decision(events=(event,))
    detail = {"tone_heard": body.tone_heard, "scan_ok": body.scan_ok}
    return Decision(events=(event,), exceptions=(Exceptional("SHIFT_CHECK_FAILED", "device", ctx.device, detail),))


def decide_incident(_rows: WorkingSet, body: ReportIncident, ctx: Context) -> Decision:
    """Open an inbox item with what the device tells."""
    detail = {"incident": body.code, **{f"{name}_reported": value for name, value in body.detail.items()}}
    return Decision(exceptions=(Exceptional("DEVICE_INCIDENT", "device", ctx.device, detail),))

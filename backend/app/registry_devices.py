"""What the devices capability contributes to the registry."""

from backend.devices import apply, entries, events, rules, state
from backend.log.row import type_of
from backend.log.vocabulary import Capability, on_entry, on_event

CAPABILITY = Capability(
    name="devices",
    entries=(
        on_entry(entries.OfferEnrolment, state.touches_offer, rules.decide_offer),
        on_entry(entries.EnrolDevice, state.touches_enrol, rules.decide_enrol),
        on_entry(entries.ReleaseDevice, state.touches_retire, rules.decide_release),
        on_entry(entries.RevokeDevice, state.touches_retire, rules.decide_revoke),
        on_entry(entries.LeaseNumbers, state.touches_lease, rules.decide_lease),
        on_entry(entries.DefineNumbering, state.touches_numbering, rules.decide_numbering),
        on_entry(entries.RecordCalibration, state.touches_calibration, rules.decide_calibration),
        on_entry(entries.RecordShiftStart, state.touches_nothing, rules.decide_shift_start),
        on_entry(entries.ReportIncident, state.touches_nothing, rules.decide_incident),
    ),
    events=(
        on_event(events.EnrolmentOffered, apply.apply_enrolment_offered),
        on_event(events.DeviceEnrolled, apply.apply_device_enrolled),
        on_event(events.DeviceReleased, apply.apply_device_retired),
        on_event(events.DeviceRevoked, apply.apply_device_retired),
        on_event(events.NumbersLeased, apply.apply_numbers_leased),
        on_event(events.NumberingDefined, apply.apply_numbering_defined),
        on_event(events.ScannerCalibrated, apply.apply_scanner_calibrated),
        on_event(events.ShiftStarted, apply.apply_shift_started),
    ),
    rows=(
        type_of(state.Device),
        type_of(state.Enrolment),
        type_of(state.DeviceCode),
        type_of(state.Series),
        type_of(state.Numbering),
        type_of(state.Lease),
        type_of(state.Calibration),
    ),
)

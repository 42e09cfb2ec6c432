"""The rules about devices: enrolment, numbers, what devices report about themselves."""

from backend.devices.rules.enrolment import decide_enrol, decide_offer, decide_release, decide_revoke
from backend.devices.rules.numbers import NumberOrigin, decide_lease, decide_numbering, leased
from backend.devices.rules.reports import decide_calibration, decide_incident, decide_shift_start

__all__ = [
    "NumberOrigin",
    "decide_calibration",
    "decide_enrol",
    "decide_incident",
    "decide_lease",
    "decide_numbering",
    "decide_offer",
    "decide_release",
    "decide_revoke",
    "decide_shift_start",
    "leased",
]

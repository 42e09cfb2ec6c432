"""How numbers are made of records: control charts, run rules, capability."""

from backend.indicators.rules.capability import MIN_SUBGROUPS, Capability, capability
from backend.indicators.rules.control import Chart, Control, control
from backend.production.rules.run_rules import RULES, Finding, run_rules

__all__ = [
    "MIN_SUBGROUPS",
    "RULES",
    "Capability",
    "Chart",
    "Control",
    "Finding",
    "capability",
    "control",
    "run_rules",
]

"""A value against its bounds."""

from decimal import Decimal

from backend.items.entries.process import Limits

FAIL, ACTION, ALARM, PASS, UNJUDGED = "fail", "action", "alarm", "pass", "unjudged"
_BOUNDS = (
    (FAIL, "low", "high"),
    (ACTION, "action_low", "action_high"),
    (ALARM, "alarm_low", "alarm_high"),
)


def verdict_of(value: Decimal, limits: Limits) -> str:
    """Return the worst bound that a value is outside of; on a bound is inside."""
    for verdict, low, high in _BOUNDS:
        lower, upper = getattr(limits, low), getattr(limits, high)
        if (lower is not None and value < Decimal(lower)) or (upper is not None and value > Decimal(upper)):
            return verdict
    return PASS

"""Says, as a value is read, that the process has moved: the run rules against what its first values were (R43).

The first ``BASELINE`` values of a code at a step of an order fix centre and spread; later ones are held against them.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from backend.log.vocabulary import Exceptional
from backend.log.working_set import WorkingSet
from backend.production.rules.floor import Place
from backend.production.rules.run_rules import RULES, Finding, run_rules
from backend.production.state import BASELINE, Trend

D2: Final = Decimal("1.128")
"""Of a range of two values, for the standard deviation."""
_PLACES: Final = Decimal("0.0001")


def trending(rows: WorkingSet, place: Place, code: str, value: Decimal) -> Iterator[Exceptional]:
    """Yield the first rule that this value completes and the one before did not: a run is told when it is one."""
    trend = rows.find(Trend, place.order_number, place.number, code)
    if trend is None or trend.count < BASELINE or not trend.ranges:
        return
    centre, sigma = trend.total / BASELINE, trend.ranges / (BASELINE - 1) / D2
    before = [Decimal(each) for each in trend.recent]
    told = {finding.rule for finding in _last(before, centre, sigma) if finding.rule != RULES[0].rule}
    fresh = next((each for each in _last([*before, value], centre, sigma) if each.rule not in told), None)
    if fresh is None:
        return
    rule = next(each for each in RULES if each.rule == fresh.rule)
    yield place.exceptional(
        "PROCESS_MOVED",
        name=code,
        found=f"{value:f}",
        needed=rule.needed,
        of=rule.of,
        sigmas=rule.sigmas,
        centre=f"{centre.quantize(_PLACES).normalize():f}",
        sigma=f"{sigma.quantize(_PLACES).normalize():f}",
        baseline=BASELINE,
    )


def _last(points: list[Decimal], centre: Decimal, sigma: Decimal) -> list[Finding]:
    return [each for each in run_rules(points, centre, sigma) if each.at == len(points) - 1]

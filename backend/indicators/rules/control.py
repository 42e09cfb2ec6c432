"""Shewhart's charts: individuals with moving ranges, and means with ranges of subgroups.

Limits come from the spread within subgroups, three standard errors from the centre.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

import msgspec

from backend.production.rules.run_rules import Finding, beyond_limits, run_rules


class Factors(msgspec.Struct, frozen=True):
    """Factors for subgroups of one size, as tables of control charts give them."""

    a2: Decimal
    d2: Decimal
    d3: Decimal
    d4: Decimal


def _factors(a2: str, d2: str, d3: str, d4: str) -> Factors:
    return Factors(Decimal(a2), Decimal(d2), Decimal(d3), Decimal(d4))


FACTORS: Final = {
    2: _factors("1.880", "1.128", "0", "3.267"),
    3: _factors("1.023", "1.693", "0", "2.574"),
    4: _factors("0.729", "2.059", "0", "2.282"),
    5: _factors("0.577", "2.326", "0", "2.114"),
    6: _factors("0.483", "2.534", "0", "2.004"),
    7: _factors("0.419", "2.704", "0.076", "1.924"),
    8: _factors("0.373", "2.847", "0.136", "1.864"),
    9: _factors("0.337", "2.970", "0.184", "1.816"),
    10: _factors("0.308", "3.078", "0.223", "1.777"),
}
MAX_SUBGROUP: Final = 10


class Chart(msgspec.Struct, frozen=True):
    """One chart: its points (None: a moving range before the second value), centre, limits, and what breaks a rule."""

    points: tuple[Decimal | None, ...]
    centre: Decimal
    low: Decimal
    high: Decimal
    findings: tuple[Finding, ...]


class Control(msgspec.Struct, frozen=True):
    """Location and spread. ``sigma``: the standard deviation within subgroups; ``left_out``: readings over."""

    subgroup: int
    location: Chart
    spread: Chart
    mean: Decimal
    sigma: Decimal
    left_out: int

    @property
    def is_stable(self) -> bool:
        """No point of either chart breaks a rule."""
        return not self.location.findings and not self.spread.findings


def control(values: Sequence[Decimal], subgroup: int = 1) -> Control | None:
    """Return the charts of values in the order of their making, or None when there are fewer than two points."""
    return _individuals(values) if subgroup == 1 else _means(values, subgroup)


def _individuals(values: Sequence[Decimal]) -> Control | None:
    if len(values) < 2:  # noqa: PLR2004 - one value has no moving range
        return None
    ranges = [abs(after - before) for before, after in pairwise(values)]
    centre, spread = _mean(values), _mean(ranges)
    factors = FACTORS[2]
    sigma = spread / factors.d2
    return Control(
        subgroup=1,
        location=_located(tuple(values), centre, 3 * sigma, sigma),
        spread=_spread((None, *ranges), spread, factors),
        mean=centre,
        sigma=sigma,
        left_out=0,
    )


def _means(values: Sequence[Decimal], size: int) -> Control | None:
    groups = [values[at : at + size] for at in range(0, len(values) - size + 1, size)]
    if len(groups) < 2:  # noqa: PLR2004 - one point is no chart
        return None
    factors = FACTORS[size]
    means = tuple(_mean(group) for group in groups)
    ranges = tuple(max(group) - min(group) for group in groups)
    centre, spread = _mean(means), _mean(ranges)
    reach = factors.a2 * spread
    return Control(
        subgroup=size,
        location=_located(means, centre, reach, reach / 3),
        spread=_spread(ranges, spread, factors),
        mean=centre,
        sigma=spread / factors.d2,
        left_out=len(values) - size * len(groups),
    )


def _located(points: tuple[Decimal, ...], centre: Decimal, reach: Decimal, sigma: Decimal) -> Chart:
    return Chart(points, centre, centre - reach, centre + reach, run_rules(points, centre, sigma))


def _spread(points: tuple[Decimal | None, ...], centre: Decimal, factors: Factors) -> Chart:
    low, high = factors.d3 * centre, factors.d4 * centre
    return Chart(points, centre, low, high, beyond_limits(points, low, high))


def _mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)

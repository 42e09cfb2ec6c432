"""The Western Electric rules: what a chart shows before any value is out of specification (R43)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import msgspec


class Finding(msgspec.Struct, frozen=True):
    """A rule that a point breaks: the point where it is complete, and the points that make it, counted from 0."""

    rule: int
    at: int
    points: tuple[int, ...]


class RunRule(msgspec.Struct, frozen=True):
    """So many of so many points in a row lie further than ``sigmas`` from the centre, all on one side."""

    rule: int
    needed: int
    of: int
    sigmas: int


RULES: Final = (
    RunRule(rule=1, needed=1, of=1, sigmas=3),
    RunRule(rule=2, needed=2, of=3, sigmas=2),
    RunRule(rule=3, needed=4, of=5, sigmas=1),
    RunRule(rule=4, needed=8, of=8, sigmas=0),
)


def run_rules(points: Sequence[Decimal], centre: Decimal, sigma: Decimal) -> tuple[Finding, ...]:
    """Return every rule that a point completes, by point and then by rule."""
    found: list[Finding] = []
    for at in range(len(points)):
        for rule in RULES:
            part = _completed(points, at, rule, centre, sigma)
            if part:
                found.append(Finding(rule.rule, at, part))
    return tuple(found)


def _completed(
    points: Sequence[Decimal], at: int, rule: RunRule, centre: Decimal, sigma: Decimal
) -> tuple[int, ...] | None:
    """Return the points that break a rule at a point, which is itself one of them."""
    for side in (1, -1):
        window = range(max(0, at - rule.of + 1), at + 1)
        beyond = tuple(n for n in window if side * (points[n] - centre) > rule.sigmas * sigma)
        if len(beyond) >= rule.needed and beyond[-1] == at:
            return beyond
    return None


def beyond_limits(points: Sequence[Decimal | None], low: Decimal, high: Decimal) -> tuple[Finding, ...]:
    """Return the points outside limits: the only rule for ranges, whose distribution is not symmetrical."""
    outside = [at for at, point in enumerate(points) if point is not None and not low <= point <= high]
    return tuple(Finding(1, at, (at,)) for at in outside)

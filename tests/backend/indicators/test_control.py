"""Control charts, run rules and Cpk against published constants and worked examples."""

from decimal import Decimal
from math import erf, sqrt

import pytest

from backend.indicators.rules import capability, control, run_rules
from backend.indicators.rules.control import FACTORS

FLOW = "49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1"
"""NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: flow rates of ten batches."""
ROUNDED = 0.0015


def values(text: str) -> list[Decimal]:
    return [Decimal(each) for each in text.split()]


def normal(x: float) -> float:
    return (1 + erf(x / sqrt(2))) / 2


def expected_range(size: int) -> float:
    """The mean range of ``size`` standard normal values, by integrating 1 - F^n - (1 - F)^n."""
    step = 0.002
    return sum((1 - normal(x) ** size - (1 - normal(x)) ** size) * step for x in (n * step for n in range(-4000, 4001)))


@pytest.mark.parametrize("size", sorted(FACTORS))
def test_the_factors_are_those_of_normal_samples(size: int) -> None:
    factors = FACTORS[size]
    assert abs(float(factors.d2) - expected_range(size)) < ROUNDED
    assert abs(float(factors.a2) - 3 / (float(factors.d2) * sqrt(size))) < ROUNDED
    assert factors.d3 == 0 or abs(factors.d3 + factors.d4 - 2) < Decimal("0.001")


def test_individuals_agree_with_the_worked_example_of_the_handbook() -> None:
    found = control(values(FLOW))
    assert found is not None
    location, spread = found.location, found.spread
    assert (location.centre, round(spread.centre, 4)) == (Decimal("50.81"), Decimal("1.8778"))
    assert (round(location.high, 4), round(location.low, 4)) == (Decimal("55.8041"), Decimal("45.8159"))
    assert round(spread.high, 3) == Decimal("6.135")
    assert (spread.points[0], spread.points[1]) == (None, Decimal("2.0"))
    assert found.is_stable


def test_means_and_ranges_of_subgroups_have_limits_by_a2_and_d4() -> None:
    found = control(values("10 12 11 13 9 11 12 10 14 10 12 10 11 13 9 99"), 5)
    assert found is not None
    assert found.location.points == (Decimal(11), Decimal("11.4"), Decimal(11))
    assert found.spread.points == (Decimal(4), Decimal(4), Decimal(4))
    assert found.location.high - found.location.centre == Decimal("0.577") * 4
    assert (found.spread.low, found.spread.high) == (Decimal(0), Decimal("2.114") * 4)
    assert found.sigma == 4 / Decimal("2.326")
    assert found.left_out == 1


def test_fewer_than_two_points_make_no_chart() -> None:
    assert control(values("5")) is None
    assert control(values("5 6 7"), 2) is None


@pytest.mark.parametrize(
    ("points", "rule", "part"),
    [
        ("0 3.1", 1, (1,)),
        ("0 -3.1", 1, (1,)),
        ("2.1 0 2.2", 2, (0, 2)),
        ("1.1 1.2 -0.5 1.3 1.4", 3, (0, 1, 3, 4)),
        ("0.1 0.2 0.1 0.2 0.1 0.2 0.1 0.2", 4, tuple(range(8))),
    ],
)
def test_each_run_rule_is_found_where_it_is_complete(points: str, rule: int, part: tuple[int, ...]) -> None:
    (found,) = run_rules(values(points), Decimal(0), Decimal(1))
    assert (found.rule, found.at, found.points) == (rule, part[-1], part)


@pytest.mark.parametrize(
    "points",
    ["3.0 -3.0", "2.1 0 0 2.2", "2.1 -2.1 0", "1.1 1.2 1.3 -1 -1 1.1", "1 1 1 1 1 1 1 0 1 1", "2.1 2.0 0 -2.1"],
)
def test_what_only_nearly_breaks_a_rule_is_no_finding(points: str) -> None:
    assert run_rules(values(points), Decimal(0), Decimal(1)) == ()


def test_eight_points_on_one_side_are_said_before_anything_is_out_of_specification() -> None:
    drift = values("130 131 129 130 131 129 130 131 129 130") + values("133 134 133 134 133 134 133 134")
    found = control(drift)
    assert found is not None
    assert 4 in {finding.rule for finding in found.location.findings}
    assert all(Decimal(125) <= value <= Decimal(145) for value in drift)


STEADY = values("10 11 9 10 11") * 5


def test_cpk_is_stated_with_twenty_five_values_of_a_stable_process() -> None:
    found = control(STEADY)
    answer = capability(found, low=Decimal(4), high=Decimal(15))
    assert found is not None
    assert (answer.n, answer.stable, answer.not_stated) == (25, True, None)
    assert answer.cpk == (15 - found.mean) / (3 * found.sigma)


def test_cpk_of_one_bound_looks_at_that_bound_alone() -> None:
    found = control(STEADY)
    answer = capability(found, low=Decimal(4), high=None)
    assert found is not None
    assert answer.cpk == (found.mean - 4) / (3 * found.sigma)


@pytest.mark.parametrize(
    ("given", "low", "why"),
    [
        (STEADY[:24], Decimal(4), "too_few"),
        ([], Decimal(4), "too_few"),
        ([*STEADY, Decimal(20)], Decimal(4), "not_stable"),
        ([Decimal(10)] * 25, Decimal(4), "no_spread"),
        (STEADY, None, "no_limits"),
    ],
)
def test_cpk_is_not_stated_and_says_why(given: list[Decimal], low: Decimal | None, why: str) -> None:
    answer = capability(control(given), low=low, high=None)
    assert (answer.cpk, answer.not_stated) == (None, why)

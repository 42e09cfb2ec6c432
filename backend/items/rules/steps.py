"""What may be in a routing: steps that can follow one another, limits that lie inside one another, checks that say what
they want. Pure checks of a draft, which looks at nothing else.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from backend.items.entries.process import Check, Limits, Parameter, Sampling, Step
from sync.outcome import Flag
from sync.units import is_measure, nearest


def steps_problem(steps: Sequence[Step]) -> Flag | None:
    """Return the first thing that is wrong with the steps, or None."""
    if not steps:
        return Flag("ROUTING_EMPTY", {})
    return next(problems_of(steps), None)


def problems_of(steps: Sequence[Step]) -> Iterator[Flag]:
    """Yield everything that is wrong with the steps."""
    numbers: set[int] = set()
    for step in steps:
        if step.number in numbers:
            yield Flag("STEP_TWICE", {"step": step.number})
        wrong = [p for p in step.predecessors if p not in numbers or p >= step.number]
        if wrong:
            yield Flag("STEP_PREDECESSOR_WRONG", {"step": step.number, "found": wrong[0]})
        numbers.add(step.number)
        yield from _inside(step)


def _inside(step: Step) -> Iterator[Flag]:
    codes = [p.code for p in step.parameters] + [c.code for c in step.checks]
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice is not None:
        yield Flag("STEP_CODE_TWICE", {"step": step.number, "found": twice})
    items = [c.item for c in step.components]
    again = next((item for item in items if items.count(item) > 1), None)
    if again is not None:
        yield Flag("STEP_COMPONENT_TWICE", {"step": step.number, "found": again})
    for component in step.components:
        if Decimal(component.quantity) <= 0:
            yield Flag("STEP_QUANTITY_WRONG", {"step": step.number, "component": component.item})
    for parameter in step.parameters:
        yield from _parameter_problems(step, parameter)
    for check in step.checks:
        yield from _check_problems(step, check)


def _parameter_problems(step: Step, parameter: Parameter) -> Iterator[Flag]:
    where = {"step": step.number, "name": parameter.code}
    yield from unit_problems(where, parameter.unit)
    yield from _limit_problems(where, parameter.limits)
    resolution = Decimal(parameter.resolution)
    if resolution <= 0:
        yield Flag("RESOLUTION_WRONG", {**where, "found": parameter.resolution})
    else:
        for value in _bounds(parameter.limits):
            if value % resolution:
                yield Flag("LIMIT_NOT_READABLE", {**where, "found": f"{value:f}", "expected": parameter.resolution})
    yield from _sampling_problems(where, parameter.sampling)


def _check_problems(step: Step, check: Check) -> Iterator[Flag]:
    where = {"step": step.number, "name": check.code}
    measured = (check.limits is not None, check.unit is not None)
    if measured != ((check.kind == "reading"),) * 2:
        yield Flag("CHECK_READING_WRONG", where)
    if check.unit is not None:
        yield from unit_problems(where, check.unit)
    if check.limits is not None:
        yield from _limit_problems(where, check.limits)
    yield from _sampling_problems(where, check.sampling)


def unit_problems(where: Mapping[str, object], unit: str) -> Iterator[Flag]:
    """Yield that no value can be read in this unit, with those that were perhaps meant. What is kept already stays."""
    if not is_measure(unit):
        yield Flag("MEASURE_NOT_KNOWN", {**where, "unit": unit, "nearest": ", ".join(nearest(unit))})


def _limit_problems(where: dict[str, object], limits: Limits) -> Iterator[Flag]:
    """Specification lies around action, action around alarm; whatever is given is in order."""
    given = _bounds(limits)
    for lower, upper in pairwise(given):
        if lower > upper:
            yield Flag("LIMITS_REVERSED", {**where, "low": f"{lower:f}", "high": f"{upper:f}"})
    if limits.low is not None and limits.low == limits.high:
        yield Flag("LIMITS_REVERSED", {**where, "low": limits.low, "high": limits.low})


def _bounds(limits: Limits) -> list[Decimal]:
    ordered = (
        limits.low,
        limits.action_low,
        limits.alarm_low,
        limits.alarm_high,
        limits.action_high,
        limits.high,
    )
    return [Decimal(value) for value in ordered if value is not None]


def _sampling_problems(where: dict[str, object], sampling: Sampling) -> Iterator[Flag]:
    if (sampling.kind in ("each", "minutes")) != (sampling.n is not None):
        yield Flag("SAMPLING_WRONG", where)

"""Cpk: how far the process stays from its specification, said only where it may be said."""

from decimal import Decimal
from typing import Final, Literal

import msgspec

from backend.indicators.rules.control import Control

MIN_SUBGROUPS: Final = 25

Why = Literal["no_limits", "too_few", "not_stable", "no_spread"]


class Capability(msgspec.Struct, frozen=True):
    """The index, or why it is not stated; ``n`` subgroups (individuals: values), and whether the process is stable."""

    cpk: Decimal | None
    not_stated: Why | None
    n: int
    stable: bool


def capability(control: Control | None, *, low: Decimal | None, high: Decimal | None) -> Capability:
    """Return min(USL - mean, mean - LSL) / 3 sigma of a stable process of at least 25 subgroups (domain 5)."""
    n = 0 if control is None else len(control.location.points)
    stable = control is not None and control.is_stable
    if low is None and high is None:
        return Capability(None, "no_limits", n, stable)
    if control is None or n < MIN_SUBGROUPS:
        return Capability(None, "too_few", n, stable)
    if not stable:
        return Capability(None, "not_stable", n, stable)
    if control.sigma == 0:
        return Capability(None, "no_spread", n, stable)
    room = [bound for bound in (_above(control, low), _below(control, high)) if bound is not None]
    return Capability(min(room) / (3 * control.sigma), None, n, stable)


def _above(control: Control, low: Decimal | None) -> Decimal | None:
    return None if low is None else control.mean - low


def _below(control: Control, high: Decimal | None) -> Decimal | None:
    return None if high is None else high - control.mean

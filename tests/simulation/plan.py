"""What one schedule is like: how long, how many devices, which faults, how much its transactions cross."""

from random import Random

import msgspec

from tests.simulation.line import FAULTS


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """``faults`` are those that may happen at all; ``crowd`` is the share of rounds that begin with one delivery
    received by every device at once; ``hold`` the share of a transaction's stages that are
    held at a barrier, ``patience`` seconds at most.
    """

    rounds: int
    devices: int
    faults: tuple[str, ...]
    fault_rate: float
    crowd: float
    hold: float
    patience: float = 0.03
    pushes_at_once: int


def drawn(seed: int, rounds: int) -> Plan:
    """Return a seed's plan. Each seed leaves some faults out, so that the others are not drowned by them."""
    chance = Random(f"{seed}/plan")
    return Plan(
        rounds=rounds,
        devices=2 + chance.randrange(4),
        faults=tuple(fault for fault in FAULTS if chance.random() < 0.7) or FAULTS,
        fault_rate=0.05 + chance.random() * 0.3,
        crowd=chance.choice((0.1, 0.5, 0.9)),
        hold=chance.choice((0.1, 0.4, 0.8)),
        pushes_at_once=chance.choice((1, 1, 8)),
    )


CROWD = Plan(rounds=4, devices=3, faults=FAULTS, fault_rate=0.0, crowd=1.0, hold=0.5, patience=0.15, pushes_at_once=1)
"""No faults, but everybody pushes the same thing at once."""

MUTANT_PLANS = {
    "no_idempotency": Plan(
        rounds=2, devices=2, faults=("answer_lost",), fault_rate=0.5, crowd=0.0, hold=0.0, pushes_at_once=8
    ),
    "no_chain_check": Plan(
        rounds=3, devices=2, faults=("request_tampered",), fault_rate=0.8, crowd=0.0, hold=0.0, pushes_at_once=8
    ),
    "no_locks_on_absent_keys": CROWD,
}
"""Where a mutant is most likely to show: a test has seconds, not the hours of a long run."""

QUIET = Plan(rounds=2, devices=2, faults=FAULTS, fault_rate=0.0, crowd=0.5, hold=0.0, pushes_at_once=8)
"""The plan of the other mutants: they show without any fault."""

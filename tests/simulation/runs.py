"""One seed, with every safeguard or with one taken out."""

import asyncio

from tests.simulation.crossing import totals_after_overtaking
from tests.simulation.databases import Place, copy_of
from tests.simulation.mutants import SERVER
from tests.simulation.plan import MUTANT_PLANS, QUIET, Plan
from tests.simulation.schedule import Schedule, ScheduleReport

PAIRS = 3


def run_seed(server: str, original: Place, seed: int, plan: Plan) -> ScheduleReport:
    """Run one seed on a copy of the company."""
    with copy_of(server, original) as place:
        return asyncio.run(Schedule(seed, place, plan).run())


def run_mutant(server: str, original: Place, seed: int, mutant: str) -> str | None:
    """Run one seed without a safeguard, where that is likely to show; return the invariant that broke, if one did."""
    with SERVER[mutant]():
        if mutant == "ids_before_locks":  # shows when one transaction overtakes another before both have positions
            with copy_of(server, original) as place:
                totals = asyncio.run(totals_after_overtaking(place.url, PAIRS))
            return None if totals == sorted(totals) else f"I3: the running total of an order line went {totals}"
        return run_seed(server, original, seed, MUTANT_PLANS.get(mutant, QUIET)).broken

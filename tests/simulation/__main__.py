"""`./run simulate --seeds N --minutes M`: the pure client model, then the real core against the real server.

Prints what was run and what broke, and leaves with 1 when an invariant did not hold (or a mutant was not caught).
"""

import argparse
import logging
import sys
import time
from collections import Counter
from collections.abc import Iterator

from tests.simulation.client_model import ModelReport, run_model
from tests.simulation.databases import company, postgres
from tests.simulation.mutants import CLIENT, SERVER
from tests.simulation.plan import drawn
from tests.simulation.runs import run_mutant, run_seed
from tests.simulation.schedule import ScheduleReport

ROUNDS_A_MINUTE = 4
REAL_SHARE = 10
"""One seed in so many is also run with the real core against the real server, unless --real says how many."""


def main() -> int:
    """Run what the command line asks for."""
    given = _arguments()
    logging.disable(logging.CRITICAL)  # a server that is killed on purpose has a lot to say
    if given.mutant in CLIENT:
        return _caught(given.mutant, _model(given, CLIENT[given.mutant]).failing != [])
    if given.mutant is not None:
        return _caught(given.mutant, _without(given))
    model = _model(given, None)
    _print_model(model)
    reports = list(_real(given))
    _print_real(reports)
    return 1 if model.failing or any(report.broken for report in reports) else 0


def _arguments() -> argparse.Namespace:
    given = argparse.ArgumentParser(prog="./run simulate", description=__doc__)
    given.add_argument("--seeds", type=int, default=500, help="schedules of the pure client model (default 500)")
    given.add_argument("--real", type=int, help="schedules against the real server (default: a tenth of --seeds)")
    given.add_argument("--minutes", type=float, default=2, help="length of a schedule in simulated minutes (default 2)")
    given.add_argument("--first", type=int, default=1, help="the first seed (default 1)")
    given.add_argument("--mutant", choices=[*SERVER, *CLIENT], help="take one safeguard out and expect to be caught")
    found = given.parse_args()
    if found.real is None:
        found.real = -(-found.seeds // REAL_SHARE)
    return found


def _model(given: argparse.Namespace, mutant: str | None) -> ModelReport:
    return run_model(first=given.first, seeds=given.seeds, minutes=given.minutes, mutant=mutant)


def _real(given: argparse.Namespace) -> Iterator[ScheduleReport]:
    if given.real == 0:
        return
    with postgres() as server, company(server) as original:
        for seed in range(given.first, given.first + given.real):
            started = time.monotonic()
            report = run_seed(server, original, seed, drawn(seed, rounds_of(given.minutes)))
            _print_schedule(report, time.monotonic() - started)
            yield report


def _without(given: argparse.Namespace) -> bool:
    """Run seeds without a safeguard until one is caught; say whether one was."""
    with postgres() as server, company(server) as original:
        for seed in range(given.first, given.first + max(1, given.real)):
            broken = run_mutant(server, original, seed, given.mutant)
            print(f"seed {seed}: {broken or 'nothing seen'}")
            if broken:
                return True
    return False


def rounds_of(minutes: float) -> int:
    """Return how many rounds of work and sync a schedule of so many minutes has."""
    return max(1, round(minutes * ROUNDS_A_MINUTE))


def _caught(mutant: str, caught: bool) -> int:  # noqa: FBT001 - the result of the run
    print(f"mutant {mutant}: {'caught' if caught else 'NOT CAUGHT'}")
    return 0 if caught else 1


def _print_schedule(report: ScheduleReport, seconds: float) -> None:
    sys.stdout.write(
        f"seed {report.seed}: {report.devices} devices, {report.rounds} rounds, {report.acknowledged} acknowledged, "
        f"{report.crossings} crossings, {sum(report.faults.values())} faults, {seconds:.1f} s"
        f"{'  BROKEN ' + report.broken if report.broken else ''}\n"
    )
    sys.stdout.flush()


def _print_model(model: ModelReport) -> None:
    print("Client model (pure): real client core, model server")
    print(f"  schedules {model.schedules}   events {model.events}")
    print(f"  acknowledged {model.acknowledged}   lost {model.lost}   doubled {model.doubled}")
    _print_faults(model.faults)
    for failing in model.failing:
        seed = failing["seed"]
        print(f"  FAILING SEED {seed}: {failing['broken']}\n  again: ./run simulate --first {seed} --seeds 1 --real 0")


def _print_real(reports: list[ScheduleReport]) -> None:
    faults: Counter[str] = Counter()
    for report in reports:
        faults.update(report.faults)
    print("Real server: real client core in Node, real intake on PostgreSQL, fault proxy, barriers")
    print(f"  schedules {len(reports)}   crossings {sum(report.crossings for report in reports)}")
    print(
        f"  acknowledged {sum(r.acknowledged for r in reports)}   lost {sum(r.lost for r in reports)}   "
        f"doubled {sum(r.doubled for r in reports)}"
    )
    _print_faults(faults)
    for report in reports:
        if report.broken:
            print(f"  FAILING SEED {report.seed}: {report.broken}")
            print(f"  again: ./run simulate --first {report.seed} --seeds 0 --real 1")


def _print_faults(faults: dict[str, int]) -> None:
    for fault, count in sorted(faults.items()):
        print(f"    {fault.ljust(22)} {count}")


if __name__ == "__main__":
    sys.exit(main())

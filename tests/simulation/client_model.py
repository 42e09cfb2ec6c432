"""Runs the pure client model: the TypeScript core against a model server, in Node, without a database."""

import subprocess
from typing import Any

import msgspec

from tests.simulation.node_device import NODE, ROOT


class ModelReport(msgspec.Struct, frozen=True):
    """Totals of the model's schedules; ``failing`` the seeds with the invariant that broke."""

    schedules: int
    events: int
    acknowledged: int
    lost: int
    doubled: int
    faults: dict[str, int]
    failing: list[dict[str, Any]]


def run_model(*, first: int, seeds: int, minutes: float, mutant: str | None = None) -> ModelReport:
    """Run the model's seeds from ``first`` on; raises what Node says when it cannot run."""
    command = [str(NODE), "--no-warnings", "sim/model.ts", "--json", "--first", str(first), "--seeds", str(seeds)]
    command += ["--minutes", f"{minutes:g}", *(["--mutant", mutant] if mutant else [])]
    done = subprocess.run(command, cwd=ROOT / "pwa", capture_output=True, text=True, check=False)
    if not done.stdout.startswith("{"):
        raise RuntimeError(f"the client model did not run: {done.stderr[-2000:]}")
    return msgspec.json.decode(done.stdout, type=ModelReport)

"""Where the CPU of a push goes: the door in this process, under cProfile; a library's time counts for its caller."""

import cProfile
import pstats
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.workload import record_work
from tests.simulation.databases import Place
from tests.simulation.shift import company_server, on_shift

ROOT = Path(__file__).parents[2]
PUSHES = 30
BATCH = 100
LISTED = 16


async def measure(place: Place) -> None:
    """Print the share of each module."""
    async with company_server(place) as (server, client):
        device = await on_shift(server, client, "B01", "QH-01")
        record_work(device, PUSHES * BATCH, seed=1)
        ready = [device.push(seq, seq + BATCH - 1) for seq in range(1, PUSHES * BATCH, BATCH)]
        profile = cProfile.Profile(time.process_time)
        profile.enable()
        for pushed, header in ready:
            await server.intake.push(pushed, header_line=header, at=datetime.now(UTC))  # noqa: TID251 - its clock
        profile.disable()
    shares = _shares(pstats.Stats(profile))
    whole = sum(shares.values())
    print(
        f"\nWhere the CPU of the door goes, batch {BATCH}, under cProfile ({whole / PUSHES / BATCH * 1e6:.0f} µs/entry)"
    )
    for place_name, seconds in shares.most_common(LISTED):
        print(f"  {place_name:46} {seconds / whole:>6.1%}")


def _shares(stats: pstats.Stats) -> Counter[str]:
    """Return seconds by module of ours; what we call in libraries counts for whoever called it."""
    shares: Counter[str] = Counter()
    table = stats.stats  # type: ignore[attr-defined]  # not in the stub
    for (file, _, _), (_, _, own, _, callers) in table.items():
        if file.startswith(str(ROOT)) and ".venv" not in file:
            shares[Path(file).relative_to(ROOT).as_posix()] += own
            continue
        for (caller, _, _), (_, _, from_here, _) in callers.items():
            ours = caller.startswith(str(ROOT)) and ".venv" not in caller
            shares[Path(caller).relative_to(ROOT).as_posix() if ours else "asyncpg, asyncio and other libraries"] += (
                from_here
            )
    return shares

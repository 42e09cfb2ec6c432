import logging
from collections.abc import Iterator

import pytest

from tests.simulation.client_model import run_model
from tests.simulation.databases import Place
from tests.simulation.mutants import CLIENT, SERVER
from tests.simulation.plan import drawn
from tests.simulation.runs import run_mutant, run_seed

MODEL_SEEDS = 40
MUTANT_SEEDS = (1, 2, 3)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """A server that is killed on purpose has a lot to say."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def test_p35_the_client_model_loses_and_doubles_nothing() -> None:
    report = run_model(first=1, seeds=MODEL_SEEDS, minutes=2)
    assert (report.failing, report.lost, report.doubled) == ([], 0, 0)
    assert report.schedules == MODEL_SEEDS
    assert report.acknowledged > MODEL_SEEDS
    assert len(report.faults) > 10


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_p14_p22_p34_the_real_core_and_the_real_intake_agree_with_the_oracle(
    postgres_url: str, company_place: Place, seed: int
) -> None:
    report = run_seed(postgres_url, company_place, seed, drawn(seed, rounds=3))
    assert report.broken is None, f"again: ./run simulate --first {seed} --seeds 0 --real 1; {report.broken}"
    assert report.acknowledged > 0


@pytest.mark.slow
@pytest.mark.parametrize("mutant", sorted(SERVER))
def test_a_server_without_one_safeguard_is_caught(postgres_url: str, company_place: Place, mutant: str) -> None:
    reports = (run_mutant(postgres_url, company_place, seed, mutant) for seed in MUTANT_SEEDS)
    assert any(reports), f"{mutant} was not caught in seeds {MUTANT_SEEDS}"


@pytest.mark.parametrize("mutant", sorted(CLIENT))
def test_a_client_without_one_safeguard_is_caught(mutant: str) -> None:
    report = run_model(first=1, seeds=MODEL_SEEDS, minutes=2, mutant=CLIENT[mutant])
    assert report.failing, f"{mutant} was not caught in {MODEL_SEEDS} seeds"

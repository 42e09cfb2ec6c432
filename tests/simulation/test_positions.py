from tests.simulation.crossing import totals_after_overtaking
from tests.simulation.databases import Place
from tests.simulation.mutants import ids_before_locks

PAIRS = 3


async def test_p25_the_version_that_an_event_carries_of_a_row_never_contradicts_its_position(place: Place) -> None:
    """An id drawn after the last lock agrees with the order of judgement."""
    totals = await totals_after_overtaking(place.url, PAIRS)
    assert totals == [4, 7, 11, 14, 18, 21]


async def test_an_id_drawn_before_the_locks_is_caught_by_the_versions_that_events_carry(place: Place) -> None:
    with ids_before_locks():
        totals = await totals_after_overtaking(place.url, PAIRS)
    assert totals != sorted(totals)

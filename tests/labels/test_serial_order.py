from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labels.serial_order import shuffled


@given(st.integers(1, 600), st.text("0123456789abcdef", min_size=1, max_size=8))
def test_every_number_stands_at_exactly_one_place(size: int, key: str) -> None:
    assert sorted(shuffled(n, size=size, key=key) for n in range(size)) == list(range(size))


@given(st.data(), st.integers(2, 10**18))
def test_two_places_of_a_long_order_never_hold_one_number(data: st.DataObject, size: int) -> None:
    place = st.integers(0, size - 1)
    one, two = data.draw(place), data.draw(place)
    assert (shuffled(one, size=size, key="k") == shuffled(two, size=size, key="k")) == (one == two)
    assert 0 <= shuffled(one, size=size, key="k") < size


def test_neighbours_look_unrelated_and_another_key_gives_another_order() -> None:
    first = [shuffled(n, size=10**6, key="a") for n in range(1000)]
    steps = {b - a for a, b in pairwise(first)}
    assert len(steps) > 990
    assert abs(sum(first) / len(first) - 500_000) < 40_000
    assert [shuffled(n, size=10**6, key="b") for n in range(1000)] != first


@pytest.mark.parametrize("place", [-1, 10])
def test_a_place_outside_the_order_is_an_error(place: int) -> None:
    with pytest.raises(ValueError, match="expected a place in 0 to 9"):
        shuffled(place, size=10, key="k")


@pytest.mark.parametrize(
    ("place", "size", "key", "number"),
    [
        (0, 10**9, "a" * 32, 232_438_702),
        (999_999_999, 10**9, "k", 508_571_434),
        (9, 10, "a" * 32, 7),
        (31**12 - 1, 31**12, "k", 743_693_904_500_759_998),
        (0, 36**20, "k", 8_953_657_688_253_525_638_439_273_564_187),
    ],
)
def test_an_order_that_was_begun_goes_on_as_it_began(place: int, size: int, key: str, number: int) -> None:
    assert shuffled(place, size=size, key=key) == number

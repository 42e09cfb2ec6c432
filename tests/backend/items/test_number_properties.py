"""Whatever devices lease, use, void and lose, in whatever order: no number is given twice, none is lost sight of."""

from hypothesis import given
from hypothesis import strategies as st

from backend.items.entries import UseNumbers, VoidNumbers
from backend.items.entries.numbers import LooseNumber
from backend.items.state import NumberRange, NumberUse
from tests.builders.numbers import POOL, lease, pump_company, scheme, span
from tests.builders.world import World

DEVICES = ("D1", "D2", "D3")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["lease", "use", "void", "loose", "scheme"]),
        st.sampled_from(DEVICES),
        st.integers(1, 30),
        st.integers(1, 9),
    ),
    max_size=25,
)


def step(world: World, kind: str, device: str, count: int, size: int) -> None:
    name = f"{POOL}#{count}"
    if kind == "lease":
        lease(world, count, device=device)
    elif kind == "use":
        world.record(UseNumbers(loose=(), purpose="job", spans=(span(count, count + size, name),)), device=device)
    elif kind == "void":
        world.record(VoidNumbers(spans=(span(count, count + size - 1, name),)), device=device, reason="torn")
    elif kind == "loose":
        loose = LooseNumber(number=f"PX{count:03d}", pool=POOL)
        world.record(UseNumbers(loose=(loose,), purpose="job", spans=()), device=device)
    else:
        world.record(scheme(order="random" if size % 2 else "sequential", digits=3, prefix="PX"), device=device)


@given(STEPS)
def test_no_number_is_given_twice_and_each_is_used_or_voided_at_most_once(
    steps: list[tuple[str, str, int, int]],
) -> None:
    world = pump_company(digits=3)
    for kind, device, count, size in steps:
        step(world, kind, device, count, size)
    ranges = world.all(NumberRange)
    given_out = [number for each in ranges for number in each.numbers]
    assert len(given_out) == len(set(given_out))
    places = [place for each in ranges for place in range(each.first, each.last + 1)]
    assert sorted(places) == list(range(1, len(places) + 1))
    spent = [(use.range, place) for use in world.all(NumberUse) for place in range(use.first, use.last + 1)]
    assert len(spent) == len(set(spent))
    for each in ranges:
        left = len(each.numbers) - sum(use.last - use.first + 1 for use in world.all(NumberUse) if use.range == each.id)
        assert left >= 0
        assert (each.holder == "") == (left == 0)

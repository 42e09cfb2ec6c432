"""The two sterilisation loads of the demo company's story: the first order with half of the second, then the rest. Both
have run and wait for their biological indicators.
"""

from collections.abc import Iterator
from typing import Final, get_args

from backend.app.demo_company.making import QUALITY
from backend.app.demo_company.story_steps import OPERATOR, Told
from backend.items.entries import Limits
from backend.production.entries.loads import (
    AdvanceLoad,
    CycleParameter,
    DefineCycle,
    OpenLoad,
    Phase,
    PutInLoad,
    RecordCycleReading,
    RecordIndicator,
)
from sync.quantity import Quantity

CYCLE: Final = "EO-PIVC"
INDICATORS: Final = 20
LOADS: Final[dict[str, tuple[tuple[str, int], ...]]] = {
    "EO-2603-11": (("FG-260301", 11_750), ("FG-260302-1", 5_000)),
    "EO-2603-12": (("FG-260302-2", 6_650), ("FG-260303", 11_750)),
}


def sterilised() -> Iterator[Told]:
    """Yield the cycle's approval and both loads."""
    yield _cycle(), QUALITY
    for load, lots in LOADS.items():
        yield OpenLoad(chamber="EO-01", cycle=CYCLE, load=load, revision="A"), OPERATOR
        for position, (lot, quantity) in enumerate(lots, 1):
            amount = Quantity(unit="pcs", value=str(quantity))
            yield PutInLoad(load=load, lot=lot, position=f"P{position:02}", quantity=amount), OPERATOR
        for n in range(1, INDICATORS + 1):
            yield _indicator(load, n), OPERATOR
        for phase in get_args(Phase):
            yield AdvanceLoad(load=load, phase=phase), OPERATOR
            if phase == "exposing":
                yield RecordCycleReading(code="EXPOSURE", gauge=None, load=load, unit="min", value="372"), OPERATOR


def _cycle() -> DefineCycle:
    limits = Limits(action_high=None, action_low=None, alarm_high=None, alarm_low=None, high=None, low="360")
    exposure = CycleParameter(
        code="EXPOSURE", limits=limits, name_en="Exposure time", name_zh="灭菌作用时间", unit="min"
    )
    return DefineCycle(
        code=CYCLE,
        equipment_class="EO chamber",
        exposures=1,
        incubation_hours=48,
        indicators=INDICATORS,
        name_en="EO cycle, IV catheters",
        name_zh="留置针环氧乙烷灭菌周期",
        parameters=(exposure,),
        revision="A",
    )


def _indicator(load: str, n: int) -> RecordIndicator:
    return RecordIndicator(act="placed", indicator=f"{load}-BI{n:02}", load=load, position=f"B{n:02}")

"""The two sterilisation loads of the demo company's story: the first order with half of the second, then the rest. Both
have run and wait for their biological indicators.
"""

from collections.abc import Iterator
from typing import Final, Literal, get_args

from backend.app.demo_company.making import QUALITY
from backend.app.demo_company.story_steps import Told
from backend.items.entries import Limits
from backend.production.entries.loads import (
    AdvanceLoad,
    CycleParameter,
    DefineCycle,
    IndicatorKind,
    OpenLoad,
    Phase,
    PutInLoad,
    RecordCycleReading,
    RecordIndicator,
)
from sync.quantity import Quantity

CYCLE: Final = "EO-PIVC"
SKILL: Final = "STERILISATION"
INDICATORS: Final = 20
CHEMICAL: Final = 5
LOADS: Final[dict[str, tuple[tuple[str, int], ...]]] = {
    "EO-2603-11": (("FG-260301", 11_750), ("FG-260302-1", 5_000)),
    "EO-2603-12": (("FG-260302-2", 6_530), ("FG-260302-R1", 120), ("FG-260303", 11_750)),
}
PER_POSITION: Final = 2_500
"""Pieces on a pallet place of the chamber: fifty boxes."""
PARAMETERS: Final[tuple[tuple[str, str, str, str, str | None, str | None, Phase, str], ...]] = (
    ("PRE_TEMP", "Preconditioning temperature", "预处理温度", "Cel", "40", "50", "preconditioning", "45.2"),
    ("PRE_RH", "Preconditioning humidity", "预处理相对湿度", "%", "45", "75", "preconditioning", "61"),
    ("PRE_TIME", "Preconditioning time", "预处理时间", "h", "12", "24", "preconditioning", "16.5"),
    ("EO_CONC", "EO concentration", "环氧乙烷浓度", "mg/L", "550", "650", "exposing", "604"),
    ("CHAMBER_TEMP", "Chamber temperature", "柜内温度", "Cel", "47", "53", "exposing", "50.1"),
    ("CHAMBER_RH", "Chamber humidity", "柜内相对湿度", "%", "40", "80", "exposing", "58"),
    ("EXPOSURE", "Exposure time", "灭菌作用时间", "min", "360", None, "exposing", "372"),
    ("AERATION", "Aeration time at 45 °C", "45 °C 解析时间", "h", "48", None, "aerating", "50"),
)
"""Code, names, unit, limits, the phase it is read in, and what was read."""


def sterilised(operator: str) -> Iterator[Told]:
    """Yield the cycle's approval and both loads, run by somebody trained for it."""
    yield cycle(), QUALITY
    for load, lots in LOADS.items():
        yield OpenLoad(chamber="EO-01", cycle=CYCLE, load=load, revision="A"), operator
        for position, (lot, quantity) in enumerate(_pallets(lots), 1):
            amount = Quantity(unit="pcs", value=str(quantity))
            yield PutInLoad(container=None, load=load, lot=lot, position=f"P{position:02}", quantity=amount), operator
        for n in range(1, INDICATORS + 1):
            yield _indicator(load, f"BI{n:02}", "placed", "biological"), operator
        for n in range(1, CHEMICAL + 1):
            yield _indicator(load, f"CI{n:02}", "placed", "chemical"), operator
        for phase in get_args(Phase):
            yield AdvanceLoad(load=load, phase=phase), operator
            for code, _, _, unit, _, _, read_in, value in PARAMETERS:
                if read_in == phase:
                    yield _reading(load, code, value, unit), operator
        for n in range(1, CHEMICAL + 1):
            yield _indicator(load, f"CI{n:02}", "changed", "chemical"), operator
        for n in range(1, INDICATORS + 1):
            yield _indicator(load, f"BI{n:02}", "incubated", "biological"), operator


def _pallets(lots: tuple[tuple[str, int], ...]) -> Iterator[tuple[str, int]]:
    for lot, quantity in lots:
        for begun in range(0, quantity, PER_POSITION):
            yield lot, min(PER_POSITION, quantity - begun)


def _reading(load: str, code: str, value: str, unit: str) -> RecordCycleReading:
    message = f"EO-01/{load}/{code}"
    return RecordCycleReading(
        code=code,
        gauge=None,
        load=load,
        message=message,
        second_value=None,
        source="device",
        unit=unit,
        value=value,
    )


def cycle() -> DefineCycle:
    """Return the cycle that the catheters are sterilised by."""
    return DefineCycle(
        chemical_indicators=CHEMICAL,
        code=CYCLE,
        equipment_class="EO chamber",
        exposures=1,
        incubation_hours=48,
        indicators=INDICATORS,
        name_en="EO cycle, IV catheters",
        name_zh="留置针环氧乙烷灭菌周期",
        parameters=tuple(
            CycleParameter(code=code, limits=_between(low, high), name_en=name_en, name_zh=name_zh, unit=unit)
            for code, name_en, name_zh, unit, low, high, _, _ in PARAMETERS
        ),
        revision="A",
        skill=SKILL,
    )


def _between(low: str | None, high: str | None) -> Limits:
    return Limits(action_high=None, action_low=None, alarm_high=None, alarm_low=None, high=high, low=low)


def _indicator(
    load: str, name: str, act: Literal["placed", "incubated", "changed"], kind: IndicatorKind
) -> RecordIndicator:
    position = f"P{int(name[2:]):02}" if act == "placed" else None
    return RecordIndicator(act=act, indicator=f"{load}-{name}", kind=kind, load=load, position=position)

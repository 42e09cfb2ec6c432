from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from backend.app import registry_equipment, registry_people, registry_shipping
from backend.items.entries.process import Limits
from backend.log.vocabulary import Decision
from backend.material.entries import HoldLoad, LiftLoadHold, PlaceHold
from backend.material.events import load_thing, lot_thing
from backend.material.rules import upstream_holds
from backend.material.state import Edge, LoadHold, Lot, Path, touches_upstream
from backend.nonconformance.state import Deviation
from backend.production.entries.loads import (
    AdvanceLoad,
    CycleParameter,
    DecideLoad,
    DefineCycle,
    OpenLoad,
    PutInLoad,
    RecordCycleReading,
    RecordIndicator,
    TakeFromLoad,
)
from backend.production.state.loads import CycleReading, Load, LoadMember
from backend.shipping.entries import Content, PackContainer
from sync.quantity import Quantity
from tests.builders.equipment import SKILL, calibrates, piece, qualifies, skill, trains
from tests.builders.people import person
from tests.builders.production import CATHETER, company, stocked
from tests.builders.receiving import codes
from tests.builders.world import START, World

LOAD, CHAMBER, CYCLE, QUALITY = "EO-2603-12", "EO-01", "EO-STD", "QH-0003"
MEMBERS = {"B2": 6_650, "FG-260303": 11_750}
BOUNDS = Limits(action_high=None, action_low=None, alarm_high=None, alarm_low=None, high="650", low="550")
LATER = START + timedelta(days=8)


def cycle(**fields: Any) -> DefineCycle:  # noqa: ANN401 - any field of the entry
    eo = CycleParameter(code="EO", limits=BOUNDS, name_en="EO concentration", name_zh="EO 浓度", unit="mg/L")
    given: dict[str, Any] = {
        "code": CYCLE,
        "equipment_class": "steriliser",
        "chemical_indicators": 0,
        "exposures": 1,
        "incubation_hours": 168,
        "indicators": 2,
        "name_en": "EO standard",
        "name_zh": "EO 标准程序",
        "parameters": (eo,),
        "revision": "A",
        "skill": None,
    }
    return DefineCycle(**(given | fields))


def puts(lot: str, quantity: str = "100", load: str = LOAD, position: str = "P1") -> PutInLoad:
    return PutInLoad(
        container=None, load=load, lot=lot, position=position, quantity=Quantity(unit="pcs", value=quantity)
    )


def advance(*phases: str) -> list[AdvanceLoad]:
    return [AdvanceLoad(load=LOAD, phase=phase) for phase in phases]  # type: ignore[arg-type]  # a test names phases


def indicator(name: str, act: str, kind: str = "biological") -> RecordIndicator:
    return RecordIndicator(act=act, indicator=name, kind=kind, load=LOAD, position="P1")  # type: ignore[arg-type]  # as above


def reads(value: str = "600", **fields: Any) -> RecordCycleReading:  # noqa: ANN401 - any field of the entry
    given: dict[str, Any] = {"code": "EO", "gauge": None, "load": LOAD, "message": None, "source": "manual"}
    given |= {"second_value": value, "unit": "mg/L"}
    return RecordCycleReading(**(given | fields), value=value)


def decides(world: World, verdict: str = "accepted", reason: str | None = None, badge: str = QUALITY) -> Decision:
    body = DecideLoad(load=LOAD, verdict=verdict)  # type: ignore[arg-type]  # as above
    return world.record(body, badge=badge, reason=reason, at=LATER)


def built(chemical: int = 0) -> World:
    """Load EO-2603-12 with B2 and the third order's lot, still open, in a chamber that is ready."""
    world = company(registry_people.CAPABILITY, registry_equipment.CAPABILITY, registry_shipping.CAPABILITY)
    world.record(piece(CHAMBER, equipment_class="steriliser", calibration_days=365))
    world.record(calibrates(CHAMBER))
    qualifies(world, CHAMBER)
    world.record(cycle(chemical_indicators=chemical))
    for lot, quantity in MEMBERS.items():
        world.put(*stocked(lot, CATHETER, "quarantine", quantity))
    assert codes(world.record(OpenLoad(chamber=CHAMBER, cycle=CYCLE, load=LOAD, revision="A"))) == []
    for lot, quantity in MEMBERS.items():
        assert codes(world.record(puts(lot, str(quantity)))) == []
    return world


def sterilised(*, growth: bool = False, leave_out: tuple[str, ...] = (), chemical: int = 0) -> World:
    """The load after its cycle, with both indicators read after a week."""
    world = built(chemical)
    steps = [
        *(indicator(name, "placed") for name in ("BI-1", "BI-2")),
        *advance("closed", "preconditioning", "exposing"),
    ]
    for body in (*steps, *([] if "reading" in leave_out else [reads()]), *advance("aerating", "await_bi")):
        assert codes(world.record(body)) == []
    for name in ("BI-1", "BI-2"):
        world.record(indicator(name, "incubated"))
    for name in ("BI-1", "BI-2"):
        if name not in leave_out:
            act = "growth" if growth and name == "BI-2" else "no_growth"
            world.record(indicator(name, act), at=LATER)
    return world


def held_back(world: World, lot: str) -> list[str]:
    rows = world.load(lambda rows: touches_upstream([lot_thing(lot)], rows))
    return [hold.reason_code for hold in upstream_holds(rows, lot)]


def test_a_load_that_is_all_right_is_accepted_by_somebody_else() -> None:
    world = sterilised()
    assert codes(decides(world, badge="QH-0001")) == ["LOAD_OWN"]
    assert codes(decides(world)) == []
    assert world.get(Load, LOAD).status == "accepted"
    assert codes(decides(world, "rejected", "second thoughts")) == ["LOAD_DECIDED"]


def test_growth_holds_18400_pieces_of_which_none_can_be_used() -> None:
    world = sterilised(growth=True)
    (hold,) = world.all(LoadHold)
    below = {p.descendant for p in world.all(Path) if p.ancestor == hold.node}
    reached = [lot.number for lot in world.all(Lot) if lot_thing(lot.number).node in below]
    held = sum(int(e.quantity or 0) for e in world.all(Edge) if e.input == load_thing(LOAD).node and e.ended_at is None)
    assert (sorted(reached), held) == (sorted(MEMBERS), 18_400)
    assert [held_back(world, lot) for lot in reached] == [["INDICATOR_GREW"], ["INDICATOR_GREW"]]
    assert [d.code for d in world.all(Deviation)] == ["INDICATOR_GREW"]
    for lot in MEMBERS:
        packed = Content(container=None, item=None, lot=lot, quantity="50", serial=None)
        assert "PACKED_ON_HOLD" in codes(
            world.record(PackContainer(container=f"BOX-{lot}", contents=(packed,), level="box", scans=()))
        )
    assert codes(decides(world)) == ["LOAD_INDICATOR_GREW"]
    # Read again as clean: growth stays growth.
    world.record(indicator("BI-2", "no_growth"), at=LATER)
    assert codes(decides(world)) == ["LOAD_INDICATOR_GREW"]


def test_a_rejected_load_holds_everything_that_was_in_it() -> None:
    world = sterilised()
    assert codes(decides(world, "rejected")) == ["REASON_MISSING"]
    assert codes(decides(world, "rejected", "chamber door found open")) == []
    assert world.get(Load, LOAD).status == "rejected"
    assert [held_back(world, lot) for lot in MEMBERS] == [["LOAD_REJECTED"], ["LOAD_REJECTED"]]
    assert [(d.code, d.subject_kind, d.subject_key) for d in world.all(Deviation)] == [("LOAD_REJECTED", "load", LOAD)]


def test_a_lot_scanned_in_after_closing_is_kept_and_the_load_is_held() -> None:
    world = built()
    world.put(*stocked("FG-LATE", CATHETER, "quarantine"))
    world.record(advance("closed")[0])
    assert codes(world.record(puts("FG-LATE"))) == ["LOAD_CLOSED"]
    assert world.get(LoadMember, LOAD, "FG-LATE", "P1").late
    assert {lot: held_back(world, lot) for lot in (*MEMBERS, "FG-LATE")} == {
        lot: ["LOAD_CLOSED"] for lot in (*MEMBERS, "FG-LATE")
    }


def test_a_late_lot_that_was_never_in_the_chamber_is_taken_out_and_what_was_in_it_stays() -> None:
    world = sterilised()
    world.put(*stocked("FG-LATE", CATHETER, "quarantine"))
    world.record(puts("FG-LATE"))
    assert codes(decides(world)) == ["LOAD_LATE_MEMBER"]
    assert codes(world.record(TakeFromLoad(container=None, load=LOAD, lot="B2", position="P1"))) == ["LOAD_FROZEN"]
    assert codes(world.record(TakeFromLoad(container=None, load=LOAD, lot="FG-LATE", position="P1"))) == []
    assert held_back(world, "FG-LATE") == []
    assert codes(decides(world)) == ["LOAD_ON_HOLD"]
    (hold,) = world.all(LoadHold)
    lift = LiftLoadHold(hold=hold.id)
    assert codes(world.record(lift, badge=QUALITY)) == ["REASON_MISSING"]
    assert codes(world.record(lift, badge=QUALITY, reason="found on the shelf, never moved")) == []
    assert codes(world.record(lift, badge=QUALITY, reason="again")) == ["HOLD_ALREADY_LIFTED"]
    assert codes(decides(world)) == []


def test_before_closing_a_lot_goes_in_and_out_freely() -> None:
    world = built()
    out = TakeFromLoad(container=None, load=LOAD, lot="B2", position="P1")
    assert codes(world.record(out)) == []
    assert [m.lot for m in world.all(LoadMember)] == ["FG-260303"]
    assert codes(world.record(out)) == ["LOAD_NOT_IN"]
    assert codes(world.record(puts("B2", "6000"))) == []
    assert codes(world.record(puts("B2", "650", position="P2"))) == []
    assert {m.position: m.quantity for m in world.all(LoadMember) if m.lot == "B2"} == {"P1": 6_000, "P2": 650}


def test_a_lot_that_is_scanned_twice_at_a_position_or_is_more_than_there_is_is_said_and_kept() -> None:
    world = built()
    (again,) = world.record(puts("B2", "650")).exceptions[:1]
    assert (again.code, again.detail["found"]) == ("LOAD_LOT_TWICE", "7300 pcs")
    (more,) = world.record(puts("FG-260303", "1", position="P2")).exceptions
    assert (more.code, more.detail["found"], more.detail["expected"]) == (
        "LOAD_MORE_THAN_THERE",
        "11751 pcs",
        "11750 pcs",
    )
    assert world.get(LoadMember, LOAD, "B2", "P1").quantity == 7_300
    assert held_back(world, "B2") == []


@pytest.mark.parametrize(
    ("leave_out", "code"),
    [(("BI-2",), "LOAD_INDICATORS_MISSING"), (("reading",), "LOAD_PARAMETER_MISSING")],
)
def test_what_was_never_read_keeps_a_load_from_being_accepted(leave_out: tuple[str, ...], code: str) -> None:
    assert codes(decides(sterilised(leave_out=leave_out))) == [code]


def test_an_indicator_read_too_early_does_not_count() -> None:
    world = sterilised(leave_out=("BI-2",))
    world.record(indicator("BI-2", "no_growth"), at=START + timedelta(hours=100))
    assert codes(decides(world)) == ["LOAD_INDICATOR_EARLY"]
    world.record(indicator("BI-2", "no_growth"), at=LATER)
    assert codes(decides(world)) == []


def test_a_cycle_value_out_of_limits_holds_the_load_for_good() -> None:
    world = built()
    world.record(advance("closed")[0])
    assert codes(world.record(reads("540"))) == ["CYCLE_OUT_OF_LIMIT"]
    assert world.get(Load, LOAD).failed == ("EO",)
    assert held_back(world, "B2") == ["CYCLE_OUT_OF_LIMIT"]
    for body in advance("preconditioning", "exposing", "aerating", "await_bi"):
        world.record(body)
    assert codes(decides(world))[0] == "LOAD_INDICATORS_MISSING"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (reads(code="H2O"), "CYCLE_READING_NOT_ASKED"),
        (reads(unit="%"), "CYCLE_UNIT_WRONG"),
        (reads(load="EO-X"), "LOAD_UNKNOWN"),
        (reads(second_value=None), "CYCLE_SECOND_MISSING"),
        (reads(second_value="601"), "CYCLE_SECOND_DIFFERS"),
        (indicator("BI-9", "no_growth"), "INDICATOR_NOT_PLACED"),
        (indicator("BI-9", "changed"), "INDICATOR_KIND_WRONG"),
        (indicator("CI-9", "growth", "chemical"), "INDICATOR_KIND_WRONG"),
        (puts("B2", "650"), "LOAD_LOT_TWICE"),
        (puts("B2", "1", position="P2"), "LOAD_MORE_THAN_THERE"),
        (puts("B2", "0"), "LOAD_QUANTITY_WRONG"),
        (
            PutInLoad(container=None, load=LOAD, lot="B2", position="P2", quantity=Quantity(unit="kg", value="1")),
            "LOAD_QUANTITY_WRONG",
        ),
        (puts("NEW-LOT"), "LOAD_LOT_UNKNOWN"),
        (puts("B2", load="EO-X"), "LOAD_UNKNOWN"),
        (TakeFromLoad(container=None, load="EO-X", lot="B2", position="P1"), "LOAD_UNKNOWN"),
        (advance("exposing")[0], "LOAD_PHASE_SKIPPED"),
        (AdvanceLoad(load="EO-X", phase="closed"), "LOAD_UNKNOWN"),
        (OpenLoad(chamber=CHAMBER, cycle=CYCLE, load=LOAD, revision="A"), "LOAD_THERE"),
        (OpenLoad(chamber=CHAMBER, cycle=CYCLE, load="EO-2", revision="Z"), "CYCLE_UNKNOWN"),
        (OpenLoad(chamber="NONE", cycle=CYCLE, load="EO-2", revision="A"), "EQUIPMENT_UNKNOWN"),
        (HoldLoad(load="EO-X", reason_code="DOUBT", text=""), "LOAD_UNKNOWN"),
        (cycle(indicators=1), "CYCLE_APPROVED"),
        (DecideLoad(load="EO-X", verdict="accepted"), "LOAD_NOT_THERE"),
        (DecideLoad(load=LOAD, verdict="accepted"), "LOAD_STILL_RUNNING"),
    ],
)
def test_whatever_is_wrong_is_said(body: Any, code: str) -> None:  # noqa: ANN401 - an entry
    assert code in codes(built().record(body, badge=QUALITY))


def test_a_chamber_that_is_not_ready_holds_the_load_when_it_begins() -> None:
    world = built()
    world.record(calibrates(CHAMBER, performed_at=START, result="out_of_tolerance"), at=START)
    assert codes(world.record(advance("closed")[0], at=START)) == ["EQUIPMENT_NOT_READY"]
    assert held_back(world, "B2") == ["EQUIPMENT_NOT_READY"]


def test_a_lot_on_hold_is_named_when_the_load_is_closed_and_keeps_it_from_being_accepted() -> None:
    world = built()
    world.record(PlaceHold(lot="B2", photos=(), reason_code="DAMAGED", text=""))
    assert codes(world.record(advance("closed")[0])) == ["LOAD_LOT_ON_HOLD"]


def test_a_phase_does_not_come_back_and_an_empty_load_is_named() -> None:
    world = built()
    for lot in MEMBERS:
        world.record(TakeFromLoad(container=None, load=LOAD, lot=lot, position="P1"))
    assert codes(world.record(advance("closed")[0])) == ["LOAD_EMPTY"]
    assert codes(world.record(advance("closed")[0])) == ["LOAD_PHASE_PAST"]


def test_a_lot_goes_through_a_cycle_only_as_often_as_it_is_validated_for() -> None:
    world = sterilised()
    world.record(OpenLoad(chamber=CHAMBER, cycle=CYCLE, load="EO-2603-13", revision="A"))
    assert codes(world.record(puts("B2", load="EO-2603-13"))) == ["LOAD_LOT_AGAIN"]


def test_a_cycle_with_reversed_limits_is_refused() -> None:
    wrong = Limits(action_high=None, action_low=None, alarm_high=None, alarm_low=None, high="1", low="2")
    body = cycle(revision="B", parameters=(CycleParameter(code="EO", limits=wrong, name_en="", name_zh="", unit="h"),))
    assert codes(built().record(body)) == ["CYCLE_LIMITS_REVERSED"]


def test_chemical_indicators_are_read_beside_the_biological_ones_and_one_that_did_not_change_stays_so() -> None:
    world = sterilised(chemical=2)
    assert codes(decides(world)) == ["LOAD_CHEMICAL_MISSING"]
    world.record(indicator("CI-1", "placed", "chemical"))
    world.record(indicator("CI-2", "placed", "chemical"))
    assert codes(world.record(indicator("CI-1", "changed", "chemical"))) == []
    assert codes(decides(world)) == ["LOAD_CHEMICAL_MISSING"]
    assert codes(world.record(indicator("CI-2", "unchanged", "chemical"))) == ["INDICATOR_UNCHANGED"]
    assert held_back(world, "B2") == ["INDICATOR_UNCHANGED"]
    world.record(indicator("CI-2", "changed", "chemical"))
    assert codes(decides(world)) == ["LOAD_INDICATOR_UNCHANGED"]


def test_a_machine_sends_a_value_three_times_and_it_counts_once() -> None:
    world = built()
    for body in advance("closed", "preconditioning", "exposing"):
        world.record(body)
    sent = reads("601", source="device", second_value=None, message="EO-01/77")
    assert [codes(world.record(sent)) for _ in range(3)] == [[], [], []]
    assert [(r.value, r.source) for r in world.all(CycleReading)] == [(Decimal(601), "device")]


def test_who_runs_a_load_is_trained_at_that_moment_for_its_cycle_or_a_deviation_asks_about_it() -> None:
    world = built()
    for number in ("QH-0003", "QH-0010", "QH-0011"):
        world.record(person(number))
    world.record(skill(), badge=QUALITY)
    world.record(trains("QH-0010"), badge=QUALITY)
    world.record(cycle(revision="B", exposures=5, skill=SKILL))
    begun = OpenLoad(chamber=CHAMBER, cycle=CYCLE, load="EO-9", revision="B")
    assert codes(world.record(begun, badge="QH-0010")) == []
    first = world.record(puts("B2", "1", load="EO-9"), badge="QH-0011")
    assert [(e.code, e.detail["person"], e.detail["skill"]) for e in first.exceptions] == [
        ("LOAD_OPERATOR_NOT_QUALIFIED", "QH-0011", SKILL)
    ]
    assert [d.code for d in world.all(Deviation)] == ["LOAD_OPERATOR_NOT_QUALIFIED"]
    assert held_back(world, "B2") == []
    # Said once: they are on the load's record now.
    assert codes(world.record(puts("B2", "1", load="EO-9", position="P2"), badge="QH-0011")) == []
    ended = datetime.fromisoformat("2027-02-02T00:00:00+08:00")
    late = OpenLoad(chamber=CHAMBER, cycle=CYCLE, load="EO-10", revision="B")
    assert codes(world.record(late, badge="QH-0010", at=ended)) == ["LOAD_OPERATOR_NOT_QUALIFIED"]


def test_a_cycle_in_a_unit_that_nobody_knows_is_refused_and_the_nearest_is_named() -> None:
    eo = CycleParameter(code="EO", limits=BOUNDS, name_en="", name_zh="", unit="hours")
    refusal = built().record(cycle(revision="B", parameters=(eo,))).refusal
    assert refusal is not None
    assert (refusal.code, refusal.detail["name"], refusal.detail["unit"]) == ("MEASURE_NOT_KNOWN", "EO", "hours")
    assert str(refusal.detail["nearest"]).split(", ")[0] == "h"


def test_a_value_of_a_cycle_in_another_unit_of_the_same_kind_is_judged_in_that_of_the_limits() -> None:
    world = built()
    for body in advance("closed", "preconditioning", "exposing"):
        world.record(body)
    assert codes(world.record(reads("0.604", unit="mg/mL"))) == []

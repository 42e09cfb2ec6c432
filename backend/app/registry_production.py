"""What backend/production contributes to the registry."""

from typing import Any

from backend.log.row import type_of
from backend.log.vocabulary import Capability, on_entry, on_event
from backend.production import apply, entries, events, rules, state
from backend.production.apply import loads as load_effects
from backend.production.entries import loads
from backend.production.events import loads as load_events
from backend.production.rules import cycle_records as cycle_rules
from backend.production.rules import load_members as member_rules
from backend.production.rules import loads as load_rules
from backend.production.rules.acceptance import decide_load
from backend.production.state import loads as load_rows

_ONE_KEYING = {"message": None, "source": "manual"}
"""A value of a cycle as version 1 has it: keyed by hand."""
_NO_MORE = {"chemical_indicators": 0, "skill": None}


def _no_serials(body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "serials": ()}


CAPABILITY = Capability(
    "production",
    entries=(
        on_entry(entries.PlanOrder, state.touches_plan_order, rules.decide_plan_order),
        on_entry(entries.ReleaseOrder, state.touches_release_order, rules.decide_release_order),
        on_entry(entries.ChangeOrder, state.touches_change_order, rules.decide_change_order),
        on_entry(entries.StartStep, state.touches_step, rules.decide_start_step),
        on_entry(entries.ConsumeMaterial, state.touches_consume, rules.decide_consume),
        on_entry(entries.RecordReading, state.touches_step, rules.decide_record_reading),
        on_entry(entries.RecordCheck, state.touches_step, rules.decide_record_check),
        on_entry(entries.FinishStep, state.touches_end_of_step, rules.decide_finish_step, state.doubted_entries),
        on_entry(entries.SkipStep, state.touches_end_of_step, rules.decide_skip_step, state.doubted_entries),
        on_entry(entries.EndDoubt, state.touches_end_doubt, rules.decide_end_doubt, state.doubted_entries),
        on_entry(entries.ReportBlocked, state.touches_step, rules.decide_report_blocked),
        on_entry(entries.CorrectReading, state.touches_correct, rules.decide_correct_reading),
        on_entry(entries.CorrectCheck, state.touches_correct, rules.decide_correct_check),
        on_entry(entries.ReportQuantity, state.touches_report_quantity, rules.decide_report_quantity),
        on_entry(entries.BeginLot, state.touches_begin_lot, rules.decide_begin_lot),
        on_entry(entries.ChangeLot, state.touches_change_lot, rules.decide_change_lot),
        on_entry(entries.OpenContainer, state.touches_open_container, rules.decide_open_container),
        on_entry(entries.SplitLot, state.touches_split_lot, rules.decide_split_lot),
        on_entry(entries.MergeLots, state.touches_merge_lots, rules.decide_merge_lots),
        on_entry(entries.TakeBack, state.touches_take_back, rules.decide_take_back),
        on_entry(entries.ScrapStock, state.touches_scrap_stock, rules.decide_scrap_stock),
        on_entry(entries.ScrapUnit, state.touches_scrap_unit, rules.decide_scrap_unit),
        on_entry(entries.TakeSample, state.touches_take_sample, rules.decide_take_sample),
        on_entry(entries.RelabelLot, state.touches_relabel_lot, rules.decide_relabel_lot),
        on_entry(entries.RelabelUnit, state.touches_relabel_unit, rules.decide_relabel_unit),
        on_entry(entries.ReworkLot, state.touches_rework_lot, rules.decide_rework_lot),
        on_entry(entries.ReworkUnit, state.touches_rework_unit, rules.decide_rework_unit),
        on_entry(loads.DefineCycle, load_rows.touches_define_cycle, load_rules.decide_define_cycle),
        on_entry(loads.OpenLoad, load_rows.touches_open_load, load_rules.decide_open_load),
        on_entry(loads.PutInLoad, load_rows.touches_member, member_rules.decide_put_in_load),
        on_entry(loads.TakeFromLoad, load_rows.touches_member, member_rules.decide_take_from_load),
        on_entry(loads.AdvanceLoad, load_rows.touches_load, load_rules.decide_advance_load, load_rows.early_entries),
        on_entry(loads.RecordCycleReading, load_rows.touches_load, cycle_rules.decide_record_cycle_reading),
        on_entry(loads.RecordIndicator, load_rows.touches_load, cycle_rules.decide_record_indicator),
        on_entry(loads.DecideLoad, load_rows.touches_load, decide_load),
    ),
    events=(
        on_event(events.OrderPlanned, apply.apply_order_planned),
        on_event(events.OrderReleased, apply.apply_order_released),
        on_event(events.OrderStatusChanged, apply.apply_order_status_changed),
        on_event(events.QuantityReported, apply.apply_quantity_reported),
        on_event(events.QuantityTransferred, apply.apply_quantity_transferred),
        on_event(events.StepStarted, apply.apply_step_started),
        on_event(events.MaterialConsumed, apply.apply_material_consumed),
        on_event(events.MaterialTakenBack, apply.apply_material_taken_back),
        on_event(events.RunsInherited, apply.apply_runs_inherited),
        on_event(events.SentBack, apply.apply_sent_back),
        on_event(events.Observed, apply.apply_observed),
        on_event(events.ReadingCorrected, apply.apply_reading_corrected),
        on_event(events.CheckCorrected, apply.apply_check_corrected),
        on_event(events.ReadingSuperseded, apply.apply_reading_superseded),
        on_event(events.StepFinished, apply.apply_step_finished),
        on_event(events.StepSkipped, apply.apply_step_skipped),
        on_event(events.SequenceJudged, apply.apply_sequence_judged),
        on_event(events.StepStopped, apply.apply_step_stopped),
        on_event(events.LotOpened, apply.apply_lot_opened),
        on_event(load_events.CycleDefined, load_effects.apply_cycle_defined),
        on_event(load_events.LoadOpened, load_effects.apply_load_opened),
        on_event(load_events.LoadFilled, load_effects.apply_load_filled),
        on_event(load_events.LoadEmptied, load_effects.apply_load_emptied),
        on_event(load_events.LoadAdvanced, load_effects.apply_load_advanced),
        on_event(load_events.CycleRead, load_effects.apply_cycle_read),
        on_event(load_events.IndicatorRecorded, load_effects.apply_indicator_recorded),
        on_event(load_events.LoadDecided, load_effects.apply_load_decided),
    ),
    # Version 2 knows the serials that an order names beforehand; of loads, chemical indicators, values that a machine
    # sent or a person keyed twice, a cycle's skill, and boxes.
    upcasters={
        **{(name, 1): _no_serials for name in ("PlanOrder", "ReleaseOrder", "OrderPlanned", "OrderReleased")},
        ("DefineCycle", 1): lambda body: {**body, **_NO_MORE},
        ("CycleDefined", 1): lambda body: {**body, **_NO_MORE},
        ("RecordCycleReading", 1): lambda body: {**body, **_ONE_KEYING, "second_value": None},
        ("CycleRead", 1): lambda body: {**body, **_ONE_KEYING},
        ("RecordIndicator", 1): lambda body: {**body, "kind": "biological"},
        # And a step may be ended by two people.
        ("FinishStep", 1): lambda body: {**body, "second_badge": None},
        ("StepFinished", 1): lambda body: {**body, "second_by": None},
        ("PutInLoad", 1): lambda body: {**body, "container": None},
        ("LoadFilled", 1): lambda body: {**body, "container": None},
        ("TakeFromLoad", 1): lambda body: {**body, "container": None},
        ("LoadEmptied", 1): lambda body: {**body, "container": None},
        ("IndicatorRecorded", 1): lambda body: {**body, "kind": "biological"},
    },
    projection=10,
    rows=(
        type_of(state.WorkOrder),
        type_of(state.OrderSnapshot),
        type_of(state.OrderSerials),
        type_of(state.NamedSerial),
        type_of(state.OrderAccount),
        type_of(state.StepRun),
        type_of(state.StepDoubt),
        type_of(state.Reading),
        type_of(state.Trend),
        type_of(state.MachineMessage),
        type_of(state.LotOpening),
        type_of(load_rows.Cycle),
        type_of(load_rows.Load),
        type_of(load_rows.LoadMember),
        type_of(load_rows.LoadIndicator),
        type_of(load_rows.CycleReading),
    ),
)

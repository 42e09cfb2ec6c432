"""What backend/equipment contributes to the registry."""

from backend.equipment import apply, entries, events, rules, state
from backend.log.row import type_of
from backend.log.vocabulary import Capability, on_entry, on_event

CAPABILITY = Capability(
    "equipment",
    entries=(
        on_entry(entries.DefineEquipment, state.touches_define_equipment, rules.decide_define_equipment),
        on_entry(entries.ImportEquipment, state.touches_import_equipment, rules.decide_import_equipment),
        on_entry(entries.ImportCalibrations, state.touches_import_calibrations, rules.decide_import_calibrations),
        on_entry(entries.ChangeEquipment, state.touches_record, rules.decide_change_equipment),
        on_entry(entries.CalibrateEquipment, state.touches_record, rules.decide_calibrate_equipment),
        on_entry(entries.MaintainEquipment, state.touches_record, rules.decide_maintain_equipment),
        on_entry(entries.AssessUses, state.touches_assess_uses, rules.decide_assess_uses),
        on_entry(entries.CleanEquipment, state.touches_record, rules.decide_clean_equipment),
    ),
    events=(
        on_event(events.EquipmentDefined, apply.apply_equipment_defined),
        on_event(events.EquipmentRecorded, apply.apply_equipment_recorded),
    ),
    rows=(type_of(state.Equipment), type_of(state.EquipmentRecord)),
)

"""What backend/items contributes to the registry."""

from backend.items import apply, entries, events, rules, state
from backend.log.row import type_of
from backend.log.vocabulary import Capability, on_entry, on_event

_NO_OPEN_TIME = {"open_minutes": None}

CAPABILITY = Capability(
    "items",
    entries=(
        on_entry(entries.DefineItem, state.touches_define_item, rules.decide_define_item),
        on_entry(entries.DefineIdentifier, state.touches_define_identifier, rules.decide_define_identifier),
        on_entry(entries.ImportItems, state.touches_import_items, rules.decide_import_items),
        on_entry(entries.DefineCompanyPrefix, state.touches_define_company_prefix, rules.decide_define_company_prefix),
        on_entry(entries.AllocateIdentifiers, state.touches_allocate, rules.decide_allocate),
        on_entry(entries.AllocateHibc, state.touches_allocate_hibc, rules.decide_allocate_hibc),
        on_entry(entries.RecordPublication, state.touches_record_publication, rules.decide_record_publication),
        on_entry(entries.DescribeDevice, state.touches_describe, rules.decide_describe),
        on_entry(entries.DefineSerialScheme, state.touches_define_serial_scheme, rules.decide_define_serial_scheme),
        on_entry(entries.DefineSsccPool, state.touches_define_sscc_pool, rules.decide_define_sscc_pool),
        on_entry(entries.DefineLotPattern, state.touches_define_lot_pattern, rules.decide_define_lot_pattern),
        on_entry(entries.ImportSerials, state.touches_import_serials, rules.decide_import_serials),
        on_entry(entries.LeaseRange, state.touches_lease_range, rules.decide_lease_range),
        on_entry(entries.VoidNumbers, state.touches_void_numbers, rules.decide_void_numbers),
        on_entry(entries.DraftStructure, state.touches_draft_structure, rules.decide_draft_structure),
        on_entry(entries.DraftRouting, state.touches_draft_routing, rules.decide_draft_routing),
        on_entry(entries.ImportStructures, state.touches_import_structures, rules.decide_import_structures),
        on_entry(entries.ImportRoutings, state.touches_import_routings, rules.decide_import_routings),
        on_entry(entries.ApproveProcess, state.touches_process, rules.decide_approve_process),
        on_entry(entries.NameTerm, state.touches_name_term, rules.decide_name_term),
        on_entry(entries.WithdrawProcess, state.touches_process, rules.decide_withdraw_process),
    ),
    events=(
        on_event(events.ItemDefined, apply.apply_item_defined),
        on_event(events.ItemStubbed, apply.apply_item_stubbed),
        on_event(events.ItemTakenIntoUse, apply.apply_item_taken_into_use),
        on_event(events.IdentifierDefined, apply.apply_identifier_defined),
        on_event(events.ImportRowRejected, apply.apply_import_row_rejected),
        on_event(events.CompanyPrefixDefined, apply.apply_company_prefix_defined),
        on_event(events.ItemReferenceTaken, apply.apply_item_reference_taken),
        on_event(events.DeviceDescribed, apply.apply_device_described),
        on_event(events.IdentifierPublished, apply.apply_identifier_published),
        on_event(events.NumberPoolDefined, apply.apply_number_pool_defined),
        on_event(events.SerialsImported, apply.apply_serials_imported),
        on_event(events.RangeLeased, apply.apply_range_leased),
        on_event(events.NumbersUsed, apply.apply_numbers_used),
        on_event(events.LooseNumbersUsed, apply.apply_loose_numbers_used),
        on_event(events.NumbersVoided, apply.apply_numbers_voided),
        on_event(events.StructureDrafted, apply.apply_structure_drafted),
        on_event(events.RoutingDrafted, apply.apply_routing_drafted),
        on_event(events.ProcessApproved, apply.apply_process_approved),
        on_event(events.TermNamed, apply.apply_term_named),
        on_event(events.ProcessWithdrawn, apply.apply_process_withdrawn),
    ),
    # Version 2 takes identifiers of other issuers than GS1 too.
    # And an item may have a time for which it can be used once it is open.
    upcasters={
        ("DescribeDevice", 1): lambda body: {**body, "assigned": (), "hibc": None},
        ("DefineItem", 1): lambda body: {**body, **_NO_OPEN_TIME},
        ("ImportItems", 1): lambda body: {**body, "items": [{**item, **_NO_OPEN_TIME} for item in body["items"]]},
        ("ItemDefined", 1): lambda body: {**body, **_NO_OPEN_TIME},
    },
    rows=(
        type_of(state.Item),
        type_of(state.Identifier),
        type_of(state.ImportReject),
        type_of(state.CompanyPrefix),
        type_of(state.DeviceDescription),
        type_of(state.Publication),
        type_of(state.NumberPool),
        type_of(state.NumberRange),
        type_of(state.NumberUse),
        type_of(state.IssuedNumber),
        type_of(state.ListedSerial),
        type_of(state.Structure),
        type_of(state.Routing),
        type_of(state.ProcessStop),
        type_of(state.Term),
    ),
    projection=3,
)

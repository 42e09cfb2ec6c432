/**
 * Rows as the feed carries them, by kind: decimals as strings, dates YYYY-MM-DD, times RFC 3339 UTC.
 */

import type { Outcome } from "../sync/push-answer.ts";
import type { EquipmentRow } from "./equipment-rows.ts";
import type {
  DeviationRow,
  LotOpeningRow,
  LotSourcesRow,
  OrderSnapshotRow,
  ProcessStopRow,
  StepRunRow,
  UnitRow,
  WorkOrderRow,
} from "./floor-rows.ts";
import type { CompanyPrefixRow, DeviceDescriptionRow, PublicationRow } from "./identity-rows.ts";
import type { LabelJobRow, LabelTextsRow, PrinterRow } from "./label-rows.ts";
import type { LoadRowTypes } from "./load-rows.ts";
import type { ObservedRow } from "./own-rows.ts";
import type { SkillRow, TrainingRow } from "./training-rows.ts";

export interface ItemRow {
  readonly number: string;
  readonly revision: string;
  readonly name_en: string;
  readonly name_zh: string;
  readonly trace: "lot" | "serial" | "both" | "none";
  readonly unit: string;
  /** Unit to [numerator, denominator] of the base unit. */
  readonly conversions: Readonly<Record<string, readonly [number, number]>>;
  readonly shelf_life_days: number | null;
  readonly minimum_remaining_days: number | null;
  readonly family: string;
  readonly specification: string | null;
  readonly certificate_required: boolean;
  readonly status: "active" | "stub" | "inactive";
  readonly open_minutes?: number | null; // once mixed or opened; not there without such a time
  /** A lot of it exists: trace class and base unit stay as they are. */
  readonly in_use: boolean;
}

export interface IdentifierRow {
  readonly di: string;
  readonly agency: "GS1" | "HIBCC" | "ICCBBA" | "NDC" | "MA" | "AHM";
  readonly item: string;
  readonly level: "unit_of_use" | "primary" | "package" | "secondary" | "direct_mark" | "previous";
  readonly contains: string | null;
  readonly quantity: number | null;
  readonly base_quantity: string;
  readonly status: "active" | "discontinued";
}

export interface SupplierRow {
  readonly number: string;
  readonly name_en: string;
  readonly name_zh: string;
  readonly status:
    | "prospect"
    | "evaluating"
    | "approved"
    | "conditional"
    | "suspended"
    | "disqualified";
}

export interface ApprovalRow {
  readonly supplier: string;
  readonly site: string;
  readonly family: string;
  readonly status: "approved" | "conditional" | "suspended" | "disqualified";
  readonly valid_to: string;
  readonly conditions: string;
}

export interface OrderRow {
  readonly number: string;
  readonly site: string;
  readonly supplier: string;
  readonly status: "approved" | "sent" | "part" | "received" | "closed" | "cancelled";
  readonly ordered_on: string;
}

export interface OrderLineRow {
  readonly order: string;
  readonly line: number;
  readonly site: string;
  readonly item: string;
  readonly specification: string | null;
  readonly quantity_expected: string;
  readonly unit: string;
  readonly quantity_received: string;
  readonly due: string | null;
}

export interface LocationRow {
  readonly site: string;
  readonly code: string;
  readonly name_en: string;
  readonly name_zh: string;
  readonly type:
    | "quarantine"
    | "released"
    | "rejected"
    | "returned"
    | "production"
    | "dispatch"
    | "unreconciled";
  readonly zone: string;
  /** False: closed, nothing is to be put there. */
  readonly active: boolean;
}

export interface LotRow {
  readonly number: string;
  readonly site: string;
  readonly item: string;
  readonly item_revision: string;
  readonly supplier: string | null;
  readonly supplier_lot: string | null;
  readonly status: string;
  readonly expiry: string | null;
  readonly expiry_day_given: boolean;
  readonly production_day_given: boolean;
  readonly production: string | null;
  readonly received_at: string;
  readonly stub: boolean;
  readonly label_printed: number;
}

export interface BalanceRow {
  readonly lot: string;
  readonly site: string;
  readonly location: string;
  readonly quantity: string;
  readonly unit: string;
}

export interface HoldRow {
  readonly id: string;
  readonly site: string;
  readonly lot: string;
  readonly reason_code: string;
  readonly text: string;
  readonly placed_by: string;
  readonly placed_at: string;
  readonly source: string;
  readonly lifted_at: string | null;
  readonly lifted_by: string | null;
  readonly lift_reason: string | null;
}

export interface ReceiptRow {
  readonly id: string;
  readonly site: string;
  readonly session: string;
  readonly lot: string;
  readonly item: string;
  readonly supplier: string | null;
  readonly supplier_lot: string | null;
  readonly order: string | null;
  readonly order_line: number | null;
  readonly quantity: string;
  readonly unit: string;
  readonly quantity_base: string;
  readonly delivery_note: string | null;
  readonly package_id: string | null;
  readonly di: string | null;
  readonly status: "posted" | "unreconciled" | "confirmed" | "voided";
  readonly device: string;
  readonly by: string;
  readonly occurred_at: string;
  readonly corrected: boolean;
  readonly serial: string | null;
  /** Where the goods were put. */
  readonly location: string;
  /** Receipts that may be of the same goods, and why this one is in doubt. */
  readonly against: readonly string[];
  readonly dispute: string | null;
  readonly matches: readonly string[];
  readonly person: string | null;
}

export interface PersonRow {
  readonly number: string;
  readonly badge: string;
  readonly name_en: string;
  readonly name_zh: string;
  readonly language: "zh" | "en";
  readonly roles: readonly string[];
  readonly sites: readonly string[];
  readonly active: boolean;
}

export interface DeviceRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: "handheld" | "tablet" | "desk" | "machine";
  readonly site: string;
  readonly status: "active" | "forked" | "revoked";
  readonly head_seq: number;
  readonly stored_seq: number;
  readonly last_push_at: string | null;
  readonly app: string;
  readonly calibration: Readonly<Record<string, unknown>> | null;
}

export interface ExceptionRow {
  readonly id: string;
  readonly site: string;
  readonly code: string;
  readonly entry: string;
  readonly device: string;
  readonly seq: number;
  readonly by: string;
  readonly subject_kind: string;
  readonly subject_key: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly opened_at: string;
  readonly status: "open" | "resolved";
  readonly resolution: string | null;
  readonly resolved_by: string | null;
  readonly resolved_at: string | null;
  readonly resolve_reason: string | null;
}

/** A number is `prefix`, then n zero-padded to `digits`, then `suffix`. */
export interface LeaseRow {
  readonly series: string;
  readonly device: string;
  readonly prefix: string;
  readonly digits: number;
  readonly first: number;
  readonly last: number;
  readonly suffix: string;
}

/** Numbers of a pool that this device alone may use, written out; `first` to `last` count them in the pool. */
export interface NumberRangeRow {
  readonly id: string;
  readonly pool: string;
  readonly first: number;
  readonly last: number;
  readonly device: string;
  /** `<pool>|<device>` until each is used or voided. */
  readonly holder: string;
  readonly numbers: readonly string[];
  readonly leased_at: string;
}

export interface RowTypes extends LoadRowTypes {
  readonly label_job: LabelJobRow;
  readonly printer: PrinterRow;
  readonly label_texts: LabelTextsRow;
  readonly item: ItemRow;
  readonly identifier: IdentifierRow;
  readonly supplier: SupplierRow;
  readonly approval: ApprovalRow;
  readonly order: OrderRow;
  readonly order_line: OrderLineRow;
  readonly location: LocationRow;
  readonly lot: LotRow;
  readonly balance: BalanceRow;
  readonly hold: HoldRow;
  readonly receipt: ReceiptRow;
  readonly person: PersonRow;
  readonly device: DeviceRow;
  readonly exception: ExceptionRow;
  readonly lease: LeaseRow;
  readonly number_range: NumberRangeRow;
  readonly company_prefix: CompanyPrefixRow;
  readonly device_description: DeviceDescriptionRow;
  readonly publication: PublicationRow;
  readonly unit: UnitRow;
  readonly work_order: WorkOrderRow;
  readonly order_snapshot: OrderSnapshotRow;
  readonly step_run: StepRunRow;
  readonly process_stop: ProcessStopRow;
  readonly lot_sources: LotSourcesRow;
  readonly lot_opening: LotOpeningRow;
  readonly observed: ObservedRow;
  readonly deviation: DeviationRow;
  readonly equipment: EquipmentRow;
  readonly skill: SkillRow;
  readonly training: TrainingRow;
  readonly term: TermRow;
  readonly outcome: Outcome;
}

/** What a family of items, or a class of equipment, is called. */
export interface TermRow {
  readonly kind: "family" | "equipment_class";
  readonly code: string;
  readonly name_en: string;
  readonly name_zh: string;
}

export type Kind = keyof RowTypes;

/**
 * Bodies of the entries a handheld records, version 1 of each, as they travel.
 * Types, not interfaces: a type alias is assignable to `JsonObject`.
 */

export type Scan = {
  readonly entered: "wedge" | "camera" | "typed" | "candidate" | "import" | "system";
  /** Raw string including GS (U+001D). */
  readonly text: string;
};

/** `value` is a decimal string, scale kept as recorded (P04). */
export type Quantity = { readonly unit: string; readonly value: string };

export type DateGiven = { readonly date: string; readonly day_given: boolean };

export type ReceiveLotBody = {
  readonly certificates: readonly string[];
  readonly delivery_note: string | null;
  readonly di: string | null;
  readonly expiry: DateGiven | null;
  /** "" when nothing known was scanned: the server makes a stub. */
  readonly item: string;
  readonly location: string;
  readonly lot: string;
  readonly order: string | null;
  readonly order_line: number | null;
  readonly package_id: string | null;
  readonly photos: readonly string[];
  readonly production: DateGiven | null;
  readonly quantity: Quantity;
  readonly scans: readonly Scan[];
  readonly serial: string | null;
  readonly session: string;
  readonly specification: string | null;
  readonly supplier: string | null;
  readonly supplier_lot: string | null;
};

/** Null means unchanged. */
export type CorrectReceiptBody = {
  readonly expiry: DateGiven | null;
  readonly production: DateGiven | null;
  readonly quantity: Quantity | null;
  readonly receipt: string;
  readonly supplier: string | null;
  readonly supplier_lot: string | null;
};

export type VoidReceiptBody = { readonly receipt: string };

export type MoveStockBody = {
  readonly from: string | null;
  readonly lot: string;
  readonly quantity: Quantity;
  readonly scans: readonly Scan[];
  readonly to: string;
};

export type PlaceHoldBody = {
  readonly lot: string;
  readonly photos: readonly string[];
  readonly reason_code: string;
  readonly text: string;
};

export type LeaseNumbersBody = { readonly count: number; readonly series: string };

export type ReportIncidentBody = {
  readonly code: string;
  readonly detail: { readonly [key: string]: string };
};

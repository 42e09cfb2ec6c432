/**
 * One delivery being received by one person: what is known of it, of its lots, and of the carton in hand.
 * Plain data that survives a restart, so that work goes on where it was.
 */

import type { DateGiven, Quantity, Scan } from "../entries/bodies.ts";

export type QuestionName =
  | "item"
  | "order"
  | "supplier"
  | "supplier_lot"
  | "serial"
  | "expiry"
  | "quantity"
  | "photo"
  | "reason";

/** The carton in hand until it is recorded. */
export interface Carton {
  readonly scans: readonly Scan[];
  readonly di: string | null;
  /** "" while nothing known was scanned. */
  readonly item: string;
  /** The lot as the label says it: what the next carton of the same lot is known by. */
  readonly labelLot: string | null;
  readonly supplierLot: string | null;
  readonly serial: string | null;
  readonly expiry: DateGiven | null;
  readonly production: DateGiven | null;
  readonly quantity: Quantity | null;
  /** The quantity was asked for, since the label does not state it. */
  readonly asked: boolean;
  readonly packageId: string | null;
  /** An own lot that was scanned instead of the supplier's label. */
  readonly ownLot: string | null;
  /** Asked and answered with "not on the label". */
  readonly absent: readonly QuestionName[];
  /** Why more came than was ordered. */
  readonly reason: string | null;
}

/** What was settled for the first carton of a lot and holds for the next. */
export interface LotMemory {
  readonly lot: string;
  readonly item: string;
  readonly supplierLot: string | null;
  readonly expiry: DateGiven | null;
  readonly production: DateGiven | null;
  /** Set when it had to be asked: the label does not say it. */
  readonly askedQuantity: Quantity | null;
  readonly absent: readonly QuestionName[];
  readonly certificates: readonly string[];
}

export interface ReceiveTask {
  /** UUID that all receipts of this delivery carry. */
  readonly session: string;
  /** Badge of the person whose task this is. */
  readonly owner: string;
  readonly order: string | null;
  readonly supplier: string | null;
  readonly deliveryNote: string | null;
  readonly specification: string | null;
  /** Quarantine location that receives. */
  readonly location: string;
  readonly carton: Carton | null;
  /** A pre-printed own label scanned for the next new lot. */
  readonly nextLabel: string | null;
  /** Photos and certificates for the next receipt, by content hash. */
  readonly photos: readonly string[];
  readonly certificates: readonly string[];
  /** By `lotKey`. */
  readonly lots: Readonly<Record<string, LotMemory>>;
  /** Stops acknowledged in this delivery: the next carton of the same lot is not stopped again. */
  readonly acknowledged: readonly string[];
  /** Asked once per delivery and answered with "none". */
  readonly without: readonly QuestionName[];
}

export function beginTask(start: {
  readonly session: string;
  readonly owner: string;
  readonly location: string;
}): ReceiveTask {
  return {
    ...start,
    order: null,
    supplier: null,
    deliveryNote: null,
    specification: null,
    carton: null,
    nextLabel: null,
    photos: [],
    certificates: [],
    lots: {},
    acknowledged: [],
    without: [],
  };
}

export const NO_CARTON: Carton = {
  scans: [],
  di: null,
  item: "",
  labelLot: null,
  supplierLot: null,
  serial: null,
  expiry: null,
  production: null,
  quantity: null,
  asked: false,
  packageId: null,
  ownLot: null,
  absent: [],
  reason: null,
};

/** Cartons with the same key are of one lot: same item and same lot on the label, stated or not. */
export function lotKey(carton: Carton): string {
  const what = carton.item === "" ? (carton.di ?? carton.scans[0]?.text ?? "") : carton.item;
  return JSON.stringify([what, carton.labelLot]);
}

/** The lot that a carton's answers belong to when its label says none: the one whose number was given for it. */
export function answeredLotKey(carton: Carton): string {
  return lotKey({ ...carton, labelLot: carton.labelLot ?? carton.supplierLot });
}

/** Forgets what unlabelled cartons were said to be, stops included: the next one is asked about anew. */
export function forgetUnlabelled(task: ReceiveTask): ReceiveTask {
  const labelled = Object.entries(task.lots).filter(([key]) => !isUnlabelled(key));
  const acknowledged = task.acknowledged.filter((stop) => !isUnlabelled(stop));
  return { ...task, lots: Object.fromEntries(labelled), acknowledged };
}

export function hasUnlabelled(task: ReceiveTask): boolean {
  return Object.keys(task.lots).some(isUnlabelled);
}

/** True for a lot's key, or a stop acknowledged for it, when the label names no lot. */
function isUnlabelled(key: string): boolean {
  return key.endsWith(",null]");
}

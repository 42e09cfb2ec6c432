/**
 * Which step a scan opens: the first whose predecessors are done and which is not done for what was scanned.
 */

import type { Step } from "../entries/bodies.ts";
import type { WorkOrderRow } from "../entries/floor-rows.ts";
import type { Reading } from "../scan/resolve.ts";
import type { Lookup } from "../sync/view.ts";
import { isDone, RUNNING, runsOf, type Subject, undoneBefore } from "./subject.ts";

export interface Opening {
  readonly subject: Subject;
  readonly step: Step;
}

/** What a scan leads to here. `unit_next`: the next step is done for each unit, and its number was not scanned yet. */
export type Opened =
  | { readonly is: "open"; readonly opening: Opening }
  | { readonly is: "choose"; readonly openings: readonly Opening[] }
  | { readonly is: "unit_next"; readonly order: string; readonly lot: string | null }
  | { readonly is: "all_done"; readonly order: string; readonly lot: string | null }
  | { readonly is: "not_released"; readonly order: WorkOrderRow }
  | { readonly is: "unknown" };

/** Where the person is: units are scanned by their bare serial while a unit's step is open. */
export interface Standing {
  readonly order: string;
  readonly lot: string | null;
}

/** The steps that fit this subject now; those begun already come alone. */
export function fitting(rows: Lookup, subject: Subject): readonly Opening[] {
  const snapshot = rows.get("order_snapshot", [subject.order])?.row;
  const runs = runsOf(rows, subject);
  const done = new Set(runs.filter(isDone).map(({ step }) => step));
  const begun = new Set(runs.filter((run) => !isDone(run)).map(({ step }) => step));
  const fits = (snapshot?.steps ?? [])
    .filter((step) => !done.has(step.number) && appliesTo(step, subject))
    .map((step) => ({ step, subject: narrowed(step, subject) }))
    .filter((each) => undoneBefore(rows, each.subject, each.step).length === 0);
  const going = fits.filter(({ step }) => begun.has(step.number));
  return going.length > 0 ? going : fits;
}

function appliesTo({ repeat }: Step, { lot, serial }: Subject): boolean {
  switch (repeat) {
    case "order":
      return true;
    case "lot":
      return lot !== null && serial === null;
    case "unit":
      return serial !== null;
  }
}

/** A step done once for the order names neither lot nor unit. */
function narrowed({ repeat }: Step, subject: Subject): Subject {
  return repeat === "order" ? { order: subject.order, lot: null, serial: null } : subject;
}

/** Lots an order makes: those it was planned with, and the parts they were divided into. */
export function lotsOf(rows: Lookup, order: WorkOrderRow): readonly string[] {
  const worked = rows
    .find("step_run", "order", order.number)
    .map(({ row }) => row.subject)
    .filter((subject) => subject.startsWith("lot:"))
    .map((subject) => subject.slice("lot:".length));
  return [...new Set([...order.lots, ...worked])];
}

/** The running orders that make this lot. */
function ordersOfLot(rows: Lookup, lot: string): readonly WorkOrderRow[] {
  const orders = rows.all("work_order").map(({ row }) => row);
  return orders.filter((order) => lotsOf(rows, order).includes(lot));
}

/** What the scanned text may be: an order, one of its lots, a unit. */
export function openedBy(rows: Lookup, reading: Reading, at: Standing | null): Opened {
  switch (reading.is) {
    case "work_order":
      return openedOrder(rows, reading.row);
    case "lot":
      return openedLot(rows, reading.number);
    case "product":
      return reading.identity.serial === null && reading.identity.lot !== null
        ? openedLot(rows, reading.identity.lot)
        : openedUnit(rows, reading.item?.number ?? null, reading.identity.serial, at);
    case "unit":
      return openedUnit(rows, reading.row.item, reading.row.serial, at);
    case "text":
      return at === null ? { is: "unknown" } : openedUnit(rows, null, reading.text, at);
    default:
      return { is: "unknown" };
  }
}

function openedOrder(rows: Lookup, order: WorkOrderRow): Opened {
  if (!RUNNING.has(order.status)) {
    return { is: "not_released", order };
  }
  const lots = lotsOf(rows, order);
  const subjects: Subject[] = [null, ...lots].map((lot) => ({
    order: order.number,
    lot,
    serial: null,
  }));
  const lot = lots.length === 1 ? (lots[0] ?? null) : null;
  return among(rows, order, distinct(subjects.flatMap((each) => fitting(rows, each))), lot);
}

function openedLot(rows: Lookup, lot: string): Opened {
  const all = ordersOfLot(rows, lot);
  const running = all.filter(({ status }) => RUNNING.has(status));
  const [order] = running.length > 0 ? running : all;
  if (order === undefined) {
    return { is: "unknown" };
  }
  if (!RUNNING.has(order.status)) {
    return { is: "not_released", order };
  }
  const fits = running.flatMap(({ number }) => fitting(rows, { order: number, lot, serial: null }));
  return among(rows, order, distinct(fits), lot);
}

function among(
  rows: Lookup,
  order: WorkOrderRow,
  openings: readonly Opening[],
  lot: string | null,
): Opened {
  const [only, ...others] = openings;
  if (only !== undefined) {
    return others.length === 0 ? { is: "open", opening: only } : { is: "choose", openings };
  }
  const steps = rows.get("order_snapshot", [order.number])?.row.steps ?? [];
  const perUnit = steps.some(({ repeat }) => repeat === "unit");
  return { is: perUnit ? "unit_next" : "all_done", order: order.number, lot };
}

function openedUnit(
  rows: Lookup,
  item: string | null,
  serial: string | null,
  at: Standing | null,
): Opened {
  if (serial === null) {
    return { is: "unknown" };
  }
  const orders = rows
    .all("work_order")
    .map(({ row }) => row)
    .filter((order) => RUNNING.has(order.status) && (item === null || order.item === item))
    .filter((order) => at === null || order.number === at.order);
  const openings = orders.flatMap((order) => {
    const lot = at?.lot ?? rows.get("unit", [order.item, serial])?.row.lot ?? null;
    return fitting(rows, { order: order.number, lot, serial }).filter(
      ({ step }) => step.repeat === "unit",
    );
  });
  const [only, ...others] = openings;
  if (only === undefined) {
    const [order] = orders;
    return order === undefined
      ? { is: "unknown" }
      : { is: "all_done", order: order.number, lot: at?.lot ?? null };
  }
  return others.length === 0 ? { is: "open", opening: only } : { is: "choose", openings };
}

function distinct(openings: readonly Opening[]): readonly Opening[] {
  const key = ({ subject, step }: Opening): string => JSON.stringify([subject, step.number]);
  return [...new Map(openings.map((opening) => [key(opening), opening])).values()];
}

/**
 * What rework is chosen from: the order that made it, the step to go back to, the deviation that allows it.
 */

import type { DeviationRow, WorkOrderRow } from "../entries/floor-rows.ts";
import type { Lookup } from "../sync/view.ts";
import { localName } from "../ui/local-name.ts";
import { lotsOf } from "./open-step.ts";
import { RUNNING } from "./subject.ts";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Running orders that make a lot. */
export function ordersOfLot(rows: Lookup, lot: string): readonly WorkOrderRow[] {
  return running(rows).filter((order) => lotsOf(rows, order).includes(lot));
}

/** Orders under which steps of a unit were recorded. */
export function ordersOfUnit(rows: Lookup, item: string, serial: string): readonly WorkOrderRow[] {
  return rows
    .all("work_order")
    .map(({ row }) => row)
    .filter((order) => order.item === item)
    .filter(({ number }) => rows.find("step_run", "scope", `${number}|unit:${serial}`).length > 0);
}

function running(rows: Lookup): readonly WorkOrderRow[] {
  return rows
    .all("work_order")
    .map(({ row }) => row)
    .filter(({ status }) => RUNNING.has(status));
}

/** Steps of an order that are done for each lot, or for each unit. */
export function stepOptions(rows: Lookup, order: string, of: "lot" | "unit"): readonly Choice[] {
  const steps = rows.get("order_snapshot", [order])?.row.steps ?? [];
  return steps
    .filter(({ repeat }) => repeat === of)
    .map((step) => ({
      value: String(step.number),
      label: `${step.number} ${localName(step)}`,
    }));
}

/** Deviations about a lot or unit that were closed with the disposition to rework it, the last one first. */
export function decidedRework(rows: Lookup, subject: string): readonly Choice[] {
  return rows
    .all("deviation")
    .map(({ row }) => row)
    .filter((row) => row.subject_key === subject && row.disposition === "rework")
    .toSorted((left, right) => closedAt(right).localeCompare(closedAt(left)))
    .map(({ number }) => ({ value: number, label: number }));
}

function closedAt({ closed_at }: DeviationRow): string {
  return closed_at ?? "";
}

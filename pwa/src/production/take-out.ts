/**
 * Taking a unit out of its assembly again: the order and the step at which it went in.
 */

import type { TakeBackBody } from "../entries/bodies.ts";
import type { UnitRow } from "../entries/floor-rows.ts";
import type { Lookup } from "../sync/view.ts";

export interface Assembly {
  readonly order: string;
  /** The step at which a unit of that item goes in; null: none says so. */
  readonly step: (item: string) => number | null;
}

/** The order that made a unit of this serial, wherever it stands. */
export function assemblyOf(rows: Lookup, serial: string): Assembly | null {
  const orders = rows.find("step_run", "subject", `unit:${serial}`).map(({ row }) => row.order);
  const [order] = orders;
  if (order === undefined) {
    return null;
  }
  const steps = rows.get("order_snapshot", [order])?.row.steps ?? [];
  const step = (item: string) =>
    steps.find(({ components }) => components.some((each) => each.item === item))?.number ?? null;
  return { order, step };
}

export function takeOutBody(
  { item, serial }: Pick<UnitRow, "item" | "serial">,
  into: string,
  assembly: Assembly | null,
): TakeBackBody {
  return {
    input_item: item,
    input_lot: null,
    input_serial: serial,
    location: null,
    lot: null,
    order: assembly?.order ?? "",
    quantity: null,
    serial: into,
    step: assembly?.step(item) ?? null,
  };
}

/**
 * Sending units of a lot back to a step, at the desk.
 */

import type { ReworkLotBody } from "../entries/bodies.ts";
import type { WorkOrderRow } from "../entries/floor-rows.ts";
import type { Lookup } from "../sync/view.ts";
import { type FormField, type FormSpec, orNull, text, type Values } from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { recordHref } from "../ui/record-link.tsx";
import { numberTaken, taking } from "./lot-form-parts.ts";
import { partsOf } from "./parts.ts";
import { type Choice, decidedRework, ordersOfLot, stepOptions } from "./rework.ts";

/** Null where no order makes the lot. */
export function reworkForm(rows: Lookup, lot: string): FormSpec | null {
  const words = d().change.rework;
  const orders = ordersOfLot(rows, lot);
  const [order] = orders;
  if (order === undefined) {
    return null;
  }
  const decided = decidedRework(rows, lot);
  return taking(rows, lot, {
    title: words.title(lot),
    intro: words.why(),
    submit: words.now(),
    action: "work",
    initial: {
      order: order.number,
      from_bucket: "rework",
      quantity: "",
      output: partsOf(rows, `${lot}-R`)[0],
      step: "",
      deviation: decided[0]?.value ?? "",
    },
    fields: (values) => reworkFields(rows, orders, decided, values),
    check: (values) => numberTaken(rows, values, "output"),
    draft: (values): { type: string; body: ReworkLotBody } => ({
      type: "ReworkLot",
      body: {
        deviation: orNull(text(values, "deviation")),
        from_bucket: text(values, "from_bucket") as ReworkLotBody["from_bucket"],
        lot,
        order: text(values, "order"),
        output: text(values, "output"),
        quantity: text(values, "quantity"),
        step: Number(text(values, "step")),
      },
    }),
    done: (values) => recordHref("lots", [text(values, "output")]),
  });
}

function reworkFields(
  rows: Lookup,
  orders: readonly WorkOrderRow[],
  decided: readonly Choice[],
  values: Values,
): readonly FormField[] {
  const words = d().change.rework;
  const buckets = (["in_process", "rework"] as const).map((value) => ({
    value,
    label: words.buckets[value](),
  }));
  return [
    {
      name: "order",
      kind: "choice",
      label: words.order(),
      options: orders.map(({ number }) => ({ value: number, label: number })),
      required: true,
    },
    {
      name: "from_bucket",
      kind: "choice",
      label: words.bucket(),
      options: buckets,
      required: true,
    },
    {
      name: "quantity",
      kind: "decimal",
      label: d().change.howMuch(),
      unit: orders[0]?.unit ?? "",
      required: true,
    },
    { name: "output", kind: "code", label: d().change.newNumber(), required: true },
    {
      name: "step",
      kind: "choice",
      label: words.step(),
      options: stepOptions(rows, text(values, "order"), "lot"),
      required: true,
    },
    {
      name: "deviation",
      kind: "choice",
      label: words.deviation(),
      hint: words.deviationHint(),
      options: decided,
    },
  ];
}

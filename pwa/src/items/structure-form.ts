/**
 * The draft of a structure: what goes into one base unit, line by line.
 */

import type { DraftStructureBody } from "../entries/bodies.ts";
import type { Lookup } from "../sync/view.ts";
import {
  type CellQuestion,
  type Complaints,
  type FormRow,
  type FormSpec,
  rowsOf,
  text,
  type Values,
} from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { stockUnitOptions, unitOptions } from "../ui/unit-table.ts";
import {
  type DraftWish,
  headFields,
  headOf,
  headValues,
  itemOptions,
  sharedSpec,
  split,
} from "./process-form.ts";

const BLANK: FormRow = { item: "", quantity: "", unit: "", substitutes: "" };

export function structureForm(wish: DraftWish): FormSpec {
  const { rows, from } = wish;
  const lines = (from?.lines ?? []).map((line) => ({
    ...line,
    substitutes: line.substitutes.join("; "),
  }));
  return {
    ...sharedSpec("structure", wish),
    fields: (values) => [
      ...headFields(wish, values),
      {
        name: "lines",
        kind: "rows",
        label: d().making.lines(),
        columns: (row) => columns(rows, row),
        add: d().making.addLine(),
        blank: BLANK,
      },
    ],
    initial: { ...headValues(wish), lines: lines.length === 0 ? [BLANK] : lines },
    check: (values) => lineComplaints(rows, values),
    draft: (values) => ({ type: "DraftStructure", body: bodyOf(values) }),
    blames: {
      PROCESS_REVISION_APPROVED: "revision",
      PROCESS_ITEM_UNKNOWN: "item",
      EFFECTIVITY_WRONG: "start",
    },
  };
}

function columns(rows: Lookup, row: FormRow): readonly CellQuestion[] {
  const { making } = d();
  const { field } = making;
  const item = rows.get("item", [(row.item ?? "").trim()])?.row;
  const units = item === undefined ? [] : [item.unit, ...Object.keys(item.conversions)];
  return [
    {
      name: "item",
      kind: "code",
      label: making.component(),
      required: true,
      suggestions: itemOptions(rows),
    },
    { name: "quantity", kind: "decimal", label: field.quantity(), required: true },
    {
      name: "unit",
      kind: "choice",
      label: field.unit(),
      required: true,
      options:
        units.length === 0
          ? stockUnitOptions([row.unit ?? ""])
          : unitOptions([...units, row.unit ?? ""]),
    },
    {
      name: "substitutes",
      kind: "line",
      label: making.substitutes(),
      hint: making.substitutesWhy(),
    },
  ];
}

/** What is wrong with the lines, beside the cell that it is about. */
export function lineComplaints(rows: Lookup, values: Values): Complaints {
  const named = rowsOf(values, "lines").flatMap((row, index) => [
    { at: `lines.${index}.item`, number: (row.item ?? "").trim() },
    ...split(row.substitutes ?? "").map((number) => ({ at: `lines.${index}.substitutes`, number })),
  ]);
  const numbers = named.map(({ number }) => number);
  const found = named.flatMap(({ at, number }, place) => {
    const wrong = number === "" ? null : itemWrong(rows, values, number);
    const twice = number !== "" && numbers.indexOf(number) < place ? d().making.twice() : null;
    const what = wrong ?? twice;
    return what === null ? [] : [[at, what] as const];
  });
  return Object.fromEntries(found);
}

function itemWrong(rows: Lookup, values: Values, number: string): string | null {
  const { making } = d();
  if (rows.get("item", [number]) === undefined) {
    return making.itemUnknown();
  }
  return number === text(values, "item") ? making.ofItself() : null;
}

function bodyOf(values: Values): DraftStructureBody {
  return {
    ...headOf(values),
    lines: rowsOf(values, "lines").map((row) => ({
      item: (row.item ?? "").trim(),
      quantity: (row.quantity ?? "").trim(),
      substitutes: [...split(row.substitutes ?? "")],
      unit: (row.unit ?? "").trim(),
    })),
  };
}

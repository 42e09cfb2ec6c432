/**
 * Lots that are divided, and lots that become one, at the desk.
 */

import type { MergeLotsBody, SplitLotBody } from "../entries/bodies.ts";
import type { BalanceRow } from "../entries/rows.ts";
import { addDecimals, compareDecimals } from "../sync/decimal.ts";
import type { Lookup } from "../sync/view.ts";
import { amountText } from "../ui/amount.ts";
import {
  type Complaints,
  type FormRow,
  type FormSpec,
  orNull,
  rowsOf,
  text,
  type Values,
} from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { recordHref } from "../ui/record-link.tsx";
import { fromField, numberTaken, places, stockOf, taking } from "./lot-form-parts.ts";
import { partsOf } from "./parts.ts";

export function splitForm(rows: Lookup, lot: string): FormSpec | null {
  const words = d().change;
  const stock = stockOf(rows, lot);
  const [first] = partsOf(rows, lot);
  return taking(rows, lot, {
    title: words.split.title(lot),
    intro: words.split.why(),
    submit: words.split.now(),
    initial: {
      location: stock[0]?.location ?? "",
      parts: [{ lot: first, quantity: "" }],
    },
    fields: () => [
      fromField(stock),
      {
        name: "parts",
        kind: "rows",
        label: words.split.parts(),
        add: words.split.add(),
        blank: { lot: "", quantity: "" },
        columns: () => [
          { name: "lot", kind: "code", label: words.newNumber(), required: true },
          { name: "quantity", kind: "decimal", label: d().field.quantity(), required: true },
        ],
      },
    ],
    check: (values) => ({ ...wrongParts(rows, values), ...sumTooMuch(stock, values) }),
    draft: (values): { type: string; body: SplitLotBody } => ({
      type: "SplitLot",
      body: {
        location: orNull(text(values, "location")),
        lot,
        order: null,
        parts: rowsOf(values, "parts").map((row) => ({
          lot: cell(row, "lot"),
          quantity: cell(row, "quantity"),
        })),
      },
    }),
  });
}

function cell(row: FormRow, name: string): string {
  return (row[name] ?? "").trim();
}

function wrongParts(rows: Lookup, values: Values): Complaints {
  const numbers = rowsOf(values, "parts").map((row) => cell(row, "lot"));
  return Object.fromEntries(
    numbers.flatMap((number, n) => {
      const twice = numbers.indexOf(number) < n && number !== "";
      const taken = rows.get("lot", [number]) !== undefined;
      const words = d().change;
      const wrong = twice ? words.sameTwice() : taken ? words.numberTaken() : null;
      return wrong === null ? [] : [[`parts.${n}.lot`, wrong]];
    }),
  );
}

function sumTooMuch(stock: readonly BalanceRow[], values: Values): Complaints {
  const there = stock.find(({ location }) => location === text(values, "location"));
  const rows = rowsOf(values, "parts");
  const counts = rows.map((row) => cell(row, "quantity"));
  if (there === undefined || counts.some((count) => !/^[0-9]+(\.[0-9]+)?$/.test(count))) {
    return {};
  }
  const sum = counts.reduce(addDecimals, "0");
  const wrong = d().change.alsoTooMuch(
    sum,
    amountText({ value: there.quantity, unit: there.unit }),
  );
  return compareDecimals(sum, there.quantity) > 0
    ? { [`parts.${rows.length - 1}.quantity`]: wrong }
    : {};
}

export function mergeForm(rows: Lookup, lot: string): FormSpec | null {
  const words = d().change;
  const known = rows.get("lot", [lot])?.row;
  const others = rows
    .all("lot")
    .map(({ row }) => row)
    .filter((row) => row.number !== lot && row.item === known?.item && !row.stub)
    .filter(({ item_revision }) => item_revision === known?.item_revision)
    .map(({ number }) => ({ value: number, label: number }));
  return taking(rows, lot, {
    title: words.merge.title(lot),
    intro: words.merge.why(),
    submit: words.merge.now(),
    initial: { lots: [{ lot: "" }], output: "", location: stockOf(rows, lot)[0]?.location ?? "" },
    fields: () => [
      {
        name: "lots",
        kind: "rows",
        label: words.merge.lots(),
        add: words.merge.add(),
        blank: { lot: "" },
        hint: words.merge.other(),
        columns: () => [
          {
            name: "lot",
            kind: "code",
            label: words.merge.lot(),
            required: true,
            suggestions: others,
          },
        ],
      },
      { name: "output", kind: "code", label: words.merge.into(), required: true },
      {
        name: "location",
        kind: "choice",
        label: words.merge.place(),
        options: places(rows, lot),
        required: true,
      },
    ],
    check: (values) => ({
      ...numberTaken(rows, values, "output"),
      ...wrongOthers(rows, lot, values),
    }),
    draft: (values): { type: string; body: MergeLotsBody } => ({
      type: "MergeLots",
      body: {
        location: text(values, "location"),
        lots: [lot, ...rowsOf(values, "lots").map((row) => cell(row, "lot"))],
        output: text(values, "output"),
      },
    }),
    done: (values) => recordHref("lots", [text(values, "output")]),
  });
}

function wrongOthers(rows: Lookup, lot: string, values: Values): Complaints {
  const words = d().change;
  const known = rows.get("lot", [lot])?.row;
  const numbers = rowsOf(values, "lots").map((row) => cell(row, "lot"));
  const wrong = numbers.flatMap((number, n): [string, string][] => {
    const other = rows.get("lot", [number])?.row;
    const different = other?.item !== known?.item || other?.item_revision !== known?.item_revision;
    const complaint =
      number === lot
        ? words.merge.itself()
        : numbers.indexOf(number) < n
          ? words.sameTwice()
          : number !== "" && different
            ? words.merge.other()
            : null;
    return complaint === null ? [] : [[`lots.${n}.lot`, complaint]];
  });
  return numbers.length === 0 ? { output: words.merge.none() } : Object.fromEntries(wrong);
}

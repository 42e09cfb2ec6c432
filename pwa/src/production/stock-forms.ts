/**
 * Stock of a lot that is thrown away, sampled or relabelled, at the desk.
 */

import type { RelabelLotBody, ScrapStockBody, TakeSampleBody } from "../entries/bodies.ts";
import type { Lookup } from "../sync/view.ts";
import { type FormSpec, orNull, text } from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { recordHref } from "../ui/record-link.tsx";
import {
  fromField,
  numberTaken,
  places,
  quantityField,
  quantityFrom,
  quantityOf,
  stockOf,
  taking,
  tooMuch,
} from "./lot-form-parts.ts";

export function scrapForm(rows: Lookup, lot: string): FormSpec | null {
  const words = d().change;
  const stock = stockOf(rows, lot);
  return taking(rows, lot, {
    title: words.scrap.title(lot),
    intro: words.scrap.why(),
    submit: words.scrap.now(),
    stops: true,
    initial: quantityFrom(stock),
    fields: () => [fromField(stock), quantityField(stock)],
    check: (values) => tooMuch(stock, values),
    draft: (values): { type: string; body: ScrapStockBody } => ({
      type: "ScrapStock",
      body: { location: text(values, "location"), lot, quantity: quantityOf(stock, values) },
    }),
  });
}

export function sampleForm(rows: Lookup, lot: string): FormSpec | null {
  const words = d().change;
  const stock = stockOf(rows, lot);
  const purposes = (["sample", "retention"] as const).map((value) => ({
    value,
    label: words.sample.purposes[value](),
  }));
  return taking(rows, lot, {
    title: words.sample.title(lot),
    intro: words.sample.why(),
    submit: words.sample.now(),
    initial: { ...quantityFrom(stock), purpose: "sample", sample: "", store: "" },
    fields: (values) => [
      {
        name: "purpose",
        kind: "choice",
        label: words.sample.purpose(),
        options: purposes,
        required: true,
      },
      fromField(stock),
      quantityField(stock),
      {
        name: "sample",
        kind: "code",
        label: words.sample.number(),
        hint: words.sample.numberHint(),
        required: text(values, "purpose") === "retention",
      },
      { name: "store", kind: "choice", label: words.sample.store(), options: places(rows, lot) },
    ],
    check: (values) => ({ ...tooMuch(stock, values), ...numberTaken(rows, values, "sample") }),
    draft: (values): { type: string; body: TakeSampleBody } => ({
      type: "TakeSample",
      body: {
        location: text(values, "location"),
        lot,
        purpose: text(values, "purpose") as TakeSampleBody["purpose"],
        quantity: quantityOf(stock, values),
        sample: orNull(text(values, "sample")),
        store: orNull(text(values, "store")),
      },
    }),
  });
}

export function relabelForm(rows: Lookup, lot: string): FormSpec | null {
  const words = d().change;
  const stock = stockOf(rows, lot);
  return taking(rows, lot, {
    title: words.relabel.title(lot),
    intro: words.relabel.why(),
    submit: words.relabel.now(),
    initial: { ...quantityFrom(stock), output: "" },
    fields: () => [
      fromField(stock),
      quantityField(stock),
      {
        name: "output",
        kind: "code",
        label: words.newNumber(),
        hint: words.newNumberHint(),
        required: true,
      },
    ],
    check: (values) => ({ ...tooMuch(stock, values), ...numberTaken(rows, values, "output") }),
    draft: (values): { type: string; body: RelabelLotBody } => ({
      type: "RelabelLot",
      body: {
        location: text(values, "location"),
        lot,
        output: text(values, "output"),
        quantity: quantityOf(stock, values),
      },
    }),
    done: (values) => recordHref("lots", [text(values, "output")]),
  });
}

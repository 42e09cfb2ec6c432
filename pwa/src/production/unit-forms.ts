/**
 * What can be done with a single unit at the desk: scrap, relabel, rework, take it out of its assembly.
 */

import type {
  RelabelUnitBody,
  ReworkUnitBody,
  ScrapUnitBody,
  TakeBackBody,
} from "../entries/bodies.ts";
import type { Lookup } from "../sync/view.ts";
import { type Complaints, type FormSpec, orNull, text } from "../ui/form-fields.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";
import { recordHref } from "../ui/record-link.tsx";
import { decidedRework, ordersOfUnit, stepOptions } from "./rework.ts";
import { assemblyOf, takeOutBody } from "./take-out.ts";

export function scrapUnitForm(rows: Lookup, item: string, serial: string): FormSpec | null {
  const words = d().change;
  return doing(rows, item, serial, {
    title: words.unit.scrapTitle(serial),
    intro: words.unit.scrapWhy(),
    submit: words.scrap.now(),
    stops: true,
    fields: () => [],
    initial: {},
    draft: (): { type: string; body: ScrapUnitBody } => ({
      type: "ScrapUnit",
      body: { item, serial },
    }),
  });
}

export function relabelUnitForm(rows: Lookup, item: string, serial: string): FormSpec | null {
  const words = d().change;
  const [order] = ordersOfUnit(rows, item, serial);
  return doing(rows, item, serial, {
    title: words.unit.relabelTitle(serial),
    intro: words.unit.relabelWhy(),
    submit: words.relabel.now(),
    fields: () => [{ name: "output", kind: "code", label: words.relabel.serial(), required: true }],
    initial: { output: "" },
    check: (values): Complaints =>
      rows.get("unit", [item, text(values, "output")]) === undefined
        ? {}
        : { output: words.relabel.serialTaken() },
    draft: (values): { type: string; body: RelabelUnitBody } => ({
      type: "RelabelUnit",
      body: { item, order: order?.number ?? null, output: text(values, "output"), serial },
    }),
    done: (values) => recordHref("units", [item, text(values, "output")]),
  });
}

/** Null where no order made the unit. */
export function reworkUnitForm(rows: Lookup, item: string, serial: string): FormSpec | null {
  const words = d().change;
  const [order] = ordersOfUnit(rows, item, serial);
  if (order === undefined) {
    return null;
  }
  const decided = decidedRework(rows, serial);
  return doing(rows, item, serial, {
    title: words.unit.reworkTitle(serial),
    intro: words.rework.unitWhy(),
    submit: words.rework.now(),
    action: "work",
    fields: () => [
      {
        name: "step",
        kind: "choice",
        label: words.rework.step(),
        options: stepOptions(rows, order.number, "unit"),
        required: true,
      },
      {
        name: "deviation",
        kind: "choice",
        label: words.rework.deviation(),
        hint: words.rework.deviationHint(),
        options: decided,
      },
    ],
    initial: { step: "", deviation: decided[0]?.value ?? "" },
    draft: (values): { type: string; body: ReworkUnitBody } => ({
      type: "ReworkUnit",
      body: {
        deviation: orNull(text(values, "deviation")),
        order: order.number,
        serial,
        step: Number(text(values, "step")),
      },
    }),
  });
}

/** The assembly is named by its serial, as it stands on its label: the device knows only that there is one. */
export function takeOutForm(rows: Lookup, item: string, serial: string): FormSpec | null {
  const words = d().change.takeOut;
  if (rows.get("unit", [item, serial])?.row.parent === null) {
    return null;
  }
  const assembly = (given: string) => assemblyOf(rows, given);
  return doing(rows, item, serial, {
    title: words.title(serial),
    intro: words.why(),
    submit: words.now(),
    action: "work",
    fields: () => [{ name: "assembly", kind: "code", label: words.assembly(), required: true }],
    initial: { assembly: "" },
    check: (values): Complaints => {
      const given = text(values, "assembly");
      return given !== "" && assembly(given) === null ? { assembly: words.unknown() } : {};
    },
    draft: (values): { type: string; body: TakeBackBody } => {
      const given = text(values, "assembly");
      return { type: "TakeBack", body: takeOutBody({ item, serial }, given, assembly(given)) };
    },
  });
}

type Own = Pick<FormSpec, "title" | "submit" | "initial" | "fields" | "draft"> & Partial<FormSpec>;

/** What the forms of a unit share; null when this computer does not know the unit. */
function doing(rows: Lookup, item: string, serial: string, own: Own): FormSpec | null {
  if (rows.get("unit", [item, serial]) === undefined) {
    return null;
  }
  const card = recordHref("units", [item, serial]);
  const shared = { revises: false, reasoned: true, action: "transform" as const, blames: {} };
  return { ...shared, done: () => card, back: card, ...own };
}

/**
 * What can be done with a lot or a unit in hand, what that asks for, one question after the other, and the entry it makes.
 */

import type { UnitRow } from "../entries/floor-rows.ts";
import { balancesOfLot } from "../entries/on-hand.ts";
import type { BalanceRow, LotRow } from "../entries/rows.ts";
import { compareDecimals } from "../sync/decimal.ts";
import type { Lookup } from "../sync/view.ts";
import { partsOf } from "./parts.ts";
import { type Choice, decidedRework, ordersOfLot, ordersOfUnit, stepOptions } from "./rework.ts";
import { assemblyOf, takeOutBody } from "./take-out.ts";

export type Thing =
  | { readonly is: "lot"; readonly lot: LotRow }
  | { readonly is: "unit"; readonly unit: UnitRow };

export const ACTS = [
  "split",
  "merge",
  "sample",
  "retention",
  "relabel",
  "scrap",
  "count_out",
  "rework",
  "take_out",
] as const;
export type Act = (typeof ACTS)[number];

export type Answers = Readonly<Record<string, string | readonly string[]>>;

export type Question =
  | { readonly is: "place"; readonly name: string; readonly stock: readonly BalanceRow[] }
  | {
      readonly is: "count";
      readonly name: string;
      readonly unit: string;
      readonly most: string | null;
    }
  | { readonly is: "number"; readonly name: string; readonly proposed: string | null }
  | { readonly is: "lots"; readonly name: string }
  | { readonly is: "assembly"; readonly name: string }
  | {
      readonly is: "choice";
      readonly name: string;
      readonly options: readonly Choice[];
      readonly none: boolean;
    }
  | { readonly is: "reason"; readonly name: "reason" };

/** Units that are not there any more. */
const GONE = new Set(["scrapped", "void"]);
/** Buckets that units in process may go to before the lot is at its end. */
export const OUT_OF_PROCESS = ["scrap", "rework", "sample", "retention"] as const;

function inStock(rows: Lookup, lot: string): readonly BalanceRow[] {
  return balancesOfLot(rows, lot).filter(({ quantity }) => compareDecimals(quantity, "0") > 0);
}

/** What its state allows. */
export function actsOf(rows: Lookup, thing: Thing): readonly Act[] {
  if (thing.is === "unit") {
    const { unit } = thing;
    if (GONE.has(unit.status)) {
      return [];
    }
    if (unit.parent !== null) {
      return ["take_out"];
    }
    const made = ordersOfUnit(rows, unit.item, unit.serial).length > 0;
    return made ? ["rework", "relabel", "scrap"] : ["relabel", "scrap"];
  }
  const { number } = thing.lot;
  const stock = inStock(rows, number).length > 0;
  const made = ordersOfLot(rows, number).length > 0;
  const ofStock: readonly Act[] = ["split", "merge", "sample", "retention", "relabel", "scrap"];
  return [...(stock ? ofStock : []), ...(made ? (["count_out", "rework"] as const) : [])];
}

/** Everything an act asks for, in the order in which it is asked. */
export function questionsOf(
  rows: Lookup,
  thing: Thing,
  act: Act,
  answers: Answers,
): readonly Question[] {
  const why: Question = { is: "reason", name: "reason" };
  return [
    ...(thing.is === "lot" ? ofLot(rows, thing.lot, act, answers) : ofUnit(rows, thing.unit, act)),
    why,
  ];
}

function ofLot(rows: Lookup, { number }: LotRow, act: Act, answers: Answers): readonly Question[] {
  const stock = inStock(rows, number);
  const taken: readonly Question[] = [
    ...(stock.length > 1 ? [{ is: "place" as const, name: "location", stock }] : []),
    { is: "count", name: "quantity", unit: stock[0]?.unit ?? "", most: mostOf(stock, answers) },
  ];
  const [order] = ordersOfLot(rows, number);
  const counted: Question = {
    is: "count",
    name: "quantity",
    unit: order?.unit ?? "pcs",
    most: null,
  };
  switch (act) {
    case "merge":
      return [
        { is: "lots", name: "lots" },
        { is: "number", name: "output", proposed: `${number}-M` },
      ];
    case "split":
      return [...taken, { is: "number", name: "output", proposed: partsOf(rows, number)[0] }];
    case "relabel":
      return [...taken, { is: "number", name: "output", proposed: null }];
    case "retention":
      return [
        ...taken,
        { is: "number", name: "output", proposed: partsOf(rows, `${number}-S`)[0] },
      ];
    case "count_out":
      return [
        choice(
          "bucket",
          OUT_OF_PROCESS.map((value) => ({ value, label: value })),
        ),
        counted,
      ];
    case "rework":
      return [
        choice(
          "bucket",
          ["in_process", "rework"].map((value) => ({ value, label: value })),
        ),
        counted,
        choice("step", stepOptions(rows, order?.number ?? "", "lot")),
        ...deviationAsked(rows, number),
        { is: "number", name: "output", proposed: partsOf(rows, `${number}-R`)[0] },
      ];
    default:
      return taken;
  }
}

function choice(name: string, options: readonly Choice[]): Question {
  return { is: "choice", name, options, none: false };
}

/** Asked only where there is something to choose from: without one the server holds what was reworked. */
function deviationAsked(rows: Lookup, subject: string): readonly Question[] {
  const options = decidedRework(rows, subject);
  return options.length === 0 ? [] : [{ is: "choice", name: "deviation", options, none: true }];
}

function ofUnit(rows: Lookup, { item, serial }: UnitRow, act: Act): readonly Question[] {
  const [order] = ordersOfUnit(rows, item, serial);
  switch (act) {
    case "take_out":
      return [{ is: "assembly", name: "assembly" }];
    case "relabel":
      return [{ is: "number", name: "output", proposed: null }];
    case "rework":
      return [
        choice("step", stepOptions(rows, order?.number ?? "", "unit")),
        ...deviationAsked(rows, serial),
      ];
    default:
      return [];
  }
}

function mostOf(stock: readonly BalanceRow[], answers: Answers): string | null {
  const place =
    stock.length === 1 ? stock[0] : stock.find((row) => row.location === answers.location);
  return place?.quantity ?? null;
}

/** The first question without an answer; null when all have one. */
export function nextQuestion(
  rows: Lookup,
  thing: Thing,
  act: Act,
  answers: Answers,
): Question | null {
  return (
    questionsOf(rows, thing, act, answers).find(({ name }) => answers[name] === undefined) ?? null
  );
}

export interface Transformation {
  readonly type: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly reason: string;
}

/** The entry, once every question has its answer. */
export function transformation(
  rows: Lookup,
  thing: Thing,
  act: Act,
  answers: Answers,
): Transformation {
  const made =
    thing.is === "lot"
      ? lotEntry(rows, thing.lot, act, answers)
      : unitEntry(rows, thing.unit, act, answers);
  return { ...made, reason: one(answers, "reason") };
}

function one(answers: Answers, name: string): string {
  const given = answers[name];
  return typeof given === "string" ? given : "";
}

type Made = Omit<Transformation, "reason">;

function lotEntry(rows: Lookup, { number: lot }: LotRow, act: Act, answers: Answers): Made {
  const stock = inStock(rows, lot);
  const location = one(answers, "location") || (stock[0]?.location ?? "");
  const value = one(answers, "quantity");
  const quantity = { unit: stock[0]?.unit ?? "", value };
  const output = one(answers, "output");
  const order = ordersOfLot(rows, lot)[0]?.number ?? "";
  switch (act) {
    case "merge": {
      const others = answers.lots;
      const lots = [lot, ...(typeof others === "object" ? others : [])];
      return { type: "MergeLots", body: { location, lots, output } };
    }
    case "split":
      return {
        type: "SplitLot",
        body: { location, lot, order: null, parts: [{ lot: output, quantity: value }] },
      };
    case "relabel":
      return { type: "RelabelLot", body: { location, lot, output, quantity } };
    case "scrap":
      return { type: "ScrapStock", body: { location, lot, quantity } };
    case "count_out":
      return {
        type: "ReportQuantity",
        body: {
          defect: null,
          from_bucket: "in_process",
          location: null,
          lot,
          order,
          quantity: value,
          to_bucket: one(answers, "bucket"),
        },
      };
    case "rework":
      return {
        type: "ReworkLot",
        body: {
          deviation: one(answers, "deviation") || null,
          from_bucket: one(answers, "bucket"),
          lot,
          order,
          output,
          quantity: value,
          step: Number(one(answers, "step")),
        },
      };
    default:
      return {
        type: "TakeSample",
        body: { location, lot, purpose: act, quantity, sample: output || null, store: null },
      };
  }
}

function unitEntry(rows: Lookup, unit: UnitRow, act: Act, answers: Answers): Made {
  const { item, serial } = unit;
  const order = ordersOfUnit(rows, item, serial)[0]?.number ?? null;
  switch (act) {
    case "take_out": {
      const into = one(answers, "assembly");
      return { type: "TakeBack", body: { ...takeOutBody(unit, into, assemblyOf(rows, into)) } };
    }
    case "relabel":
      return { type: "RelabelUnit", body: { item, order, output: one(answers, "output"), serial } };
    case "rework":
      return {
        type: "ReworkUnit",
        body: {
          deviation: one(answers, "deviation") || null,
          order: order ?? "",
          serial,
          step: Number(one(answers, "step")),
        },
      };
    default:
      return { type: "ScrapUnit", body: { item, serial } };
  }
}

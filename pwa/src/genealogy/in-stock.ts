/**
 * What of an answer lies in stock now: how much of each item, and where, without the thing that was asked about.
 */

import { addDecimals, compareDecimals } from "../sync/decimal.ts";
import { number } from "../ui/amount.ts";
import type { LotFound, Thing, TraceAnswer } from "./answer.ts";

export interface InStock {
  readonly item: string;
  readonly unit: string;
  readonly quantity: string;
  readonly places: Readonly<Record<string, string>>;
}

/** The asked thing is in its own answer, so that its standing is told; it is not what became of it. */
export function othersIn({
  lots,
  thing,
}: Pick<TraceAnswer, "lots" | "thing">): readonly LotFound[] {
  return lots.filter((lot) => !isThing(lot, thing));
}

function isThing({ kind, number }: LotFound, thing: Thing): boolean {
  return kind === thing.kind && number === thing.key[0];
}

export function inStock(answer: Pick<TraceAnswer, "lots" | "thing">): readonly InStock[] {
  const found = new Map<string, InStock>();
  for (const { item, unit, on_hand, places } of othersIn(answer)) {
    if (compareDecimals(on_hand, "0") > 0) {
      const before = found.get(item) ?? { item, unit, quantity: "0", places: {} };
      const all = Object.entries(places).map(([place, quantity]) => [
        place,
        addDecimals(before.places[place] ?? "0", quantity),
      ]);
      found.set(item, {
        ...before,
        quantity: addDecimals(before.quantity, on_hand),
        places: { ...before.places, ...Object.fromEntries(all) },
      });
    }
  }
  return [...found.values()];
}

export function placesText(places: Readonly<Record<string, string>>): string {
  return Object.entries(places)
    .map(([place, quantity]) => `${place} ${number(quantity)}`)
    .join(", ");
}

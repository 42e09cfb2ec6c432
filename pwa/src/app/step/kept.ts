/**
 * Where the person is at the steps, and what this station works with, kept with the entries' durability: a view of the
 * work, never a record of it. What is lost here is asked for again; two devices at one lot do not share it.
 */

import { KeptValue } from "../kept-value.ts";
import type { Counting } from "./counts.ts";
import { type Begun, type MeansState, NOTHING_BEGUN } from "./state.ts";

export interface Place {
  readonly order: string;
  readonly lot: string | null;
  readonly serial: string | null;
  /** Null: between two units. */
  readonly step: number | null;
}

/** The machine that a person last used here for a class of equipment. */
export interface StationMachine {
  readonly code: string;
  readonly badge: string;
  readonly atMs: number;
}

export interface Kept {
  readonly at: Place | null;
  /** How many units a lot has, where it is not simply the order's quantity. */
  readonly lotQuantities: Readonly<Record<string, string>>;
  /** Lots of which the units were counted at the end. */
  readonly counted: readonly string[];
  /** `order|step|subject|item` to the lot that went in: what a change-over takes back. */
  readonly inUse: Readonly<Record<string, string>>;
  /** Parts of divided lots to what they are parts of. */
  readonly wholes: Readonly<Record<string, string>>;
  /** `order|step|subject|code` to when a sampled value was last read here (ms), and how often. */
  readonly sampled: Readonly<Record<string, { readonly at: number; readonly count: number }>>;
  /** `order|item` to the lot that goes into the next units by itself, and how many are left. */
  readonly repeats: Readonly<Record<string, { readonly lot: string; readonly left: number }>>;
  /** Class of equipment to the machine of this station. */
  readonly machines: Readonly<Record<string, StationMachine>>;
  /** The count of a lot at its end, as far as it has come. */
  readonly count: Counting | null;
  /** What was begun at `at` and not recorded yet. */
  readonly begun: Begun;
  /** What was said of people and equipment at the steps of this order. */
  readonly means: MeansState;
}

const NOTHING: Kept = {
  at: null,
  lotQuantities: {},
  counted: [],
  inUse: {},
  wholes: {},
  sampled: {},
  repeats: {},
  machines: {},
  count: null,
  begun: NOTHING_BEGUN,
  means: { named: {}, waived: [], told: [], early: null },
};

export type KeptPlace = KeptValue<Kept>;

export function openKeptPlace(factory: IDBFactory): Promise<KeptPlace> {
  return KeptValue.open(factory, { store: "station", key: "steps" }, NOTHING);
}

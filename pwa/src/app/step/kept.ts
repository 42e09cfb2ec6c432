/**
 * Where the person is at the steps, kept over a reload: a view of the work, never a record of it.
 */

import { type ReadonlySignal, signal } from "@preact/signals";

const NAME = "unitrail.step";

export interface Place {
  readonly order: string;
  readonly lot: string | null;
  readonly serial: string | null;
  /** Null: between two units. */
  readonly step: number | null;
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
}

const NOTHING: Kept = {
  at: null,
  lotQuantities: {},
  counted: [],
  inUse: {},
  wholes: {},
  sampled: {},
  repeats: {},
};

export class KeptPlace {
  readonly #storage: Storage;
  readonly #value;

  constructor(storage: Storage) {
    this.#storage = storage;
    this.#value = signal<Kept>(readFrom(storage));
  }

  get value(): ReadonlySignal<Kept> {
    return this.#value;
  }

  change(change: Partial<Kept>): void {
    this.#value.value = { ...this.#value.value, ...change };
    this.#storage.setItem(NAME, JSON.stringify(this.#value.value));
  }
}

function readFrom(storage: Storage): Kept {
  try {
    return { ...NOTHING, ...(JSON.parse(storage.getItem(NAME) ?? "{}") as Partial<Kept>) };
  } catch {
    return NOTHING;
  }
}

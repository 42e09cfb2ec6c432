/**
 * What the screens see: `view = reduce(base, pending)` (P34, P35). An entry is reduced on top of
 * the base until the base itself holds its outcome, so it is never seen twice and never missing.
 */
import type { Envelope } from "../entries/envelope.ts";
import type { Kind, RowTypes } from "../entries/rows.ts";
import { type Base, rowKey } from "./confirmed-base.ts";
import type { EntryRecord } from "./oplog-schema.ts";
import { answers } from "./push-answer.ts";
import { type Row, RowTable } from "./row-table.ts";

export interface Seen<T> {
  readonly row: T;
  /** True while the server has not confirmed everything in this row. */
  readonly provisional: boolean;
}

export interface Lookup {
  get<K extends Kind>(kind: K, key: readonly string[]): Seen<RowTypes[K]> | undefined;
  /** Rows whose searchable `field` has that value; in no particular order. */
  find<K extends Kind>(
    kind: K,
    field: keyof RowTypes[K] & string,
    value: string,
  ): Seen<RowTypes[K]>[];
  all<K extends Kind>(kind: K): Seen<RowTypes[K]>[];
}

/** One row a pending entry would write; null takes it away. */
export type Change = {
  readonly [K in Kind]: {
    readonly kind: K;
    readonly key: readonly string[];
    readonly row: RowTypes[K] | null;
  };
}[Kind];

/** Pure: what an entry does to the rows, as far as a device can know. */
export type Reducer = (rows: Lookup, entry: Envelope) => readonly Change[];

/** By entry type; a type without one changes nothing on the device. */
export type Reducers = Readonly<Record<string, Reducer>>;

export class View implements Lookup {
  #base: Base;
  readonly #reducers: Reducers;
  #pending: EntryRecord[] = [];
  #known = new Set<string>();
  #unreduced: EntryRecord[] = [];
  #overlay = new RowTable();
  /** Keys of rows the overlay replaces or takes away, by kind. */
  #covered = new Map<string, Set<string>>();

  constructor(base: Base, reducers: Reducers) {
    this.#base = base;
    this.#reducers = reducers;
  }

  get base(): Base {
    return this.#base;
  }

  /** Pending entries whose effect the device cannot work out; the server will say. */
  get unreduced(): readonly EntryRecord[] {
    return this.#unreduced;
  }

  get pending(): readonly EntryRecord[] {
    return this.#pending;
  }

  /** A new base, a new queue, or both: everything pending is reduced again. */
  rebase(base: Base, pending: readonly EntryRecord[]): void {
    this.#base = base;
    this.#pending = [];
    this.#known = new Set();
    this.#unreduced = [];
    this.#overlay = new RowTable();
    this.#covered = new Map();
    for (const record of pending) this.push(record);
  }

  /** One more pending entry on top. */
  push(record: EntryRecord): void {
    if (hasOutcome(this.#base, record)) return;
    const place = `${record.device}\n${record.seq}`;
    if (this.#known.has(place)) return;
    this.#known.add(place);
    this.#pending.push(record);
    this.#reduce(record);
  }

  /** An entry that cannot be shown is still saved and still sent: it is listed, not thrown. */
  #reduce(record: EntryRecord): void {
    try {
      const entry = JSON.parse(record.raw) as Envelope;
      const changes = this.#reducers[record.type]?.(this, entry) ?? [];
      for (const change of changes) this.#cover(change);
    } catch {
      this.#unreduced.push(record);
    }
  }

  #cover(change: Change): void {
    const key = rowKey(change.key);
    let keys = this.#covered.get(change.kind);
    if (keys === undefined) {
      keys = new Set();
      this.#covered.set(change.kind, keys);
    }
    keys.add(key);
    if (change.row === null) this.#overlay.delete(change.kind, key);
    else this.#overlay.put(change.kind, key, change.row as unknown as Row);
  }

  #read<K extends Kind>(kind: K, key: string): Seen<RowTypes[K]> | undefined {
    const provisional = this.#covered.get(kind)?.has(key) === true;
    const row = (provisional ? this.#overlay : this.#base.table).get(kind, key);
    return row === undefined ? undefined : { row: row as unknown as RowTypes[K], provisional };
  }

  get<K extends Kind>(kind: K, key: readonly string[]): Seen<RowTypes[K]> | undefined {
    return this.#read(kind, rowKey(key));
  }

  find<K extends Kind>(kind: K, field: keyof RowTypes[K] & string, value: string) {
    const keys = new Set<string>();
    for (const key of this.#base.table.find(kind, field, value)) {
      if (this.#covered.get(kind)?.has(key) !== true) keys.add(key);
    }
    for (const key of this.#overlay.find(kind, field, value)) keys.add(key);
    return this.#rows(kind, keys);
  }

  all<K extends Kind>(kind: K): Seen<RowTypes[K]>[] {
    const keys = new Set<string>();
    for (const [key] of this.#base.table.entries(kind)) keys.add(key);
    for (const [key] of this.#overlay.entries(kind)) keys.add(key);
    return this.#rows(kind, keys);
  }

  #rows<K extends Kind>(kind: K, keys: Iterable<string>): Seen<RowTypes[K]>[] {
    const rows: Seen<RowTypes[K]>[] = [];
    for (const key of keys) {
      const seen = this.#read(kind, key);
      if (seen !== undefined) rows.push(seen);
    }
    return rows;
  }
}

function hasOutcome(base: Base, record: EntryRecord): boolean {
  const outcome = base.row("outcome", [record.device, String(record.seq)]);
  return outcome !== undefined && answers(outcome, record);
}

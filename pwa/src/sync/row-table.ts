/**
 * Rows in memory, by kind and key and by the fields a screen looks up, so that a scan's lookup
 * reads no database: the verdict has 100 ms.
 */

export type Row = Readonly<Record<string, unknown>>;

/** Kind to the fields that can be searched. */
export const SEARCHABLE: Readonly<Record<string, readonly string[]>> = {
  approval: ["supplier"],
  balance: ["lot", "location"],
  deviation: ["order", "status"],
  exception: ["entry", "status"],
  hold: ["lot"],
  identifier: ["item"],
  publication: ["item"],
  lease: ["series"],
  load_hold: ["load"],
  load: ["chamber"],
  load_indicator: ["load"],
  load_member: ["load", "lot"],
  location: ["code"],
  lot: ["item", "supplier_lot"],
  number_range: ["pool"],
  order: ["supplier"],
  order_line: ["order", "item"],
  outcome: ["id"],
  person: ["badge"],
  process_stop: ["item"],
  receipt: ["lot", "session"],
  step_run: ["order", "scope", "subject"],
  training: ["holder"],
  unit: ["serial", "lot"],
  work_order: ["item"],
};

type Keys = Set<string>;

class KindTable {
  readonly rows = new Map<string, Row>();
  readonly #fields = new Map<string, Map<string, Keys>>();

  constructor(fields: readonly string[]) {
    for (const field of fields) this.#fields.set(field, new Map());
  }

  put(key: string, row: Row): void {
    this.delete(key);
    this.rows.set(key, row);
    for (const [field, values] of this.#fields) {
      const value = String(row[field]);
      const keys = values.get(value);
      if (keys === undefined) values.set(value, new Set([key]));
      else keys.add(key);
    }
  }

  delete(key: string): void {
    const row = this.rows.get(key);
    if (row === undefined) return;
    this.rows.delete(key);
    for (const [field, values] of this.#fields) {
      const value = String(row[field]);
      const keys = values.get(value);
      keys?.delete(key);
      if (keys?.size === 0) values.delete(value);
    }
  }

  find(field: string, value: string): Iterable<string> {
    const values = this.#fields.get(field);
    if (values === undefined) throw new Error(`${field} is not searchable`);
    return values.get(value) ?? [];
  }
}

export class RowTable {
  readonly #kinds = new Map<string, KindTable>();

  #kind(kind: string): KindTable {
    let table = this.#kinds.get(kind);
    if (table === undefined) {
      table = new KindTable(SEARCHABLE[kind] ?? []);
      this.#kinds.set(kind, table);
    }
    return table;
  }

  /** `key` is the canonical JSON array of strings. */
  get(kind: string, key: string): Row | undefined {
    return this.#kinds.get(kind)?.rows.get(key);
  }

  put(kind: string, key: string, row: Row): void {
    this.#kind(kind).put(key, row);
  }

  delete(kind: string, key: string): void {
    this.#kind(kind).delete(key);
  }

  /** Keys of the rows whose `field` has that value. */
  find(kind: string, field: string, value: string): Iterable<string> {
    return this.#kind(kind).find(field, value);
  }

  entries(kind: string): Iterable<[string, Row]> {
    return this.#kind(kind).rows.entries();
  }

  kinds(): Iterable<string> {
    return this.#kinds.keys();
  }
}

/**
 * Where the person is in a piece of work, kept with the entries' durability: a view of the work, never a record of it.
 * After a reload or a power cut the work goes on at the same place.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { DBSchema } from "idb";
import { Database } from "../sync/database.ts";

interface KeptSchema extends DBSchema {
  work: { key: string; value: object };
  station: { key: string; value: object };
}

/** Under which key of which database, and of the store in it of the same name, the value is found again. */
export interface KeptAt {
  readonly store: "work" | "station";
  readonly key: string;
}

export class KeptValue<Value extends object> {
  readonly #database: Database<KeptSchema>;
  readonly #at: KeptAt;
  readonly #value: ReturnType<typeof signal<Value>>;
  /** What was changed is written once the running code has ended. */
  #isDue = false;

  private constructor(database: Database<KeptSchema>, at: KeptAt, value: Value) {
    this.#database = database;
    this.#at = at;
    this.#value = signal(value);
  }

  /** What was kept under `at`; what it does not have yet is taken from `nothing`. */
  static async open<Value extends object>(
    factory: IDBFactory,
    at: KeptAt,
    nothing: Value,
  ): Promise<KeptValue<Value>> {
    const database = new Database<KeptSchema>(factory, at.store, (db) => {
      db.createObjectStore(at.store);
    });
    const known = await database.transact([at.store], "readonly", (tx) =>
      tx.objectStore(at.store).get(at.key),
    );
    return new KeptValue(database, at, { ...nothing, ...(known as Value | undefined) });
  }

  get value(): ReadonlySignal<Value> {
    return this.#value as ReadonlySignal<Value>;
  }

  /** Shown at once; written behind, what changes in one breath together. */
  change(change: Partial<Value>): void {
    this.#value.value = { ...this.value.value, ...change };
    if (!this.#isDue) {
      this.#isDue = true;
      queueMicrotask(() => this.#write());
    }
  }

  /**
   * Committed in the same breath: a write that still waits for its own success, or for one before it, when the page goes
   * away is taken back (of five in a row, before one reload in ten).
   */
  #write(): void {
    this.#isDue = false;
    const { store, key } = this.#at;
    const now = this.value.value;
    const written = this.#database.transact([store], "readwrite", async (tx) => {
      const put = tx.objectStore(store).put(now, key);
      tx.commit();
      await put;
    });
    written.catch((error: unknown) => reportError(error));
  }
}

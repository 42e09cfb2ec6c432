/**
 * An IndexedDB connection that survives losing itself: another tab upgrades, the browser closes
 * it, iOS drops the database server. The next use opens it again.
 */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames, wrap } from "idb";

const LOST = new Set(["InvalidStateError", "UnknownError"]);

function isLost(error: unknown): boolean {
  return error instanceof DOMException
    ? LOST.has(error.name)
    : LOST.has((error as { name?: string } | null)?.name ?? "");
}

export class Database<Schema extends DBSchema> {
  readonly #factory: IDBFactory;
  readonly #name: string;
  readonly #create: (db: IDBDatabase) => void;
  #open: Promise<IDBPDatabase<Schema>> | null = null;

  /** `create` makes the stores of version 1. */
  constructor(factory: IDBFactory, name: string, create: (db: IDBDatabase) => void) {
    this.#factory = factory;
    this.#name = name;
    this.#create = create;
  }

  #connect(): Promise<IDBPDatabase<Schema>> {
    const request = this.#factory.open(this.#name, 1);
    request.addEventListener("upgradeneeded", () => this.#create(request.result));
    return (wrap(request) as unknown as Promise<IDBPDatabase<Schema>>).then((db) => {
      db.addEventListener("versionchange", () => this.close());
      db.addEventListener("close", () => {
        this.#open = null;
      });
      return db;
    });
  }

  /** Closes the connection; the next use opens another. */
  close(): void {
    const open = this.#open;
    this.#open = null;
    open?.then(
      (db) => db.close(),
      () => undefined,
    );
  }

  /**
   * Runs `work`, once more on a fresh connection when the first was lost: `work` must be
   * idempotent, and learns from `again` that it may already have happened.
   */
  async #use<T>(work: (db: IDBPDatabase<Schema>, again: boolean) => Promise<T>): Promise<T> {
    try {
      return await work(await this.#opened(), false);
    } catch (error) {
      if (!isLost(error)) throw error;
      this.close();
      return work(await this.#opened(), true);
    }
  }

  /**
   * One transaction over `stores`, taken back as a whole when `work` fails; `again` says that it may have happened already.
   * Every write that must survive a power cut is `strict` (P08).
   */
  transact<T, Names extends StoreNames<Schema>[], Mode extends "readonly" | "readwrite">(
    stores: Names,
    mode: Mode,
    work: (tx: IDBPTransaction<Schema, Names, Mode>, again: boolean) => Promise<T>,
    options: {
      readonly durability?: "strict" | "relaxed";
      readonly successOn?: "complete" | "request";
    } = {},
  ): Promise<T> {
    const { durability = "strict", successOn } = options;
    return this.#use((db, again) => {
      const tx = db.transaction(stores, mode, { durability });
      return completed(tx, () => work(tx, again), successOn);
    });
  }

  async #opened(): Promise<IDBPDatabase<Schema>> {
    this.#open ??= this.#connect();
    try {
      return await this.#open;
    } catch (error) {
      this.#open = null;
      throw error;
    }
  }
}

interface Transaction {
  readonly done: Promise<void>;
  abort(): void;
}

/**
 * Does `work` in a transaction and answers when it has completed; a failure takes everything back,
 * for a transaction left alone would commit the half that was done.
 */
async function completed<T>(
  tx: Transaction,
  work: () => Promise<T>,
  successOn: "complete" | "request" = "complete",
): Promise<T> {
  const done = tx.done.then(
    () => null,
    (error: unknown) => ({ error }),
  );
  let result: T;
  try {
    result = await work();
  } catch (error) {
    try {
      tx.abort();
    } catch {
      // It aborted itself already: that is the failure being reported.
    }
    await done;
    throw error;
  }
  if (successOn === "request") return result;
  const failed = await done;
  if (failed !== null) throw failed.error;
  return result;
}

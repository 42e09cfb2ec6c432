/**
 * Deliveries in work, one open and others parked by their owner, kept with the entries' durability: after a power cut
 * the next carton still belongs to the same delivery.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { DBSchema } from "idb";
import type { ReceiveTask } from "../../receiving/task.ts";
import { Database } from "../../sync/database.ts";

interface Kept {
  /** Owner of the open task. */
  readonly open: string | null;
  readonly tasks: Readonly<Record<string, ReceiveTask>>;
}

interface WorkSchema extends DBSchema {
  work: { key: "receive"; value: Kept };
}

const NOTHING: Kept = { open: null, tasks: {} };

export class ReceiveTasks {
  readonly #database: Database<WorkSchema>;
  readonly #kept = signal<Kept>(NOTHING);

  private constructor(database: Database<WorkSchema>) {
    this.#database = database;
  }

  static async open(factory: IDBFactory): Promise<ReceiveTasks> {
    const create = (db: IDBDatabase): void => {
      db.createObjectStore("work");
    };
    const tasks = new ReceiveTasks(new Database<WorkSchema>(factory, "work", create));
    const kept = await tasks.#database.transact(["work"], "readonly", (tx) =>
      tx.objectStore("work").get("receive"),
    );
    tasks.#kept.value = kept ?? NOTHING;
    return tasks;
  }

  get kept(): ReadonlySignal<Kept> {
    return this.#kept;
  }

  get open(): ReceiveTask | null {
    const { open, tasks } = this.#kept.value;
    return open === null ? null : (tasks[open] ?? null);
  }

  of(owner: string): ReceiveTask | null {
    return this.#kept.value.tasks[owner] ?? null;
  }

  /** Shown at once; written behind. Losing it loses where the person was, never a record. */
  #write(next: Kept): void {
    this.#kept.value = next;
    const written = this.#database.transact(["work"], "readwrite", async (tx) => {
      await tx.objectStore("work").put(next, "receive");
    });
    written.catch((error: unknown) => reportError(error));
  }

  /** Keeps the task as its owner's and brings it to the front. */
  put(task: ReceiveTask): void {
    const { tasks } = this.#kept.value;
    this.#write({ open: task.owner, tasks: { ...tasks, [task.owner]: task } });
  }

  /** Another person goes on with it. */
  handTo(task: ReceiveTask, owner: string): void {
    const { [task.owner]: _given, ...others } = this.#kept.value.tasks;
    this.#write({ open: owner, tasks: { ...others, [owner]: { ...task, owner } } });
  }

  /** It stays its owner's and is no longer in front. */
  park(): void {
    this.#write({ ...this.#kept.value, open: null });
  }

  finish(task: ReceiveTask): void {
    const { [task.owner]: _done, ...others } = this.#kept.value.tasks;
    this.#write({ open: null, tasks: others });
  }
}

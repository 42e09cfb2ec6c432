/**
 * Deliveries in work, one open and others parked by their owner, kept across restarts.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { ReceiveTask } from "../../receiving/task.ts";

const KEY = "unitrail.receive.v1";

interface Kept {
  /** Owner of the open task. */
  readonly open: string | null;
  readonly tasks: Readonly<Record<string, ReceiveTask>>;
}

const NOTHING: Kept = { open: null, tasks: {} };

function load(storage: Storage): Kept {
  const text = storage.getItem(KEY);
  if (text === null) {
    return NOTHING;
  }
  try {
    return JSON.parse(text) as Kept;
  } catch (error) {
    if (error instanceof SyntaxError) {
      // Receipts are in the log; what is lost is where the person was.
      return NOTHING;
    }
    throw error;
  }
}

export class ReceiveTasks {
  readonly #storage: Storage;
  readonly #kept;

  constructor(storage: Storage) {
    this.#storage = storage;
    this.#kept = signal<Kept>(load(storage));
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

  #write(next: Kept): void {
    this.#kept.value = next;
    this.#storage.setItem(KEY, JSON.stringify(next));
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

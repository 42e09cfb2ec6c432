/**
 * Deliveries in work, one open and others parked by their owner, kept with the entries' durability: after a power cut
 * the next carton still belongs to the same delivery.
 */

import type { ReadonlySignal } from "@preact/signals";
import type { ReceiveTask } from "../../receiving/task.ts";
import { KeptValue } from "../kept-value.ts";

interface Kept {
  /** Owner of the open task. */
  readonly open: string | null;
  readonly tasks: Readonly<Record<string, ReceiveTask>>;
}

const NOTHING: Kept = { open: null, tasks: {} };

export class ReceiveTasks {
  readonly #kept: KeptValue<Kept>;

  private constructor(kept: KeptValue<Kept>) {
    this.#kept = kept;
  }

  static async open(factory: IDBFactory): Promise<ReceiveTasks> {
    return new ReceiveTasks(
      await KeptValue.open(factory, { store: "work", key: "receive" }, NOTHING),
    );
  }

  get kept(): ReadonlySignal<Kept> {
    return this.#kept.value;
  }

  get open(): ReceiveTask | null {
    const { open, tasks } = this.kept.value;
    return open === null ? null : (tasks[open] ?? null);
  }

  of(owner: string): ReceiveTask | null {
    return this.kept.value.tasks[owner] ?? null;
  }

  /** Keeps the task as its owner's and brings it to the front. */
  put(task: ReceiveTask): void {
    const { tasks } = this.kept.value;
    this.#kept.change({ open: task.owner, tasks: { ...tasks, [task.owner]: task } });
  }

  /** Another person goes on with it. */
  handTo(task: ReceiveTask, owner: string): void {
    const { [task.owner]: _given, ...others } = this.kept.value.tasks;
    this.#kept.change({ open: owner, tasks: { ...others, [owner]: { ...task, owner } } });
  }

  /** It stays its owner's and is no longer in front. */
  park(): void {
    this.#kept.change({ open: null });
  }

  finish(task: ReceiveTask): void {
    const { [task.owner]: _done, ...others } = this.kept.value.tasks;
    this.#kept.change({ open: null, tasks: others });
  }
}

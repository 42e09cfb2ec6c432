/**
 * The queue as the queue screen shows it: on device, sent, confirmed, or needing a person.
 */
import { CHAIN_STORES, type EntryRecord, type OplogDatabase } from "./oplog-schema.ts";
import type { Outcome } from "./push-answer.ts";
import { chainRange } from "./queue.ts";

export type QueueState = "on_device" | "sent" | "confirmed" | "attention";

export interface QueueItem {
  readonly entry: EntryRecord;
  readonly state: QueueState;
  readonly outcome: Outcome | null;
}

function stateOf(outcome: Outcome | null, pending: boolean): QueueState {
  if (outcome === null) return "on_device";
  if (outcome.outcome === "refused" || outcome.outcome === "quarantined") return "attention";
  return pending ? "sent" : "confirmed";
}

/** Newest first: everything not confirmed or needing a person, and the last `confirmed` others. */
export function listQueue(
  database: OplogDatabase,
  device: string,
  confirmed = 50,
): Promise<QueueItem[]> {
  return database.transact(CHAIN_STORES, "readonly", async (tx) => {
    const range = chainRange(device, 1);
    const [entries, outcomes, keys] = await Promise.all([
      tx.objectStore("entries").getAll(range),
      tx.objectStore("outcomes").getAll(range),
      tx.objectStore("pending").getAllKeys(range),
    ]);
    const bySeq = new Map(outcomes.map((record) => [record.seq, record.outcome]));
    const pending = new Set(keys.map(([, seq]) => seq));
    let left = confirmed;
    return entries.toReversed().flatMap((entry): QueueItem[] => {
      const outcome = bySeq.get(entry.seq) ?? null;
      const state = stateOf(outcome, pending.has(entry.seq));
      if (state === "confirmed") left -= 1;
      return state === "confirmed" && left < 0 ? [] : [{ entry, state, outcome }];
    });
  });
}

export interface QueueSize {
  readonly onDevice: number;
  /** The device's clock at the oldest entry without an outcome, ms; null when there is none. */
  readonly oldestMs: number | null;
}

/** How much is not yet at the server, and for how long; for the status bar and the shift start. */
export function queueSize(items: readonly QueueItem[]): QueueSize {
  const waiting = items.filter(({ state }) => state === "on_device");
  return { onDevice: waiting.length, oldestMs: waiting.at(-1)?.entry.recordedMs ?? null };
}

/**
 * What is still to be pushed, what the server has answered, and what may be let go: every change
 * to the queue's state is one strict transaction.
 */
import { genesisHash } from "./chain.ts";
import { NO_NUMBERS } from "./numbers.ts";
import { readHead } from "./oplog.ts";
import {
  CHAIN_STORES,
  type ChainKey,
  type ChainRead,
  type ChainWrite,
  type EntryRecord,
  type HeadRecord,
  type NumbersRecord,
  type OplogDatabase,
  type OutcomeRecord,
  type PushRecord,
} from "./oplog-schema.ts";
import { answers, hasCode, isFinal, type Outcome, type PushStored } from "./push-answer.ts";
import { MAX_ENTRIES } from "./push-body.ts";

export interface PushPlan {
  readonly from: number;
  readonly previous: string;
  readonly entries: readonly EntryRecord[];
  readonly head: HeadRecord;
  readonly epoch: string | null;
  readonly forked: boolean;
}

export type PushPlanning = PushPlan | { readonly missing: number };

/** Every key of one device's chain, from a seq on. */
export function chainRange(device: string, from: number, to = Number.MAX_SAFE_INTEGER) {
  return IDBKeyRange.bound([device, from], [device, to]);
}

async function hashAt(tx: ChainRead, device: string, seq: number): Promise<string | null> {
  if (seq === 0) return genesisHash(device);
  const entry = await tx.objectStore("entries").get([device, seq]);
  if (entry !== undefined) return entry.hash;
  const tail = (await tx.objectStore("state").get("tail")) as HeadRecord | undefined;
  return tail?.device === device && tail.seq === seq ? tail.hash : null;
}

async function readPush(tx: ChainRead, device: string): Promise<PushRecord> {
  const push = (await tx.objectStore("state").get("push")) as PushRecord | undefined;
  return push?.device === device ? push : { device, epoch: null, next: 1, forked: false };
}

function supersedes(fresh: Outcome, epoch: string, known: OutcomeRecord | undefined): boolean {
  if (known === undefined || known.epoch !== epoch) return true;
  return fresh.revision > known.outcome.revision;
}

/** The seq after which the server wants the next push to begin. */
function nextAfter(push: PushRecord, to: number, answer: PushStored): number {
  const answered = new Set(answer.outcomes.map((outcome) => outcome.seq));
  for (let seq = push.next; seq <= to; seq += 1) if (!answered.has(seq)) return seq;
  return push.forked ? to + 1 : Math.min(answer.expected, to + 1);
}

export class Queue {
  readonly #database: OplogDatabase;

  constructor(database: OplogDatabase) {
    this.#database = database;
  }

  /** The next entries to push and what precedes them; `missing` when the server wants one no longer kept. */
  plan(device: string, start?: number): Promise<PushPlanning> {
    return this.#database.transact(CHAIN_STORES, "readonly", async (tx) => {
      const push = await readPush(tx, device);
      const head = await readHead(tx, device);
      const from = start ?? push.next;
      const entries = await tx.objectStore("entries").getAll(chainRange(device, from), MAX_ENTRIES);
      const previous = await hashAt(tx, device, from - 1);
      const lacking = from <= head.seq && entries[0]?.seq !== from;
      if (previous === null || lacking) return { missing: from };
      return { from, previous, entries, head, epoch: push.epoch, forked: push.forked };
    });
  }

  /** Keeps the outcomes of a push of `to` entries; answers the seq to push next. */
  settle(device: string, to: number, answer: PushStored): Promise<number> {
    return this.#write(async (tx) => {
      const before = await readPush(tx, device);
      const forked =
        before.forked || answer.outcomes.some((outcome) => hasCode(outcome, "CHAIN_FORK"));
      const push = { ...before, forked };
      for (const outcome of answer.outcomes) await this.#keep(tx, device, outcome, answer.epoch);
      const next = nextAfter(push, to, answer);
      await tx.objectStore("state").put({ ...push, next, epoch: answer.epoch }, "push");
      return next;
    });
  }

  async #keep(tx: ChainWrite, device: string, outcome: Outcome, epoch: string): Promise<void> {
    const key: ChainKey = [device, outcome.seq];
    const entry = await tx.objectStore("entries").get(key);
    if (entry === undefined || !answers(outcome, entry)) return;
    const known = await tx.objectStore("outcomes").get(key);
    if (!supersedes(outcome, epoch, known)) return;
    const { seq } = outcome;
    await tx
      .objectStore("outcomes")
      .put({ device, seq, epoch, outcome, confirmed: null, confirmedMs: null });
  }

  /** P15: the server wants `expected`. */
  rewind(device: string, expected: number): Promise<void> {
    return this.#write(async (tx) => {
      const push = await readPush(tx, device);
      await tx.objectStore("state").put({ ...push, next: expected }, "push");
    });
  }

  /** P34: outcomes that a checkpoint brought; their entries leave the pending index. */
  confirm(
    device: string,
    outcomes: readonly Outcome[],
    at: { epoch: string; position: number; nowMs: number },
  ): Promise<void> {
    return this.#write(async (tx) => {
      const confirmed = { epoch: at.epoch, position: at.position };
      for (const outcome of outcomes) {
        const key: ChainKey = [device, outcome.seq];
        const entry = await tx.objectStore("entries").get(key);
        if (entry === undefined || !answers(outcome, entry)) continue;
        const { seq } = outcome;
        const record = { device, seq, epoch: at.epoch, outcome, confirmed, confirmedMs: at.nowMs };
        await tx.objectStore("outcomes").put(record);
        await tx.objectStore("pending").delete(key);
      }
    });
  }

  /**
   * P32: another epoch. Everything retained is pending again and will be pushed again.
   * Answers false when that epoch was known already, or none was.
   */
  enterEpoch(device: string, epoch: string): Promise<boolean> {
    return this.#write(async (tx) => {
      const push = await readPush(tx, device);
      if (push.epoch === epoch) return false;
      const first = push.epoch === null ? push.next : await this.#firstRetained(tx, device);
      await tx.objectStore("state").put({ ...push, epoch, next: first, forked: false }, "push");
      await this.#unconfirm(tx, () => true);
      return push.epoch !== null;
    });
  }

  async #firstRetained(tx: ChainWrite, device: string): Promise<number> {
    const keys = await tx.objectStore("entries").getAllKeys(chainRange(device, 1), 1);
    return keys[0]?.[1] ?? (await readHead(tx, device)).seq + 1;
  }

  async #unconfirm(tx: ChainWrite, lost: (record: OutcomeRecord) => boolean): Promise<void> {
    for (const record of await tx.objectStore("outcomes").getAll()) {
      if (record.confirmed === null || !lost(record)) continue;
      await tx.objectStore("outcomes").put({ ...record, confirmed: null, confirmedMs: null });
      await tx.objectStore("pending").put({ device: record.device, seq: record.seq });
    }
  }

  /** The base went back (a relaxed write was lost): what it no longer holds is pending again. */
  reconcile(base: { epoch: string | null; position: number }): Promise<void> {
    return this.#write((tx) =>
      this.#unconfirm(
        tx,
        ({ confirmed }) =>
          confirmed !== null &&
          (confirmed.epoch !== base.epoch || confirmed.position > base.position),
      ),
    );
  }

  /** Entries without an outcome at a checkpoint, earlier devices first, each chain in order. */
  pending(device: string): Promise<EntryRecord[]> {
    return this.#database.transact(["pending", "entries"], "readonly", async (tx) => {
      const keys = await tx.objectStore("pending").getAllKeys();
      const entries = tx.objectStore("entries");
      const records = await Promise.all(keys.map((key) => entries.get(key)));
      const found = records.filter((record) => record !== undefined);
      const own = (record: EntryRecord) => (record.device === device ? 1 : 0);
      return found.toSorted((a, b) => own(a) - own(b));
    });
  }

  /** Seqs of this device without an outcome at a checkpoint. */
  pendingSeqs(device: string): Promise<number[]> {
    return this.#database.transact(["pending"], "readonly", async (tx) =>
      (await tx.objectStore("pending").getAllKeys(chainRange(device, 1))).map(([, seq]) => seq),
    );
  }

  /**
   * After re-enrolment: what the former chain was finally answered is in any checkpoint pulled
   * since, though its outcomes no longer reach this device (P33, P35).
   */
  closeFormer(device: string): Promise<void> {
    return this.#write(async (tx) => {
      for (const key of await tx.objectStore("pending").getAllKeys()) {
        if (key[0] === device) continue;
        const known = await tx.objectStore("outcomes").get(key);
        if (known && isFinal(known.outcome)) await tx.objectStore("pending").delete(key);
      }
    });
  }

  /** Numbers of a series used on this device so far (P40). */
  numbersUsed(series: string): Promise<NumbersRecord> {
    return this.#database.transact(["state"], "readonly", async (tx) => {
      const used = (await tx.objectStore("state").get(`numbers:${series}`)) as
        | NumbersRecord
        | undefined;
      return used ?? NO_NUMBERS;
    });
  }

  /** P32: gives up entries confirmed before `beforeMs` and durable on the server, oldest first. */
  prune(device: string, limits: { durableUpto: number; beforeMs: number }): Promise<number> {
    if (limits.durableUpto < 1) return Promise.resolve(0);
    return this.#write(async (tx) => {
      let count = 0;
      const range = chainRange(device, 1, limits.durableUpto);
      for (const entry of await tx.objectStore("entries").getAll(range, MAX_ENTRIES)) {
        const key: ChainKey = [device, entry.seq];
        const outcome = await tx.objectStore("outcomes").get(key);
        if (!outcome?.confirmedMs || outcome.confirmedMs > limits.beforeMs) break;
        await this.#giveUp(tx, entry);
        count += 1;
      }
      return count;
    });
  }

  async #giveUp(tx: ChainWrite, entry: EntryRecord): Promise<void> {
    const { device, seq, hash } = entry;
    await tx.objectStore("entries").delete([device, seq]);
    await tx.objectStore("outcomes").delete([device, seq]);
    await tx.objectStore("pending").delete([device, seq]);
    await tx.objectStore("state").put({ device, seq, hash }, "tail");
  }

  /** Gives up entries whatever became of them: only a broken safeguard asks for it. */
  abandon(device: string, upto: number): Promise<void> {
    if (upto < 1) return Promise.resolve();
    return this.#write(async (tx) => {
      for (const entry of await tx.objectStore("entries").getAll(chainRange(device, 1, upto))) {
        await this.#giveUp(tx, entry);
      }
      await tx
        .objectStore("state")
        .put({ ...(await readPush(tx, device)), next: upto + 1 }, "push");
    });
  }

  #write<T>(work: (tx: ChainWrite) => Promise<T>): Promise<T> {
    return this.#database.transact(CHAIN_STORES, "readwrite", work);
  }
}

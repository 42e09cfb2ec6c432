/**
 * The device's own log: one append is one strict-durability transaction (P08), and an entry leaves
 * it by nothing but its outcome and the passing of time (P23, P32).
 */
import type { LeaseRow, NumberRangeRow } from "../entries/rows.ts";
import { genesisHash, linkHash } from "./chain.ts";
import {
  allot,
  type Drawn,
  draw,
  markTaken,
  NO_NUMBERS,
  NOTHING_DRAWN,
  scopeOf,
} from "./numbers.ts";
import type {
  ChainRead,
  ChainStores,
  ChainWrite,
  EntryRecord,
  HeadRecord,
  NumbersRecord,
  OplogDatabase,
} from "./oplog-schema.ts";
import { MAX_RAW_BYTES, utf8Length } from "./push-body.ts";
import { SAFE, type Safeguards } from "./safeguards.ts";

/** The entry is not on the device. The screen says so and keeps what was typed. */
export class NotSaved extends Error {
  override readonly name = "NotSaved";
  readonly code: "STORAGE_FAILED" | "STORAGE_FULL" | "ENTRY_TOO_LARGE" | "NOT_CANONICAL";

  constructor(code: NotSaved["code"], cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

/** A number the entry needs (P40), or one it brings along from a pre-printed label. */
export interface NumberUse {
  readonly series: string;
  /** Null: allot the next one. */
  readonly given: string | null;
  readonly leases: readonly LeaseRow[];
  readonly deviceCode: string;
}

/** Numbers of a pool that the entry puts on something: labels, units, shipping containers. */
export interface PoolUse {
  readonly pool: string;
  readonly count: number;
  readonly ranges: readonly NumberRangeRow[];
  readonly deviceCode: string;
}

export interface Appendable {
  readonly device: string;
  readonly id: string;
  readonly type: string;
  readonly recordedMs: number;
  readonly number: NumberUse | null;
  readonly draws?: PoolUse | null;
  /** Raw text once its place in the chain and its numbers are known; synchronous. */
  write(seq: number, number: string, drawn: Drawn): string;
}

export interface Appended {
  readonly record: EntryRecord;
  /** The number allotted or given; "" when the entry needed none. */
  readonly number: string;
  /** Numbers drawn from a pool; nothing for an entry that was appended before a lost connection. */
  readonly drawn: Drawn;
}

const APPEND_STORES: ChainStores = ["entries", "pending", "state"];

/** Head of a device's chain as stored, or its genesis. */
export async function readHead(tx: ChainRead, device: string): Promise<HeadRecord> {
  const head = (await tx.objectStore("state").get("head")) as HeadRecord | undefined;
  return head?.device === device ? head : { device, seq: 0, hash: genesisHash(device) };
}

async function useNumber(tx: ChainWrite, use: NumberUse | null): Promise<string> {
  if (use === null) return "";
  const key = `numbers:${use.series}`;
  const store = tx.objectStore("state");
  const used = await usedOf(tx, use.series);
  if (use.given !== null) {
    await store.put(markTaken(used, use.given), key);
    return use.given;
  }
  const { number, after } = allot(use.leases, used, use.deviceCode);
  await store.put(after, key);
  return number;
}

async function usedOf(tx: ChainWrite, series: string): Promise<NumbersRecord> {
  const found = await tx.objectStore("state").get(`numbers:${series}`);
  return (found as NumbersRecord | undefined) ?? NO_NUMBERS;
}

/** The count of own numbers is its scope's, so that two pools of lots never write one number. */
async function usePool(tx: ChainWrite, use: PoolUse | null): Promise<Drawn> {
  if (use === null) return NOTHING_DRAWN;
  const scope = scopeOf(use.pool);
  const used = await usedOf(tx, use.pool);
  const shared = await usedOf(tx, scope);
  const from = { ...used, own: shared.own };
  const { drawn, after } = draw(use.ranges, from, use.deviceCode, use.count);
  const store = tx.objectStore("state");
  if (scope !== use.pool) await store.put({ ...shared, own: after.own }, `numbers:${scope}`);
  await store.put(after, `numbers:${use.pool}`);
  return drawn;
}

function written(item: Appendable, seq: number, number: string, drawn: Drawn): string {
  let raw: string;
  try {
    raw = item.write(seq, number, drawn);
  } catch (error) {
    throw new NotSaved("NOT_CANONICAL", error);
  }
  if (utf8Length(raw) > MAX_RAW_BYTES) throw new NotSaved("ENTRY_TOO_LARGE");
  return raw;
}

/** Adds one link inside the caller's transaction; also carry-over appends so (P33). */
export async function link(tx: ChainWrite, head: HeadRecord, item: Appendable): Promise<Appended> {
  const number = await useNumber(tx, item.number);
  const drawn = await usePool(tx, item.draws ?? null);
  const seq = head.seq + 1;
  const raw = written(item, seq, number, drawn);
  const { device, id, type, recordedMs } = item;
  const hash = linkHash(head.hash, seq, raw);
  const record: EntryRecord = { device, seq, id, hash, raw, type, number, recordedMs };
  await Promise.all([
    tx.objectStore("entries").add(record),
    tx.objectStore("pending").add({ device, seq }),
    tx.objectStore("state").put({ device, seq, hash }, "head"),
  ]);
  return { record, number, drawn };
}

/** The connection was lost on the way; the entry may be there nevertheless. */
async function appendedBefore(tx: ChainWrite, item: Appendable): Promise<Appended | undefined> {
  const index = tx.objectStore("entries").index("by_id");
  const record = await index.get([item.device, item.id]);
  return record && { record, number: record.number, drawn: NOTHING_DRAWN };
}

function failure(error: unknown): NotSaved {
  if (error instanceof NotSaved) return error;
  const full = (error as { name?: string } | null)?.name === "QuotaExceededError";
  return new NotSaved(full ? "STORAGE_FULL" : "STORAGE_FAILED", error);
}

export class Oplog {
  readonly #database: OplogDatabase;
  readonly #safeguards: Safeguards;

  constructor(database: OplogDatabase, safeguards: Safeguards = SAFE) {
    this.#database = database;
    this.#safeguards = safeguards;
  }

  /** Resolves when the entry is on the device for good. @throws NotSaved */
  async append(item: Appendable): Promise<Appended> {
    try {
      return await this.#database.transact(
        APPEND_STORES,
        "readwrite",
        async (tx, again) => {
          const known = again ? await appendedBefore(tx, item) : undefined;
          return known ?? link(tx, await readHead(tx, item.device), item);
        },
        { successOn: this.#safeguards.successOn },
      );
    } catch (error) {
      throw failure(error);
    }
  }
}

/**
 * The stores of the `oplog` database: what must never be lost, apart from what can be fetched again.
 */
import type { DBSchema, IDBPTransaction } from "idb";
import { Database } from "./database.ts";
import type { Outcome } from "./push-answer.ts";

/** [device, seq] */
export type ChainKey = [string, number];

export interface EntryRecord {
  readonly device: string;
  readonly seq: number;
  readonly id: string;
  readonly hash: string;
  readonly raw: string;
  readonly type: string;
  /** The own number it was given in the same transaction (P40), or "". */
  readonly number: string;
  /** The device's own clock, for the queue screen only. */
  readonly recordedMs: number;
}

/** The checkpoint at which the feed brought the outcome (P34). */
export interface SeenAt {
  readonly epoch: string;
  readonly position: number;
}

export interface OutcomeRecord {
  readonly device: string;
  readonly seq: number;
  readonly epoch: string;
  readonly outcome: Outcome;
  readonly confirmed: SeenAt | null;
  /** Server time of the confirmation, ms; retention counts from here (P32). */
  readonly confirmedMs: number | null;
}

export interface HeadRecord {
  readonly device: string;
  readonly seq: number;
  readonly hash: string;
}

export interface PushRecord {
  readonly device: string;
  readonly epoch: string | null;
  /** The next seq to push. */
  readonly next: number;
  readonly forked: boolean;
}

/** Where the retained part of the chain begins: the last entry given up (P32). */
export type TailRecord = HeadRecord;

/** Numbers of one series this device has used (P40). */
export interface NumbersRecord {
  /** Lease's first number to the next unused one. */
  readonly next: Readonly<Record<string, number>>;
  /** Numbers used ahead of `next`: pre-printed labels scanned at the dock. */
  readonly taken: readonly string[];
  /** Next device-scoped number when every lease is dry. */
  readonly own: number;
}

export type StateKey = "head" | "push" | "tail" | `numbers:${string}`;

export interface OplogSchema extends DBSchema {
  entries: { key: ChainKey; value: EntryRecord; indexes: { by_id: [string, string] } };
  pending: { key: ChainKey; value: { device: string; seq: number } };
  outcomes: { key: ChainKey; value: OutcomeRecord };
  state: { key: string; value: HeadRecord | PushRecord | TailRecord | NumbersRecord };
  identity: { key: string; value: unknown };
}

const CHAIN_KEY = ["device", "seq"];

function create(db: IDBDatabase): void {
  const entries = db.createObjectStore("entries", { keyPath: CHAIN_KEY });
  entries.createIndex("by_id", ["device", "id"], { unique: true });
  db.createObjectStore("pending", { keyPath: CHAIN_KEY });
  db.createObjectStore("outcomes", { keyPath: CHAIN_KEY });
  db.createObjectStore("state");
  db.createObjectStore("identity");
}

export type OplogDatabase = Database<OplogSchema>;

export function openOplog(factory: IDBFactory): OplogDatabase {
  return new Database<OplogSchema>(factory, "oplog", create);
}

/** The stores of the chain; a transaction may name fewer of them. */
export type ChainStores = ("entries" | "outcomes" | "pending" | "state")[];
export const CHAIN_STORES: ChainStores = ["entries", "outcomes", "pending", "state"];
export type ChainWrite = IDBPTransaction<OplogSchema, ChainStores, "readwrite">;
export type ChainRead = IDBPTransaction<OplogSchema, ChainStores, "readonly"> | ChainWrite;

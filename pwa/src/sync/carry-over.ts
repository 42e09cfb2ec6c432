/**
 * Carry-over (P33): a device enrolled anew takes the entries nobody has finally answered onto its
 * new chain, in one transaction, so that neither chain is left half.
 */
import type { Envelope } from "../entries/envelope.ts";
import { writeEnvelope } from "./envelope.ts";
import { link, readHead } from "./oplog.ts";
import {
  CHAIN_STORES,
  type ChainWrite,
  type EntryRecord,
  type HeadRecord,
  type OplogDatabase,
} from "./oplog-schema.ts";
import { isFinal } from "./push-answer.ts";
import { chainRange } from "./queue.ts";

async function isAnswered(tx: ChainWrite, entry: EntryRecord): Promise<boolean> {
  const known = await tx.objectStore("outcomes").get([entry.device, entry.seq]);
  return known !== undefined && isFinal(known.outcome);
}

async function isCarried(tx: ChainWrite, entry: EntryRecord, device: string): Promise<boolean> {
  const index = tx.objectStore("entries").index("by_id");
  return (await index.getKey([device, entry.id])) !== undefined;
}

async function carry(tx: ChainWrite, entry: EntryRecord, head: HeadRecord): Promise<HeadRecord> {
  const envelope = JSON.parse(entry.raw) as Envelope;
  const { device } = head;
  const { record } = await link(tx, head, {
    device,
    id: entry.id,
    type: entry.type,
    recordedMs: entry.recordedMs,
    number: null,
    write: (seq) => writeEnvelope({ ...envelope, device, seq }),
  });
  await tx.objectStore("pending").delete([entry.device, entry.seq]);
  return { device, seq: record.seq, hash: record.hash };
}

/** Answers how many entries were carried; a second run carries none. */
export function carryOver(database: OplogDatabase, from: string, to: string): Promise<number> {
  return database.transact(CHAIN_STORES, "readwrite", async (tx) => {
    let head = await readHead(tx, to);
    let count = 0;
    for (const entry of await tx.objectStore("entries").getAll(chainRange(from, 1))) {
      if ((await isAnswered(tx, entry)) || (await isCarried(tx, entry, to))) continue;
      head = await carry(tx, entry, head);
      count += 1;
    }
    return count;
  });
}

/**
 * The intake of the model server: chain, idempotency, gap, fork and quarantine (P07-P24), in memory.
 */

import type { Envelope } from "../src/entries/envelope.ts";
import { genesisHash, linkHash, sha256Text } from "../src/sync/chain.ts";
import { readEnvelope } from "../src/sync/envelope.ts";
import type { Outcome } from "../src/sync/push-answer.ts";
import { pushSignatureText } from "../src/sync/signature.ts";

export interface StoredEntry {
  readonly seq: number;
  readonly hash: string;
  readonly raw: string;
  readonly outcome: Outcome;
}

export interface ModelDevice {
  readonly id: string;
  readonly code: string;
  readonly secret: string;
  entries: StoredEntry[];
  forked: boolean;
  /** Entries a fork brought, kept apart (P16). */
  branch: StoredEntry[];
  durable: number;
}

export function modelSignature(secret: string, text: string): string {
  const half = sha256Text(`${secret}\n${text}`);
  return half + half;
}

export interface PushHeader {
  readonly device: string;
  readonly from_seq: number;
  readonly to_seq: number;
  readonly to_hash: string;
  readonly head_seq: number;
  readonly head_hash: string;
  readonly prev_hash: string;
  readonly signature: string;
}

export interface Line {
  readonly hash: string;
  readonly raw: string;
}

/** Null when the body was cut on its way. */
export function readPush(body: string): { header: PushHeader; lines: Line[] } | null {
  const parts = body.split("\n");
  if (parts.pop() !== "") return null;
  let header: PushHeader;
  try {
    header = JSON.parse(parts.shift() ?? "") as PushHeader;
  } catch {
    return null;
  }
  if (parts.length !== header.to_seq - header.from_seq + 1) return null;
  return { header, lines: parts.map((line) => ({ hash: line.slice(0, 64), raw: line.slice(65) })) };
}

export function headOf(device: ModelDevice): { seq: number; hash: string } {
  const last = device.entries.at(-1);
  return last ? { seq: last.seq, hash: last.hash } : { seq: 0, hash: genesisHash(device.id) };
}

export function signatureHolds(device: ModelDevice, header: PushHeader): boolean {
  const to = { seq: header.to_seq, hash: header.to_hash };
  const head = { seq: header.head_seq, hash: header.head_hash };
  const text = pushSignatureText(device.id, header.from_seq, to, head);
  return modelSignature(device.secret, text) === header.signature;
}

function hashAt(device: ModelDevice, seq: number): string {
  return seq === 0 ? genesisHash(device.id) : (device.entries[seq - 1]?.hash ?? "");
}

function quarantined(seq: number, raw: string, code: string): Outcome {
  const read = readEnvelope(raw);
  const id = typeof read === "string" ? "" : read.id;
  return { codes: [{ code, detail: {} }], id, outcome: "quarantined", revision: 0, seq };
}

type Judge = (entry: Envelope) => Outcome;

/** Why a line cannot follow what is stored; null when it can, or is stored already. */
function reasonAgainst(device: ModelDevice, seq: number, line: Line): string | null {
  const known = device.entries[seq - 1];
  if (known !== undefined) return known.hash === line.hash ? null : "CHAIN_FORK";
  return linkHash(headOf(device).hash, seq, line.raw) === line.hash ? null : "HASH_MISMATCH";
}

function store(device: ModelDevice, seq: number, line: Line, judge: Judge): Outcome {
  const known = device.entries[seq - 1];
  if (known !== undefined) return known.outcome;
  const read = readEnvelope(line.raw);
  const outcome = typeof read === "string" ? quarantined(seq, line.raw, read) : judge(read);
  device.entries.push({ seq, ...line, outcome });
  return outcome;
}

/** Takes the lines of a well-signed push without a gap; `judge` gives a new entry's outcome. */
export function takeLines(
  device: ModelDevice,
  push: { header: PushHeader; lines: readonly Line[] },
  judge: Judge,
): Outcome[] {
  const { from_seq, prev_hash } = push.header;
  const forked = device.forked || hashAt(device, from_seq - 1) !== prev_hash;
  let broken = forked ? "CHAIN_FORK" : null;
  return push.lines.map((line, index) => {
    const seq = from_seq + index;
    broken ??= reasonAgainst(device, seq, line);
    if (broken === null) return store(device, seq, line, judge);
    const outcome = quarantined(seq, line.raw, broken);
    if (broken === "CHAIN_FORK") {
      device.forked = true;
      device.branch.push({ seq, ...line, outcome });
    }
    return outcome;
  });
}

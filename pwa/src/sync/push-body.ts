/**
 * The body of a push (P10) and how much of the queue fits into one (P11).
 */
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalText } from "./canonical.ts";
import type { DeviceKeys } from "./ports.ts";
import { type Head, pushSignatureText } from "./signature.ts";

export const MAX_ENTRIES = 500;
export const MAX_BODY_BYTES = 2 * 1024 * 1024;
export const MAX_RAW_BYTES = 256 * 1024;
/** Header line and its signature, generously. */
const HEADER_BYTES = 2048;
/** hash, space and newline around each raw. */
const LINE_BYTES = 66;

export const PUSH_MEDIA_TYPE = "application/x-unitrail-push";

export interface ChainEntry {
  readonly seq: number;
  readonly hash: string;
  readonly raw: string;
}

/** What one push carries: consecutive entries of one chain; none of them makes a head beacon (P12). */
export interface PushParts {
  readonly device: string;
  readonly epoch: string | null;
  readonly from: number;
  /** hash(from - 1) */
  readonly previous: string;
  readonly entries: readonly ChainEntry[];
  readonly head: Head;
}

export interface SignedPush {
  readonly body: string;
  readonly to: number;
}

export function utf8Length(text: string): number {
  return utf8ToBytes(text).length;
}

/** The longest run from the start of `entries` that stays within P11; one at least. */
export function takeBatch<T extends ChainEntry>(
  entries: readonly T[],
  limits = { entries: MAX_ENTRIES, bytes: MAX_BODY_BYTES },
): T[] {
  const batch: T[] = [];
  let bytes = HEADER_BYTES;
  for (const entry of entries) {
    bytes += utf8Length(entry.raw) + LINE_BYTES;
    if (batch.length > 0 && (batch.length >= limits.entries || bytes > limits.bytes)) break;
    batch.push(entry);
  }
  return batch;
}

function lastOf(parts: PushParts): Head {
  const last = parts.entries.at(-1);
  return last ? { seq: last.seq, hash: last.hash } : { seq: parts.from - 1, hash: parts.previous };
}

/** P10 bytes as text; the signature is handed in so that the form is testable alone. */
export function pushBody(parts: PushParts, signature: string): string {
  const to = lastOf(parts);
  const header = canonicalText({
    device: parts.device,
    epoch: parts.epoch,
    from_seq: parts.from,
    head_hash: parts.head.hash,
    head_seq: parts.head.seq,
    prev_hash: parts.previous,
    signature,
    to_hash: to.hash,
    to_seq: to.seq,
    v: 1,
  });
  const lines = parts.entries.map((entry) => `${entry.hash} ${entry.raw}\n`);
  return `${header}\n${lines.join("")}`;
}

export async function signPush(parts: PushParts, keys: DeviceKeys): Promise<SignedPush> {
  const to = lastOf(parts);
  const text = pushSignatureText(parts.device, parts.from, to, parts.head);
  return { body: pushBody(parts, await keys.sign(text)), to: to.seq };
}

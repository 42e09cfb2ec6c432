/**
 * The checksum of a stream (P31): a sum, so that one changed row costs two hashes and the order
 * of arrival does not matter.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";

const MASK = (1n << 128n) - 1n;

/** First 16 bytes of SHA-256(kind, key, row), as an unsigned number. */
export function rowDigest(kind: string, key: string, row: string): bigint {
  const bytes = sha256(utf8ToBytes(`${kind}\n${key}\n${row}`));
  const view = new DataView(bytes.buffer, bytes.byteOffset, 16);
  return (view.getBigUint64(0) << 64n) | view.getBigUint64(8);
}

export function addDigest(sum: bigint, digest: bigint): bigint {
  return (sum + digest) & MASK;
}

export function subtractDigest(sum: bigint, digest: bigint): bigint {
  return (sum - digest) & MASK;
}

/** 32 lower-case hex digits. */
export function checksumHex(sum: bigint): string {
  return sum.toString(16).padStart(32, "0");
}

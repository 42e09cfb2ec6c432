/**
 * A device's hash chain (P07). Synchronous on purpose: it runs inside an IndexedDB transaction,
 * which would commit itself while a promise of WebCrypto is awaited.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** 64 lower-case hex digits of SHA-256 over the UTF-8 text. */
export function sha256Text(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** hash(0) of a device's chain. */
export function genesisHash(device: string): string {
  return sha256Text(`unitrail:genesis:v1\n${device}`);
}

/** hash(seq), from hash(seq-1) and the entry's raw text. */
export function linkHash(previous: string, seq: number, raw: string): string {
  return sha256Text(`unitrail:entry:v1\n${previous}\n${seq}\n${raw}`);
}

/**
 * UUIDv7 (RFC 9562, 5.7) from an injected clock and injected chance, lower case.
 */
import { bytesToHex } from "@noble/hashes/utils.js";
import type { Clock, Rng } from "./ports.ts";

export function newEntryId(clock: Clock, rng: Rng): string {
  const bytes = rng.bytes(16);
  const ms = Math.max(0, Math.min(Math.trunc(clock.epochMs()), 2 ** 48 - 1));
  const view = new DataView(bytes.buffer, bytes.byteOffset, 16);
  view.setUint32(0, Math.floor(ms / 0x10000));
  view.setUint16(4, ms % 0x10000);
  view.setUint8(6, (view.getUint8(6) & 0x0f) | 0x70);
  view.setUint8(8, (view.getUint8(8) & 0x3f) | 0x80);
  const hex = bytesToHex(bytes);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return `${parts.join("-")}-${hex.slice(20)}`;
}

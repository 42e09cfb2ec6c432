/**
 * The offer of one enrolment: a random code made here, of which only the SHA-256 is recorded.
 */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** As the server reads it (backend/devices/entries.py): begins fallback numbers, so no I and no O. */
export const DEVICE_CODE = /^[A-HJ-NP-Z][A-HJ-NP-Z0-9]{1,7}$/;

export const OFFER_LIFE_MS = 24 * 3_600_000;

const CODE_BYTES = 16;

/** 128 random bits as base64url without padding. */
export function newCode(random: (length: number) => Uint8Array<ArrayBuffer>): string {
  const binary = String.fromCharCode(...random(CODE_BYTES));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export function codeHash(code: string): string {
  return bytesToHex(sha256(utf8ToBytes(code)));
}

/** What the new device opens or scans. */
export function enrolmentAddress(origin: string, code: string): string {
  return `${origin}/#/enrol?code=${encodeURIComponent(code)}`;
}

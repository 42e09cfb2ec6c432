/**
 * Unlocking a person's key offline by PIN. Nothing to compare a PIN with is stored: a wrong PIN
 * fails to unwrap. The device's own secret is mixed in, so that the wrapped key is useless elsewhere.
 */
import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { Rng } from "./ports.ts";

export interface WrappedKey {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly iterations: number;
  readonly wrapped: ArrayBuffer;
}

/** OWASP Password Storage, PBKDF2-HMAC-SHA-256. */
export const ITERATIONS = 600_000;
const SIGNING = { name: "ECDSA", namedCurve: "P-256" } as const;

/** The device's part of every unlock; non-extractable. */
export function createDeviceSecret(subtle: SubtleCrypto): Promise<CryptoKey> {
  const hmac = { name: "HMAC", hash: "SHA-256" };
  return subtle.generateKey(hmac, false, ["sign"]) as Promise<CryptoKey>;
}

async function wrappingKey(
  subtle: SubtleCrypto,
  secret: CryptoKey,
  pin: string,
  wrapped: Pick<WrappedKey, "salt" | "iterations">,
): Promise<CryptoKey> {
  const text = new Uint8Array(utf8ToBytes(pin));
  const typed = await subtle.importKey("raw", text, "PBKDF2", false, ["deriveBits"]);
  const { salt, iterations } = wrapped;
  const pbkdf2 = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  const stretched = await subtle.deriveBits(pbkdf2, typed, 256);
  const mixed = await subtle.sign("HMAC", secret, stretched);
  return subtle.importKey("raw", mixed, "AES-GCM", false, ["wrapKey", "unwrapKey"]);
}

/** Makes a person's signing key for this device and wraps it under the PIN; answers its public half too. */
export async function wrapUnderPin(
  subtle: SubtleCrypto,
  rng: Rng,
  parts: { readonly secret: CryptoKey; readonly pin: string; readonly iterations: number },
): Promise<{ wrapped: WrappedKey; publicKey: CryptoKey }> {
  const pair = await subtle.generateKey(SIGNING, true, ["sign", "verify"]);
  const { iterations } = parts;
  const salt = rng.bytes(16);
  const iv = rng.bytes(12);
  const key = await wrappingKey(subtle, parts.secret, parts.pin, { salt, iterations });
  const cipher = { name: "AES-GCM", iv };
  const wrapped = await subtle.wrapKey("pkcs8", pair.privateKey, key, cipher);
  return { wrapped: { salt, iv, iterations, wrapped }, publicKey: pair.publicKey };
}

/** The person's key, not extractable; null when the PIN was wrong. */
export async function unwrapWithPin(
  subtle: SubtleCrypto,
  secret: CryptoKey,
  pin: string,
  kept: WrappedKey,
): Promise<CryptoKey | null> {
  const key = await wrappingKey(subtle, secret, pin, kept);
  const cipher = { name: "AES-GCM", iv: kept.iv };
  try {
    return await subtle.unwrapKey("pkcs8", kept.wrapped, key, cipher, SIGNING, false, ["sign"]);
  } catch {
    // AES-GCM's tag did not match: the one way a wrong PIN shows itself.
    return null;
  }
}

const FREE_ATTEMPTS = 5;
const FIRST_CLOSURE_MS = 30_000;
const LONGEST_CLOSURE_MS = 900_000;

/** How long after the last failure the PIN stays closed; as on the server, from the fifth on. */
export function closureMs(failures: number): number {
  if (failures < FREE_ATTEMPTS) return 0;
  return Math.min(LONGEST_CLOSURE_MS, FIRST_CLOSURE_MS * 2 ** (failures - FREE_ATTEMPTS));
}

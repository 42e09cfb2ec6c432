/**
 * Sealed export (P42): a stuck queue leaves the device as a file that only the server can open and
 * nobody can alter.
 */
import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Rng } from "./ports.ts";

export interface Sealed {
  readonly ciphertext: string;
  readonly device: string;
  readonly ephemeral: string;
  readonly iv: string;
  readonly v: 1;
}

const ECDH = { name: "ECDH", namedCurve: "P-256" } as const;
const INFO = new Uint8Array(utf8ToBytes("unitrail-sealed-v1"));
const IV_BYTES = 12;

function bytes(hex: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hexToBytes(hex));
}

function text(value: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(utf8ToBytes(value));
}

async function sealingKey(
  subtle: SubtleCrypto,
  own: CryptoKey,
  otherPoint: string,
): Promise<CryptoKey> {
  const other = await subtle.importKey("raw", bytes(otherPoint), ECDH, false, []);
  const secret = await subtle.deriveBits({ name: "ECDH", public: other }, own, 256);
  const material = await subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const hkdf = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: INFO };
  const aes = { name: "AES-GCM", length: 256 };
  return subtle.deriveKey(hkdf, material, aes, false, ["encrypt", "decrypt"]);
}

/** Seals a push body (P10) to the server's public key (uncompressed point, hex). */
export async function seal(
  subtle: SubtleCrypto,
  rng: Rng,
  parts: { readonly body: string; readonly device: string; readonly serverKey: string },
  ephemeral?: CryptoKeyPair,
): Promise<Sealed> {
  const pair = ephemeral ?? (await subtle.generateKey(ECDH, false, ["deriveBits"]));
  const key = await sealingKey(subtle, pair.privateKey, parts.serverKey);
  const iv = rng.bytes(IV_BYTES);
  const additionalData = text(parts.device);
  const cipher = { name: "AES-GCM", iv, additionalData };
  const sealed = await subtle.encrypt(cipher, key, text(parts.body));
  return {
    ciphertext: bytesToHex(new Uint8Array(sealed)),
    device: parts.device,
    ephemeral: bytesToHex(new Uint8Array(await subtle.exportKey("raw", pair.publicKey))),
    iv: bytesToHex(iv),
    v: 1,
  };
}

/** Opens a sealed export with the server's private key; rejects when anything was altered. */
export async function openSealed(
  subtle: SubtleCrypto,
  sealed: Sealed,
  serverPrivate: CryptoKey,
): Promise<string> {
  const key = await sealingKey(subtle, serverPrivate, sealed.ephemeral);
  const additionalData = text(sealed.device);
  const cipher = { name: "AES-GCM", iv: bytes(sealed.iv), additionalData };
  return new TextDecoder().decode(await subtle.decrypt(cipher, key, bytes(sealed.ciphertext)));
}

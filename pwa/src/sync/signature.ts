/**
 * The device key (P09): P-256 by WebCrypto, made on the device, never extractable.
 * WebCrypto already answers r‖s, which is what the protocol wants.
 */
import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import type { DeviceKeys } from "./ports.ts";

const ECDSA = { name: "ECDSA", namedCurve: "P-256" } as const;
const SIGN = { name: "ECDSA", hash: "SHA-256" } as const;

export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** The text one signature of a push covers. */
export function pushSignatureText(device: string, from: number, to: Head, head: Head): string {
  const lines = ["unitrail-push-v1", device, from, to.seq, to.hash, head.seq, head.hash];
  return `${lines.join("\n")}\n`;
}

/** The text a token request signs (P37); `time` is RFC 3339 UTC. */
export function tokenSignatureText(device: string, time: string, nonce: string): string {
  return `unitrail-token-v1\n${device}\n${time}\n${nonce}\n`;
}

export function createKeyPair(subtle: SubtleCrypto): Promise<CryptoKeyPair> {
  return subtle.generateKey(ECDSA, false, ["sign", "verify"]);
}

/** Uncompressed point, 130 hex digits. */
export async function publicKeyHex(subtle: SubtleCrypto, pair: CryptoKeyPair): Promise<string> {
  return bytesToHex(new Uint8Array(await subtle.exportKey("raw", pair.publicKey)));
}

export function signingKeys(subtle: SubtleCrypto, pair: CryptoKeyPair): DeviceKeys {
  return {
    async sign(text) {
      const bytes = new Uint8Array(utf8ToBytes(text));
      return bytesToHex(new Uint8Array(await subtle.sign(SIGN, pair.privateKey, bytes)));
    },
  };
}

/** True when `signature` (128 hex digits) was made over `text` by the holder of `publicKey`. */
export async function verifySignature(
  subtle: SubtleCrypto,
  publicKey: string,
  signature: string,
  text: string,
): Promise<boolean> {
  const raw = new Uint8Array(hexToBytes(publicKey));
  const key = await subtle.importKey("raw", raw, ECDSA, true, ["verify"]);
  const bytes = new Uint8Array(hexToBytes(signature));
  return subtle.verify(SIGN, key, bytes, new Uint8Array(utf8ToBytes(text)));
}

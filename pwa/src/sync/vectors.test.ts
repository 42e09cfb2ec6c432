// @vitest-environment node
/**
 * The same files the server's tests read: both ends agree on every byte, or one of them is red.
 */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { NotCanonical, parseCanonical } from "./canonical.ts";
import { genesisHash, linkHash } from "./chain.ts";
import { addDigest, checksumHex, rowDigest } from "./checksum.ts";
import { formatCursor, parseCursor } from "./cursor.ts";
import { readEnvelope } from "./envelope.ts";
import { pushBody } from "./push-body.ts";
import { openSealed, type Sealed, seal } from "./sealed.ts";
import { pushSignatureText, tokenSignatureText, verifySignature } from "./signature.ts";

const { subtle } = globalThis.crypto;

interface Vectors<T> {
  readonly rule: string;
  readonly cases: readonly (T & { readonly name: string })[];
}

function load<T>(file: string): Vectors<T> {
  const path = new URL(`../../../sync/vectors/${file}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, "utf8")) as Vectors<T>;
}

function codeOf(raw: string): string | null {
  try {
    parseCanonical(raw);
    return null;
  } catch (error) {
    if (error instanceof NotCanonical) return error.code;
    throw error;
  }
}

function run<T>(file: string, check: (vector: T) => void | Promise<void>): void {
  const { rule, cases } = load<T>(file);
  describe(`${rule} ${file}`, () => {
    test.each(cases)("$name", (vector) => check(vector));
  });
}

run<{ raw: string; code: string | null }>("canonical", ({ raw, code }) => {
  expect(codeOf(raw)).toBe(code);
});

run<{ raw: string; code: string | null; or?: string }>("envelope", ({ raw, code, or }) => {
  const read = readEnvelope(raw);
  expect([code, or ?? code]).toContain(typeof read === "string" ? read : null);
});

run<{ device: string; raws: string[]; hashes: string[] }>("chain", ({ device, raws, hashes }) => {
  let hash = genesisHash(device);
  const made = [hash];
  for (const [index, raw] of raws.entries()) {
    hash = linkHash(hash, index + 1, raw);
    made.push(hash);
  }
  expect(made).toEqual(hashes);
});

interface SignatureVector {
  readonly device: string;
  readonly from_seq: number;
  readonly to_seq: number;
  readonly to_hash: string;
  readonly head_seq: number;
  readonly head_hash: string;
  readonly text: string;
  readonly public_key: string;
  readonly signature: string;
  readonly valid: boolean;
}

run<SignatureVector>("signature", async (vector) => {
  const to = { seq: vector.to_seq, hash: vector.to_hash };
  const head = { seq: vector.head_seq, hash: vector.head_hash };
  expect(pushSignatureText(vector.device, vector.from_seq, to, head)).toBe(vector.text);
  const { public_key, signature, text } = vector;
  expect(await verifySignature(subtle, public_key, signature, text)).toBe(vector.valid);
});

interface PushVector {
  readonly header: {
    readonly device: string;
    readonly epoch: string | null;
    readonly from_seq: number;
    readonly prev_hash: string;
    readonly head_seq: number;
    readonly head_hash: string;
    readonly signature: string;
  };
  readonly lines: readonly { seq: number; hash: string; raw: string }[];
  readonly body: string;
}

run<PushVector>("push_body", ({ header, lines, body }) => {
  const parts = {
    device: header.device,
    epoch: header.epoch,
    from: header.from_seq,
    previous: header.prev_hash,
    entries: lines,
    head: { seq: header.head_seq, hash: header.head_hash },
  };
  expect(pushBody(parts, header.signature)).toBe(body);
});

run<{ rows: [string, string, string][]; checksum: string }>("checksum", ({ rows, checksum }) => {
  const counted = rows.filter(([kind]) => kind !== "outcome");
  const sum = counted.reduce((all, row) => addDigest(all, rowDigest(...row)), 0n);
  expect(checksumHex(sum)).toBe(checksum);
});

run<{ text: string; parts: [string, string, number, number] | null }>("cursor", (vector) => {
  const cursor = parseCursor(vector.text);
  const parts = cursor && [cursor.epoch, cursor.stream, cursor.position, cursor.ordinal];
  expect(parts).toEqual(vector.parts);
  if (cursor) expect(formatCursor(cursor)).toBe(vector.text);
});

interface TokenVector {
  readonly device: string;
  readonly time: string;
  readonly nonce: string;
  readonly text: string;
  readonly public_key: string;
  readonly signature: string;
}

run<TokenVector>("token", async ({ device, time, nonce, text, public_key, signature }) => {
  expect(tokenSignatureText(device, time, nonce)).toBe(text);
  expect(await verifySignature(subtle, public_key, signature, text)).toBe(true);
});

interface SealedVector {
  readonly server_private: string;
  readonly server_public: string;
  readonly ephemeral_private: string;
  readonly plain: string;
  readonly sealed: Sealed;
}

function base64url(hex: string): string {
  return Buffer.from(hex, "hex").toString("base64url");
}

async function ecdhPair(privateHex: string, point: string): Promise<CryptoKeyPair> {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const x = base64url(point.slice(2, 66));
  const y = base64url(point.slice(66));
  const open = { kty: "EC", crv: "P-256", x, y };
  const secret = { ...open, d: base64url(privateHex) };
  return {
    publicKey: await subtle.importKey("jwk", open, curve, true, []),
    privateKey: await subtle.importKey("jwk", secret, curve, false, ["deriveBits"]),
  };
}

run<SealedVector>("sealed", async ({ plain, sealed, ...keys }) => {
  const ephemeral = await ecdhPair(keys.ephemeral_private, sealed.ephemeral);
  const rng = { bytes: () => new Uint8Array(Buffer.from(sealed.iv, "hex")) };
  const parts = { body: plain, device: sealed.device, serverKey: keys.server_public };
  expect(await seal(subtle, rng, parts, ephemeral)).toEqual(sealed);
  const server = await ecdhPair(keys.server_private, keys.server_public);
  expect(await openSealed(subtle, sealed, server.privateKey)).toBe(plain);
  const altered = { ...sealed, device: `${sealed.device}x` };
  await expect(openSealed(subtle, altered, server.privateKey)).rejects.toThrow();
});

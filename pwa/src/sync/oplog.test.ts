// @vitest-environment node
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Bench, BenchDevice, receive } from "../../sim/bench.ts";
import { canonicalText, parseCanonical } from "./canonical.ts";
import { genesisHash, linkHash } from "./chain.ts";
import { readEnvelope } from "./envelope.ts";
import { takeBatch } from "./push-body.ts";
import { SAFE } from "./safeguards.ts";
import { createKeyPair, publicKeyHex, signingKeys, verifySignature } from "./signature.ts";

const CANONICAL = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.string({ unit: "binary" }).filter((text) => !/\0|\p{Surrogate}/u.test(text)),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9_]{0,5}$/), tie("value"), { maxKeys: 4 }),
  ),
}));

test("P02 whatever is written canonically reads back as itself, and only as that text", () => {
  fc.assert(
    fc.property(CANONICAL.value, (value) => {
      const raw = canonicalText(value);
      expect(canonicalText(parseCanonical(raw))).toBe(raw);
      expect(JSON.stringify(parseCanonical(raw))).toBe(raw);
    }),
  );
});

test.each([1.5, 2 ** 53, Number.NaN, "\0", "\ud800", undefined, { A: 1 }])(
  "P02 refuses to write %j",
  (value) => {
    expect(() => canonicalText({ a: value })).toThrow(/\$/);
  },
);

describe("append", () => {
  test("P01 P03 P07 writes whole envelopes into a chain that verifies from its genesis", async () => {
    const device = new BenchDevice(new Bench());
    const client = await device.open();
    for (const value of ["1", "2.50", "3"]) await receive(client, value);
    let hash = genesisHash("d1");
    for (const [index, { seq, raw, hash: stored }] of client.view.pending.entries()) {
      hash = linkHash(hash, index + 1, raw);
      expect([seq, stored]).toEqual([index + 1, hash]);
      expect(readEnvelope(raw)).toMatchObject({ device: "d1", seq, type: "ReceiveLot", v: 1 });
    }
  });

  test("P08 is not saved when the transaction aborts after its last request succeeded", async () => {
    const device = new BenchDevice(new Bench());
    const client = await device.open();
    device.life.abortNextAppend = true;
    await expect(receive(client)).rejects.toMatchObject({ name: "NotSaved" });
    expect(device.life.aborted).toBe(1);
    expect(await client.queue.pending("d1")).toEqual([]);
    expect((await receive(client)).record.seq).toBe(1);
  });

  test("P08 mutant: success on `onsuccess` would promise what is not there", async () => {
    const safeguards = { ...SAFE, successOn: "request" } as const;
    const device = new BenchDevice(new Bench(), "d1", { safeguards });
    const client = await device.open();
    device.life.abortNextAppend = true;
    await expect(receive(client)).resolves.toBeDefined();
    expect(await client.queue.pending("d1")).toEqual([]);
  });

  test("P08 two tabs appending at once share one dense chain", async () => {
    const device = new BenchDevice(new Bench());
    const tabs = await Promise.all([device.open(), device.open()]);
    await Promise.all(tabs.flatMap((tab) => [receive(tab), receive(tab), receive(tab)]));
    const pending = await tabs[0].queue.pending("d1");
    expect(pending.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(new Set(pending.map(({ id }) => id)).size).toBe(6);
  });

  test("P08 a connection lost in the middle is opened again, and nothing is appended twice", async () => {
    const device = new BenchDevice(new Bench());
    const client = await device.open();
    await receive(client);
    device.life.loseNextConnection = true;
    expect((await receive(client)).record.seq).toBe(2);
    device.life.loseAfterNextCommit = true;
    expect((await receive(client)).record.seq).toBe(3);
    expect(await client.queue.pending("d1")).toHaveLength(3);
  });

  test("P02 P11 an entry that could never be sent is not saved, and says why", async () => {
    const client = await new BenchDevice(new Bench()).open();
    const big = { type: "ReportIncident", body: { code: "x".repeat(300_000) } };
    const auth = { badge: "", grant: null, method: "system", offline: true } as const;
    await expect(client.append({ ...big, auth })).rejects.toMatchObject({
      code: "ENTRY_TOO_LARGE",
    });
    const broken = { type: "ReportIncident", body: { code: "\ud800" }, auth };
    await expect(client.append(broken)).rejects.toMatchObject({ code: "NOT_CANONICAL" });
    expect((await receive(client)).record.seq).toBe(1);
  });
});

test("P09 the device key signs, verifies and cannot be taken out", async () => {
  const { subtle } = globalThis.crypto;
  const pair = await createKeyPair(subtle);
  const signature = await signingKeys(subtle, pair).sign("text\n");
  expect(signature).toMatch(/^[0-9a-f]{128}$/);
  const point = await publicKeyHex(subtle, pair);
  expect(point).toMatch(/^04[0-9a-f]{128}$/);
  expect(await verifySignature(subtle, point, signature, "text\n")).toBe(true);
  expect(await verifySignature(subtle, point, signature, "texT\n")).toBe(false);
  await expect(subtle.exportKey("pkcs8", pair.privateKey)).rejects.toThrow();
});

test("P11 a batch stays within its limits and always holds one entry", () => {
  const entries = Array.from({ length: 10 }, (_, n) => ({
    seq: n,
    hash: "",
    raw: "x".repeat(100),
  }));
  expect(takeBatch(entries, { entries: 4, bytes: 1e6 })).toHaveLength(4);
  expect(takeBatch(entries, { entries: 100, bytes: 2048 + 3 * 166 })).toHaveLength(3);
  expect(takeBatch(entries, { entries: 100, bytes: 10 })).toHaveLength(1);
});

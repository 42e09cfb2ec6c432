// @vitest-environment node
import { describe, expect, test } from "vitest";
import { AUTH, Bench, BenchDevice, receive, START_MS, stock } from "../../sim/bench.ts";
import { Attachments } from "./attachments.ts";
import { carryOver } from "./carry-over.ts";
import { enrol } from "./enrol.ts";
import { Identity } from "./identity.ts";
import { IdentityStore } from "./identity-store.ts";
import { allot, markTaken, NO_NUMBERS, remaining } from "./numbers.ts";
import { openOplog } from "./oplog-schema.ts";
import { closureMs, ITERATIONS } from "./pin.ts";
import { openSealed } from "./sealed.ts";
import { sealQueue } from "./sealed-queue.ts";
import { publicKeyHex } from "./signature.ts";

const { subtle } = globalThis.crypto;
const rng = { bytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)) };

async function bench() {
  const server = new Bench();
  const device = new BenchDevice(server);
  const client = await device.open();
  const store = new IdentityStore(openOplog(device.memory));
  const { line, tokens, view: rows } = client;
  const nowMs = () => START_MS + server.clock.ms;
  const append = client.append.bind(client);
  const parts = { store, subtle, rng, line, tokens, rows, nowMs, append, iterations: 10 };
  const identity = new Identity(parts);
  return { server, device, client, store, identity };
}

test("P33 after enrolling anew every entry without a final outcome is on the new chain, once", async () => {
  const { server, device, client } = await bench();
  await receive(client, "1");
  await client.engine.kick("manual");
  const kept = await receive(client, "2");
  client.close();
  const database = openOplog(device.memory);
  expect(await carryOver(database, "d1", "d2")).toBe(1);
  expect(await carryOver(database, "d1", "d2")).toBe(0);
  server.server.addDevice("d2", "H02");
  const secret = new BenchDevice(server, "d2");
  const anew = new BenchDevice(server, "d2", secret.options);
  Object.assign(anew, { memory: device.memory, life: device.life });
  const again = await anew.open();
  expect(again.view.pending.map(({ id, device: owner, seq }) => [id, owner, seq])).toEqual([
    [kept.record.id, "d2", 1],
  ]);
  await again.engine.kick("manual");
  expect(server.server.devices.get("d2")?.entries).toHaveLength(1);
  expect(stock(again)).toBe("3");
});

test("P36 a lost answer to an enrolment is asked for again with the same key", async () => {
  const { store } = await bench();
  const keys: string[] = [];
  const answer = {
    device: "d9",
    device_code: "H09",
    epoch: "e1",
    kind: "handheld",
    server_key: "04",
    site: "SZ",
  };
  const send = async ({ body }: { body?: unknown }) => {
    keys.push(JSON.parse(String(body)).public_key);
    if (keys.length === 1) throw new Error("no answer");
    return { status: 201, body: JSON.stringify(answer) };
  };
  const offer = { code: "c", name: "Dock 1" };
  expect(await enrol({ store, subtle, send }, offer)).toEqual({ step: "retry" });
  expect(await enrol({ store, subtle, send }, offer)).toMatchObject({ step: "enrolled" });
  expect(keys[0]).toBe(keys[1]);
  expect(await store.get("enrolment")).toMatchObject({ device: "d9", deviceCode: "H09" });
});

describe("who holds the device", () => {
  test("P39 an unknown badge may record, and changing hands leaves the queue alone", async () => {
    const { client, identity } = await bench();
    await receive(client);
    const shift = await identity.switchTo("QH-9999");
    expect(shift).toMatchObject({ person: null, grant: null, lapsed: true });
    const auth = identity.auth(shift, true);
    expect(auth).toEqual({ badge: "QH-9999", grant: null, method: "badge", offline: true });
    expect(client.view.pending).toHaveLength(1);
    expect(await identity.current()).toMatchObject({ holder: { badge: "QH-9999" } });
    await identity.lock();
    expect(await identity.current()).toBeNull();
  });

  test("P38 after a login the PIN unlocks offline, and only the right one", async () => {
    const { server, client, identity } = await bench();
    const not_after = new Date(START_MS + 3_600_000).toISOString();
    const grant = { grant: "jwt", grant_id: "g1", not_after, person: { number: "P7" } };
    server.meddle = ({ path }) =>
      path === "/people/grant" ? { status: 200, body: JSON.stringify(grant) } : undefined;
    const login = await identity.login("QH-0007", "482913", "badge_pin");
    expect(login).toMatchObject({ step: "granted", grant: { grantId: "g1" } });
    expect(await identity.unlock("QH-0007", "000000")).toEqual({ step: "wrong_pin", failures: 1 });
    expect(login).toMatchObject({ grant: { person: "P7" } });
    const unlocked = await identity.unlock("QH-0007", "482913");
    expect(unlocked.step === "unlocked" && unlocked.key.extractable).toBe(false);
    for (let n = 1; n <= 5; n += 1) await identity.unlock("QH-0007", "000000");
    expect(client.view.pending.map(({ type }) => type)).toEqual(["ReportIncident"]);
    expect(await identity.unlock("QH-0007", "482913")).toMatchObject({ step: "closed" });
    server.clock.ms += 30_001;
    expect(await identity.unlock("QH-0007", "482913")).toMatchObject({ step: "unlocked" });
    expect(await identity.unlock("QH-0001", "1")).toEqual({ step: "unknown_here" });
  });

  test("P38 a refused login says which code, and until when the badge is closed", async () => {
    const { server, identity } = await bench();
    const until = new Date(START_MS + 60_000).toISOString();
    const refusal = { code: "LOGIN_CLOSED", detail: { closed_until: until } };
    server.meddle = ({ path }) =>
      path === "/people/grant" ? { status: 429, body: JSON.stringify(refusal) } : undefined;
    expect(await identity.login("QH-0007", "000000", "badge_pin")).toEqual({
      step: "wrong_secret",
      closedUntil: until,
      ...refusal,
    });
  });

  test("P37 a login after the device's token ran out asks for another token, once", async () => {
    const { server, identity } = await bench();
    let asked = 0;
    server.meddle = ({ path }) => {
      if (path !== "/people/grant") return undefined;
      asked += 1;
      return { status: 401, body: JSON.stringify({ code: "TOKEN_EXPIRED", detail: {} }) };
    };
    expect(await identity.login("QH-0007", "482913", "badge_pin")).toEqual({ step: "offline" });
    expect(asked).toBe(2);
  });

  test("P38 a kept PIN costs at least 600,000 rounds to try", () => {
    expect(ITERATIONS).toBeGreaterThanOrEqual(600_000);
  });

  test("P38 the PIN closes for longer each time, a quarter of an hour at most", () => {
    expect([4, 5, 6, 7, 20].map(closureMs)).toEqual([0, 30_000, 60_000, 120_000, 900_000]);
  });
});

const LEASE = {
  series: "lot",
  device: "d1",
  prefix: "L",
  digits: 6,
  first: 1,
  last: 3,
  suffix: "",
};

describe("P40 own numbers", () => {
  test("come in order from the lease, then from the device's own series, never twice", () => {
    let used = markTaken(NO_NUMBERS, "L000002");
    const numbers = [1, 2, 3, 4].map(() => {
      const allotment = allot([LEASE], used, "H01");
      used = allotment.after;
      return [allotment.number, allotment.leased];
    });
    expect(numbers).toEqual([
      ["L000001", true],
      ["L000003", true],
      ["H01-1", false],
      ["H01-2", false],
    ]);
    expect(remaining([LEASE], markTaken(NO_NUMBERS, "L000002"))).toBe(2);
  });

  test("are taken in the append's own transaction: an aborted append uses none up", async () => {
    const bed = new Bench();
    const device = new BenchDevice(bed, "d1", { series: ["lot"] });
    const client = await device.open();
    await client.engine.kick("manual");
    await client.engine.kick("manual");
    const number = { series: "lot", given: null };
    const body = (lot: string) => ({ lot, reason_code: "X", text: "", photos: [] });
    const hold = () => client.append({ type: "PlaceHold", body, auth: AUTH, number });
    expect((await hold()).number).toBe("L000001");
    device.life.abortNextAppend = true;
    await expect(hold()).rejects.toThrow();
    const second = await hold();
    expect(second.number).toBe("L000002");
    expect(JSON.parse(second.record.raw).body.lot).toBe("L000002");
  });
});

test("P42 a stuck queue leaves as a file that only the server opens, and opens to a push", async () => {
  const { server, device, client } = await bench();
  await receive(client);
  await receive(client);
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const pair = await subtle.generateKey(curve, false, ["deriveBits"]);
  const serverKey = await publicKeyHex(subtle, pair);
  const enrolment = { ...client.enrolment, serverKey };
  const parts = { enrolment, keys: device.options.keys, queue: client.queue, subtle, rng };
  const files = await sealQueue(parts);
  expect(files).toHaveLength(1);
  const [file] = files;
  const body = file ? await openSealed(subtle, file, pair.privateKey) : "";
  const request = { method: "POST", path: "/sync/push", headers: {}, body } as const;
  expect(server.server.handle(request).status).toBe(200);
  expect(server.server.devices.get("d1")?.entries).toHaveLength(2);
  expect(client.view.pending).toHaveLength(2);
});

test("P41 an attachment is sent by its hash until the server really has it", async () => {
  const { server, device, client } = await bench();
  const attachments = new Attachments(device.memory, client.line, client.tokens);
  const hash = await attachments.add(new TextEncoder().encode("abc"), "image/jpeg");
  expect(hash).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  const answers = [
    { status: 200, body: "<html>" },
    { status: 503, body: "" },
    { status: 422, body: '{"code":"X"}' },
    { status: 201, body: "" },
  ];
  server.meddle = ({ path }) => (path === `/attachments/${hash}` ? answers.shift() : undefined);
  const steps: string[] = [];
  for (let n = 0; n < 4; n += 1) steps.push((await attachments.run()).step);
  expect(steps).toEqual(["retry", "retry", "attention", "done"]);
  expect(await attachments.waiting()).toEqual([]);
});

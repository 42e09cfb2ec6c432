// @vitest-environment node
import { describe, expect, test } from "vitest";
import { Bench, BenchDevice, receive, START_MS, stock } from "../../sim/bench.ts";
import { openOplog } from "./oplog-schema.ts";
import { listQueue, queueSize } from "./queue-list.ts";
import { SAFE } from "./safeguards.ts";
import { backoffMs } from "./step.ts";

function noAnswer(): never {
  throw new Error("no answer");
}

async function deviceWith(count: number) {
  const bench = new Bench();
  const device = new BenchDevice(bench);
  const client = await device.open();
  for (let n = 0; n < count; n += 1) await receive(client);
  const states = async () =>
    (await listQueue(openOplog(device.memory), "d1")).map(({ state }) => state);
  const sync = () => client.engine.kick("manual");
  return { bench, device, client, states, sync };
}

describe("push", () => {
  test("P10 P13 hands the queue over, authorised by the device key alone", async () => {
    const { bench, client, states, sync } = await deviceWith(3);
    await sync();
    expect(bench.server.devices.get("d1")?.entries).toHaveLength(3);
    expect(bench.pushes()[0]?.headers).toEqual({ "content-type": "application/x-unitrail-push" });
    expect(await states()).toEqual(["confirmed", "confirmed", "confirmed"]);
    expect(client.engine.state).toMatchObject({ phase: "idle", trouble: null });
  });

  test("P11 a long queue goes in batches of at most 500", async () => {
    const { bench, sync } = await deviceWith(501);
    await sync();
    expect(bench.pushes()).toHaveLength(2);
    expect(bench.server.devices.get("d1")?.entries).toHaveLength(501);
  });

  test("P12 an empty queue sends its signed head once in a while", async () => {
    const { bench, sync } = await deviceWith(0);
    await sync();
    await sync();
    expect(bench.pushes().map(({ body }) => String(body).split("\n").length)).toEqual([2]);
  });

  test("P14 an answer lost after the server stored it changes nothing", async () => {
    const { bench, client, sync } = await deviceWith(2);
    bench.meddle = (request, pass) => {
      if (request.path !== "/sync/push") return undefined;
      bench.meddle = () => undefined;
      pass();
      return noAnswer();
    };
    await sync();
    expect(client.engine.state.offline).toBe(true);
    await sync();
    expect(bench.server.devices.get("d1")?.entries).toHaveLength(2);
    expect(client.view.pending).toEqual([]);
    expect(stock(client)).toBe("2");
  });

  test("P15 after a gap it pushes again from what the server expects", async () => {
    const { bench, client, sync } = await deviceWith(3);
    await sync();
    bench.server.devices.get("d1")?.entries.splice(1);
    await receive(client);
    await sync();
    expect(bench.server.devices.get("d1")?.entries).toHaveLength(4);
  });
});

test("P26 an entry carries the server's time as last learnt in this boot", async () => {
  const { bench, client, sync } = await deviceWith(0);
  const before = await receive(client);
  expect(JSON.parse(before.record.raw)).toMatchObject({ clock: { sync: null } });
  bench.clock.skewMs = 3 * 365 * 86_400_000;
  await sync();
  bench.clock.ms += 5000;
  const after = await receive(client);
  const server = new Date(START_MS).toISOString();
  expect(JSON.parse(after.record.raw)).toMatchObject({ clock: { sync: { mono_ms: 0, server } } });
});

describe("P23 retry classes", () => {
  const PORTAL = { status: 200, body: "<html>Welcome</html>" };
  const CUT = { status: 200, body: '{"device":"d1","epo' };
  const WORD = {
    status: 200,
    body: '{"v":1,"device":"d1","epoch":"e1","expected":2,"position":1,"server_time":"","outcomes":[{"codes":[],"id":"","outcome":"rejected","revision":0,"seq":1}]}',
  };
  test.each([
    ["captive portal", PORTAL],
    ["answer cut", CUT],
    ["outcome outside the closed set (P20)", WORD],
    ["429", { status: 429, body: "" }],
    ["503", { status: 503, body: "busy" }],
    ["403 of something else", { status: 403, body: "<html>" }],
  ])("%s is tried again, the queue untouched", async (_name, answer) => {
    const { bench, client, states, sync } = await deviceWith(1);
    bench.meddle = ({ path }) => (path === "/sync/push" ? answer : undefined);
    await sync();
    expect(client.engine.state.trouble).toMatchObject({ attention: false });
    expect(await states()).toEqual(["on_device"]);
    bench.meddle = () => undefined;
    await sync();
    expect(await states()).toEqual(["confirmed"]);
  });

  test.each([
    ["P18 DEVICE_UNKNOWN", 403, "DEVICE_UNKNOWN"],
    ["P18 SIGNATURE_INVALID", 403, "SIGNATURE_INVALID"],
    ["P23 any other 4xx", 422, "SOMETHING"],
  ])("%s keeps the queue and says so", async (_name, status, code) => {
    const { bench, client, states, sync } = await deviceWith(2);
    const answer = { status, body: JSON.stringify({ code }) };
    bench.meddle = ({ path }) => (path === "/sync/push" ? answer : undefined);
    await sync();
    expect(client.engine.state.trouble).toEqual({ code, attention: true });
    expect(await states()).toEqual(["on_device", "on_device"]);
    expect(stock(client)).toBe("2");
  });

  test("P23 mutant: an entry dropped on a 4xx would be lost", async () => {
    const bench = new Bench();
    const safeguards = { ...SAFE, keepOnClientError: false };
    const client = await new BenchDevice(bench, "d1", { safeguards }).open();
    await receive(client);
    bench.meddle = ({ path }) =>
      path === "/sync/push" ? { status: 422, body: '{"code":"X"}' } : undefined;
    await client.engine.kick("manual");
    bench.meddle = () => undefined;
    await client.engine.kick("manual");
    expect(bench.server.devices.get("d1")?.entries).toEqual([]);
  });

  test("P23 waits longer each time, never in step, never above a minute", () => {
    const waits = (byte: number) =>
      [1, 2, 3, 8].map((n) => backoffMs(n, false, { bytes: () => Uint8Array.of(byte) }));
    expect(waits(0)).toEqual([500, 1000, 2000, 30_000]);
    expect(waits(255).every((ms, index) => ms > (waits(0)[index] ?? 0))).toBe(true);
    expect(Math.max(...waits(255))).toBeLessThanOrEqual(60_000);
  });
});

test("P16 a fork is said, stored on its branch and never dropped", async () => {
  const { bench, device, client, sync } = await deviceWith(2);
  await sync();
  const model = bench.server.devices.get("d1");
  const last = model?.entries.pop();
  if (last) model?.entries.push({ ...last, hash: "0".repeat(64) });
  await receive(client);
  await sync();
  await sync();
  expect(client.engine.state.trouble).toEqual({ code: "CHAIN_FORK", attention: true });
  expect(model?.branch).toHaveLength(1);
  expect(await client.queue.pending(device.id)).toHaveLength(1);
});

test("P22 a poisoned entry does not block the ones behind it", async () => {
  const { client, states, sync } = await deviceWith(1);
  const auth = { badge: "", grant: null, method: "system", offline: true } as const;
  await client.append({ type: "Poison", body: {}, auth });
  await receive(client);
  await sync();
  expect(await states()).toEqual(["confirmed", "attention", "confirmed"]);
});

test("a device that makes no progress says so after a minute, and an idle one never", async () => {
  const { bench, client, sync } = await deviceWith(1);
  bench.meddle = noAnswer;
  await sync();
  expect(client.engine.state.stuckSince).toBeNull();
  bench.clock.ms += 61_000;
  expect(client.engine.state.stuckSince).toBe(0);
  bench.meddle = () => undefined;
  await sync();
  bench.clock.ms += 600_000;
  expect(client.engine.state.stuckSince).toBeNull();
});

test("the queue tells how much waits and since when", async () => {
  const { bench, device, client } = await deviceWith(1);
  bench.clock.ms += 1000;
  await receive(client);
  const items = await listQueue(openOplog(device.memory), "d1");
  expect(queueSize(items)).toEqual({ onDevice: 2, oldestMs: START_MS });
});

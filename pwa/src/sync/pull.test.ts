// @vitest-environment node
import { describe, expect, test } from "vitest";
import { Bench, BenchDevice, receive, stock } from "../../sim/bench.ts";
import { parsePullPage } from "./pull-page.ts";
import { SAFE } from "./safeguards.ts";
import { NotAnAnswer } from "./shape.ts";

async function synced(options = {}) {
  const bench = new Bench();
  const device = new BenchDevice(bench, "d1", options);
  const client = await device.open();
  const sync = () => client.engine.kick("manual");
  await receive(client, "5");
  await sync();
  return { bench, device, client, sync };
}

const HEADER = {
  cursors: ["v1.e1.global.3.0"],
  epoch: "e1",
  more: false,
  position: 3,
  server_time: "2026-11-22T08:00:00Z",
  streams: ["global"],
  v: 1,
};
const ITEM = 'global\t3\t0\titem\t["A"]\t{"number":"A"}';
const CHECKPOINT = JSON.stringify({
  checkpoint: { checksums: { global: "0".repeat(32) }, durable_upto: 4, position: 3 },
});

function page(header: object, ...lines: string[]): string {
  return `${[JSON.stringify(header), ...lines].join("\n")}\n`;
}

describe("P28 a page", () => {
  test("is read with its items, leaves and checkpoint", () => {
    const leave = 'global\t3\t1\titem\t["B"]\t';
    const read = parsePullPage(page(HEADER, ITEM, leave, CHECKPOINT));
    expect(read.items.map(({ row }) => row)).toEqual(['{"number":"A"}', null]);
    expect(read.checkpoint).toMatchObject({ durableUpto: 4, position: 3 });
  });

  const whole = page(HEADER, ITEM, CHECKPOINT);
  test.each([
    ["no checkpoint although nothing follows", page(HEADER, ITEM)],
    ["cut inside the checkpoint", whole.slice(0, -20)],
    ["HTML of a captive portal", "<html>\n</html>\n"],
    ["empty", ""],
    ["a row that is no JSON", page(HEADER, 'global\t3\t0\titem\t["A"]\t{"num', CHECKPOINT)],
    ["five fields", page(HEADER, 'global\t3\t0\titem\t["A"]', CHECKPOINT)],
    ["a stream that was not announced", page(HEADER, ITEM.replace("global", "site:X"), CHECKPOINT)],
    ["items out of order", page(HEADER, ITEM, ITEM.replace("\t3\t", "\t2\t"), CHECKPOINT)],
    ["another version", page({ ...HEADER, v: 2 }, CHECKPOINT)],
    ["a cursor of another version (P27)", page({ ...HEADER, cursors: ["v2.x"] }, CHECKPOINT)],
    ["a short checksum", page(HEADER, CHECKPOINT.replace("0000", ""))],
  ])("is not an answer when it has %s", (_name, text) => {
    expect(() => parsePullPage(text)).toThrow(NotAnAnswer);
  });
});

test("P29 a page followed by more is kept but not shown, also over a restart", async () => {
  const bench = new Bench();
  bench.server.pageRows = 1;
  const device = new BenchDevice(bench);
  const client = await device.open();
  let pages = 0;
  bench.meddle = ({ path }) => {
    if (!path.startsWith("/sync/pull")) return undefined;
    pages += 1;
    if (pages === 3) throw new Error("no answer");
    return undefined;
  };
  await client.engine.kick("manual");
  expect(client.view.all("item")).toEqual([]);
  client.close();
  const again = await device.open();
  expect(again.view.all("item")).toEqual([]);
  bench.meddle = () => undefined;
  await again.engine.kick("manual");
  expect(again.view.all("item")).toHaveLength(1);
  expect(again.view.all("location")).toHaveLength(2);
});

test("P30 a stream that is no longer named is dropped, the others stay", async () => {
  const { bench, client, sync } = await synced();
  expect(client.view.all("location")).toHaveLength(2);
  bench.meddle = ({ path }, pass) => {
    if (!path.startsWith("/sync/pull")) return undefined;
    const [first = "", ...rest] = pass().body.split("\n");
    const header = JSON.parse(first);
    header.streams = header.streams.filter((name: string) => name !== "site:SZ");
    header.cursors = header.cursors.filter((cursor: string) => !cursor.includes("site:SZ"));
    const lines = rest.filter((line) => !line.startsWith("site:SZ\t"));
    return { status: 200, body: [JSON.stringify(header), ...lines].join("\n") };
  };
  await sync();
  expect(client.view.all("location")).toEqual([]);
  expect(client.view.all("item")).toHaveLength(1);
  bench.meddle = () => undefined;
  await sync();
  expect(client.view.all("location")).toHaveLength(2);
  expect(stock(client)).toBe("5");
});

test("P31 a stream that does not sum up is fetched again and reported, the queue untouched", async () => {
  const { bench, client, sync } = await synced();
  bench.server.lieOnce = true;
  await sync();
  expect(client.engine.state.trouble).toBeNull();
  expect(client.view.pending.map(({ type }) => type)).toEqual(["ReportIncident"]);
  expect(client.view.base.checksum("site:SZ")).toBe(bench.server.checksum("site:SZ"));
});

describe("P32 another epoch", () => {
  test("drops the base, pulls from nothing and pushes again what is retained", async () => {
    const { bench, client, sync } = await synced();
    bench.server.backUp();
    await receive(client, "2");
    await sync();
    expect(stock(client)).toBe("7");
    bench.server.restore();
    await sync();
    expect(client.seen.epoch).toBe("e2");
    expect(bench.server.devices.get("d1")?.entries).toHaveLength(2);
    expect(stock(client)).toBe("7");
    expect(client.view.pending).toEqual([]);
  });

  test("mutant: without retention the restored server never hears of it again", async () => {
    const { bench, client, sync } = await synced({ safeguards: { ...SAFE, retain: false } });
    bench.server.backUp();
    await receive(client, "2");
    await sync();
    bench.server.restore();
    await sync();
    expect(bench.server.devices.get("d1")?.entries).toHaveLength(1);
  });

  test("entries are given up only when durable and old enough", async () => {
    const { bench, client, sync } = await synced({ retainMs: 1000 });
    const kept = async () => (await client.queue.plan("d1", 1)) as { missing?: number };
    bench.clock.ms += 2000;
    await sync();
    expect((await kept()).missing).toBeUndefined();
    bench.server.backUp();
    await sync();
    expect((await kept()).missing).toBe(1);
    await receive(client);
    await sync();
    expect(bench.server.devices.get("d1")?.entries).toHaveLength(2);
    expect(stock(client)).toBe("6");
  });
});

test("P34 P35 an entry is on the screen once, whatever has come back", async () => {
  const { bench, device, client, sync } = await synced();
  await receive(client, "2");
  expect(client.view.get("balance", ["L1", "Q1"])).toMatchObject({
    provisional: true,
    row: { quantity: "7" },
  });
  bench.meddle = ({ path }) => {
    if (path.startsWith("/sync/pull")) throw new Error("no answer");
    return undefined;
  };
  await sync();
  expect(client.view.pending).toHaveLength(1);
  expect(stock(client)).toBe("7");
  bench.meddle = () => undefined;
  await sync();
  expect(client.view.get("balance", ["L1", "Q1"])).toMatchObject({
    provisional: false,
    row: { quantity: "7" },
  });
  device.memory.deleteDatabase("cache");
  const again = await device.open();
  expect(stock(again)).toBe("7");
  expect(again.view.pending).toHaveLength(2);
});

test("P37 a device whose clock is a year wrong is told the time and reads on", async () => {
  const bench = new Bench();
  bench.clock.skewMs = 366 * 86_400_000;
  const client = await new BenchDevice(bench).open();
  bench.meddle = ({ path }) => (path === "/sync/push" ? { status: 503, body: "" } : undefined);
  await client.engine.kick("manual");
  expect(client.view.all("item")).toHaveLength(1);
});

test("P37 a token that ended is renewed, the queue untouched", async () => {
  const { bench, client, sync } = await synced();
  bench.server.forgetTokens();
  await receive(client);
  await sync();
  expect(client.engine.state.trouble).toBeNull();
  expect(stock(client)).toBe("6");
});

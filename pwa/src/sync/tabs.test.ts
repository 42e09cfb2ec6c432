// @vitest-environment node
import { expect, test } from "vitest";
import { Bench, BenchDevice, receive, stock } from "../../sim/bench.ts";
import { Engine } from "./engine.ts";
import type { LockMode } from "./ports.ts";
import { DONE, type Step } from "./step.ts";

test("P35 two tabs that sync at the same moment lose nothing and double nothing", async () => {
  const bench = new Bench();
  bench.server.pageRows = 1;
  const device = new BenchDevice(bench);
  const [left, right] = await Promise.all([device.open(), device.open()]);
  for (let round = 0; round < 5; round += 1) {
    await Promise.all([receive(left), receive(right)]);
    await Promise.all([left.engine.kick("manual"), right.engine.kick("manual")]);
  }
  expect(bench.server.devices.get("d1")?.entries).toHaveLength(10);
  const fresh = await device.open();
  await fresh.engine.kick("manual");
  expect(fresh.engine.state.trouble).toBeNull();
  expect([stock(fresh), fresh.view.pending.length]).toEqual(["10", 0]);
  await left.engine.kick("manual");
  expect(left.view.base.checksum("site:SZ")).toBe(bench.server.checksum("site:SZ"));
});

function engineOver(parts: { round: () => Promise<Step>; waiting?: number }) {
  const clock = { ms: 0 };
  const modes: LockMode[] = [];
  const delegated: number[] = [];
  let free = true;
  const engine = new Engine({
    clock: { boot: "b", monoMs: () => clock.ms, epochMs: () => 0, wall: () => "" },
    rng: { bytes: () => Uint8Array.of(255) },
    timers: { after: () => () => undefined },
    locks: {
      exclusive: async (_name, mode, work) => {
        modes.push(mode);
        return free || mode === "steal" ? work() : undefined;
      },
    },
    round: parts.round,
    waiting: () => parts.waiting ?? 0,
    delegate: () => delegated.push(clock.ms),
  });
  const hold = () => {
    free = false;
  };
  return { engine, clock, modes, delegated, hold };
}

test("a tab without the lock asks the other, and takes over when nothing has moved for a minute", async () => {
  const bed = engineOver({ round: async () => DONE, waiting: 1 });
  bed.hold();
  await bed.engine.kick("append");
  expect([bed.modes, bed.delegated]).toEqual([["if_free"], [0]]);
  bed.clock.ms = 60_000;
  await bed.engine.kick("timer");
  expect(bed.modes).toEqual(["if_free", "steal"]);
});

test("P23 an append during a backoff waits, coming online does not", async () => {
  let rounds = 0;
  const bed = engineOver({
    round: async () => {
      rounds += 1;
      return { step: "retry", why: "no answer", offline: true };
    },
  });
  await bed.engine.kick("start");
  await bed.engine.kick("append");
  expect(rounds).toBe(1);
  await bed.engine.kick("online");
  expect(rounds).toBe(2);
});

test("an error inside a round is shown and does not end the loop", async () => {
  const bed = engineOver({
    round: async () => {
      throw new RangeError("a bug");
    },
  });
  await bed.engine.kick("start");
  expect(bed.engine.state.trouble).toEqual({ code: "RangeError", attention: true });
});

test("P08 an entry the device cannot show is saved and sent all the same", async () => {
  const bench = new Bench();
  const client = await new BenchDevice(bench).open();
  const appended = await receive(client, "not a number");
  expect(appended.record.seq).toBe(1);
  expect(client.view.unreduced).toHaveLength(1);
});

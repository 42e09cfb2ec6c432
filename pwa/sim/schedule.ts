/**
 * One seed, one schedule: devices work while everything goes wrong, then the faults end and all
 * must come to rest with nothing lost and nothing doubled.
 */
import type { JsonObject } from "../src/sync/canonical.ts";
import type { Safeguards } from "../src/sync/safeguards.ts";
import { FaultyNetwork } from "./faulty-network.ts";
import {
  Broken,
  checkConverged,
  checkMonotonic,
  checkOwnStock,
  checkReduced,
  countEntries,
} from "./invariants.ts";
import { ModelServer } from "./model-server.ts";
import { VirtualDevice, WORLD_EPOCH_MS } from "./virtual-device.ts";
import { World } from "./virtual-world.ts";

export interface ScheduleReport {
  readonly seed: number;
  readonly devices: number;
  readonly events: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  readonly faults: Readonly<Record<string, number>>;
  /** The invariant that broke, or null. */
  readonly broken: string | null;
}

const HEAL_MS = 1_200_000;

class Schedule {
  readonly world: World;
  readonly server: ModelServer;
  readonly network: FaultyNetwork;
  readonly devices: VirtualDevice[] = [];
  readonly faults: Record<string, number> = {};
  readonly #marks = new Map();
  #faulty = true;

  constructor(seed: number, safeguards: Safeguards) {
    this.world = new World(seed);
    this.server = new ModelServer(() => WORLD_EPOCH_MS + this.world.now);
    const handle = this.server.handle.bind(this.server);
    this.network = new FaultyNetwork(this.world, handle, (fault) => this.count(fault));
    this.server.pageRows = 5 + this.world.chance.below(60);
    this.network.faultRate = 0.05 + this.world.chance.next() * 0.3;
    for (let n = 1; n <= 2 + this.world.chance.below(4); n += 1) {
      const model = this.server.addDevice(`d${n}`, `H0${n}`);
      this.devices.push(new VirtualDevice(model, this.world, this.network, safeguards));
    }
  }

  count(fault: string): void {
    this.faults[fault] = (this.faults[fault] ?? 0) + 1;
  }

  /** Plants what will happen to one device, and keeps planting while faults last. */
  live(device: VirtualDevice): void {
    const { chance } = this.world;
    this.world.after(chance.below(20_000), () => {
      if (!this.#faulty) return;
      this.#act(device);
      checkMonotonic(this.#marks, device);
      if (chance.happens(0.2)) this.check(device);
      this.live(device);
    });
  }

  #act(device: VirtualDevice): void {
    const { chance } = this.world;
    const draw = chance.next();
    if (device.client === null) void device.start();
    else if (draw < 0.62) void device.record("ReceiveLot", receipt(this.world, device.id));
    else if (draw < 0.74) void device.record("MoveStock", move(this.world));
    else if (draw < 0.77) void device.record("Poison", {});
    else this.#trouble(device, chance.next());
  }

  #trouble(device: VirtualDevice, draw: number): void {
    const { chance } = this.world;
    if (draw < 0.25) {
      device.online = !device.online;
      this.count("line_cut_or_back");
    } else if (draw < 0.5) {
      const loseCache = chance.happens(0.3);
      if (chance.happens(0.5)) void device.record("ReceiveLot", receipt(this.world, device.id));
      device.crash(loseCache);
      this.count(loseCache ? "crash_and_cache_lost" : "crash");
    } else if (draw < 0.65) {
      device.skewMs = (chance.next() - 0.3) * 3 * 365 * 86_400_000;
      this.count("clock_jump");
    } else if (draw < 0.8) {
      if (device.storage) device.storage.abortNextAppend = true;
      this.count("append_aborted");
    } else if (draw < 0.9) {
      this.server.forgetTokens();
      this.server.lieOnce = chance.happens(0.5);
      this.count("token_or_checksum");
    } else this.#disaster();
  }

  #disaster(): void {
    if (this.world.chance.happens(0.5)) this.server.backUp();
    else if (this.server.restore()) this.count("server_restored");
  }

  check(device: VirtualDevice): void {
    checkOwnStock(device);
    checkReduced(device);
  }

  async heal(): Promise<void> {
    this.#faulty = false;
    this.network.faultRate = 0;
    this.server.lieOnce = false;
    for (const device of this.devices) {
      device.online = true;
      if (device.storage) device.storage.abortNextAppend = false;
      if (device.client === null) await Promise.all([device.start(), this.world.settle(false)]);
    }
    const deadline = this.world.now + HEAL_MS;
    while (this.world.now < deadline && !this.#converged()) {
      await this.world.run(this.world.now + 20_000, false);
    }
    for (const device of this.devices) {
      checkConverged(this.server, device);
      this.check(device);
    }
  }

  #converged(): boolean {
    try {
      for (const device of this.devices) checkConverged(this.server, device);
      return true;
    } catch (error) {
      if (error instanceof Broken) return false;
      throw error;
    }
  }
}

function receipt(world: World, device: string): JsonObject {
  const own = world.chance.happens(0.7);
  return {
    item: "A-1",
    lot: own ? `OWN-${device}` : "SHARED",
    location: "Q1",
    quantity: { unit: world.chance.happens(0.3) ? "BX" : "EA", value: "1.5" },
    order: null,
    order_line: null,
    expiry: null,
    production: null,
  };
}

function move(world: World): JsonObject {
  const value = String(1 + world.chance.below(5));
  return { from: "Q1", lot: "SHARED", quantity: { unit: "EA", value }, scans: [], to: "R1" };
}

/** Runs one seed to its end; a broken invariant is reported, a bug in the core thrown. */
export async function runSchedule(
  seed: number,
  minutes: number,
  safeguards: Safeguards,
): Promise<ScheduleReport> {
  const schedule = new Schedule(seed, safeguards);
  const { world, devices, server } = schedule;
  let broken: string | null = null;
  try {
    for (const device of devices) {
      await Promise.all([device.start(), world.settle(false)]);
      schedule.live(device);
    }
    await world.run(minutes * 60_000, true);
    await schedule.heal();
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    broken = error.message;
  }
  const { lost, doubled } = countEntries(server, devices);
  if (broken === null && lost + doubled > 0) broken = `I1: ${lost} lost, ${doubled} doubled`;
  const acknowledged = devices.reduce((sum, device) => sum + device.acknowledged.length, 0);
  const { faults } = schedule;
  const { events } = world;
  return { seed, devices: devices.length, events, acknowledged, lost, doubled, faults, broken };
}

/**
 * A workbench for tests: one or more devices with the real client core, a model server, a clock
 * that moves by hand and a line whose answers a test may replace.
 */
import "fake-indexeddb/auto";
import { IDBFactory as MemoryFactory } from "fake-indexeddb";
import type { Auth } from "../src/entries/envelope.ts";
import { Client, type ClientOptions } from "../src/sync/client.ts";
import { openOplog } from "../src/sync/oplog-schema.ts";
import type { Ports, WireAnswer, WireRequest } from "../src/sync/ports.ts";
import { StorageLife } from "./crashable-storage.ts";
import { modelSignature } from "./model-chain.ts";
import { ModelServer } from "./model-server.ts";
import { REDUCERS } from "./reducers.ts";
import { Chance } from "./virtual-world.ts";

export const AUTH: Auth = { badge: "QH-0001", grant: null, method: "badge", offline: true };
/** Every opened client draws other ids. */
let seeds = 0;

export const START_MS = Date.UTC(2026, 10, 22, 8);

/** Replaces an answer, or throws for "no answer"; undefined lets the request through. */
export type Meddle = (request: WireRequest, pass: () => WireAnswer) => WireAnswer | undefined;

export class Bench {
  readonly clock = { ms: 0, skewMs: 0 };
  readonly server = new ModelServer(() => START_MS + this.clock.ms);
  readonly requests: WireRequest[] = [];
  meddle: Meddle = () => undefined;

  pushes(): WireRequest[] {
    return this.requests.filter(({ path }) => path === "/sync/push");
  }

  send(request: WireRequest): WireAnswer {
    this.requests.push(request);
    const pass = () => this.server.handle(request);
    return this.meddle(request, pass) ?? pass();
  }
}

export class BenchDevice {
  readonly bench: Bench;
  readonly id: string;
  readonly memory: IDBFactory = new MemoryFactory();
  life = new StorageLife(this.memory);
  readonly options: ClientOptions;

  constructor(bench: Bench, id = "d1", options: Partial<ClientOptions> = {}) {
    this.bench = bench;
    this.id = id;
    const model = bench.server.devices.get(id) ?? bench.server.addDevice(id, "H01");
    this.options = {
      app: "test",
      enrolment: {
        device: id,
        deviceCode: "H01",
        kind: "handheld",
        site: "SZ",
        serverKey: "",
        epoch: "e1",
      },
      keys: { sign: async (text) => modelSignature(model.secret, text) },
      reducers: REDUCERS,
      series: [],
      ...options,
    };
  }

  ports(): Ports {
    const { clock } = this.bench;
    seeds += 1;
    const chance = new Chance(seeds);
    const epochMs = () => START_MS + clock.ms + clock.skewMs;
    return {
      clock: {
        boot: "boot",
        monoMs: () => clock.ms,
        epochMs,
        wall: () => new Date(epochMs()).toISOString(),
      },
      rng: { bytes: (length) => chance.bytes(length) },
      timers: { after: () => () => undefined },
      storage: this.life.factory,
      transport: { send: async (request) => this.bench.send(request) },
      locks: { exclusive: (_name, _mode, work) => work() },
      bus: { post: () => undefined, listen: () => () => undefined },
    };
  }

  /** A device that is in nobody's pocket: rounds happen only when a test says so. */
  async open(): Promise<Client> {
    const client = await Client.open(this.ports(), this.options, openOplog(this.life.factory));
    const kick = client.engine.kick.bind(client.engine);
    client.engine.kick = (trigger) => (trigger === "append" ? Promise.resolve() : kick(trigger));
    return client;
  }
}

export function receive(client: Client, value = "1", lot = "L1") {
  const quantity = { unit: "EA", value };
  const none = { order: null, order_line: null, expiry: null, production: null };
  const body = { ...none, item: "A-1", location: "Q1", lot, quantity };
  return client.append({ type: "ReceiveLot", body, auth: AUTH });
}

export function stock(client: Client, lot = "L1"): string | undefined {
  return client.view.get("balance", [lot, "Q1"])?.row.quantity;
}

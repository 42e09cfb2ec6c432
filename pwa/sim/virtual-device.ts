/**
 * One handheld: the real client core over an in-memory IndexedDB, with a clock that may be wrong
 * and a life that may end between any two instructions.
 */
import { IDBFactory as MemoryFactory } from "fake-indexeddb";
import type { JsonObject } from "../src/sync/canonical.ts";
import { Client } from "../src/sync/client.ts";
import type { Appended } from "../src/sync/oplog.ts";
import type { Bus, BusTopic, Clock, Locks, Ports } from "../src/sync/ports.ts";
import { SAFE, type Safeguards } from "../src/sync/safeguards.ts";
import { StorageLife } from "./crashable-storage.ts";
import type { FaultyNetwork } from "./faulty-network.ts";
import { modelSignature } from "./model-chain.ts";
import { REDUCERS } from "./reducers.ts";
import type { World } from "./virtual-world.ts";

export const WORLD_EPOCH_MS = Date.UTC(2026, 10, 22, 8);

export interface Acknowledged {
  readonly id: string;
  readonly type: string;
  readonly body: JsonObject;
}

function memoryLocks(): Locks {
  const held = new Set<string>();
  return {
    async exclusive(name, mode, work) {
      if (held.has(name) && mode === "if_free") return undefined;
      held.add(name);
      try {
        return await work();
      } finally {
        held.delete(name);
      }
    },
  };
}

const SILENT_BUS: Bus = {
  post: (_topic: BusTopic) => undefined,
  listen: () => () => undefined,
};

export class VirtualDevice {
  readonly id: string;
  readonly code: string;
  readonly acknowledged: Acknowledged[] = [];
  client: Client | null = null;
  online = true;
  /** How wrong the wall clock is. */
  skewMs = 0;
  readonly #world: World;
  readonly #network: FaultyNetwork;
  readonly #factory: IDBFactory = new MemoryFactory();
  readonly #safeguards: Safeguards;
  readonly #secret: string;
  #life: StorageLife | null = null;
  #lives = 0;

  constructor(
    identity: { id: string; code: string; secret: string },
    world: World,
    network: FaultyNetwork,
    safeguards: Safeguards = SAFE,
  ) {
    this.id = identity.id;
    this.code = identity.code;
    this.#secret = identity.secret;
    this.#world = world;
    this.#network = network;
    this.#safeguards = safeguards;
  }

  get storage(): StorageLife | null {
    return this.#life;
  }

  get rawStorage(): IDBFactory {
    return this.#factory;
  }

  /** Switches on; resolves when the view is complete. */
  async start(): Promise<void> {
    this.#lives += 1;
    const life = this.#lives;
    this.#life = new StorageLife(this.#factory);
    const alive = () => this.#lives === life;
    const options = {
      app: "sim",
      enrolment: {
        device: this.id,
        deviceCode: this.code,
        kind: "handheld",
        site: "SZ",
        serverKey: "",
        epoch: "e1",
      },
      keys: { sign: async (text: string) => modelSignature(this.#secret, text) },
      reducers: REDUCERS,
      safeguards: this.#safeguards,
      retainMs: 60_000,
    } as const;
    const client = await Client.open(this.#ports(this.#life.factory, alive), options);
    if (!alive()) return;
    this.client = client;
    client.engine.start();
  }

  #clock(): Clock {
    const world = this.#world;
    const bootedAt = world.now;
    const epochMs = () => WORLD_EPOCH_MS + world.now + this.skewMs;
    return {
      boot: `${this.id}.${this.#lives}`,
      monoMs: () => Math.floor(world.now - bootedAt),
      epochMs,
      wall: () => new Date(epochMs()).toISOString(),
    };
  }

  #ports(storage: IDBFactory, alive: () => boolean): Ports {
    const world = this.#world;
    return {
      clock: this.#clock(),
      rng: { bytes: (length) => world.chance.bytes(length) },
      timers: { after: (ms, run) => world.after(ms, () => alive() && run()) },
      storage,
      transport: this.#network.transport(() => this.online, alive),
      locks: memoryLocks(),
      bus: SILENT_BUS,
    };
  }

  /** Battery pulled: no goodbye; what was not committed is gone. */
  crash(loseCache: boolean): void {
    this.#lives += 1;
    this.#life?.crash();
    this.client = null;
    if (loseCache) this.#factory.deleteDatabase("cache");
  }

  /** Appends; what the person was told is saved is remembered. */
  async record(type: string, body: JsonObject): Promise<Appended | null> {
    const { client } = this;
    if (client === null) return null;
    const life = this.#lives;
    const auth = { badge: "QH-0001", grant: null, method: "badge", offline: true } as const;
    try {
      const appended = await client.append({ type, body, auth });
      if (life === this.#lives) this.acknowledged.push({ id: appended.record.id, type, body });
      return appended;
    } catch {
      // The screen says "not saved" and the person does it again; nothing was promised.
      return null;
    }
  }
}

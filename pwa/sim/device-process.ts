/**
 * Obeys the commands of `device-commands.ts` with the real client core over an in-memory IndexedDB.
 */
import { IDBFactory as MemoryFactory } from "fake-indexeddb";
import { SYSTEM_AUTH } from "../src/entries/envelope.ts";
import { carryOver } from "../src/sync/carry-over.ts";
import { Client } from "../src/sync/client.ts";
import { enrol } from "../src/sync/enrol.ts";
import { IdentityStore } from "../src/sync/identity-store.ts";
import { openOplog } from "../src/sync/oplog-schema.ts";
import type { Locks, Ports, Transport } from "../src/sync/ports.ts";
import { listQueue } from "../src/sync/queue-list.ts";
import { sealQueue } from "../src/sync/sealed-queue.ts";
import { signingKeys } from "../src/sync/signature.ts";
import { StorageLife } from "./crashable-storage.ts";
import type { Command } from "./device-commands.ts";
import { REDUCERS } from "./reducers.ts";

type Answer = Readonly<Record<string, unknown>>;
type Of<Name extends Command["do"]> = Extract<Command, { do: Name }>;

const { subtle } = globalThis.crypto;
const TIMEOUT_MS = 20_000;

export class DeviceProcess {
  readonly #factory: IDBFactory = new MemoryFactory();
  #life = new StorageLife(this.#factory);
  #lives = 0;
  #url = "";
  #wallMs = Date.now();
  #monoMs = 0;
  #client: Client | null = null;
  /** Rounds happen on command only, so that the harness decides every interleaving. */
  #mayRun = false;

  obey(command: Command): Promise<Answer> {
    switch (command.do) {
      case "server":
        this.#url = command.url;
        return Promise.resolve({});
      case "clock":
        this.#wallMs = command.wall_ms;
        this.#monoMs = command.mono_ms;
        return Promise.resolve({});
      case "abort_next":
        this.#life.abortNextAppend = true;
        return Promise.resolve({});
      case "enrol":
        return this.#enrol(command);
      case "adopt":
        return this.#adopt(command);
      case "crash":
        return this.#crash(command.lose_cache === true);
      default:
        return this.#use(command);
    }
  }

  async #use(command: Command): Promise<Answer> {
    const client = this.#client ?? (await this.#open());
    switch (command.do) {
      case "append":
        return this.#append(client, command);
      case "sync":
        return this.#sync(client);
      case "state":
        return this.#state(client);
      case "rows":
        return { rows: client.view.all(command.kind) };
      case "entries":
        return { entries: await listQueue(this.#oplog(), this.#device(client), 1_000_000) };
      case "seal":
        return this.#seal(client);
      default:
        throw new Error(`no command ${command.do}`);
    }
  }

  #oplog() {
    return openOplog(this.#life.factory);
  }

  #device(client: Client): string {
    return client.enrolment.device;
  }

  #transport(alive: () => boolean): Transport {
    const never = new Promise<never>(() => undefined);
    return {
      send: async ({ method, path, headers, body }) => {
        const signal = AbortSignal.timeout(TIMEOUT_MS);
        const init = { method, headers: { ...headers }, body: body ?? null, signal };
        const response = await fetch(`${this.#url}${path}`, init);
        const answer = { status: response.status, body: await response.text() };
        return alive() ? answer : never;
      },
    };
  }

  #ports(): Ports {
    const life = this.#lives;
    const alive = () => this.#lives === life;
    const locks: Locks = {
      exclusive: (_name, _mode, work) => (this.#mayRun ? work() : Promise.resolve(undefined)),
    };
    return {
      clock: {
        boot: `life-${life}`,
        monoMs: () => this.#monoMs,
        epochMs: () => this.#wallMs,
        wall: () => new Date(this.#wallMs).toISOString(),
      },
      rng: { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
      timers: { after: () => () => undefined },
      storage: this.#life.factory,
      transport: this.#transport(alive),
      locks,
      bus: { post: () => undefined, listen: () => () => undefined },
    };
  }

  async #open(): Promise<Client> {
    const store = new IdentityStore(this.#oplog());
    const enrolment = await store.get("enrolment");
    const pair = await store.get("keys");
    if (enrolment === undefined || pair === undefined) throw new Error("not enrolled");
    const keys = signingKeys(subtle, pair);
    const options = { app: "sim", enrolment, keys, reducers: REDUCERS };
    this.#client = await Client.open(this.#ports(), options);
    return this.#client;
  }

  async #enrol({ code, name }: Of<"enrol">): Promise<Answer> {
    const database = this.#oplog();
    const store = new IdentityStore(database);
    const former = await store.get("enrolment");
    const send = this.#transport(() => true).send;
    const result = await enrol({ store, subtle, send }, { code, name });
    if (result.step !== "enrolled") return { result };
    const { device } = result.enrolment;
    const carried = former ? await carryOver(database, former.device, device) : 0;
    this.#client = null;
    return { result, carried };
  }

  async #adopt({ enrolment, key }: Of<"adopt">): Promise<Answer> {
    const curve = { name: "ECDSA", namedCurve: "P-256" };
    const { d, ...open } = key;
    const privateKey = await subtle.importKey("jwk", { ...open, d: d ?? "" }, curve, false, [
      "sign",
    ]);
    const publicKey = await subtle.importKey("jwk", open, curve, true, ["verify"]);
    const store = new IdentityStore(this.#oplog());
    await store.put("keys", { privateKey, publicKey });
    await store.put("enrolment", enrolment);
    this.#client = null;
    return {};
  }

  async #crash(loseCache: boolean): Promise<Answer> {
    this.#lives += 1;
    this.#life.crash();
    this.#life = new StorageLife(this.#factory);
    this.#client = null;
    this.#mayRun = false;
    if (loseCache) this.#factory.deleteDatabase("cache");
    return {};
  }

  async #append(client: Client, command: Of<"append">): Promise<Answer> {
    const { type, body, number, causes, reason } = command;
    const { record, number: allotted } = await client.append({
      type,
      body: (own) => (body["lot"] === "$number" ? { ...body, lot: own } : body),
      auth: command.auth ?? SYSTEM_AUTH,
      ...(causes && { causes }),
      ...(reason !== undefined && { reason }),
      ...(number && { number }),
    });
    return { id: record.id, seq: record.seq, hash: record.hash, raw: record.raw, number: allotted };
  }

  async #sync(client: Client): Promise<Answer> {
    this.#mayRun = true;
    try {
      await client.engine.kick("manual");
    } finally {
      this.#mayRun = false;
    }
    return this.#state(client);
  }

  #state(client: Client): Answer {
    const { base } = client.view;
    const streams = Object.fromEntries(base.streams().map((name) => [name, base.checksum(name)]));
    const pending = client.view.pending.map(({ id, seq, device }) => ({ id, seq, device }));
    return {
      enrolment: client.enrolment,
      seen: client.seen,
      sync: client.engine.state,
      pending,
      streams,
    };
  }

  async #seal(client: Client): Promise<Answer> {
    const { enrolment, queue } = client;
    const rng = { bytes: (length: number) => crypto.getRandomValues(new Uint8Array(length)) };
    const store = new IdentityStore(this.#oplog());
    const pair = await store.get("keys");
    if (pair === undefined) throw new Error("not enrolled");
    const keys = signingKeys(subtle, pair);
    return { files: await sealQueue({ enrolment, keys, queue, subtle, rng }) };
  }
}

/**
 * The client core in one piece: append, view, queue and sync of one enrolled device.
 */
import { SYSTEM_AUTH } from "../entries/envelope.ts";
import { Cache, type Swap } from "./cache.ts";
import { appendable, type Draft } from "./draft.ts";
import { Engine } from "./engine.ts";
import { LeaseKeeper, leasesOf, rangesOf } from "./leases.ts";
import { type Appended, Oplog } from "./oplog.ts";
import type { EntryRecord, OplogDatabase } from "./oplog-schema.ts";
import { openOplog } from "./oplog-schema.ts";
import type { BusTopic, DeviceKeys, Ports } from "./ports.ts";
import type { Checkpoint, PullPage } from "./pull-page.ts";
import { Puller } from "./puller.ts";
import type { Outcome, PushStored } from "./push-answer.ts";
import { Pusher } from "./pusher.ts";
import { Queue } from "./queue.ts";
import { SAFE, type Safeguards } from "./safeguards.ts";
import { ServerTimekeeper } from "./server-time.ts";
import { DONE, Line, type Step } from "./step.ts";
import { TokenSource } from "./token.ts";
import { type Reducers, View } from "./view.ts";

/** What enrolment told the device about itself (P36). */
export interface Enrolment {
  readonly device: string;
  readonly deviceCode: string;
  readonly kind: "handheld" | "tablet" | "desk" | "machine";
  readonly site: string;
  /** P-256 point in hex, for the sealed export (P42). */
  readonly serverKey: string;
  readonly epoch: string;
}

export interface ClientOptions {
  /** Build of the app, as it travels in entries. */
  readonly app: string;
  readonly enrolment: Enrolment;
  readonly keys: DeviceKeys;
  readonly reducers: Reducers;
  /** Resolves when the reducers of these entry types are there; all are from the beginning where this is left out. */
  readonly prepareReducers?: (types: readonly string[]) => Promise<void>;
  readonly safeguards?: Safeguards;
  /** Shortest time an entry stays after its outcome (P32); 30 days. */
  readonly retainMs?: number;
  /** Series to keep in stock (P40). */
  readonly series?: readonly string[];
}

const RETAIN_MS = 30 * 24 * 3_600_000;
const BEACON_MS = 600_000;

export class Client {
  readonly view: View;
  readonly engine: Engine;
  readonly queue: Queue;
  readonly time: ServerTimekeeper;
  readonly tokens: TokenSource;
  readonly line: Line;
  readonly #ports: Ports;
  readonly #options: ClientOptions;
  readonly #cache: Cache;
  readonly #oplog: Oplog;
  readonly #pusher: Pusher;
  readonly #puller: Puller;
  readonly #leases: LeaseKeeper;
  readonly #changed = new Set<() => void>();
  readonly #unlisten: () => void;
  #appends = 0;
  #repush = false;
  #beaconAt: number | null = null;

  constructor(ports: Ports, options: ClientOptions, database: OplogDatabase) {
    const { device } = options.enrolment;
    const { keys, safeguards = SAFE } = options;
    this.#ports = ports;
    this.#options = options;
    this.#cache = new Cache(ports.storage);
    this.queue = new Queue(database);
    this.#oplog = new Oplog(database, safeguards);
    this.#leases = new LeaseKeeper(this.queue);
    this.view = new View(this.#cache.base, options.reducers);
    this.time = new ServerTimekeeper(ports.clock);
    this.line = new Line(ports.transport, ports.clock, this.time);
    const { line, queue, time } = this;
    this.tokens = new TokenSource({ device, keys, line, time, rng: ports.rng });
    this.engine = new Engine({
      ...ports,
      round: () => this.#round(),
      waiting: () => this.view.pending.length,
      delegate: () => ports.bus.post("sync_wanted"),
    });
    const progressed = () => this.engine.progressed();
    const epochSeen = (epoch: string) => this.#enterEpoch(epoch);
    const outcomesStored = (answer: PushStored) => this.#noteOutcomes(answer);
    const pushWatch = { progressed, epochSeen, outcomesStored };
    this.#pusher = new Pusher({ device, keys, queue, line, watch: pushWatch, safeguards });
    const pullWatch = {
      progressed,
      epochSeen,
      applied: () => this.#rebase(this.view.pending),
      checkpoint: this.#checkpoint.bind(this),
    };
    this.#puller = new Puller({ cache: this.#cache, tokens: this.tokens, line, watch: pullWatch });
    this.#unlisten = ports.bus.listen((topic) => void this.#hear(topic));
  }

  /** Reads what the device holds; the view is complete when this resolves. */
  static async open(
    ports: Ports,
    options: ClientOptions,
    database = openOplog(ports.storage),
  ): Promise<Client> {
    const client = new Client(ports, options, database);
    const cache = client.#cache;
    await cache.refresh();
    await client.queue.reconcile({ epoch: cache.epoch, position: cache.position });
    await client.#refresh();
    return client;
  }

  close(): void {
    this.engine.stop();
    this.#unlisten();
    this.#cache.close();
  }

  get enrolment(): Enrolment {
    return this.#options.enrolment;
  }

  /** The last checkpoint this device shows. */
  get seen(): { readonly epoch: string | null; readonly position: number } {
    return { epoch: this.#cache.epoch, position: this.#cache.position };
  }

  /** After every change of the view. */
  onChange(hear: () => void): () => void {
    this.#changed.add(hear);
    return () => this.#changed.delete(hear);
  }

  #tell(): void {
    for (const hear of this.#changed) hear();
  }

  #rebase(pending: readonly EntryRecord[]): void {
    this.view.rebase(this.#cache.base, pending);
    this.#tell();
  }

  /** Resolves when the entry is on the device for good (P08). @throws NotSaved */
  async append(draft: Draft): Promise<Appended> {
    const { enrolment, app } = this.#options;
    await this.#options.prepareReducers?.([draft.type]);
    const series = draft.number?.series;
    const leases = series === undefined ? [] : leasesOf(this.view, enrolment.device, series);
    const pool = draft.draws?.pool;
    const ranges = pool === undefined ? [] : rangesOf(this.view, enrolment.device, pool);
    const now = { ...this.#ports, serverTime: this.time.reading, seen: this.seen };
    const appended = await this.#oplog.append(
      appendable(draft, { ...enrolment, app, leases, ranges }, now),
    );
    this.#appends += 1;
    this.view.push(appended.record);
    this.#tell();
    this.#ports.bus.post("appended");
    void this.engine.kick("append");
    return appended;
  }

  async #hear(topic: BusTopic): Promise<void> {
    if (topic === "appended" || topic === "checkpoint") await this.#refresh();
    if (topic === "sync_wanted" || topic === "appended") await this.engine.kick("message");
  }

  /** Pending first, then the base: an entry in neither would be lost from the view (P35). */
  async #refresh(): Promise<void> {
    let appends: number;
    let pending: EntryRecord[];
    do {
      appends = this.#appends;
      pending = await this.queue.pending(this.#options.enrolment.device);
      await this.#cache.refresh();
      await this.#options.prepareReducers?.(pending.map(({ type }) => type));
    } while (appends !== this.#appends);
    this.#rebase(pending);
  }

  async #round(): Promise<Step> {
    if (await this.#cache.refresh()) this.#rebase(this.view.pending);
    let pushed: Step;
    let pulled: Step;
    do {
      this.#repush = false;
      pushed = await this.#pusher.run(this.#beaconDue());
      const offline = pushed.step === "retry" && pushed.offline;
      pulled = offline ? DONE : await this.#puller.run();
    } while (this.#repush && pushed.step === "done");
    return pushed.step === "done" ? pulled : pushed;
  }

  #beaconDue(): boolean {
    const now = this.#ports.clock.monoMs();
    return this.#beaconAt === null || now - this.#beaconAt > BEACON_MS;
  }

  #noteOutcomes(_answer: PushStored): void {
    this.#beaconAt = this.#ports.clock.monoMs();
    this.#tell();
  }

  /** P32. */
  async #enterEpoch(epoch: string): Promise<boolean> {
    const { device } = this.#options.enrolment;
    const another = await this.queue.enterEpoch(device, epoch);
    if (this.#cache.epoch !== epoch) await this.#cache.reset(epoch);
    if (another) this.#repush = true;
    await this.#refresh();
    return another;
  }

  async #checkpoint(page: PullPage, checkpoint: Checkpoint, swap: Swap): Promise<void> {
    const { device } = this.#options.enrolment;
    const nowMs = this.time.nowMs();
    const at = { epoch: page.epoch, position: checkpoint.position, nowMs };
    await this.queue.confirm(device, await this.#outcomesOf(swap), at);
    if (this.view.pending.some((record) => record.device !== device)) {
      await this.queue.closeFormer(device);
      await this.#refresh();
    }
    await this.queue.prune(device, this.#retention(checkpoint.durableUpto, nowMs));
    this.#ports.bus.post("checkpoint");
    if (swap.mismatches.length > 0) await this.#reportMismatch(swap.mismatches);
    await this.#stockUp();
    this.#tell();
  }

  /** P32. */
  #retention(durableUpto: number, nowMs: number) {
    const { retainMs = RETAIN_MS, safeguards = SAFE } = this.#options;
    if (!safeguards.retain) return { durableUpto: Number.MAX_SAFE_INTEGER, beforeMs: nowMs };
    return { durableUpto, beforeMs: nowMs - retainMs };
  }

  /** Outcomes this checkpoint brought, and any that an earlier crash left unnoted. */
  async #outcomesOf(swap: Swap): Promise<Outcome[]> {
    const { device } = this.#options.enrolment;
    const seqs = new Set(await this.queue.pendingSeqs(device));
    for (const item of swap.items) {
      const [owner, seq] = item.kind === "outcome" ? (JSON.parse(item.key) as string[]) : [];
      if (owner === device && item.row !== null) seqs.add(Number(seq));
    }
    const rows = [...seqs].map((seq) => this.#cache.base.row("outcome", [device, String(seq)]));
    return rows.filter((row) => row !== undefined);
  }

  async #reportMismatch(streams: readonly string[]): Promise<void> {
    await this.append({
      type: "ReportIncident",
      body: { code: "CHECKSUM_MISMATCH", detail: { streams: streams.join(" ") } },
      auth: SYSTEM_AUTH,
    });
  }

  async #stockUp(): Promise<void> {
    const { device } = this.#options.enrolment;
    for (const series of this.#options.series ?? ["lot"]) {
      const monoMs = this.#ports.clock.monoMs();
      const pendingTypes = this.view.pending.map(({ type }) => type);
      const body = await this.#leases.wanted(series, this.view, { device, monoMs, pendingTypes });
      if (body !== null) await this.append({ type: "LeaseNumbers", body, auth: SYSTEM_AUTH });
    }
    const monoMs = this.#ports.clock.monoMs();
    const pendingTypes = this.view.pending.map(({ type }) => type);
    const range = await this.#leases.wantedRange(this.view, { device, monoMs, pendingTypes });
    if (range !== null) await this.append({ type: "LeaseRange", body: range, auth: SYSTEM_AUTH });
  }
}

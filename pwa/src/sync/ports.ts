/**
 * What the client core needs from the world, and nothing more: clock, chance, storage, network, key.
 * The core reads no global, so that a simulation can drive every one of these.
 */

export interface Clock {
  /** Changes with every start of the page; `monoMs` is comparable only within one boot. */
  readonly boot: string;
  /** Milliseconds since this boot, whole, never going back. */
  monoMs(): number;
  /** What the device believes, in ms since 1970; may jump and may be years wrong. */
  epochMs(): number;
  /** The same belief as RFC 3339 with offset, as it travels in an entry. */
  wall(): string;
}

export interface Rng {
  bytes(length: number): Uint8Array<ArrayBuffer>;
}

export interface Timers {
  /** Runs once after `ms`; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
}

export interface WireRequest {
  readonly method: "GET" | "POST" | "PUT";
  /** Path and query, from the root of the server. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

export interface WireAnswer {
  readonly status: number;
  readonly body: string;
}

/** Rejects when there was no answer at all; any status, also 500, is an answer. */
export interface Transport {
  send(request: WireRequest): Promise<WireAnswer>;
}

/** The device's own key (P09); the private half never leaves the implementation. */
export interface DeviceKeys {
  sign(text: string): Promise<string>;
}

export type LockMode = "if_free" | "steal";

/** Web Locks, or their likeness. Answers undefined when the lock was not free. */
export interface Locks {
  exclusive<T>(name: string, mode: LockMode, work: () => Promise<T>): Promise<T | undefined>;
}

/** Between the tabs of one device. */
export interface Bus {
  post(topic: BusTopic): void;
  listen(hear: (topic: BusTopic) => void): () => void;
}

export type BusTopic = "appended" | "checkpoint" | "sync_wanted" | "identity";

export interface Ports {
  readonly clock: Clock;
  readonly rng: Rng;
  readonly timers: Timers;
  readonly storage: IDBFactory;
  readonly transport: Transport;
  readonly locks: Locks;
  readonly bus: Bus;
}

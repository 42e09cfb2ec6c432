/**
 * The one sync loop of a device: who starts it, when it tries again, and whether it is stuck. Web
 * Locks keep it single across tabs; nothing here can take an entry out of the queue.
 */
import type { Clock, LockMode, Locks, Rng, Timers } from "./ports.ts";
import { backoffMs, retry, type Step } from "./step.ts";

export type Trigger = "start" | "append" | "online" | "visible" | "timer" | "message" | "manual";

export interface SyncState {
  readonly phase: "idle" | "syncing" | "waiting";
  /** Why the last round failed; null after a good one. */
  readonly trouble: { readonly code: string; readonly attention: boolean } | null;
  /** No answer at all to the last request. */
  readonly offline: boolean;
  /** Monotonic ms of the last stored push or checkpoint in this boot. */
  readonly lastProgressAt: number;
  /** Since when the queue has waited without progress; null while all is well. */
  readonly stuckSince: number | null;
}

export interface EngineParts {
  readonly clock: Clock;
  readonly rng: Rng;
  readonly timers: Timers;
  readonly locks: Locks;
  /** Push then pull; never rejects for the network's sake. */
  round(): Promise<Step>;
  /** Entries without an outcome; the watchdog only barks for these. */
  waiting(): number;
  /** Another tab holds the lock: let it do the work. */
  delegate(): void;
}

const LOCK = "unitrail-sync";
const TICK_MS = 30_000;
const STUCK_MS = 60_000;
/** These try at once, whatever the backoff says. */
const URGENT: ReadonlySet<Trigger> = new Set(["start", "online", "visible", "manual"]);

export class Engine {
  readonly #parts: EngineParts;
  readonly #listeners = new Set<(state: SyncState) => void>();
  #running: Promise<void> | null = null;
  #again = false;
  #failures = 0;
  #notBefore = 0;
  #last: Step = { step: "done" };
  #lastProgressAt: number;
  #cancelTimer: (() => void) | null = null;
  #stopped = true;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#lastProgressAt = parts.clock.monoMs();
  }

  get state(): SyncState {
    const trouble =
      this.#last.step === "done"
        ? null
        : this.#last.step === "retry"
          ? { code: this.#last.why, attention: false }
          : { code: this.#last.code, attention: true };
    return {
      phase: this.#running !== null ? "syncing" : trouble === null ? "idle" : "waiting",
      trouble,
      offline: this.#last.step === "retry" && this.#last.offline,
      lastProgressAt: this.#lastProgressAt,
      stuckSince: this.#stuck() ? this.#lastProgressAt : null,
    };
  }

  #stuck(): boolean {
    const waited = this.#parts.clock.monoMs() - this.#lastProgressAt;
    return this.#parts.waiting() > 0 && waited >= STUCK_MS;
  }

  listen(hear: (state: SyncState) => void): () => void {
    this.#listeners.add(hear);
    return () => this.#listeners.delete(hear);
  }

  #tell(): void {
    const { state } = this;
    for (const hear of this.#listeners) hear(state);
  }

  progressed(): void {
    this.#lastProgressAt = this.#parts.clock.monoMs();
  }

  start(): void {
    this.#stopped = false;
    this.#tick(0);
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelTimer?.();
  }

  #tick(ms: number): void {
    this.#cancelTimer?.();
    if (this.#stopped) return;
    this.#cancelTimer = this.#parts.timers.after(ms, () => {
      void this.kick(ms === 0 ? "start" : "timer");
    });
  }

  /** Asks for a round; resolves when the one that covers it has ended. */
  kick(trigger: Trigger): Promise<void> {
    if (this.#running !== null) {
      this.#again = true;
      return this.#running;
    }
    if (!URGENT.has(trigger) && this.#parts.clock.monoMs() < this.#notBefore) {
      this.#tick(this.#delay());
      return Promise.resolve();
    }
    this.#running = this.#loop().finally(() => {
      this.#running = null;
      this.#tick(this.#delay());
      this.#tell();
    });
    this.#tell();
    return this.#running;
  }

  #delay(): number {
    const wait = this.#notBefore - this.#parts.clock.monoMs();
    return wait > 0 ? Math.min(wait, TICK_MS) : TICK_MS;
  }

  async #loop(): Promise<void> {
    do {
      this.#again = false;
      const mode = this.#stuck() ? "steal" : "if_free";
      const step = await this.#locked(mode);
      if (step === undefined) {
        this.#parts.delegate();
        return;
      }
      this.#judge(step);
    } while (this.#again && this.#last.step === "done");
  }

  /** Undefined when another tab holds the lock; a stolen lock is a round to be tried again. */
  async #locked(mode: LockMode): Promise<Step | undefined> {
    try {
      return await this.#parts.locks.exclusive(LOCK, mode, () => this.#safeRound());
    } catch {
      return retry("another tab took over");
    }
  }

  /** A bug in a round must not end the loop: it is shown, and tried again. */
  async #safeRound(): Promise<Step> {
    try {
      return await this.#parts.round();
    } catch (error) {
      return { step: "attention", code: error instanceof Error ? error.name : "INTERNAL" };
    }
  }

  #judge(step: Step): void {
    this.#last = step;
    if (step.step === "done") {
      this.#failures = 0;
      this.#notBefore = 0;
      return;
    }
    this.#failures += 1;
    const wait = backoffMs(this.#failures, step.step === "attention", this.#parts.rng);
    this.#notBefore = this.#parts.clock.monoMs() + wait;
  }
}

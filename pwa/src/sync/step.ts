/**
 * How one half of a sync ended, and how long to wait before the next (P23).
 */
import type { Clock, Rng, Transport, WireAnswer, WireRequest } from "./ports.ts";
import type { ServerTimekeeper } from "./server-time.ts";

export type Step =
  | { readonly step: "done" }
  /** A retry class: try again after a while, nothing is wrong with the queue. */
  | { readonly step: "retry"; readonly why: string; readonly offline: boolean }
  /** A person must look; the queue is kept and tries go on, slowly. */
  | { readonly step: "attention"; readonly code: string };

export const DONE: Step = { step: "done" };

export function retry(why: string, offline = false): Step {
  return { step: "retry", why, offline };
}

const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;
const ATTENTION_MS = 300_000;

/** Exponential with full jitter in the upper half, so that a hall of devices does not march in step. */
export function backoffMs(failures: number, attention: boolean, rng: Rng): number {
  const ceiling = attention ? ATTENTION_MS : Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
  const chance = (rng.bytes(1)[0] ?? 0) / 256;
  return Math.round(ceiling * (0.5 + chance / 2));
}

/** A request as the core makes it: timed, so that an answer's server time can be used (P26). */
export class Line {
  readonly #transport: Transport;
  readonly #clock: Clock;
  readonly #time: ServerTimekeeper;

  constructor(transport: Transport, clock: Clock, time: ServerTimekeeper) {
    this.#transport = transport;
    this.#clock = clock;
    this.#time = time;
  }

  /** Null when there was no answer. */
  async send(request: WireRequest): Promise<{ answer: WireAnswer; sentMs: number } | null> {
    const sentMs = this.#clock.monoMs();
    try {
      return { answer: await this.#transport.send(request), sentMs };
    } catch {
      // No answer is the ordinary state of an offline device; the caller makes it a retry.
      return null;
    }
  }

  learn(serverTime: string, sentMs: number): void {
    this.#time.learn(serverTime, sentMs);
  }
}

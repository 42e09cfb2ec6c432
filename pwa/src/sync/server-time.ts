/**
 * What this device knows of the server's time in this boot (P26): the reading that travels in
 * each entry, so that the server can tell when something happened although the wall clock is wrong.
 */
import type { ServerTime } from "../entries/envelope.ts";
import type { Clock } from "./ports.ts";

const DRIFT_PER_MS = 100e-6;

function uncertaintyMs(reading: ServerTime, monoMs: number): number {
  return reading.rtt_ms / 2 + (monoMs - reading.mono_ms) * DRIFT_PER_MS;
}

export class ServerTimekeeper {
  readonly #clock: Clock;
  #reading: ServerTime | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get reading(): ServerTime | null {
    return this.#reading;
  }

  /** Takes an answer's `server_time`; keeps whichever reading is now the sharper one. */
  learn(serverTime: string, sentMonoMs: number): void {
    if (Number.isNaN(Date.parse(serverTime))) return;
    const now = this.#clock.monoMs();
    const rtt = Math.max(0, now - sentMonoMs);
    const fresh = { mono_ms: now - Math.round(rtt / 2), rtt_ms: rtt, server: serverTime };
    const known = this.#reading;
    if (known === null || uncertaintyMs(fresh, now) <= uncertaintyMs(known, now)) {
      this.#reading = fresh;
    }
  }

  /** Best belief of the server's time, ms since 1970; the wall clock's when nothing is known. */
  nowMs(): number {
    const known = this.#reading;
    if (known === null) return this.#clock.epochMs();
    return Date.parse(known.server) + (this.#clock.monoMs() - known.mono_ms);
  }
}

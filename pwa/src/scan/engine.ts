/**
 * Runs the capture state machine in time: keeps its state, carries out effects, sends `idle` when due.
 * A timer that fires late means a stalled thread with input still queued, so it waits once more (S17).
 */

import { dueAt, step } from "./capture.ts";
import { CLOSED, type Effect, type Input } from "./events.ts";
import type { WedgeProfile } from "./profile.ts";

/** A monotonic clock on the time line of `event.timeStamp`. */
export interface WedgeClock {
  now(): number;
  /** Calls back after `ms`; the function returned cancels it. */
  after(ms: number, work: () => void): () => void;
}

export interface Engine {
  /** Takes one event; true when the browser must not act on it. */
  take(input: Input): boolean;
  stop(): void;
}

const STALL_MS = 50;
const GRACE_MS = 250;

export function createEngine(
  profile: WedgeProfile,
  clock: WedgeClock,
  perform: (effect: Effect) => void,
): Engine {
  let state = CLOSED;
  let cancel = (): void => undefined;

  function take(input: Input): boolean {
    const result = step(state, input, profile);
    state = result.state;
    for (const effect of result.effects) {
      perform(effect);
    }
    arm();
    return result.swallow;
  }

  function arm(): void {
    cancel();
    const due = dueAt(state, profile);
    if (due !== null) {
      cancel = clock.after(Math.max(0, due - clock.now()), () => lapseAt(due, true));
    }
  }

  function lapseAt(due: number, mayWait: boolean): void {
    const now = clock.now();
    if (mayWait && now - due > STALL_MS) {
      cancel = clock.after(GRACE_MS, () => lapseAt(due, false));
      return;
    }
    take({ kind: "idle", at: Math.max(now, due) });
  }

  return { take, stop: () => cancel() };
}

export function windowClock(target: Window): WedgeClock {
  return {
    now: () => target.performance.now(),
    after: (ms, work) => {
      const id = target.setTimeout(work, ms);
      return () => target.clearTimeout(id);
    },
  };
}

/**
 * Time, chance and idleness of the simulation: everything that happens is one event of one queue,
 * drawn from one seed, so that a failing seed fails again.
 */

/** SplitMix-like 32-bit generator; small, seeded, and the same everywhere. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed ^ 0x9e3779b9) >>> 0;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  bytes(length: number): Uint8Array<ArrayBuffer> {
    return Uint8Array.from({ length }, () => this.below(256));
  }
}

interface Happening {
  readonly at: number;
  readonly order: number;
  run(): void;
}

const realImmediate = setImmediate;
let outstanding = 0;

/** fake-indexeddb asks for a macrotask through this name; counting them tells when devices rest. */
export function countMacrotasks(): void {
  const counted = (run: () => void) => {
    outstanding += 1;
    return realImmediate(() => {
      outstanding -= 1;
      run();
    });
  };
  globalThis.setImmediate = counted as unknown as typeof setImmediate;
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    realImmediate(resolve);
  });
}

export class World {
  readonly chance: Chance;
  now = 0;
  events = 0;
  #order = 0;
  #queue: Happening[] = [];

  constructor(seed: number) {
    this.chance = new Chance(seed);
  }

  after(ms: number, run: () => void): () => void {
    const happening = { at: this.now + Math.max(0, ms), order: this.#order, run };
    this.#order += 1;
    let at = this.#queue.length;
    while (at > 0 && before(happening, this.#queue[at - 1])) at -= 1;
    this.#queue.splice(at, 0, happening);
    return () => {
      const index = this.#queue.indexOf(happening);
      if (index >= 0) this.#queue.splice(index, 1);
    };
  }

  /** Lets devices work: until they rest, or, to interleave, for only a few turns. */
  async settle(interleave: boolean): Promise<void> {
    let left = interleave && this.chance.happens(0.3) ? this.chance.below(12) : Number.MAX_VALUE;
    do {
      await turn();
      left -= 1;
    } while (outstanding > 0 && left > 0);
  }

  /** Runs everything up to `until`, then rests. */
  async run(until: number, interleave: boolean): Promise<void> {
    for (;;) {
      const next = this.#queue[0];
      if (next === undefined || next.at > until) break;
      this.#queue.shift();
      this.now = next.at;
      this.events += 1;
      next.run();
      await this.settle(interleave);
    }
    this.now = until;
    await this.settle(false);
  }
}

function before(left: Happening, right: Happening | undefined): boolean {
  if (right === undefined) return false;
  return left.at < right.at || (left.at === right.at && left.order < right.order);
}

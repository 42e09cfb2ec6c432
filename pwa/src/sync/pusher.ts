/**
 * Hands the queue over (P10-P23), batch by batch, until the server wants nothing more or something
 * stands in the way. Whatever the answer, an entry stays until its outcome.
 */
import { genesisHash, linkHash } from "./chain.ts";
import type { DeviceKeys } from "./ports.ts";
import { hasCode, type PushStored, readPushAnswer } from "./push-answer.ts";
import { MAX_ENTRIES, PUSH_MEDIA_TYPE, signPush, takeBatch } from "./push-body.ts";
import type { PushPlan, Queue } from "./queue.ts";
import type { Safeguards } from "./safeguards.ts";
import { DONE, type Line, retry, type Step } from "./step.ts";

const MAX_REWINDS = 3;

export interface PushWatch {
  /** Something was stored; the watchdog may rest. */
  progressed(): void;
  /** P32. Answers true when the epoch is indeed another one. */
  epochSeen(epoch: string): Promise<boolean>;
  outcomesStored(answer: PushStored): void;
}

export class Pusher {
  readonly #device: string;
  readonly #keys: DeviceKeys;
  readonly #queue: Queue;
  readonly #line: Line;
  readonly #watch: PushWatch;
  readonly #safeguards: Safeguards;
  #limit = MAX_ENTRIES;

  constructor(parts: {
    device: string;
    keys: DeviceKeys;
    queue: Queue;
    line: Line;
    watch: PushWatch;
    safeguards: Safeguards;
  }) {
    this.#device = parts.device;
    this.#keys = parts.keys;
    this.#queue = parts.queue;
    this.#line = parts.line;
    this.#watch = parts.watch;
    this.#safeguards = parts.safeguards;
  }

  /** Pushes all there is; with `beacon`, the signed head goes even when nothing waits (P12). */
  async run(beacon: boolean): Promise<Step> {
    let rewinds = 0;
    let announce = beacon;
    for (;;) {
      const plan = await this.#queue.plan(this.#device);
      if ("missing" in plan) return { step: "attention", code: "ENTRY_NOT_RETAINED" };
      if (plan.entries.length === 0 && !announce) return settledStep(plan);
      const batch = takeBatch(plan.entries, { entries: this.#limit, bytes: 2 * 1024 * 1024 });
      const next = await this.#push({ ...plan, entries: batch });
      if (next === "rewound") rewinds += 1;
      else if (next !== "go_on") return next;
      if (rewinds > MAX_REWINDS) return retry("the server's place in the chain keeps moving");
      announce = false;
    }
  }

  async #push(plan: PushPlan): Promise<Step | "go_on" | "rewound"> {
    const signed = await signPush({ ...plan, device: this.#device }, this.#keys);
    const sent = await this.#line.send({
      method: "POST",
      path: "/sync/push",
      headers: { "content-type": PUSH_MEDIA_TYPE },
      body: signed.body,
    });
    if (sent === null) return retry("no answer", true);
    const result = readPushAnswer(sent.answer);
    if (result.step === "stored") {
      this.#line.learn(result.serverTime, sent.sentMs);
      return this.#stored(plan, signed.to, result);
    }
    if (result.step === "gap") {
      await this.#queue.rewind(this.#device, result.expected);
      return "rewound";
    }
    if (result.step === "too_large") return this.#shrink(plan);
    if (result.step === "retry") return retry(result.why);
    if (!this.#safeguards.keepOnClientError) await this.#queue.abandon(this.#device, signed.to);
    return result;
  }

  #shrink(plan: PushPlan): Step | "go_on" {
    if (plan.entries.length <= 1) return { step: "attention", code: "ENTRY_TOO_LARGE" };
    this.#limit = Math.max(1, Math.floor(plan.entries.length / 2));
    return "go_on";
  }

  async #stored(plan: PushPlan, to: number, answer: PushStored): Promise<Step | "go_on"> {
    if (answer.device !== this.#device) return retry("an answer for another device");
    if (await this.#watch.epochSeen(answer.epoch)) return "go_on";
    const next = await this.#queue.settle(this.#device, to, answer);
    this.#watch.outcomesStored(answer);
    if (plan.entries.length > 0 && next <= plan.from) return stuckStep(plan, answer);
    this.#watch.progressed();
    return "go_on";
  }
}

/** The server did not move: either these bytes are broken here, or they were broken on the way (P17). */
function stuckStep(plan: PushPlan, answer: PushStored): Step {
  const mismatch = answer.outcomes.some((outcome) => hasCode(outcome, "HASH_MISMATCH"));
  if (mismatch && !chainHolds(plan)) return { step: "attention", code: "HASH_MISMATCH" };
  return retry("the server stored nothing of the push");
}

function chainHolds(plan: PushPlan): boolean {
  let previous = plan.from === 1 ? genesisHash(plan.head.device) : plan.previous;
  return plan.entries.every(({ seq, raw, hash }) => {
    previous = linkHash(previous, seq, raw);
    return previous === hash;
  });
}

function settledStep(plan: PushPlan): Step {
  return plan.forked ? { step: "attention", code: "CHAIN_FORK" } : DONE;
}

/**
 * The way between a device and the server, and everything that goes wrong on it.
 */
import type { Transport, WireAnswer, WireRequest } from "../src/sync/ports.ts";
import type { Chance, World } from "./virtual-world.ts";

export const NETWORK_FAULTS = [
  "request_lost",
  "answer_lost",
  "request_repeated",
  "request_delayed",
  "request_cut",
  "answer_cut",
  "captive_portal",
  "server_error_before",
  "server_error_after",
  "too_many_requests",
] as const;

export type NetworkFault = (typeof NETWORK_FAULTS)[number];

const PORTAL = { status: 200, body: "<html><body>Welcome to the guest network</body></html>" };

export class FaultyNetwork {
  readonly #world: World;
  readonly #handle: (request: WireRequest) => WireAnswer;
  readonly #count: (fault: NetworkFault) => void;
  /** Probability that a request meets a fault. */
  faultRate = 0;

  constructor(
    world: World,
    handle: (request: WireRequest) => WireAnswer,
    count: (fault: NetworkFault) => void,
  ) {
    this.#world = world;
    this.#handle = handle;
    this.#count = count;
  }

  /** One device's line; `online` and `alive` are asked when they matter. */
  transport(online: () => boolean, alive: () => boolean): Transport {
    return {
      send: (request) =>
        new Promise((resolve, reject) => {
          const give = (answer: WireAnswer) => alive() && resolve(answer);
          const fail = () => alive() && reject(new Error("no answer"));
          if (online()) this.#travel(request, give, fail);
          else this.#world.after(5, fail);
        }),
    };
  }

  #travel(request: WireRequest, give: (answer: WireAnswer) => void, fail: () => void): void {
    const { chance } = this.#world;
    const fault = chance.happens(this.faultRate)
      ? NETWORK_FAULTS[chance.below(NETWORK_FAULTS.length)]
      : undefined;
    if (fault) this.#count(fault);
    const there = 5 + chance.below(200);
    const back = 5 + chance.below(200);
    const later = (ms: number, run: () => void) => this.#world.after(ms, run);
    const answer = (made: WireAnswer) => later(back, () => give(made));
    switch (fault) {
      case "request_lost":
        return void later(10_000, fail);
      case "captive_portal":
        return void answer(PORTAL);
      case "server_error_before":
        return void answer({ status: 503, body: "busy" });
      case "too_many_requests":
        return void answer({ status: 429, body: "" });
      default:
        later(there, () => this.#arrive(request, fault, answer, fail));
    }
  }

  #arrive(
    request: WireRequest,
    fault: NetworkFault | undefined,
    answer: (made: WireAnswer) => void,
    fail: () => void,
  ): void {
    const { chance } = this.#world;
    const later = (ms: number, run: () => void) => this.#world.after(ms, run);
    const again = () => void this.#handle(request);
    if (fault === "request_delayed") {
      later(chance.below(120_000), again);
      later(10_000, fail);
      return;
    }
    const made = this.#handle(fault === "request_cut" ? cutRequest(request, chance) : request);
    if (fault === "answer_lost") {
      later(10_000, fail);
      return;
    }
    if (fault === "request_repeated") later(chance.below(60_000), again);
    if (fault === "server_error_after") answer({ status: 500, body: "" });
    else if (fault === "answer_cut") answer({ ...made, body: cut(made.body, chance) });
    else answer(made);
  }
}

function cut(text: string, chance: Chance): string {
  return text.slice(0, chance.below(text.length + 1));
}

function cutRequest(request: WireRequest, chance: Chance): WireRequest {
  return typeof request.body === "string"
    ? { ...request, body: cut(request.body, chance) }
    : request;
}

/**
 * Fetches the feed up to a checkpoint (P27-P31) and swaps it in. A page that cannot be read is
 * asked for again; a stream that does not sum up is fetched again from nothing.
 */
import { type Cache, StaleCache, type Swap } from "./cache.ts";
import { type Checkpoint, type PullPage, parsePullPage } from "./pull-page.ts";
import { NotAnAnswer } from "./shape.ts";
import { DONE, type Line, retry, type Step } from "./step.ts";
import type { TokenSource } from "./token.ts";

const PAGE_ROWS = 1000;
const MAX_STALE = 5;

export interface PullWatch {
  progressed(): void;
  epochSeen(epoch: string): Promise<boolean>;
  /** In the same moment as the base changes. */
  applied(): void;
  checkpoint(page: PullPage, checkpoint: Checkpoint, swap: Swap): Promise<void>;
}

const WHY = {
  stale: "another tab is writing the cache",
  again: "a stream does not sum up",
} as const;

/** What one fetched page asks for next. */
type Next = Step | "more" | "again";

export class Puller {
  readonly #cache: Cache;
  readonly #tokens: TokenSource;
  readonly #line: Line;
  readonly #watch: PullWatch;
  #restarted = false;

  constructor(parts: { cache: Cache; tokens: TokenSource; line: Line; watch: PullWatch }) {
    this.#cache = parts.cache;
    this.#tokens = parts.tokens;
    this.#line = parts.line;
    this.#watch = parts.watch;
  }

  /** Until a checkpoint that sums up, or a reason to stop. */
  async run(): Promise<Step> {
    this.#restarted = false;
    const left = { stale: MAX_STALE, again: 1 };
    for (;;) {
      const fetched = await this.#fetch();
      if ("step" in fetched) return fetched;
      const next = await this.#takeOrRefresh(fetched);
      if (typeof next === "object") return next;
      if (next === "more") continue;
      if (left[next] === 0) return retry(WHY[next]);
      left[next] -= 1;
    }
  }

  async #takeOrRefresh(page: PullPage): Promise<Next | "stale"> {
    try {
      return await this.#take(page);
    } catch (error) {
      if (!(error instanceof StaleCache)) throw error;
      await this.#cache.refresh();
      this.#watch.applied();
      return "stale";
    }
  }

  #path(): string {
    const query = new URLSearchParams();
    for (const cursor of this.#cache.cursors) query.append("cursor", cursor);
    query.append("limit", String(PAGE_ROWS));
    return `/sync/pull?${query}`;
  }

  async #fetch(renewed = false): Promise<PullPage | Step> {
    const token = await this.#tokens.get();
    if ("failed" in token) return token.failed;
    const headers = { authorization: `Bearer ${token.token}` };
    const sent = await this.#line.send({ method: "GET", path: this.#path(), headers });
    if (sent === null) return retry("no answer", true);
    const { status, body } = sent.answer;
    if (status === 200) return this.#read(body, sent.sentMs);
    if (status === 429 || status >= 500) return retry(`pull: status ${status}`);
    this.#tokens.drop();
    if (status === 401 && !renewed) return this.#fetch(true);
    if (status !== 401 && !this.#restarted && this.#cache.cursors.length > 0) {
      this.#restarted = true;
      await this.#cache.restart();
      return this.#fetch();
    }
    return { step: "attention", code: "PULL_REFUSED" };
  }

  #read(body: string, sentMs: number): PullPage | Step {
    try {
      const page = parsePullPage(body);
      this.#line.learn(page.serverTime, sentMs);
      return page;
    } catch (error) {
      if (error instanceof NotAnAnswer) return retry(error.message);
      throw error;
    }
  }

  async #take(page: PullPage): Promise<Next> {
    const fromNothing = this.#cache.cursors.length === 0;
    if (page.epoch !== this.#cache.epoch) {
      await this.#watch.epochSeen(page.epoch);
      if (!fromNothing) return "more";
    }
    if (page.checkpoint === null) {
      await this.#cache.stage(page);
      this.#watch.progressed();
      return "more";
    }
    const swap = await this.#cache.swap(page, page.checkpoint, () => this.#watch.applied());
    await this.#watch.checkpoint(page, page.checkpoint, swap);
    this.#watch.progressed();
    return swap.mismatches.length > 0 ? "again" : DONE;
  }
}

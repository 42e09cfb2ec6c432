/**
 * The feed on disk, as a log of segments: one small write a page instead of one a row, and a page
 * that no checkpoint has closed is simply a segment not yet counted (P29). Losing it costs a fetch.
 */
import type { DBSchema, IDBPTransaction } from "idb";
import { checksumHex } from "./checksum.ts";
import { Base } from "./confirmed-base.ts";
import { parseCursor } from "./cursor.ts";
import { Database } from "./database.ts";
import type { FeedItem, PullPage } from "./pull-page.ts";

/** Another tab wrote meanwhile; read again and go on from there. */
export class StaleCache extends Error {
  override readonly name = "StaleCache";
}

export interface Progress {
  readonly cursors: readonly string[];
  /** Last segment that belongs to it. */
  readonly upto: number;
}

export interface CheckpointState extends Progress {
  readonly position: number;
  readonly checksums: Readonly<Record<string, string>>;
}

export interface CacheState {
  /** Grows with every write: a writer that saw another one lost the race. */
  readonly version: number;
  /** Changes when segments are rewritten; whoever loaded another one loads again. */
  readonly generation: number;
  readonly epoch: string | null;
  readonly checkpoint: CheckpointState;
  readonly staged: Progress;
  readonly itemCount: number;
}

interface Segment {
  /** Streams emptied before the items are applied. */
  readonly resets: readonly string[];
  readonly items: readonly FeedItem[];
}

interface CacheSchema extends DBSchema {
  segments: { key: number; value: Segment };
  state: { key: "state"; value: CacheState };
}

type Tx = IDBPTransaction<CacheSchema, ("segments" | "state")[], "readwrite">;

/** A stream the server sums up to nothing. */
const NO_ROWS = checksumHex(0n);

const STORES: ("segments" | "state")[] = ["segments", "state"];

const NOTHING: Progress = { cursors: [], upto: 0 };

function emptyState(version: number, epoch: string | null): CacheState {
  const checkpoint = { ...NOTHING, position: 0, checksums: {} };
  return { version, generation: version, epoch, checkpoint, staged: NOTHING, itemCount: 0 };
}

const SNAPSHOT_ROWS = 2500;
const MAX_SEGMENTS = 256;

function create(db: IDBDatabase): void {
  db.createObjectStore("segments");
  db.createObjectStore("state");
}

export interface Swap {
  /** Items of every page the checkpoint closed. */
  readonly items: readonly FeedItem[];
  /** Streams whose rows do not sum up to what the server says (P31). */
  readonly mismatches: readonly string[];
}

export class Cache {
  readonly #database: Database<CacheSchema>;
  #state: CacheState = emptyState(0, null);
  #base = new Base();
  #staged: Segment[] = [];

  constructor(factory: IDBFactory) {
    this.#database = new Database<CacheSchema>(factory, "cache", create);
  }

  get base(): Base {
    return this.#base;
  }

  get epoch(): string | null {
    return this.#state.epoch;
  }

  get position(): number {
    return this.#state.checkpoint.position;
  }

  /** Cursors of the next page to ask for. */
  get cursors(): readonly string[] {
    return this.#state.staged.cursors;
  }

  close(): void {
    this.#database.close();
  }

  /** Takes what another tab, or an earlier life of this one, wrote. Answers whether the base changed. */
  refresh(): Promise<boolean> {
    return this.#database.transact(STORES, "readonly", async (tx) => {
      const state = await tx.objectStore("state").get("state");
      if ((state?.version ?? 0) === this.#state.version) return false;
      if (state === undefined) {
        this.#take(emptyState(0, null), new Base(), [], []);
        return true;
      }
      const same = state.generation === this.#state.generation;
      const from = same ? this.#state.checkpoint.upto : 0;
      const range = IDBKeyRange.lowerBound(from, true);
      const [keys, segments] = await Promise.all([
        tx.objectStore("segments").getAllKeys(range),
        tx.objectStore("segments").getAll(range),
      ]);
      this.#take(state, same ? this.#base : new Base(), keys, segments);
      return true;
    });
  }

  #take(state: CacheState, base: Base, keys: number[], segments: Segment[]): void {
    const staged: Segment[] = [];
    for (const [index, segment] of segments.entries()) {
      const key = keys[index] ?? 0;
      if (key <= state.checkpoint.upto) applySegment(base, segment, false);
      else if (key <= state.staged.upto) staged.push(segment);
    }
    for (const [stream, sum] of Object.entries(state.checkpoint.checksums)) {
      base.restoreChecksum(stream, sum);
    }
    this.#base = base;
    this.#staged = staged;
    this.#state = state;
  }

  /** Keeps a page that is followed by more. @throws StaleCache */
  async stage(page: PullPage): Promise<void> {
    const segment = this.#segment(page);
    const upto = this.#state.staged.upto + 1;
    const itemCount = this.#state.itemCount + segment.items.length;
    await this.#write({ staged: { cursors: page.cursors, upto }, itemCount }, segment, upto);
    this.#staged.push(segment);
  }

  /**
   * Swaps in everything staged and this last page (P29). `applied` runs in the same moment as the
   * base changes, so that no reader sees an entry both in the base and on top of it (P35).
   * @throws StaleCache
   */
  async swap(
    page: PullPage,
    checkpoint: NonNullable<PullPage["checkpoint"]>,
    applied: () => void,
  ): Promise<Swap> {
    const segment = this.#segment(page, true);
    const segments = [...this.#staged, segment];
    for (const each of segments) applySegment(this.#base, each, true);
    applied();
    const checksums = Object.fromEntries(
      this.#base.streams().map((stream) => [stream, this.#base.checksum(stream)]),
    );
    const mismatches = page.streams.filter(
      (stream) => (checkpoint.checksums[stream] ?? NO_ROWS) !== this.#base.checksum(stream),
    );
    const wrong = new Set(mismatches);
    const cursors = page.cursors.filter((cursor) => !wrong.has(parseCursor(cursor)?.stream ?? ""));
    const upto = this.#state.staged.upto + 1;
    const { position } = checkpoint;
    const next = {
      checkpoint: { position, checksums, cursors, upto },
      staged: { cursors, upto },
      itemCount: this.#state.itemCount + segment.items.length,
    };
    await this.#writeOrReload(next, segment, upto);
    this.#staged = [];
    await this.#compactWhenWorthIt();
    return { items: segments.flatMap((each) => each.items), mismatches };
  }

  async #writeOrReload(next: Partial<CacheState>, segment: Segment, upto: number): Promise<void> {
    try {
      await this.#write(next, segment, upto);
    } catch (error) {
      this.#state = { ...this.#state, version: -1, generation: -1 };
      throw error;
    }
  }

  /** What this page does: streams asked for from nothing are emptied first, dropped ones stay empty. */
  #segment(page: PullPage, closing = false): Segment {
    const asked = new Set(this.cursors.map((cursor) => parseCursor(cursor)?.stream ?? ""));
    const begun = new Set(this.#staged.flatMap(({ items }) => items.map(({ stream }) => stream)));
    const fresh = page.streams.filter((stream) => !asked.has(stream) && !begun.has(stream));
    const announced = new Set(page.streams);
    const known = new Set([...this.#base.streams(), ...begun]);
    const dropped = closing ? [...known].filter((stream) => !announced.has(stream)) : [];
    return { resets: [...fresh, ...dropped], items: page.items };
  }

  /** The server does not take our cursors: what is staged is let go and all is asked for from nothing. */
  restart(): Promise<void> {
    const { checkpoint } = this.#state;
    const state = {
      ...this.#state,
      version: this.#state.version + 1,
      staged: { cursors: [], upto: checkpoint.upto },
    };
    return this.#transact(async (tx) => {
      await tx.objectStore("segments").delete(IDBKeyRange.lowerBound(checkpoint.upto, true));
      await tx.objectStore("state").put(state, "state");
    }).then(() => {
      this.#staged = [];
      this.#state = state;
    });
  }

  /** P32: another epoch; the base is dropped and pulled from nothing. */
  async reset(epoch: string): Promise<void> {
    await this.refresh();
    if (this.#state.epoch === epoch) return;
    const state = emptyState(this.#state.version + 1, epoch);
    await this.#transact(async (tx) => {
      await tx.objectStore("segments").clear();
      await tx.objectStore("state").put(state, "state");
    });
    this.#take(state, new Base(), [], []);
  }

  async #compactWhenWorthIt(): Promise<void> {
    const { itemCount, checkpoint } = this.#state;
    const rows = this.#base.size();
    if (itemCount <= 2 * rows + 2000 && checkpoint.upto <= MAX_SEGMENTS) return;
    const items = [...this.#base.items()];
    const chunks: Segment[] = [];
    for (let at = 0; at < items.length; at += SNAPSHOT_ROWS) {
      chunks.push({ resets: [], items: items.slice(at, at + SNAPSHOT_ROWS) });
    }
    const version = this.#state.version + 1;
    const upto = chunks.length;
    const progress = { cursors: checkpoint.cursors, upto };
    const state: CacheState = {
      ...this.#state,
      version,
      generation: version,
      checkpoint: { ...checkpoint, ...progress },
      staged: progress,
      itemCount: items.length,
    };
    await this.#transact(async (tx) => {
      await tx.objectStore("segments").clear();
      for (const [index, chunk] of chunks.entries()) {
        await tx.objectStore("segments").put(chunk, index + 1);
      }
      await tx.objectStore("state").put(state, "state");
    });
    this.#state = state;
  }

  async #write(next: Partial<CacheState>, segment: Segment, key: number): Promise<void> {
    const state = { ...this.#state, ...next, version: this.#state.version + 1 };
    await this.#transact(async (tx) => {
      await tx.objectStore("segments").put(segment, key);
      await tx.objectStore("state").put(state, "state");
    });
    this.#state = state;
  }

  #transact(work: (tx: Tx) => Promise<void>): Promise<void> {
    const guarded = async (tx: Tx) => {
      const known = await tx.objectStore("state").get("state");
      if ((known?.version ?? 0) !== this.#state.version) {
        throw new StaleCache("another tab wrote the cache");
      }
      await work(tx);
    };
    return this.#database.transact(STORES, "readwrite", guarded, { durability: "relaxed" });
  }
}

function applySegment(base: Base, segment: Segment, counted: boolean): void {
  for (const stream of segment.resets) base.drop(stream);
  for (const item of segment.items) base.apply(item, counted);
}

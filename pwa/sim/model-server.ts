/**
 * A small server in memory that obeys sync/PROTOCOL.md, for the pure client simulation: the rows
 * are made by the same reducers, the sync around them is what is tested.
 */

import type { LeaseNumbersBody } from "../src/entries/bodies.ts";
import type { Envelope } from "../src/entries/envelope.ts";
import { Base, rowKey } from "../src/sync/confirmed-base.ts";
import { type Cursor, formatCursor, parseCursor } from "../src/sync/cursor.ts";
import type { WireAnswer, WireRequest } from "../src/sync/ports.ts";
import type { Outcome } from "../src/sync/push-answer.ts";
import { View } from "../src/sync/view.ts";
import { headOf, type ModelDevice, readPush, signatureHolds, takeLines } from "./model-chain.ts";
import { REDUCERS } from "./reducers.ts";

interface FeedRow {
  readonly stream: string;
  readonly position: number;
  readonly ordinal: number;
  readonly kind: string;
  readonly key: string;
  readonly row: string | null;
}

interface Backup {
  readonly feed: number;
  readonly position: number;
  readonly leased: number;
  readonly entries: ReadonlyMap<string, number>;
}

const SITE = "site:SZ";

/** Null when the text was cut on its way. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function json(status: number, value: unknown): WireAnswer {
  return { status, body: JSON.stringify(value) };
}

export class ModelServer {
  readonly devices = new Map<string, ModelDevice>();
  epoch = "e1";
  position = 0;
  /** Rows a page; small, so that paging happens. */
  pageRows = 7;
  /** Makes one checkpoint's checksum wrong, as a lost row would. */
  lieOnce = false;
  readonly now: () => number;
  #feed: FeedRow[] = [];
  #base = new Base();
  #rows = new View(this.#base, {});
  #leased = 0;
  #backup: Backup | null = null;
  #epochs = 1;
  #tokens = new Set<string>();

  constructor(now: () => number) {
    this.now = now;
    this.position = 1;
    this.#write("global", "item", ["A-1"], {
      number: "A-1",
      revision: "1",
      unit: "EA",
      conversions: { BX: [10, 1] },
    });
    for (const code of ["Q1", "R1"]) {
      this.#write(SITE, "location", ["SZ", code], { site: "SZ", code, type: "quarantine" });
    }
  }

  addDevice(id: string, code: string): ModelDevice {
    const empty = { entries: [], branch: [], forked: false, durable: 0 };
    const device = { id, code, secret: `secret of ${id}`, ...empty };
    this.devices.set(id, device);
    return device;
  }

  checksum(stream: string): string {
    return this.#base.checksum(stream);
  }

  #write(stream: string, kind: string, key: readonly string[], row: unknown): void {
    const last = this.#feed.at(-1);
    const ordinal = last?.position === this.position ? last.ordinal + 1 : 0;
    const text = row === null ? null : JSON.stringify(row);
    const item = { stream, kind, key: rowKey(key), row: text };
    this.#feed.push({ ...item, position: this.position, ordinal });
    this.#base.apply(item);
  }

  handle(request: WireRequest): WireAnswer {
    const body = typeof request.body === "string" ? request.body : "";
    if (request.path === "/sync/push") return this.#push(body);
    if (request.path === "/devices/token") return this.#token(body);
    return this.#pull(request);
  }

  #token(body: string): WireAnswer {
    const asked = readJson(body) as { device: string; time: string } | null;
    if (asked === null) return json(400, { code: "MALFORMED" });
    const { device, time } = asked;
    if (Math.abs(Date.parse(time) - this.now()) > 600_000) {
      return json(401, { code: "CLOCK_WRONG", detail: { server_time: this.#time() } });
    }
    const token = `${device}.${this.#tokens.size}`;
    this.#tokens.add(token);
    return json(200, { token });
  }

  /** Every token ends at once: a restart, a new key. */
  forgetTokens(): void {
    this.#tokens = new Set();
  }

  #time(): string {
    return new Date(this.now()).toISOString();
  }

  #push(body: string): WireAnswer {
    const push = readPush(body);
    if (push === null) return json(400, { code: "MALFORMED_PUSH" });
    const device = this.devices.get(push.header.device);
    if (device === undefined) return json(403, { code: "DEVICE_UNKNOWN" });
    if (!signatureHolds(device, push.header)) return json(403, { code: "SIGNATURE_INVALID" });
    const head = headOf(device);
    if (push.header.from_seq > head.seq + 1) {
      const expected = head.seq + 1;
      return json(409, { code: "CHAIN_GAP", expected, head_hash: head.hash });
    }
    const outcomes = takeLines(device, push, (entry) => this.#judge(device, entry));
    return json(200, {
      device: device.id,
      epoch: this.epoch,
      expected: headOf(device).seq + 1,
      outcomes,
      position: this.position,
      push: 1,
      server_time: this.#time(),
      v: 1,
    });
  }

  #judge(device: ModelDevice, entry: Envelope): Outcome {
    this.position += 1;
    const flagged = entry.id.endsWith("0");
    const poisoned = entry.type === "Poison";
    const outcome: Outcome = {
      codes:
        poisoned || flagged ? [{ code: poisoned ? "INTERNAL" : "MODEL_FLAG", detail: {} }] : [],
      id: entry.id,
      outcome: poisoned ? "quarantined" : flagged ? "flagged" : "accepted",
      revision: 0,
      seq: entry.seq,
    };
    if (!poisoned) this.#apply(device, entry);
    const key = [device.id, String(entry.seq)];
    this.#write(`device:${device.id}`, "outcome", key, outcome);
    return outcome;
  }

  #apply(device: ModelDevice, entry: Envelope): void {
    if (entry.type === "LeaseNumbers") this.#lease(device, entry.body as LeaseNumbersBody);
    for (const change of REDUCERS[entry.type]?.(this.#rows, entry) ?? []) {
      this.#write(SITE, change.kind, change.key, change.row);
    }
  }

  #lease(device: ModelDevice, body: LeaseNumbersBody): void {
    const first = this.#leased + 1;
    this.#leased += body.count;
    const last = this.#leased;
    const row = { series: body.series, device: device.id, prefix: "L", digits: 6, first, last };
    const key = [body.series, String(first)];
    this.#write(`device:${device.id}`, "lease", key, { ...row, suffix: "" });
  }

  #pull(request: WireRequest): WireAnswer {
    const token = request.headers["authorization"]?.slice("Bearer ".length) ?? "";
    if (!this.#tokens.has(token)) return json(401, { code: "TOKEN_INVALID" });
    const streams = ["global", SITE, `device:${token.split(".")[0]}`];
    const asked = new URLSearchParams(request.path.split("?")[1]).getAll("cursor").map(parseCursor);
    const from = new Map<string, Cursor>();
    for (const cursor of asked) {
      if (cursor !== null && cursor.epoch === this.epoch) from.set(cursor.stream, cursor);
    }
    const due = this.#due(streams, from);
    const items = due.slice(0, this.pageRows);
    const more = due.length > items.length;
    const reached = more ? items.at(-1) : undefined;
    return { status: 200, body: this.#page(streams, from, items, reached) };
  }

  /** Newest version of every row that changed after the cursors, in order. */
  #due(streams: readonly string[], from: ReadonlyMap<string, Cursor>): FeedRow[] {
    const newest = new Map<string, FeedRow>();
    for (const item of this.#feed) {
      const cursor = from.get(item.stream);
      if (!streams.includes(item.stream) || (cursor && !isAfter(item, cursor))) continue;
      newest.set(`${item.stream}\n${item.kind}\n${item.key}`, item);
    }
    return [...newest.values()].toSorted(
      (a, b) => a.position - b.position || a.ordinal - b.ordinal,
    );
  }

  #page(
    streams: readonly string[],
    from: ReadonlyMap<string, Cursor>,
    items: readonly FeedRow[],
    reached: FeedRow | undefined,
  ): string {
    const { epoch, position } = this;
    const upto = reached ?? { position, ordinal: 1_000_000 };
    const cursors = streams.map((stream) => {
      const old = from.get(stream);
      const at = old && !isAfter(upto, old) ? old : upto;
      return formatCursor({ epoch, stream, position: at.position, ordinal: at.ordinal });
    });
    const more = reached !== undefined;
    const server_time = this.#time();
    const lines = [JSON.stringify({ cursors, epoch, more, position, server_time, streams, v: 1 })];
    for (const item of items) {
      const { stream, ordinal, kind, key, row } = item;
      lines.push([stream, item.position, ordinal, kind, key, row ?? ""].join("\t"));
    }
    if (!more) lines.push(this.#checkpoint(streams));
    return `${lines.join("\n")}\n`;
  }

  #checkpoint(streams: readonly string[]): string {
    const lie = this.lieOnce;
    this.lieOnce = false;
    const checksums = Object.fromEntries(
      streams.map((stream) => [stream, lie ? "f".repeat(32) : this.checksum(stream)]),
    );
    const device = this.devices.get(streams.at(-1)?.slice("device:".length) ?? "");
    const durable_upto = device?.durable ?? 0;
    return JSON.stringify({ checkpoint: { checksums, durable_upto, position: this.position } });
  }

  backUp(): void {
    const entries = new Map<string, number>();
    for (const device of this.devices.values()) {
      entries.set(device.id, device.entries.length);
      device.durable = device.entries.length;
    }
    const { position } = this;
    this.#backup = { feed: this.#feed.length, position, leased: this.#leased, entries };
  }

  /** The database is lost and restored from the last backup: another epoch (P32). */
  restore(): boolean {
    if (this.#backup === null) return false;
    const { feed, position, leased, entries } = this.#backup;
    this.#epochs += 1;
    this.epoch = `e${this.#epochs}`;
    this.position = position;
    this.#leased = leased;
    for (const device of this.devices.values()) device.entries.length = entries.get(device.id) ?? 0;
    this.#feed.length = feed;
    this.#base = new Base();
    this.#rows = new View(this.#base, {});
    for (const item of this.#feed) this.#base.apply(item);
    return true;
  }
}

function isAfter(
  item: { position: number; ordinal: number },
  cursor: { position: number; ordinal: number },
): boolean {
  return (
    item.position > cursor.position ||
    (item.position === cursor.position && item.ordinal > cursor.ordinal)
  );
}

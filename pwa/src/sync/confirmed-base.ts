/**
 * The base: what the server has confirmed, stream by stream (P29-P31), in memory.
 */
import type { Kind, RowTypes } from "../entries/rows.ts";
import { addDigest, checksumHex, rowDigest, subtractDigest } from "./checksum.ts";
import type { FeedItem } from "./pull-page.ts";
import { type Row, RowTable } from "./row-table.ts";

interface StreamRows {
  /** `kind\nkey` to the row's text as sent. */
  readonly rows: Map<string, string>;
  sum: bigint;
}

/** Outcomes are not counted, so that a device may forget them with their entries (P31, P34). */
function counts(kind: string): boolean {
  return kind !== "outcome";
}

/** Canonical JSON array, as the feed writes a key. */
export function rowKey(parts: readonly string[]): string {
  return JSON.stringify(parts);
}

export class Base {
  readonly table = new RowTable();
  readonly #streams = new Map<string, StreamRows>();

  streams(): string[] {
    return [...this.#streams.keys()];
  }

  checksum(stream: string): string {
    return checksumHex(this.#streams.get(stream)?.sum ?? 0n);
  }

  /** Sets the sum of a stream loaded from disk, where it was kept beside its rows. */
  restoreChecksum(stream: string, hex: string): void {
    this.#stream(stream).sum = BigInt(`0x${hex}`);
  }

  row<K extends Kind>(kind: K, key: readonly string[]): RowTypes[K] | undefined {
    return this.table.get(kind, rowKey(key)) as RowTypes[K] | undefined;
  }

  #stream(name: string): StreamRows {
    let stream = this.#streams.get(name);
    if (stream === undefined) {
      stream = { rows: new Map(), sum: 0n };
      this.#streams.set(name, stream);
    }
    return stream;
  }

  /** Takes one item; `summed` false leaves the checksum for `restoreChecksum`. */
  apply(item: FeedItem, summed = true): void {
    const counted = summed && counts(item.kind);
    const stream = this.#stream(item.stream);
    const place = `${item.kind}\n${item.key}`;
    const old = stream.rows.get(place);
    if (old === item.row) return;
    if (counted && old !== undefined) {
      stream.sum = subtractDigest(stream.sum, rowDigest(item.kind, item.key, old));
    }
    if (item.row === null) {
      stream.rows.delete(place);
      if (old !== undefined) this.#left(item.kind, item.key, place);
      return;
    }
    stream.rows.set(place, item.row);
    if (counted) stream.sum = addDigest(stream.sum, rowDigest(item.kind, item.key, item.row));
    this.table.put(item.kind, item.key, JSON.parse(item.row) as Row);
  }

  /** A row left one stream; another stream may still carry it. */
  #left(kind: string, key: string, place: string): void {
    for (const stream of this.#streams.values()) {
      const text = stream.rows.get(place);
      if (text === undefined) continue;
      this.table.put(kind, key, JSON.parse(text) as Row);
      return;
    }
    this.table.delete(kind, key);
  }

  /** The device no longer gets this stream, or fetches it again from nothing (P30, P31). */
  drop(name: string): void {
    const stream = this.#streams.get(name);
    if (stream === undefined) return;
    this.#streams.delete(name);
    for (const place of stream.rows.keys()) {
      const cut = place.indexOf("\n");
      this.#left(place.slice(0, cut), place.slice(cut + 1), place);
    }
  }

  /** Every present row as feed items, for a fresh snapshot on disk. */
  *items(): Generator<FeedItem> {
    for (const [stream, { rows }] of this.#streams) {
      for (const [place, row] of rows) {
        const cut = place.indexOf("\n");
        yield { stream, kind: place.slice(0, cut), key: place.slice(cut + 1), row };
      }
    }
  }

  size(): number {
    let size = 0;
    for (const { rows } of this.#streams.values()) size += rows.size;
    return size;
  }
}

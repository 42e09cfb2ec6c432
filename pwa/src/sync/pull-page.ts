/**
 * One page of the feed (P28), read strictly: a cut, foreign or half page must never become base.
 */
import { parseCursor } from "./cursor.ts";
import {
  anyField,
  type Fields,
  fieldsOf,
  flagField,
  jsonFields,
  NotAnAnswer,
  numberField,
  textField,
  textsField,
} from "./shape.ts";

export interface FeedItem {
  readonly stream: string;
  readonly kind: string;
  /** Canonical JSON array of strings, as sent. */
  readonly key: string;
  /** Canonical JSON as sent; null when the row has left the stream. */
  readonly row: string | null;
}

export interface Checkpoint {
  /** Stream to 32 hex digits (P31). */
  readonly checksums: Readonly<Record<string, string>>;
  /** The device's entries up to this seq survive a loss of the server (P32). */
  readonly durableUpto: number;
  readonly position: number;
}

export interface PullPage {
  readonly cursors: readonly string[];
  readonly epoch: string;
  readonly more: boolean;
  readonly position: number;
  readonly serverTime: string;
  readonly streams: readonly string[];
  readonly items: readonly FeedItem[];
  /** Present exactly when `more` is false. */
  readonly checkpoint: Checkpoint | null;
}

const NUMBER = /^(0|[1-9]\d{0,15})$/;

function linesOf(text: string): string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

function checkJson(text: string, what: string): void {
  try {
    JSON.parse(text);
  } catch {
    throw new NotAnAnswer(`${what}: not JSON`);
  }
}

function readItem(line: string, streams: ReadonlySet<string>) {
  const [stream, position, ordinal, kind, key, row, ...rest] = line.split("\t");
  if (stream === undefined || !kind || !key || row === undefined || rest.length > 0) {
    throw new NotAnAnswer("item: expected six fields");
  }
  if (!streams.has(stream)) throw new NotAnAnswer(`item: stream ${stream} was not announced`);
  if (!NUMBER.test(position ?? "") || !NUMBER.test(ordinal ?? "")) {
    throw new NotAnAnswer("item: position and ordinal are whole numbers");
  }
  checkJson(key, "item key");
  if (row !== "") checkJson(row, "item row");
  const item: FeedItem = { stream, kind, key, row: row === "" ? null : row };
  return { item, position: Number(position), ordinal: Number(ordinal) };
}

function readItems(lines: readonly string[], streams: ReadonlySet<string>): FeedItem[] {
  let last = { position: 0, ordinal: 0 };
  return lines.map((line) => {
    const read = readItem(line, streams);
    const back =
      read.position < last.position ||
      (read.position === last.position && read.ordinal < last.ordinal);
    if (back) throw new NotAnAnswer("items: not in order");
    last = read;
    return read.item;
  });
}

function readCheckpoint(line: string | undefined): Checkpoint {
  if (line === undefined) throw new NotAnAnswer("checkpoint: missing");
  const fields = fieldsOf(anyField(jsonFields(line, "checkpoint"), "checkpoint"), "checkpoint");
  const sums: Fields = fieldsOf(anyField(fields, "checksums"), "checksums");
  for (const stream of Object.keys(sums)) {
    if (!/^[0-9a-f]{32}$/.test(textField(sums, stream))) {
      throw new NotAnAnswer("checksums: expected 32 hex digits");
    }
  }
  return {
    checksums: sums as Record<string, string>,
    durableUpto: numberField(fields, "durable_upto"),
    position: numberField(fields, "position"),
  };
}

function readCursors(header: Fields): string[] {
  const cursors = textsField(header, "cursors");
  if (cursors.some((cursor) => parseCursor(cursor) === null)) {
    throw new NotAnAnswer("cursors: not of this version");
  }
  return cursors;
}

/** @throws NotAnAnswer */
export function parsePullPage(text: string): PullPage {
  const [first = "", ...lines] = linesOf(text);
  const header = jsonFields(first, "pull header");
  if (numberField(header, "v") !== 1) throw new NotAnAnswer("pull header: version");
  const more = flagField(header, "more");
  const checkpoint = more ? null : readCheckpoint(lines.pop());
  const streams = textsField(header, "streams");
  return {
    cursors: readCursors(header),
    epoch: textField(header, "epoch"),
    more,
    position: numberField(header, "position"),
    serverTime: textField(header, "server_time"),
    streams,
    items: readItems(lines, new Set(streams)),
    checkpoint,
  };
}

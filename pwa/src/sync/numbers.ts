/**
 * Own numbers from leased ranges (P40): pure, so that it runs inside the append's transaction and
 * a number and the entry that uses it exist together or not at all.
 */
import type { Span } from "../entries/bodies.ts";
import type { LeaseRow, NumberRangeRow } from "../entries/rows.ts";
import type { NumbersRecord } from "./oplog-schema.ts";

export const NO_NUMBERS: NumbersRecord = { next: {}, taken: [], own: 1 };

export interface Allotment {
  readonly number: string;
  /** False for the device-scoped fallback, which the server flags `NUMBER_NOT_LEASED`. */
  readonly leased: boolean;
  readonly after: NumbersRecord;
}

/** Where numbers come from: a lot series' block, whose numbers are counted, or a pool's range, which has them written out. */
export type NumberSource = LeaseRow | NumberRangeRow;

export function leasedNumber(source: NumberSource, n: number): string {
  if ("numbers" in source) return source.numbers[n - source.first] ?? "";
  return `${source.prefix}${String(n).padStart(source.digits, "0")}${source.suffix}`;
}

function nextOf(lease: NumberSource, used: NumbersRecord): number {
  return Math.max(lease.first, used.next[String(lease.first)] ?? lease.first);
}

interface Taken {
  readonly source: NumberSource;
  readonly n: number;
  readonly after: NumbersRecord;
}

function fromSource(source: NumberSource, used: NumbersRecord): Taken | null {
  const taken = new Set(used.taken);
  for (let n = nextOf(source, used); n <= source.last; n += 1) {
    if (taken.has(leasedNumber(source, n))) continue;
    const next = { ...used.next, [String(source.first)]: n + 1 };
    return { source, n, after: { ...used, next } };
  }
  return null;
}

function fromAny(sources: readonly NumberSource[], used: NumbersRecord): Taken | null {
  for (const source of sources.toSorted((a, b) => a.first - b.first)) {
    const found = fromSource(source, used);
    if (found !== null) return found;
  }
  return null;
}

/** The next number; never one that was used before. */
export function allot(
  sources: readonly NumberSource[],
  used: NumbersRecord,
  deviceCode: string,
): Allotment {
  const found = fromAny(sources, used);
  if (found !== null) {
    const number = leasedNumber(found.source, found.n);
    return { number, leased: true, after: found.after };
  }
  const after = { ...used, own: used.own + 1 };
  return { number: `${deviceCode}-${used.own}`, leased: false, after };
}

/** Numbers drawn together, as an entry names them: spans of ranges, and loose ones when every range is dry. */
export interface Drawn {
  readonly numbers: readonly string[];
  readonly spans: readonly Span[];
  readonly loose: readonly string[];
}

export const NOTHING_DRAWN: Drawn = { numbers: [], spans: [], loose: [] };

/** `count` numbers of a pool: from its ranges in their order, then of this device's own making; never fewer. */
export function draw(
  ranges: readonly NumberRangeRow[],
  used: NumbersRecord,
  deviceCode: string,
  count: number,
): { readonly drawn: Drawn; readonly after: NumbersRecord } {
  const numbers: string[] = [];
  const spans: Span[] = [];
  const loose: string[] = [];
  let after = used;
  for (const range of ranges.toSorted((a, b) => a.first - b.first)) {
    while (numbers.length < count) {
      const found = fromSource(range, after);
      if (found === null) break;
      numbers.push(leasedNumber(range, found.n));
      lengthen(spans, range.id, found.n);
      after = found.after;
    }
  }
  while (numbers.length < count) {
    const own = `${deviceCode}-${after.own}`;
    numbers.push(own);
    loose.push(own);
    after = { ...after, own: after.own + 1 };
  }
  return { drawn: { numbers, spans, loose }, after };
}

function lengthen(spans: Span[], range: string, n: number): void {
  const last = spans.at(-1);
  if (last !== undefined && last.range === range && last.last === n - 1) {
    spans[spans.length - 1] = { ...last, last: n };
  } else {
    spans.push({ first: n, last: n, range });
  }
}

/** Within what a device's own numbers must differ (backend/items/state/numbers.py): lots and SSCCs everywhere. */
export function scopeOf(series: string): string {
  const kind = series.split(":", 1)[0] ?? series;
  return kind === "serial" ? series : kind;
}

/** Remembers a number that was not allotted here: a pre-printed label scanned at the dock. */
export function markTaken(used: NumbersRecord, number: string): NumbersRecord {
  return used.taken.includes(number) ? used : { ...used, taken: [...used.taken, number] };
}

/** How many numbers are left, up to what a caller needs to know about running low. */
export function remaining(sources: readonly NumberSource[], used: NumbersRecord): number {
  const taken = new Set(used.taken);
  let left = 0;
  for (const source of sources) {
    const from = nextOf(source, used);
    left += Math.max(0, source.last - from + 1);
    if (taken.size === 0) continue;
    for (let n = from; n <= source.last; n += 1) {
      if (taken.has(leasedNumber(source, n))) left -= 1;
    }
  }
  return left;
}

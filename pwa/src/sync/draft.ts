/**
 * From what a screen hands over to what the log appends: clocks, place and number are added here.
 */
import { VERSIONS } from "../entries/bodies.ts";
import type { Auth, Seen, ServerTime } from "../entries/envelope.ts";
import type { LeaseRow, NumberRangeRow } from "../entries/rows.ts";
import type { JsonObject } from "./canonical.ts";
import { newEntryId } from "./entry-id.ts";
import { writeEnvelope } from "./envelope.ts";
import type { Drawn } from "./numbers.ts";
import type { Appendable } from "./oplog.ts";
import type { Clock, Rng } from "./ports.ts";

export interface Draft {
  readonly type: string;
  /** The newest, where it is not given. */
  readonly version?: number;
  /** A function when the body holds the own number allotted in the append's transaction. */
  readonly body: JsonObject | ((number: string, drawn: Drawn) => JsonObject);
  readonly auth: Auth;
  readonly causes?: readonly string[];
  readonly reason?: string | null;
  /** `given` null: allot the next own number; else the pre-printed one that was scanned. */
  readonly number?: { readonly series: string; readonly given: string | null };
  /** Numbers of a pool to be put on something; the body is then a function that names them. */
  readonly draws?: { readonly pool: string; readonly count: number };
}

interface Place {
  readonly device: string;
  readonly deviceCode: string;
  readonly site: string;
  readonly app: string;
  readonly leases: readonly LeaseRow[];
  readonly ranges: readonly NumberRangeRow[];
}

interface Now {
  readonly clock: Clock;
  readonly rng: Rng;
  readonly serverTime: ServerTime | null;
  readonly seen: Seen;
}

export function appendable(draft: Draft, place: Place, now: Now): Appendable {
  const { clock } = now;
  const { device, deviceCode, leases, ranges } = place;
  const id = newEntryId(clock, now.rng);
  const sync = now.serverTime;
  const reading = { boot: clock.boot, mono_ms: clock.monoMs(), sync, wall: clock.wall() };
  const write = (seq: number, number: string, drawn: Drawn) =>
    writeEnvelope({
      app: place.app,
      auth: draft.auth,
      body: typeof draft.body === "function" ? draft.body(number, drawn) : draft.body,
      causes: draft.causes ?? [],
      clock: reading,
      device,
      id,
      reason: draft.reason ?? null,
      seen: now.seen,
      seq,
      site: place.site,
      type: draft.type,
      v: 1,
      version: draft.version ?? VERSIONS[draft.type] ?? 1,
    });
  const number = draft.number === undefined ? null : { ...draft.number, leases, deviceCode };
  const draws = draft.draws === undefined ? null : { ...draft.draws, ranges, deviceCode };
  return { device, id, type: draft.type, recordedMs: clock.epochMs(), number, draws, write };
}

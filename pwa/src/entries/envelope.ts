/**
 * The envelope every entry travels in (sync/PROTOCOL.md P03), as TypeScript types.
 * Field names are those of the wire.
 */
import type { JsonObject } from "../sync/canonical.ts";

export interface Auth {
  /** What was scanned, known here or not; "" for the system. */
  readonly badge: string;
  /** The shift grant's id. */
  readonly grant: string | null;
  readonly method: "badge" | "badge_pin" | "password" | "system";
  readonly offline: boolean;
}

export interface ClockReading {
  readonly boot: string;
  readonly mono_ms: number;
  readonly sync: ServerTime | null;
  readonly wall: string;
}

/** The server's time as last learnt in this boot, at local `mono_ms`, known to ± rtt/2. */
export interface ServerTime {
  readonly mono_ms: number;
  readonly rtt_ms: number;
  readonly server: string;
}

export interface Seen {
  readonly epoch: string | null;
  readonly position: number;
}

export interface Envelope {
  readonly app: string;
  readonly auth: Auth;
  readonly body: JsonObject;
  readonly causes: readonly string[];
  readonly clock: ClockReading;
  readonly device: string;
  readonly id: string;
  readonly reason: string | null;
  readonly seen: Seen;
  readonly seq: number;
  readonly site: string;
  readonly type: string;
  readonly v: 1;
  readonly version: number;
}

export const SYSTEM_AUTH: Auth = { badge: "", grant: null, method: "system", offline: true };

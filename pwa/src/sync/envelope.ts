/**
 * Writes and reads the envelope of an entry (P01, P03): exactly these keys, all of them.
 */
import type { Envelope } from "../entries/envelope.ts";
import { canonicalText, NotCanonical, parseCanonical } from "./canonical.ts";

export type EnvelopeRefusal = "NOT_CANONICAL" | "UNREADABLE" | "UNKNOWN_TYPE";

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;
const UUID7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const METHODS = ["badge", "badge_pin", "password", "system"];

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === "string";
const whole: Check = (value) => typeof value === "number" && Number.isSafeInteger(value);
const count: Check = (value) => whole(value) && (value as number) >= 1;
const flag: Check = (value) => typeof value === "boolean";
const time: Check = (value) => typeof value === "string" && ISO.test(value);
const texts: Check = (value) => Array.isArray(value) && value.every(text);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const anyObject: Check = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const exactly =
  (shape: Record<string, Check>): Check =>
  (value) => {
    if (!anyObject(value)) return false;
    const fields = value as Record<string, unknown>;
    const keys = Object.keys(shape);
    return (
      Object.keys(fields).length === keys.length &&
      keys.every((key) => key in fields && shape[key]?.(fields[key]) === true)
    );
  };

const ENVELOPE = exactly({
  app: text,
  auth: exactly({
    badge: text,
    grant: orNull(text),
    method: (value) => METHODS.includes(value as string),
    offline: flag,
  }),
  body: anyObject,
  causes: texts,
  clock: exactly({
    boot: text,
    mono_ms: whole,
    sync: orNull(exactly({ mono_ms: whole, rtt_ms: whole, server: time })),
    wall: time,
  }),
  device: text,
  id: (value) => typeof value === "string" && UUID7.test(value),
  reason: orNull(text),
  seen: exactly({ epoch: orNull(text), position: whole }),
  seq: count,
  site: text,
  type: text,
  v: count,
  version: count,
});

/** Raw text of an entry (P01). @throws NotCanonical */
export function writeEnvelope(envelope: Envelope): string {
  return canonicalText(envelope);
}

/** The envelope of a raw text, or the code it is quarantined with (P02, P03). */
export function readEnvelope(
  raw: string,
  knows: (type: string, version: number) => boolean = () => true,
): Envelope | EnvelopeRefusal {
  let value: unknown;
  try {
    value = parseCanonical(raw);
  } catch (error) {
    if (error instanceof NotCanonical) return "NOT_CANONICAL";
    throw error;
  }
  if (!anyObject(value)) return "NOT_CANONICAL";
  const { v } = value as { v?: unknown };
  if (whole(v) && (v as number) > 1) return "UNKNOWN_TYPE";
  if (!ENVELOPE(value)) return "UNREADABLE";
  const envelope = value as Envelope;
  return knows(envelope.type, envelope.version) ? envelope : "UNKNOWN_TYPE";
}

/**
 * The one written form of an entry (P02): the hash is taken over these bytes, so every device
 * must write them alike and refuse what another reader might read differently.
 */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

const KEY = /^[a-z][a-z0-9_]*$/;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** The text or value is not what P02 allows; `message` says where. */
export class NotCanonical extends Error {
  override readonly name = "NotCanonical";
  readonly code = "NOT_CANONICAL";
}

function writeString(value: string, path: string): string {
  if (value.includes("\u0000")) throw new NotCanonical(`${path}: NUL in a string`);
  if (LONE_SURROGATE.test(value)) throw new NotCanonical(`${path}: lone surrogate in a string`);
  return JSON.stringify(value);
}

function writeNumber(value: number, path: string): string {
  if (!Number.isSafeInteger(value)) {
    throw new NotCanonical(`${path}: only whole numbers below 2^53, found ${value}`);
  }
  return Object.is(value, -0) ? "0" : String(value);
}

function writeObject(value: object, path: string): string {
  const fields = value as Record<string, unknown>;
  const parts: string[] = [];
  for (const key of Object.keys(fields).sort()) {
    if (!KEY.test(key)) throw new NotCanonical(`${path}: key ${JSON.stringify(key)}`);
    parts.push(`"${key}":${write(fields[key], `${path}.${key}`)}`);
  }
  return `{${parts.join(",")}}`;
}

function write(value: unknown, path: string): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return writeString(value, path);
  if (typeof value === "number") return writeNumber(value, path);
  if (Array.isArray(value)) {
    return `[${value.map((item, index) => write(item, `${path}[${index}]`)).join(",")}]`;
  }
  if (typeof value === "object") return writeObject(value, path);
  throw new NotCanonical(`${path}: ${typeof value} has no canonical form`);
}

/** P02 text of a value. @throws NotCanonical */
export function canonicalText(value: unknown): string {
  return write(value, "$");
}

/** Value of a P02 text; anything that would be written otherwise is refused. @throws NotCanonical */
export function parseCanonical(raw: string): Json {
  let value: unknown;
  let again: string;
  try {
    value = JSON.parse(raw);
    again = canonicalText(value);
  } catch (error) {
    if (error instanceof NotCanonical) throw error;
    throw new NotCanonical(error instanceof Error ? error.message : "not JSON");
  }
  if (again !== raw) throw new NotCanonical("written otherwise than P02 says");
  return value as Json;
}

// The answer for one scanned text, in the words of the trade: what screens and rules work with.

import type { Element } from "./element-string.ts";
import { type Problem, problem } from "./fault.ts";
import { type Identity, NO_IDENTITY } from "./identity.ts";

export type Issuer = "GS1" | "HIBC" | "ICCBBA" | "MA" | "AHM";

// A text whose agency is known, from `start` (behind the AIM identifier) to its end.
export interface Scanned {
  readonly text: string;
  readonly start: number;
  readonly symbology: string | null;
  readonly year: number;
}

export interface Reading {
  readonly elements: readonly Element[];
  readonly identity: Identity;
}

// `elements` and `identity` hold only what is certain: with `ambiguous` readings, what all of them share.
// Offsets of problems count Unicode code points of the text.
export interface UdiReading extends Reading {
  readonly ok: boolean;
  readonly symbology: string | null;
  readonly issuer: Issuer | null;
  readonly unknown: readonly Element[];
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
  readonly ambiguous: readonly Reading[];
  readonly ambiguousCut: boolean;
}

export const NOTHING: UdiReading = {
  ok: false,
  symbology: null,
  issuer: null,
  elements: [],
  identity: NO_IDENTITY,
  unknown: [],
  errors: [],
  warnings: [],
  ambiguous: [],
  ambiguousCut: false,
};

export function refused(
  symbology: string | null,
  found: Problem,
  issuer: Issuer | null = null,
): UdiReading {
  return { ...NOTHING, symbology, issuer, errors: [found] };
}

export function emptyText(symbology: string | null, start: number): UdiReading {
  return refused(symbology, problem("TEXT_EMPTY", start, start, "", "", ""));
}

// No symbol of an agency carries characters beyond the basic plane; one unit each keeps offsets the same everywhere.
export function inCodePoints(given: string): string {
  return given.replace(/[\ud800-\udfff]|[\u{10000}-\u{10ffff}]/gu, "\ufffd");
}

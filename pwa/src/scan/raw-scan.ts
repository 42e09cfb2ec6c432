/**
 * What one read of a code is, before anybody interprets it.
 * One shape for wedge, camera and manual entry, so that every record can say how its code came in.
 */

/** ASCII group separator, the GS1 field separator FNC1 is transmitted as (GS1 General Specifications, 7.8). */
export const GS = "\u001d";

/** How the group separator reached the page; a calibration result, see S13. */
export type GsDelivery = "key" | "ctrl" | "alt-code" | "text" | "alias";

export type Terminator = "enter" | "tab" | "newline" | "none";

/** How the characters arrived: key events, committed text, or both in one scan (S14). */
export type Delivery = "key" | "text" | "mixed" | "camera" | "manual";

export type Source = "wedge" | "camera" | "manual";

export interface RawScan {
  /** The code without AIM identifier, sentinel and terminator; group separators kept as U+001D. */
  readonly text: string;
  readonly source: Source;
  /** AIM identifier as transmitted, for example `]d2`; null when the scanner sent none. */
  readonly aim: string | null;
  /** What opened the scan: an AIM identifier, the profile's sentinel, or timing alone. */
  readonly prefix: "aim" | "sentinel" | "none";
  readonly terminator: Terminator;
  readonly delivery: Delivery;
  readonly gsSeen: readonly GsDelivery[];
  /** Length of `text` in UTF-16 units. */
  readonly chars: number;
  /** First character to terminator, milliseconds of `event.timeStamp`. */
  readonly ms: number;
  readonly maxGapMs: number;
  /** An input method composed text, or keys had to be recovered from `event.code` (S22). */
  readonly ime: boolean;
  /** Caps Lock as the last key event reported it; null when no key event told. */
  readonly capsLock: boolean | null;
  /** Some key carried `altKey` although nobody held Alt (S16). */
  readonly altOnKeys: boolean;
  /** The scan began while a person's field had the focus (S20). */
  readonly inField: boolean;
  /** `event.timeStamp` of the terminator: t0 of the verdict's latency. */
  readonly at: number;
}

export type IncompleteReason = "no-terminator" | "interrupted" | "empty" | "too-long";

/** A scan that began and did not end properly; it is reported and never processed (S18). */
export interface IncompleteScan {
  readonly reason: IncompleteReason;
  readonly text: string;
  readonly aim: string | null;
  readonly chars: number;
  readonly ms: number;
  readonly maxGapMs: number;
  readonly at: number;
}

/** A code typed by a person: an identifier entered so needs a permission and a reason. */
export function manualScan(text: string, at: number): RawScan {
  return { ...UNTIMED, text, source: "manual", delivery: "manual", chars: text.length, at };
}

/** A code read by the camera; `aim` is the decoder's symbology identifier. */
export function cameraScan(text: string, aim: string | null, at: number): RawScan {
  const gsSeen: readonly GsDelivery[] = text.includes(GS) ? ["text"] : [];
  const prefix = aim === null ? "none" : "aim";
  const chars = text.length;
  return { ...UNTIMED, text, aim, prefix, gsSeen, chars, source: "camera", delivery: "camera", at };
}

const UNTIMED = {
  aim: null,
  prefix: "none",
  terminator: "none",
  gsSeen: [],
  ms: 0,
  maxGapMs: 0,
  ime: false,
  capsLock: null,
  altOnKeys: false,
  inField: false,
} as const;

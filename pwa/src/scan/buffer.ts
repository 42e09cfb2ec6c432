/**
 * The characters of a scan in progress and the finished scan made of them.
 * Times are `event.timeStamp` only, so a stalled main thread changes nothing (S17).
 */

import type { WedgeProfile } from "./profile.ts";
import type { RawScan, Terminator } from "./raw-scan.ts";
import { GS, type GsDelivery, type IncompleteReason, type IncompleteScan } from "./raw-scan.ts";

export interface Character {
  readonly value: string;
  readonly at: number;
  readonly via: "key" | "text";
  readonly gs: GsDelivery | null;
  readonly ime: boolean;
  readonly alt: boolean;
  readonly caps: boolean | null;
}

export interface End {
  readonly terminator: Terminator;
  readonly at: number;
  readonly inField: boolean;
}

const AIM = /^\][A-Za-z][0-9A-Za-z]/;
const AIM_BEGINNING = /^\](?:[A-Za-z](?:[0-9A-Za-z])?)?$/;
/** AIM identifiers of GS1 symbologies: their data cannot contain `]` (GS1 General Specifications, 7.11). */
const GS1_AIM = /^\](?:C1|e0|d2|Q3|J1)/;
/** A pause this long before `]` + 2 inside a plain code is a second trigger pull. */
const SECOND_TRIGGER_MS = 100;

export function textOf(characters: readonly Character[]): string {
  return characters.map((character) => character.value).join("");
}

/** True while the characters could still become an AIM identifier, or just have. */
export function beginsAim(characters: readonly Character[]): boolean {
  return AIM_BEGINNING.test(textOf(characters));
}

/** True once the characters begin with a whole AIM identifier. */
export function hasAim(characters: readonly Character[]): boolean {
  return AIM.test(textOf(characters));
}

export function gapsOf(characters: readonly Character[]): readonly number[] {
  return characters.slice(1).map((next, index) => next.at - (characters[index]?.at ?? next.at));
}

/** Splits a truncated scan from the one that followed it before its time had run out (S18). */
export function splitAtRestart(
  characters: readonly Character[],
): readonly [cut: readonly Character[], last: readonly Character[]] {
  const text = textOf(characters);
  const closed = GS1_AIM.test(text);
  for (let index = characters.length - 3; index > 0; index -= 1) {
    const gap = (characters[index]?.at ?? 0) - (characters[index - 1]?.at ?? 0);
    const restarts = AIM.test(textOf(characters.slice(index, index + 3)));
    if (restarts && (closed || gap >= SECOND_TRIGGER_MS)) {
      return [characters.slice(0, index), characters.slice(index)];
    }
  }
  return [[], characters];
}

interface Parts {
  readonly text: string;
  readonly aim: string | null;
  readonly prefix: RawScan["prefix"];
}

function partsOf(characters: readonly Character[], profile: WedgeProfile): Parts {
  const whole = textOf(characters);
  const marked = profile.sentinel !== null && whole.startsWith(profile.sentinel);
  const rest = marked ? whole.slice(profile.sentinel?.length) : whole;
  if (AIM.test(rest)) {
    return { text: rest.slice(3), aim: rest.slice(0, 3), prefix: "aim" };
  }
  return { text: rest, aim: null, prefix: marked ? "sentinel" : "none" };
}

function timing(characters: readonly Character[], at: number): { ms: number; maxGapMs: number } {
  const first = characters[0]?.at ?? at;
  const last = characters[characters.length - 1]?.at ?? at;
  return { ms: at - first, maxGapMs: Math.max(0, at - last, ...gapsOf(characters)) };
}

export function finishedScan(
  characters: readonly Character[],
  end: End,
  profile: WedgeProfile,
): RawScan {
  const { text, aim, prefix } = partsOf(characters, profile);
  const vias = new Set(characters.map((character) => character.via));
  const gs = characters.flatMap((c) => (c.value === GS && c.gs !== null ? [c.gs] : []));
  return {
    text,
    source: "wedge",
    aim,
    prefix,
    terminator: end.terminator,
    delivery: vias.size > 1 ? "mixed" : vias.has("text") ? "text" : "key",
    gsSeen: [...new Set(gs)],
    chars: text.length,
    ...timing(characters, end.at),
    ime: characters.some((character) => character.ime),
    capsLock: characters.findLast((character) => character.caps !== null)?.caps ?? null,
    altOnKeys: characters.some((character) => character.alt),
    inField: end.inField,
    at: end.at,
  };
}

export function incompleteScan(
  characters: readonly Character[],
  reason: IncompleteReason,
  profile: WedgeProfile,
): IncompleteScan {
  const { text, aim } = partsOf(characters, profile);
  const at = characters[characters.length - 1]?.at ?? 0;
  return { reason, text, aim, chars: text.length, ...timing(characters, at), at };
}

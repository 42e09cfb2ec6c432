/**
 * When a symbol in view becomes a scan: read twice alike, or once with a GS1 check digit that holds (S46);
 * several at once are asked about unless exactly one is what the screen expects (S45). Pure; the time is handed in.
 */

import { parseUdi } from "../gs1/udi.ts";
import type { Found } from "./decoder.ts";

/** After a scan the same symbol counts again only when it has been out of view this long. */
export const REARM_MS = 1_500;
/** Two reads further apart than this are not two reads of one look. */
export const TOGETHER_MS = 1_000;

export type Decision =
  | { readonly is: "nothing" }
  | { readonly is: "scan"; readonly code: Found }
  | { readonly is: "choose"; readonly codes: readonly Found[] };

export interface AcceptanceParts {
  /** Whether the screen in front can use this code. */
  readonly wanted: (code: Found) => boolean;
  /** The calendar year: GS1 dates are read in it. */
  readonly year: () => number;
}

const NOTHING: Decision = { is: "nothing" };

export class Acceptance {
  readonly #parts: AcceptanceParts;
  /** Last sight of each code that needs a second one. */
  readonly #seen = new Map<string, number>();
  /** Last sight of each code that was taken or put aside. */
  readonly #muted = new Map<string, number>();

  constructor(parts: AcceptanceParts) {
    this.#parts = parts;
  }

  /** The camera was opened anew: what was taken before may be meant again. */
  reset(): void {
    this.#seen.clear();
    this.#muted.clear();
  }

  /** What one frame shows; an empty one is told too, so that a code's absence counts. */
  see(found: readonly Found[], at: number): Decision {
    this.#forget(at);
    const fresh = distinct(found).filter((code) => !this.#isMuted(code, at));
    const sure = fresh.filter((code) => this.#isSure(code, at));
    if (sure.length === 0 || sure.length < fresh.length) {
      // One that is not sure yet may be the one that is meant: the next frame tells.
      return this.#onlyWanted(sure, fresh, at);
    }
    const [only, ...others] = sure;
    if (only !== undefined && others.length === 0) {
      return this.#take(only, fresh, at);
    }
    return this.#onlyWanted(sure, fresh, at, { is: "choose", codes: sure });
  }

  /** After a choice, or none: what was in view does not ask again while it stays there. */
  putAside(codes: readonly Found[], at: number): void {
    for (const code of codes) {
      this.#muted.set(code.text, at);
    }
  }

  #onlyWanted(
    sure: readonly Found[],
    fresh: readonly Found[],
    at: number,
    otherwise = NOTHING,
  ): Decision {
    const wanted = fresh.filter((code) => this.#parts.wanted(code));
    const [only] = wanted;
    return only !== undefined && wanted.length === 1 && sure.includes(only)
      ? this.#take(only, fresh, at)
      : otherwise;
  }

  #take(code: Found, inView: readonly Found[], at: number): Decision {
    this.putAside(inView, at);
    return { is: "scan", code };
  }

  #isMuted({ text }: Found, at: number): boolean {
    const muted = this.#muted.has(text);
    if (muted) {
      this.#muted.set(text, at);
    }
    return muted;
  }

  #isSure(code: Found, at: number): boolean {
    const key = code.aim + code.text;
    const again = this.#seen.has(key);
    this.#seen.set(key, at);
    return again || hasProof(code, this.#parts.year());
  }

  #forget(at: number): void {
    for (const [text, last] of this.#muted) {
      if (at - last >= REARM_MS) this.#muted.delete(text);
    }
    for (const [key, last] of this.#seen) {
      if (at - last > TOGETHER_MS) this.#seen.delete(key);
    }
  }
}

/** One code printed in two symbologies is one. */
function distinct(found: readonly Found[]): readonly Found[] {
  return [...new Map(found.toReversed().map((code) => [code.text, code])).values()].toReversed();
}

/** Values with a check digit of their own: SSCC, GTIN, content, GLN, GRAI, GSRN, ITIP. */
const CHECKED_AIS = new Set(["00", "01", "02", "410", "414", "8003", "8006", "8017", "8018"]);

/** Carriers that know nothing of the check digits within. EAN, ITF-14 and DataBar use theirs up to decode at all. */
const PROVING_CARRIERS = new Set(["]C1", "]J1", "]Q3", "]d2"]);

/** A GS1 element string that reads whole, with a check digit in it. */
export function hasProof({ text, aim }: Found, year: number): boolean {
  if (!PROVING_CARRIERS.has(aim)) {
    return false;
  }
  const reading = parseUdi(aim + text, { year, separatorsSent: true });
  return reading.ok && reading.elements.some(({ ai }) => CHECKED_AIS.has(ai));
}

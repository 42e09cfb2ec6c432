// The names and values of a GS1 Digital Link URI with their places, before any rule of GS1 is asked.
// Values are percent-decoded with a map back, so that an error points at the characters that were scanned.

import { RULES } from "./ai-table.ts";

// A name (digits) from `start` to `nameEnd` of the URI, and its value from `nameEnd` + 1 to `end`.
export interface Pair {
  readonly name: string;
  readonly start: number;
  readonly nameEnd: number;
  readonly end: number;
  readonly inQuery: boolean;
}

export interface Decoded {
  readonly value: string;
  readonly places: readonly number[]; // offset in the URI of each character and of the end
  readonly broken: readonly [number, number] | null; // the first percent sign that starts no escape
}

// The pairs of the path from the key on; empty if no key stands at a place for one.
// Read from the end, because a path may begin with anything.
export function pathPairs(uri: string, start: number, given: number): Pair[] {
  const end = given > start && uri.charAt(given - 1) === "/" ? given - 1 : given;
  const segments: [number, number][] = [];
  let position = start;
  while (position < end) {
    const slash = uri.indexOf("/", position + 1);
    const segmentEnd = slash < 0 || slash > end ? end : slash;
    segments.push([position + 1, segmentEnd]);
    position = segmentEnd;
  }
  for (let place = segments.length - 2; place >= 0; place -= 2) {
    const rule = RULES.get(uri.slice(...(segments[place] ?? [0, 0])));
    if (rule !== undefined && rule.linkKey !== null) return paired(uri, segments.slice(place));
  }
  return [];
}

function paired(uri: string, segments: readonly [number, number][]): Pair[] {
  const pairs: Pair[] = [];
  for (let place = 0; place + 1 < segments.length; place += 2) {
    const [start, nameEnd] = segments[place] ?? [0, 0];
    const end = segments[place + 1]?.[1] ?? nameEnd;
    pairs.push({ name: uri.slice(start, nameEnd), start, nameEnd, end, inQuery: false });
  }
  return pairs;
}

// The pairs of the query whose name is all digits: those names are GS1's.
export function queryPairs(uri: string, given: number, queryEnd: number): Pair[] {
  const pairs: Pair[] = [];
  let start = given;
  while (start < queryEnd) {
    const ampersand = uri.indexOf("&", start);
    const end = ampersand < 0 || ampersand > queryEnd ? queryEnd : ampersand;
    const name = /^([0-9]+)(?:=|$)/.exec(uri.slice(start, end))?.[1];
    if (name !== undefined) {
      pairs.push({ name, start, nameEnd: start + name.length, end, inQuery: true });
    }
    start = end + 1;
  }
  return pairs;
}

// In a query a plus sign is a space, as every web form writes it; no GS1 value has a space.
export function decoded(uri: string, pair: Pair): Decoded {
  const { nameEnd, end, inQuery } = pair;
  let value = "";
  const places: number[] = [];
  let broken: readonly [number, number] | null = null;
  let position = nameEnd + 1;
  while (position < end) {
    places.push(position);
    let character = uri.charAt(position);
    let length = 1;
    if (character === "%") {
      const hex = /^[0-9A-Fa-f]{2}$/.exec(uri.slice(position + 1, Math.min(position + 3, end)));
      if (hex !== null) {
        character = String.fromCharCode(Number.parseInt(hex[0], 16));
        length = 3;
      } else {
        broken ??= [position, Math.min(position + 3, end)];
      }
    } else if (character === "+" && inQuery) {
      character = " ";
    }
    value += character;
    position += length;
  }
  places.push(Math.max(end, nameEnd));
  return { value, places, broken };
}

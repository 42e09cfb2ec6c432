// GS1 Digital Link URIs, uncompressed: read from any domain, and written with the domain that is asked for.
// Key and qualifiers stand in the path, in order; every other element in the query.

import { RULES, ruleOf } from "./ai-table.ts";
import { checkAssociations } from "./associations.ts";
import { type Element, formatOf, type Pair as Given } from "./element-string.ts";
import { type Problem, problem } from "./fault.ts";
import { identityOf } from "./identity.ts";
import { decoded, type Pair, pathPairs, queryPairs } from "./link-pairs.ts";
import { NOTHING, refused, type Scanned, type UdiReading } from "./reading.ts";
import { checkValue } from "./values.ts";

export const DEFAULT_STEM = "https://id.gs1.org";

const STEM = /^https?:\/\/[0-9A-Za-z.-]+(?::[0-9]{1,5})?(?:\/[0-9A-Za-z.\-_~]+)*$/;

export function isLink(text: string, start: number): boolean {
  return /^https?:\/\//i.test(text.slice(start, start + "https://".length));
}

export function readLink({ text, start, symbology, year }: Scanned): UdiReading {
  const uri = text.slice(start);
  const foreign = uri.search(/[^!#$%&'()*+,\-./0-9:;=?@A-Z[\]_a-z~]/);
  if (foreign >= 0) {
    const at = start + foreign;
    return refused(symbology, problem("LINK_CHARACTER", at, at + 1, "", "", text.charAt(at)));
  }
  const match = /^(https?:\/\/[^/?#]+)([^?#]*)(\?[^#]*)?/i.exec(uri);
  const pathStart = start + (match?.[1]?.length ?? 0);
  const pathEnd = pathStart + (match?.[2]?.length ?? 0);
  const pairs = match === null ? [] : pathPairs(text, pathStart, pathEnd);
  if (pairs.length === 0) {
    return refused(symbology, problem("LINK_WITHOUT_KEY", start, text.length, "", "01", uri));
  }
  const reader = new Reader(text, year);
  reader.readPath(pairs);
  const query = match?.[3]?.length ?? 0;
  if (query > 0) reader.readQuery(queryPairs(text, pathEnd + 1, pathEnd + query));
  return reader.reading(symbology);
}

class Reader {
  private readonly text: string;
  private readonly year: number;
  private readonly elements: Element[] = [];
  private readonly decodedElements: Element[] = []; // the same, as long as their decoded values
  private readonly unknown: Element[] = [];
  private readonly sound = new Map<string, string>();
  private readonly problems: Problem[] = [];

  constructor(text: string, year: number) {
    this.text = text;
    this.year = year;
  }

  // The key and its qualifiers, which stand in one order only.
  readPath([key, ...qualifiers]: readonly Pair[]): void {
    if (key === undefined) return;
    this.take(key);
    const alternatives = ruleOf(key.name).linkKey ?? [];
    const allowed = alternatives.map((choice) => choice.join(", ")).join(" / ");
    const names: string[] = [];
    for (const pair of qualifiers) {
      names.push(pair.name);
      if (RULES.has(pair.name) && !alternatives.some((choice) => inOrder(names, choice))) {
        names.pop();
        const { start, nameEnd, name } = pair;
        this.problems.push(
          problem("LINK_QUALIFIER_INVALID", start, nameEnd, key.name, allowed, name),
        );
      }
      this.take(pair);
    }
  }

  readQuery(pairs: readonly Pair[]): void {
    for (const pair of pairs) {
      const { name, start, nameEnd } = pair;
      if (RULES.get(name)?.linkAttribute === false) {
        this.problems.push(problem("LINK_ATTRIBUTE_INVALID", start, nameEnd, name, "", name));
      }
      this.take(pair);
    }
  }

  private take(pair: Pair): void {
    const { name, start, nameEnd, end } = pair;
    const { value, places, broken } = decoded(this.text, pair);
    const element = { ai: name, value, start, end };
    if (!RULES.has(name)) {
      this.unknown.push(element);
      this.problems.push(problem("AI_UNKNOWN", start, nameEnd, name, "", name));
      return;
    }
    this.elements.push(element);
    this.decodedElements.push({ ...element, end: nameEnd + 1 + value.length });
    if (broken === null) {
      this.check(element, places);
    } else {
      const found = this.text.slice(...broken);
      this.problems.push(problem("PERCENT_ESCAPE_INVALID", ...broken, name, "", found));
    }
  }

  private check(element: Element, places: readonly number[]): void {
    const fault = checkValue(ruleOf(element.ai), element.value, this.year);
    if (fault === null) {
      if (!this.sound.has(element.ai)) this.sound.set(element.ai, element.value);
      return;
    }
    const from = places[fault.start] ?? element.start;
    const to = places[fault.end] ?? element.end;
    const [start, end] = from === to ? [element.start, element.end] : [from, to];
    this.problems.push(problem(fault.code, start, end, element.ai, fault.expected, fault.found));
  }

  // What the elements demand of each other is judged last.
  reading(symbology: string | null): UdiReading {
    const pairs = this.unknown.length > 0 ? [] : checkAssociations(this.decodedElements);
    const errors = [...this.problems, ...pairs];
    return {
      ...NOTHING,
      ok: errors.length === 0,
      symbology,
      issuer: "GS1",
      elements: this.elements,
      identity: identityOf(this.sound, this.year),
      unknown: this.unknown,
      errors,
    };
  }
}

// Whether `names` stand in `choice` in the same order, each once.
function inOrder(names: readonly string[], choice: readonly string[]): boolean {
  let next = 0;
  for (const name of names) {
    next = choice.indexOf(name, next) + 1;
    if (next === 0) return false;
  }
  return true;
}

// The URI of (AI, value) pairs. The first element that can be the key of all others is taken; throws where there is
// none, for a value not of its format, and for a stem that is no plain web address.
export function buildLink(elements: readonly Given[], stem = DEFAULT_STEM): string {
  if (!STEM.test(stem)) throw new Error(`the stem is no plain web address: ${stem}`);
  const given = new Map(elements);
  for (const pair of given) formatOf(pair);
  for (const key of given.keys()) {
    const choices = ruleOf(key).linkKey;
    for (const choice of choices === null ? [] : [...choices, []]) {
      const link = withKey(given, key, choice, stem);
      if (link !== null) return link;
    }
  }
  throw new Error("no element is a Digital Link key with which all others may stand");
}

function withKey(
  given: ReadonlyMap<string, string>,
  key: string,
  choice: readonly string[],
  stem: string,
): string | null {
  const path = [key, ...choice.filter((ai) => given.has(ai))];
  const query = [...given.keys()].filter((ai) => !path.includes(ai));
  if (!query.every((ai) => ruleOf(ai).linkAttribute)) return null;
  const value = (ai: string): string => escaped(given.get(ai) ?? "");
  const link = stem + path.map((ai) => `/${ai}/${value(ai)}`).join("");
  return query.length === 0 ? link : `${link}?${query.map((ai) => `${ai}=${value(ai)}`).join("&")}`;
}

function escaped(value: string): string {
  return value.replace(/[^0-9A-Za-z\-._~]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
  });
}

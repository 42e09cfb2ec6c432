// Every way to read an element string whose separators were lost on the way from the scanner.
// Without a separator the end of a lot is not in the data: people choose from all readings, software never guesses.

import { AI_LENGTHS, RULES, SEPARATOR } from "./ai-table.ts";
import { checkAssociations } from "./associations.ts";
import { aiAt, type Element, readRaw } from "./element-string.ts";
import { checkValue } from "./values.ts";

export const READINGS_MAX = 50; // a person will not compare more
export const ATTEMPTS_MAX = 5_000; // values tried before the search gives up and says so
export const ELEMENTS_MAX = 100; // elements of one reading; a symbol of the greatest size holds fewer that differ

// Texts that misconfigured scanners send in place of the separator; each is legal data as well.
export const LITERAL_SEPARATOR = /<(?:GS|FNC1|F1)>/gi;

const MAY_BE_AI = new RegExp(`(?:${[...AI_LENGTHS.keys()].join("|")})[^]`);
const TRADE_MEASURES = ["31", "32", "35", "36"];

export interface Readings {
  readonly found: Element[][];
  cut: boolean; // there may be more than are listed
}

export function sameElements(one: readonly Element[], other: readonly Element[]): boolean {
  return one.length === other.length && one.every((element, place) => same(element, other[place]));
}

export function same(one: Element, other: Element | undefined): boolean {
  return (
    one.ai === other?.ai &&
    one.value === other.value &&
    one.start === other.start &&
    one.end === other.end
  );
}

// Whether a value, read to the end of the text, could hold another AI or a separator spelled out.
export function mayHaveOthers(value: string): boolean {
  return MAY_BE_AI.test(value.slice(1)) || value.search(LITERAL_SEPARATOR) >= 0;
}

// Every consistent reading of `text`, of which `head` (up to offset `start`) is certain: every value valid,
// no AI with two values, all required and excluding pairs kept.
export function allReadings(
  text: string,
  head: readonly Element[],
  start: number,
  year: number,
): Readings {
  const search = new Search(text, year);
  const literal = withLiteralSeparators(text, head, start, year);
  if (literal !== null) search.readings.found.push(literal);
  search.descend(start, [...head]);
  return search.readings;
}

// Depth first, the longest value first, so that the standard's own reading comes before the others.
class Search {
  readonly readings: Readings = { found: [], cut: false };
  private readonly text: string;
  private readonly year: number;
  private readonly hopeless = new Set<number>();
  private attempts = 0;

  constructor(text: string, year: number) {
    this.text = text;
    this.year = year;
  }

  descend(position: number, elements: Element[]): boolean {
    if (position === this.text.length) {
      this.keep(elements);
      return true;
    }
    if (this.hopeless.has(position)) return false;
    if (elements.length === ELEMENTS_MAX) {
      this.readings.cut = true;
      return true;
    }
    let reached = false;
    for (const element of this.candidates(position)) {
      elements.push(element);
      reached = this.descend(element.end, elements) || reached;
      elements.pop();
      if (this.readings.cut) return true;
    }
    if (!reached) this.hopeless.add(position);
    return reached;
  }

  // The elements that may stand at `start`: valid, and with the end or an AI behind them.
  private candidates(start: number): Element[] {
    const ai = aiAt(this.text, start);
    const rule = RULES.get(ai);
    if (rule === undefined) return [];
    const from = start + ai.length;
    const found: Element[] = [];
    const textEnd = this.text.length;
    const last = Math.min(from + rule.lengthMax, textEnd);
    for (let end = last; end >= from + rule.lengthMin; end -= 1) {
      if (end < textEnd && !RULES.has(aiAt(this.text, end))) continue;
      this.attempts += 1;
      if (this.attempts > ATTEMPTS_MAX) {
        this.readings.cut = true;
        return [];
      }
      const value = this.text.slice(from, end);
      if (checkValue(rule, value, this.year) === null) found.push({ ai, value, start, end });
    }
    return found;
  }

  private keep(elements: readonly Element[]): void {
    if (!isConsistent(elements)) return;
    if (this.readings.found.length === READINGS_MAX) this.readings.cut = true;
    else this.readings.found.push([...elements]);
  }
}

function isConsistent(elements: readonly Element[]): boolean {
  return checkAssociations(elements).length === 0 && !measuresAFixedItem(elements);
}

// General Specifications 3.6: AI 30, 31nn, 32nn, 35nn and 36nn complete a variable measure item (indicator 9) and
// are never used with any other. A label that does so is read; a reading only possible so is not offered.
function measuresAFixedItem(elements: readonly Element[]): boolean {
  return (
    elements.some(({ ai, value }) => ai === "01" && !value.startsWith("9")) &&
    elements.some(({ ai }) => ai === "30" || TRADE_MEASURES.includes(ai.slice(0, 2)))
  );
}

// The reading in which `<GS>` and the like are separators, or null if there is none.
function withLiteralSeparators(
  text: string,
  head: readonly Element[],
  start: number,
  year: number,
): Element[] | null {
  const rest = text.slice(start);
  const replaced = rest.replace(LITERAL_SEPARATOR, SEPARATOR);
  if (replaced === rest) return null;
  const message = readRaw(replaced, 0, year);
  const elements = [...head, ...message.elements];
  return message.problems.length > 0 || !isConsistent(elements) ? null : elements;
}

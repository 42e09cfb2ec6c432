// GS1 element strings, read and written: with separators as scanned, with brackets, or as printed for people.
// Reading never guesses and never stops at the first fault: every element that can be told apart is returned.

import { AI_LENGTHS, PREDEFINED_LENGTHS, RULES, type Rule, ruleOf, SEPARATOR } from "./ai-table.ts";
import { type Problem, problem } from "./fault.ts";
import { checkValue } from "./values.ts";

// `start` is the offset of the AI (with its bracket), `end` that after the value.
export interface Element {
  readonly ai: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

export interface Message {
  readonly elements: Element[];
  readonly sound: Map<string, string>;
  readonly unknown: Element[];
  readonly problems: Problem[];
  structureIsKnown: boolean; // false where the text could not be cut into elements with certainty
}

export function valueStart(element: Element): number {
  return element.end - element.value.length;
}

function emptyMessage(): Message {
  return { elements: [], sound: new Map(), unknown: [], problems: [], structureIsKnown: true };
}

// The AI that starts at `position`, as far as its first two digits tell its length.
export function aiAt(text: string, position: number): string {
  const prefix = text.slice(position, position + 2);
  return text.slice(position, position + (AI_LENGTHS.get(prefix) ?? 0));
}

// Read an element string as a scanner sends it, from offset `start`; FNC1 between elements is U+001D.
export function readRaw(text: string, start: number, year: number): Message {
  const message = emptyMessage();
  let position = start;
  while (position < text.length) {
    const ai = aiAt(text, position);
    const rule = RULES.get(ai);
    if (rule === undefined) {
      position = readUnknown(text, position, message);
      continue;
    }
    const element = rawElement(text, position, rule);
    noteFault(element, rule, message, year);
    message.elements.push(element);
    position = element.end;
    if (text.charAt(position) === SEPARATOR) position += 1;
  }
  return message;
}

// A value of predefined length ends early at a separator.
function rawElement(text: string, start: number, rule: Rule): Element {
  const from = start + rule.ai.length;
  const longest = rule.separator ? text.length : Math.min(from + rule.lengthMax, text.length);
  const separator = text.indexOf(SEPARATOR, from);
  const end = separator < 0 ? longest : Math.min(separator, longest);
  return { ai: rule.ai, value: text.slice(from, end), start, end };
}

function noteFault(element: Element, rule: Rule, message: Message, year: number): void {
  const found = checkValue(rule, element.value, year);
  if (found === null) {
    if (!message.sound.has(element.ai)) message.sound.set(element.ai, element.value);
    return;
  }
  const from = valueStart(element);
  const empty = found.start === found.end;
  message.problems.push(
    problem(
      found.code,
      empty ? element.start : from + found.start,
      empty ? element.end : from + found.end,
      element.ai,
      found.expected,
      found.found,
    ),
  );
}

// Keep what no current AI explains, up to where the next element can start; return that offset.
function readUnknown(text: string, start: number, message: Message): number {
  message.structureIsKnown = false;
  const separator = text.indexOf(SEPARATOR, start);
  if (separator === start) {
    message.problems.push(problem("SEPARATOR_UNEXPECTED", start, start + 1, "", "", SEPARATOR));
    return start + 1;
  }
  const last = separator < 0 ? text.length : separator;
  const prefix = text.slice(start, start + 2);
  const from = Math.min(start + (AI_LENGTHS.get(prefix) ?? 2), last);
  const end = Math.min(last, start + (PREDEFINED_LENGTHS.get(prefix) ?? last - start));
  const ai = text.slice(start, from);
  message.unknown.push({ ai, value: text.slice(from, end), start, end });
  message.problems.push(problem("AI_UNKNOWN", start, from, ai, "", ai));
  return text.charAt(end) === SEPARATOR ? end + 1 : end;
}

// Read `[01]…[10]…`, or `(01)…(10)…` as printed for people; the first character says which.
// In the second form a parenthesis is legal data too: only 2 to 4 digits between two of them are an AI.
export function readBracketed(text: string, year: number): Message {
  const message = emptyMessage();
  const square = text.startsWith("[");
  const heads = [...text.matchAll(square ? /\[([0-9]{2,4})\]/g : /\(([0-9]{2,4})\)/g)];
  if (heads[0]?.index !== 0) return unreadableHead(text, 0, message);
  for (const [place, head] of heads.entries()) {
    const ai = head[1] ?? "";
    const from = head.index + head[0].length;
    const end = heads[place + 1]?.index ?? text.length;
    const element = { ai, value: text.slice(from, end), start: head.index, end };
    const rule = RULES.get(ai);
    if (rule === undefined) {
      message.structureIsKnown = false;
      message.unknown.push(element);
      message.problems.push(problem("AI_UNKNOWN", head.index, from, ai, "", ai));
      continue;
    }
    const stray = square ? element.value.indexOf("[") : -1;
    if (stray >= 0) return unreadableHead(text, from + stray, message);
    message.elements.push(element);
    noteFault(element, rule, message, year);
  }
  return message;
}

function unreadableHead(text: string, start: number, message: Message): Message {
  const closing = text.indexOf(text.startsWith("[") ? "]" : ")", start);
  const end = Math.min(closing < 0 ? text.length : closing + 1, start + "[000000]".length);
  message.structureIsKnown = false;
  message.problems.push(problem("BRACKET_INVALID", start, end, "", "", text.slice(start, end)));
  return message;
}

export type Pair = readonly [ai: string, value: string];

// The rule of the AI; throws for an unknown AI and for a value not of its format.
export function formatOf([ai, value]: Pair): Rule {
  const rule = ruleOf(ai);
  if (!rule.pattern.test(value)) throw new Error(`the value of AI ${ai} does not have its format`);
  return rule;
}

// The element string a symbol encodes; the encoder adds FNC1 in first position.
export function build(pairs: readonly Pair[]): string {
  let text = "";
  let separator = "";
  for (const pair of pairs) {
    const rule = formatOf(pair);
    text += separator + pair[0] + pair[1];
    separator = rule.separator ? SEPARATOR : "";
  }
  return text;
}

// The human readable interpretation `(01)…(10)…`.
export function hri(pairs: readonly Pair[]): string {
  return pairs.map((pair) => `(${formatOf(pair).ai})${pair[1]}`).join("");
}

// `[01]…[10]…`: unlike parentheses, square brackets are never data.
export function bracketed(pairs: readonly Pair[]): string {
  return pairs.map((pair) => `[${formatOf(pair).ai}]${pair[1]}`).join("");
}

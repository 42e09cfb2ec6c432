// The rule of every current GS1 Application Identifier, from the table that the Python side reads too.
// One file for both languages, so that handheld and server cannot disagree about a code.

import table from "../../../../labels/ai_table.json";

export const SEPARATOR = "\u001d";

export interface Part {
  readonly type: string;
  readonly min: number;
  readonly max: number;
  readonly optional: boolean;
  readonly checks: readonly string[];
}

export interface Rule {
  readonly ai: string;
  readonly title: string;
  readonly parts: readonly Part[];
  readonly separator: boolean;
  readonly requires: readonly (readonly string[])[];
  readonly excludes: readonly string[];
  readonly linkKey: readonly (readonly string[])[] | null;
  readonly linkAttribute: boolean;
  readonly lengthMin: number;
  readonly lengthMax: number;
  readonly pattern: RegExp;
}

const CHARACTERS: Readonly<Record<string, string>> = {
  N: "0-9",
  X: '!"%-?A-Z_a-z',
  Y: "#\\-/0-9A-Z",
  Z: "A-Za-z0-9_\\-=",
};

function shape(parts: readonly Part[]): RegExp {
  let expression = "";
  for (const part of parts.toReversed()) {
    const one = `[${CHARACTERS[part.type]}]{${part.min},${part.max}}`;
    expression = part.optional ? `(?:${one}${expression})?` : one + expression;
  }
  return new RegExp(`^${expression}$`);
}

function sum(parts: readonly Part[], length: (part: Part) => number): number {
  return parts.reduce((total, part) => total + length(part), 0);
}

function expanded(range: (typeof table.rules)[number]): Rule[] {
  const pattern = shape(range.parts);
  const digits = range.first.length;
  const rules: Rule[] = [];
  for (let number = Number(range.first); number <= Number(range.last); number += 1) {
    rules.push({
      ai: String(number).padStart(digits, "0"),
      title: range.title,
      parts: range.parts,
      separator: range.separator,
      requires: range.requires,
      excludes: range.excludes,
      linkKey: range.link_key,
      linkAttribute: range.link_attribute,
      lengthMin: sum(range.parts, (part) => (part.optional ? 0 : part.min)),
      lengthMax: sum(range.parts, (part) => part.max),
      pattern,
    });
  }
  return rules;
}

export const RULES: ReadonlyMap<string, Rule> = new Map(
  table.rules.flatMap(expanded).map((rule) => [rule.ai, rule]),
);

// Digits of an AI by its first two digits; a prefix that no current AI has is absent.
export const AI_LENGTHS: ReadonlyMap<string, number> = new Map(
  [...RULES.keys()].map((ai) => [ai.slice(0, 2), ai.length]),
);

// Characters of AI and value together, by first two digits, where no separator is needed.
export const PREDEFINED_LENGTHS: ReadonlyMap<string, number> = new Map(
  Object.entries(table.predefined_lengths),
);

export type CodeList = keyof typeof table.codes;

const CODES: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(table.codes).map(([name, codes]) => [name, new Set(codes)]),
);

export function isCode(list: CodeList, value: string): boolean {
  return CODES.get(list)?.has(value) ?? false;
}

// Whether `ai` is the AI, or one of the family (`31nn`, `310n`), that `pattern` names.
export function matches(pattern: string, ai: string): boolean {
  if (ai === pattern) return true;
  const family = pattern.indexOf("n");
  return family >= 0 && ai.length === pattern.length && ai.startsWith(pattern.slice(0, family));
}

export function ruleOf(ai: string): Rule {
  const rule = RULES.get(ai);
  if (rule === undefined) throw new Error(`${ai} is not a current GS1 Application Identifier`);
  return rule;
}

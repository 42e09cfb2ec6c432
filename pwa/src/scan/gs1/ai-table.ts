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

// A rule as the file writes it (labels/build_ai_table.py says how), for one AI or for `3100-3105`.
interface Written {
  readonly ai: string;
  readonly parts: string;
  readonly flags?: string;
  readonly requires?: string;
  readonly excludes?: string;
  readonly link_key?: string;
}

function component(text: string): Part {
  const [, optional, type = "", least = "", most = least, checks = ""] =
    /^(\[)?([A-Z])([0-9]+)(?:-([0-9]+))?((?:,[a-z0-9]+)*)\]?$/.exec(text) ?? [];
  return {
    type,
    min: Number(least),
    max: Number(most),
    optional: optional !== undefined,
    checks: checks.split(",").slice(1),
  };
}

function alternatives(text: string, joint: string): string[][] {
  return text === "" ? [] : text.split("|").map((choice) => choice.split(joint));
}

function expanded(written: Written): Rule[] {
  const { flags = "", requires = "", excludes = "", link_key } = written;
  const parts = written.parts.split(" ").map(component);
  const pattern = shape(parts);
  const [first = "", last = first] = written.ai.split("-");
  const rules: Rule[] = [];
  for (let number = Number(first); number <= Number(last); number += 1) {
    rules.push({
      ai: String(number).padStart(first.length, "0"),
      parts,
      separator: !flags.includes("p"),
      requires: alternatives(requires, "+"),
      excludes: excludes === "" ? [] : excludes.split(","),
      linkKey: link_key === undefined ? null : alternatives(link_key, ","),
      linkAttribute: flags.includes("a"),
      lengthMin: sum(parts, (part) => (part.optional ? 0 : part.min)),
      lengthMax: sum(parts, (part) => part.max),
      pattern,
    });
  }
  return rules;
}

export const RULES: ReadonlyMap<string, Rule> = new Map(
  (table.rules as readonly Written[]).flatMap(expanded).map((rule) => [rule.ai, rule]),
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
  Object.entries(table.codes).map(([name, codes]) => [name, new Set(codes.split(" "))]),
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

// Whether one value fits the rule of its Application Identifier: length, characters, content.
// The whole shape is tried first with one expression; only a value that fails is taken apart.

import { type Part, RULES, type Rule } from "./ai-table.ts";
import { type Fault, fault, moved } from "./fault.ts";
import { CHECKS, type Check } from "./linters.ts";

interface Forbidden {
  readonly character: RegExp;
  readonly code: string;
  readonly expected: string;
}

const FORBIDDEN: ReadonlyMap<string, Forbidden> = new Map([
  ["N", { character: /[^0-9]/, code: "CHARACTER_NOT_DIGIT", expected: "0-9" }],
  ["X", { character: /[^!"%-?A-Z_a-z]/, code: "CHARACTER_NOT_CSET82", expected: "CSET 82" }],
  ["Y", { character: /[^#\-/0-9A-Z]/, code: "CHARACTER_NOT_CSET39", expected: "CSET 39" }],
  ["Z", { character: /[^A-Za-z0-9_\-=]/, code: "CHARACTER_NOT_CSET64", expected: "base64url" }],
]);

interface ContentCheck {
  readonly start: number;
  readonly end: number;
  readonly check: Check;
}

// Base64url padding (RFC 4648 section 5) may be left out; if present it fills the last group of four.
function padding(value: string): Fault | null {
  const start = value.indexOf("=");
  if (start < 0 || /^(?:[^=]{4})*(?:[^=]{2}==|[^=]{3}=)?$/.test(value)) return null;
  return fault("PADDING_INVALID", start, value.length, "", value.slice(start));
}

function checkNamed(name: string): Check {
  const check = CHECKS.get(name);
  if (check === undefined) throw new Error(`the rule table names an unknown check: ${name}`);
  return check;
}

// Digits of this length pass these checks whatever they are: a number starts with two digits.
function isImplied(name: string, part: Part): boolean {
  return part.type === "N" && (name === "gcppos1" || name === "gcppos2");
}

function contentChecks(rule: Rule): ContentCheck[] {
  const found: ContentCheck[] = [];
  let start = 0;
  for (const part of rule.parts) {
    const end = start + part.max;
    if (part.type === "Z") found.push({ start, end, check: padding });
    for (const name of part.checks) {
      if (!isImplied(name, part)) found.push({ start, end, check: checkNamed(name) });
    }
    start = end;
  }
  return found;
}

const CONTENT_CHECKS: ReadonlyMap<string, readonly ContentCheck[]> = new Map(
  [...RULES].map(([ai, rule]) => [ai, contentChecks(rule)]),
);

// The first fault of `value` (offsets within the value), or null.
export function checkValue(rule: Rule, value: string, year: number): Fault | null {
  if (!rule.pattern.test(value)) return shapeFault(rule, value);
  for (const { start, end, check } of CONTENT_CHECKS.get(rule.ai) ?? []) {
    const component = value.slice(start, end);
    if (component === "") return null;
    const found = check(component, year);
    if (found !== null) return moved(found, start);
  }
  return null;
}

function shapeFault(rule: Rule, value: string): Fault {
  const found = String(value.length);
  if (value.length < rule.lengthMin) {
    return fault("VALUE_TOO_SHORT", 0, value.length, String(rule.lengthMin), found);
  }
  if (value.length > rule.lengthMax) {
    return fault("VALUE_TOO_LONG", 0, value.length, String(rule.lengthMax), found);
  }
  let start = 0;
  for (const part of rule.parts) {
    const forbidden = FORBIDDEN.get(part.type);
    const place = forbidden ? value.slice(start, start + part.max).search(forbidden.character) : -1;
    if (forbidden && place >= 0) {
      const at = start + place;
      return fault(forbidden.code, at, at + 1, forbidden.expected, value.charAt(at));
    }
    start += part.max;
  }
  return fault("VALUE_LENGTH_WRONG", 0, value.length, lengths(rule.parts), found);
}

// The allowed lengths, where optional components of fixed length leave gaps between them.
function lengths(parts: readonly Part[]): string {
  const allowed: number[] = [];
  let total = 0;
  for (const [place, part] of parts.entries()) {
    total += part.max;
    if (parts[place + 1]?.optional ?? true) allowed.push(total);
  }
  return allowed.join(", ");
}

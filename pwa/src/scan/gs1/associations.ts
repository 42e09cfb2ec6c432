// Which Application Identifiers must, and must not, stand together in one message.

import { matches, ruleOf } from "./ai-table.ts";
import { type Element, valueStart } from "./element-string.ts";
import { type Problem, problem } from "./fault.ts";

// Every broken association of a whole message: repeats, excluded pairs, missing companions.
export function checkAssociations(elements: readonly Element[]): Problem[] {
  const ais = elements.map((element) => element.ai);
  const found = repeats(elements);
  for (const [place, element] of elements.entries()) {
    const { ai, start } = element;
    if (ais.indexOf(ai) < place) continue;
    const end = valueStart(element);
    for (const other of excludedBefore(ais, place)) {
      found.push(problem("AI_EXCLUDED", start, end, ai, "", other));
    }
    const alternatives = ruleOf(ai).requires;
    if (alternatives.length > 0 && !alternatives.some((choice) => allPresent(choice, ais))) {
      const expected = alternatives.map((choice) => choice.join("+")).join(" / ");
      found.push(problem("AI_REQUIRED_MISSING", start, end, ai, expected, ""));
    }
  }
  return found;
}

// The earlier AIs that exclude, or are excluded by, the one at `place` (each pair told once).
function excludedBefore(ais: readonly string[], place: number): string[] {
  const ai = ais[place] ?? "";
  const excludes = ruleOf(ai).excludes;
  return [...new Set(ais.slice(0, place))].filter(
    (other) => other !== ai && (names(excludes, other) || names(ruleOf(other).excludes, ai)),
  );
}

function names(patterns: readonly string[], ai: string): boolean {
  return patterns.some((pattern) => matches(pattern, ai));
}

function allPresent(choice: readonly string[], ais: readonly string[]): boolean {
  return choice.every((pattern) => ais.some((other) => matches(pattern, other)));
}

// An AI that occurs again with another value (General Specifications 4.2).
function repeats(elements: readonly Element[]): Problem[] {
  const first = new Map<string, string>();
  const found: Problem[] = [];
  for (const { ai, value, start, end } of elements) {
    const before = first.get(ai);
    if (before === undefined) first.set(ai, value);
    else if (before !== value) found.push(problem("AI_REPEATED", start, end, ai, before, value));
  }
  return found;
}

// The sentences people read about a problem, from the two files that the Python side reads too.

import texts from "../../../../labels/errors.json";
import terms from "../../../../labels/terms.json";
import type { Problem } from "./fault.ts";

export type Language = "en" | "zh";
type Sentences = Readonly<Record<string, Readonly<Record<Language, string>>>>;

export const TEXTS: Sentences = texts;
const TERMS: Sentences = terms;
const FOUND_LENGTH_MAX = 40;
const INVISIBLE = /[\u007f-\u00a0\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff]/g;

// `text` fit for a sentence: control characters as symbols, other invisible ones as U+FFFD, cut if long.
export function shown(text: string): string {
  const cut = text.length <= FOUND_LENGTH_MAX ? text : `${text.slice(0, FOUND_LENGTH_MAX)}…`;
  let seen = "";
  for (const character of cut) {
    const code = character.charCodeAt(0);
    seen += code < 0x20 ? String.fromCharCode(0x2400 + code) : character;
  }
  return seen.replace(INVISIBLE, "\ufffd");
}

function named(sentences: Sentences, name: string, language: Language): string {
  const sentence = sentences[name];
  if (sentence === undefined) throw new Error(`no text is called ${name}`);
  return sentence[language];
}

// The sentence for a problem: what happened, why, what to do now.
export function message(found: Problem, language: Language): string {
  const places = new Map([
    ["{ai}", shown(found.ai)],
    [
      "{expected}",
      found.expected.startsWith("@")
        ? named(TERMS, found.expected.slice(1), language)
        : shown(found.expected),
    ],
    // A space that was found must be seen.
    ["{found}", shown(found.found).replaceAll(" ", "\u2420")],
  ]);
  return named(TEXTS, found.code, language).replace(
    /\{(?:ai|expected|found)\}/g,
    (place) => places.get(place) ?? place,
  );
}

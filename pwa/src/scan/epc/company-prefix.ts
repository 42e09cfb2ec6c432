// How many digits of a GS1 key are the company prefix, from the list that the Python side reads too.
// Apart from reading tags, which state it themselves, so that the list loads only where tags are written.

import table from "../../../../labels/company_prefixes.json";

const HEAD = 3;
const LENGTHS = "abcdefg";
const LENGTH_MIN = 6;
const PREFIXES: Readonly<Record<string, string>> = table.prefixes;

export function companyPrefixLength(digits: string): number | null {
  const text = PREFIXES[digits.slice(0, HEAD)] ?? ".";
  let position = 0;
  let depth = HEAD;
  while (text.charAt(position) === "(") {
    const digit = digits.charAt(depth);
    if (!/^[0-9]$/.test(digit)) return null; // letters of an asset number, or the end
    position = child(text, position + 1, Number(digit));
    depth += 1;
  }
  const place = LENGTHS.indexOf(text.charAt(position));
  return place < 0 ? null : place + LENGTH_MIN;
}

// The offset of the node for `digit` among the ten that start at `start`.
function child(text: string, start: number, digit: number): number {
  let position = start;
  let left = digit;
  for (;;) {
    const count = /[0-9]/.test(text.charAt(position)) ? Number(text.charAt(position)) : 1;
    if (count > 1) position += 1;
    if (left < count) return position;
    left -= count;
    position = after(text, position);
  }
}

function after(text: string, start: number): number {
  let position = start;
  let depth = 0;
  do {
    const character = text.charAt(position);
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
    position += 1;
  } while (depth > 0);
  return position;
}

/**
 * A scanner or Caps Lock that swaps letter case makes a wrong identifier out of a right one (S23).
 * Identifiers match exactly; a match after swapping case is a warning of its own, never success.
 */

export type CaseState = "exact" | "inverted" | "upper" | "lower" | "other";

export function swapCase(text: string): string {
  return [...text].map(swapLetter).join("");
}

function swapLetter(letter: string): string {
  const upper = letter.toUpperCase();
  return letter === upper ? letter.toLowerCase() : upper;
}

/** How `seen` differs in case from `expected`. */
export function caseState(expected: string, seen: string): CaseState {
  if (seen === expected) {
    return "exact";
  }
  if (seen === swapCase(expected)) {
    return "inverted";
  }
  if (seen === expected.toUpperCase()) {
    return "upper";
  }
  return seen === expected.toLowerCase() ? "lower" : "other";
}

export type CaseMatch =
  | { readonly match: "exact"; readonly text: string }
  | { readonly match: "case-flipped"; readonly text: string }
  | { readonly match: "none" };

/** Looks a code up exactly; only if that fails, tells whether its case-swapped twin is known. */
export function matchExactly(text: string, isKnown: (text: string) => boolean): CaseMatch {
  if (isKnown(text)) {
    return { match: "exact", text };
  }
  const twins = [swapCase(text), text.toUpperCase(), text.toLowerCase()];
  const twin = twins.find((candidate) => candidate !== text && isKnown(candidate));
  return twin === undefined ? { match: "none" } : { match: "case-flipped", text: twin };
}

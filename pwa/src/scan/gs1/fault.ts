// What a check found wrong: a code of errors.json, where, what was expected and what was found.
// Offsets of a Fault are relative to what was checked, those of a Problem to the text as given (in code points).

export interface Fault {
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly expected: string;
  readonly found: string;
}

export interface Problem extends Fault {
  readonly ai: string;
}

export function fault(
  code: string,
  start: number,
  end: number,
  expected: string,
  found: string,
): Fault {
  return { code, start, end, expected, found };
}

export function problem(
  code: string,
  start: number,
  end: number,
  ai: string,
  expected: string,
  found: string,
): Problem {
  return { code, start, end, ai, expected, found };
}

export function moved(found: Fault, offset: number): Fault {
  return { ...found, start: found.start + offset, end: found.end + offset };
}

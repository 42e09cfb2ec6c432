// One scanned or typed text in, everything it says about a device out: the twin of the Python reader.
// The first characters say whose text it is; what is not certain is an error with its place, never a guess.

import { isAhm, readAhm } from "../agencies/ahm.ts";
import { HIBC_FLAG, readHibc } from "../agencies/hibc.ts";
import { readIccbba } from "../agencies/iccbba.ts";
import { MA_HEAD, readMa } from "../agencies/ma.ts";
import { isLink, readLink } from "./digital-link.ts";
import { type Problem, problem } from "./fault.ts";
import { isGs1Carrier, type ParseOptions, readGs1, wrongCarrier } from "./gs1-text.ts";
import { emptyText, inCodePoints, refused, type UdiReading } from "./reading.ts";

export type { ParseOptions } from "./gs1-text.ts";
export type { Reading, UdiReading } from "./reading.ts";

export const TEXT_LENGTH_MAX = 4096;

export function parseUdi(given: string, options: ParseOptions): UdiReading {
  const text = inCodePoints(given);
  if (text === "") return emptyText(null, 0);
  if (text.length > TEXT_LENGTH_MAX) return refused(null, tooLong(text));
  const symbology = /^\][A-Za-z][0-9A-Za-z]/.exec(text)?.[0] ?? null;
  if (symbology !== null && isGs1Carrier(symbology)) return readGs1(text, symbology, options);
  const other = readOtherAgency(text, symbology, options.year);
  if (other !== null) return other;
  return symbology === null ? readGs1(text, null, options) : wrongCarrier(symbology);
}

// The reading of a text that starts as only one agency's can, or as a web address; null for all others.
function readOtherAgency(text: string, symbology: string | null, year: number): UdiReading | null {
  const start = symbology?.length ?? 0;
  const scanned = { text, start, symbology, year };
  const first = text.charAt(start);
  if (first === HIBC_FLAG) return readHibc(scanned);
  if (first === "=" || first === "&") return readIccbba(scanned);
  if (text.startsWith(MA_HEAD, start)) return readMa(scanned);
  if (isAhm(text, start)) return readAhm(scanned);
  return isLink(text, start) ? readLink(scanned) : null;
}

function tooLong(text: string): Problem {
  const limit = String(TEXT_LENGTH_MAX);
  return problem("TEXT_TOO_LONG", TEXT_LENGTH_MAX, text.length, "", limit, String(text.length));
}

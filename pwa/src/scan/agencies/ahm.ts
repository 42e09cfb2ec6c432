// AHM codes (ISO/IEC 15459 agency AHM, Ali Health): known by their agency's letters and kept whole.
// How they are built is not published, so nothing is read out of them.

import { problem } from "../gs1/fault.ts";
import { NOTHING, type Scanned, type UdiReading } from "../gs1/reading.ts";

// Its agency's letters, then a number, no space.
export function isAhm(text: string, start: number): boolean {
  return /^AHM(?=[!-~]*[0-9])[!-~]{5,}$/.test(text.slice(start));
}

export function readAhm({ text, start, symbology }: Scanned): UdiReading {
  const value = text.slice(start);
  const end = text.length;
  return {
    ...NOTHING,
    ok: true,
    symbology,
    issuer: "AHM",
    elements: [{ ai: "AHM", value, start, end }],
    warnings: [problem("AHM_OPAQUE", start, end, "AHM", "", value)],
  };
}

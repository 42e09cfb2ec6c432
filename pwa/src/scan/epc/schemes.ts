// The EPC schemes of RFID tags that are read here: where each field stands in the bits, and how long it is.
// GS1 EPC Tag Data Standard, sections 14.5 (encodings) and 6.3 (URIs).

import { type Problem, problem } from "../gs1/fault.ts";

// Bits of the company prefix by partition value; its digits are 12 less the partition value.
export const PREFIX_BITS = [40, 37, 34, 30, 27, 24, 20] as const;
export const PREFIX_DIGITS_MAX = 12;
export const FILTER_MAX = 7;
export const TEXT_SERIAL_MAX = 20;
export const CHARACTER_BITS = 7;

export type Kind = "sgtin" | "sscc" | "sgln" | "grai" | "giai";

// `keyBits` hold company prefix and reference together; the serial follows them. `referenceDigits` is the length of the
// reference for partition 0 (one more for each further one), or null where it is a number of any length.
export interface Scheme {
  readonly name: string;
  readonly kind: Kind;
  readonly header: number;
  readonly bits: number;
  readonly keyBits: number;
  readonly referenceDigits: number | null;
  readonly serialBits: number;
  readonly serialIsText: boolean;
}

type Row = readonly [Kind, number, number, number, number | null, number];

const ROWS: readonly Row[] = [
  ["sgtin", 96, 0x30, 44, 1, 38],
  ["sscc", 96, 0x31, 58, 5, 0],
  ["sgln", 96, 0x32, 41, 0, 41],
  ["grai", 96, 0x33, 44, 0, 38],
  ["giai", 96, 0x34, 82, null, 0],
  ["sgtin", 198, 0x36, 44, 1, 140],
];

export const SCHEMES: readonly Scheme[] = ROWS.map(
  ([kind, bits, header, keyBits, referenceDigits, serialBits]) => ({
    name: `${kind}-${bits}`,
    kind,
    header,
    bits,
    keyBits,
    referenceDigits,
    serialBits,
    serialIsText: serialBits === TEXT_SERIAL_MAX * CHARACTER_BITS,
  }),
);

export const KINDS_WITH_SERIAL: readonly Kind[] = ["sgtin", "sgln", "grai"];

// What a tag states: `reference` is that of the item, unit, place or asset (with its indicator or extension digit first);
// `serial` is "" where the kind has none. `scheme` and `filter` are null where a pure identity states neither.
export interface Epc {
  readonly kind: Kind;
  readonly companyPrefix: string;
  readonly reference: string;
  readonly serial: string;
  readonly scheme: Scheme | null;
  readonly filter: number | null;
}

// A text that is no EPC, with its place and reason: an answer, not a bug.
export class EpcInvalid extends Error {
  readonly problem: Problem;

  constructor(code: string, start: number, end: number, expected = "", found = "") {
    super(code);
    this.problem = problem(code, start, end, "", expected, found);
  }
}

export function schemeNamed(name: string): Scheme | null {
  return SCHEMES.find((scheme) => scheme.name === name) ?? null;
}

// The encoding of `epc`: its own, else the shortest that holds its serial.
export function schemeFor(epc: Epc): Scheme {
  const fitting = (scheme: Scheme): boolean =>
    scheme.kind === epc.kind && holdsSerial(scheme, epc.serial);
  const found = epc.scheme ?? SCHEMES.find(fitting);
  if (found === undefined) throw new EpcInvalid("EPC_SERIAL_INVALID", 0, 0, "0-9", epc.serial);
  return found;
}

// Whether the encoding has room for `serial`; a number must have no zero in front, which bits would lose.
export function holdsSerial(scheme: Scheme, serial: string): boolean {
  if (scheme.serialIsText) return serial.length > 0 && serial.length <= TEXT_SERIAL_MAX;
  return scheme.serialBits === 0 ? serial === "" : isNumber(serial, scheme.serialBits);
}

export function isNumber(text: string, bits: number): boolean {
  const plain = /^(?:0|[1-9][0-9]*)$/.test(text);
  return plain && text.length <= bits && BigInt(text) < 1n << BigInt(bits);
}

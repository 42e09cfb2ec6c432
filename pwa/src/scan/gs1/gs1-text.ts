// GS1 data whose carrier and form are known: element strings, keys, bracketed texts.
// Where separators may be lost it gives all readings; a scan of unknown form enters through parseUdi.

import { ruleOf, SEPARATOR } from "./ai-table.ts";
import { checkAssociations } from "./associations.ts";
import { checkDigit, hasCheckDigit } from "./check-digits.ts";
import {
  type Element,
  type Message,
  readBracketed,
  readRaw,
  valueStart,
} from "./element-string.ts";
import { type Problem, problem } from "./fault.ts";
import { identityOf } from "./identity.ts";
import { emptyText, NOTHING, refused, type UdiReading } from "./reading.ts";
import {
  allReadings,
  LITERAL_SEPARATOR,
  mayHaveOthers,
  type Readings,
  same,
  sameElements,
} from "./readings.ts";

// AIM identifiers (ISO/IEC 15424) of what carries element strings: GS1-128, DataMatrix, QR Code, DataBar, DotCode.
export const GS1_CARRIERS: readonly string[] = ["]C1", "]J1", "]Q3", "]d2", "]e0"];

// EAN-13 and UPC-A, EAN-8, ITF-14: a GTIN and nothing else.
const KEY_CARRIERS: ReadonlyMap<string, readonly number[]> = new Map([
  ["]E0", [13, 12]],
  ["]E4", [8]],
  ["]I1", [14]],
]);

const KEY_LENGTHS = [8, 12, 13, 14, 18];
const SSCC_LENGTH = 18;
const AI_LENGTH_MAX = 4;

export interface ParseOptions {
  readonly year: number; // the calendar year in which one reads: the century of dates depends on it
  readonly separatorsSent?: boolean; // this scanner is known, from its calibration, to send the separator
}

export function isGs1Carrier(symbology: string): boolean {
  return GS1_CARRIERS.includes(symbology) || KEY_CARRIERS.has(symbology);
}

export function wrongCarrier(symbology: string): UdiReading {
  const expected = GS1_CARRIERS.join(" ");
  return refused(
    symbology,
    problem("CARRIER_NOT_GS1", 0, symbology.length, "", expected, symbology),
  );
}

// `symbology` is the AIM identifier with which the text starts, of a GS1 carrier, or null.
export function readGs1(text: string, symbology: string | null, options: ParseOptions): UdiReading {
  if (symbology !== null) return parseCarrier(text, symbology, options);
  if (text.startsWith("[") || text.startsWith("(")) return parseBracketed(text, options);
  if (KEY_LENGTHS.includes(text.length) && /^[0-9]+$/.test(text)) return parseKey(text, null, 0);
  return parseRaw(text, null, 0, options);
}

function parseCarrier(text: string, symbology: string, options: ParseOptions): UdiReading {
  const start = symbology.length;
  if (GS1_CARRIERS.includes(symbology)) {
    if (text.length === start) return emptyText(symbology, start);
    return parseRaw(text, symbology, start, options);
  }
  const lengths = KEY_CARRIERS.get(symbology) ?? [];
  const body = text.slice(start);
  if (!lengths.includes(body.length) || !/^[0-9]+$/.test(body)) {
    const expected = String(lengths[0]);
    return refused(
      symbology,
      problem("KEY_LENGTH_WRONG", start, text.length, "01", expected, body),
    );
  }
  return parseKey(body, symbology, start);
}

// A GTIN (given as 14 digits, zeros in front) or an SSCC that stands alone.
function parseKey(digits: string, symbology: string | null, start: number): UdiReading {
  const ai = digits.length === SSCC_LENGTH ? "00" : "01";
  const value = ai === "00" ? digits : digits.padStart(14, "0");
  const end = start + digits.length;
  const elements = [{ ai, value, start, end }];
  if (hasCheckDigit(digits)) {
    const identity = identityOf(new Map([[ai, value]]), 0);
    return { ...NOTHING, ok: true, symbology, issuer: "GS1", elements, identity };
  }
  const expected = checkDigit(digits.slice(0, -1));
  const wrong = problem("CHECK_DIGIT_WRONG", start, end, ai, expected, digits.slice(-1));
  const issuer = symbology === null ? null : "GS1";
  return { ...NOTHING, symbology, issuer, elements, errors: [wrong] };
}

function parseBracketed(text: string, { year }: ParseOptions): UdiReading {
  const message = readBracketed(text, year);
  return finished(message, pairProblems(message), null, true, year);
}

function pairProblems(message: Message): Problem[] {
  return message.structureIsKnown ? checkAssociations(message.elements) : [];
}

function parseRaw(
  text: string,
  symbology: string | null,
  start: number,
  options: ParseOptions,
): UdiReading {
  const body = text.charAt(start) === SEPARATOR ? start + 1 : start;
  if (body === text.length) return emptyText(symbology, body);
  const isGs1 = symbology !== null || body > start;
  const message = readRaw(text, body, options.year);
  if (!isGs1 && message.elements.length === 0) {
    const found = text.slice(0, AI_LENGTH_MAX);
    return refused(null, problem("NOT_RECOGNISED", 0, found.length, "", "", found));
  }
  const pairs = pairProblems(message);
  const standardHolds = message.problems.length + pairs.length === 0;
  const tail = message.elements.at(-1);
  if (tail !== undefined && options.separatorsSent !== true && !text.includes(SEPARATOR)) {
    const readings = readingsWithoutSeparator(text, message, tail, options.year, standardHolds);
    if (readings !== null) return unsettled(symbology, tail, readings, options.year);
  }
  return finished(message, pairs, symbology, isGs1, options.year);
}

// The readings of a text in which a separator may be lost; null if there is none to choose.
function readingsWithoutSeparator(
  text: string,
  message: Message,
  tail: Element,
  year: number,
  standardHolds: boolean,
): Readings | null {
  if (!ruleOf(tail.ai).separator || tail.end < text.length) return null;
  if (message.problems.some(({ start }) => start < tail.start)) return null;
  if (standardHolds && !mayHaveOthers(tail.value)) return null;
  const readings = allReadings(text, message.elements.slice(0, -1), tail.start, year);
  if (standardHolds && !readings.found.some((one) => sameElements(one, message.elements))) {
    readings.found.unshift(message.elements);
  }
  const nothingToChoose = readings.found.length === (standardHolds ? 1 : 0);
  return nothingToChoose && !readings.cut ? null : readings;
}

function unsettled(
  symbology: string | null,
  tail: Element,
  { found, cut }: Readings,
  year: number,
): UdiReading {
  const { ai, start, end } = tail;
  const number = String(found.length);
  const errors: Problem[] = [];
  if (found.length > 1) errors.push(problem("AMBIGUOUS", start, end, ai, "", number));
  else if (found.length === 1 && !cut)
    errors.push(problem("SEPARATOR_MISSING", start, end, ai, "", ""));
  if (cut) errors.push(problem("READINGS_CUT", start, end, ai, "", number));
  const shared = (found[0] ?? []).filter((element, place) =>
    found.every((reading) => same(element, reading[place])),
  );
  return {
    ...NOTHING,
    symbology,
    issuer: "GS1",
    elements: shared,
    identity: identityOf(valuesOf(shared), year),
    errors,
    warnings: literalSeparators(tail),
    ambiguous: found.map((elements) => ({
      elements,
      identity: identityOf(valuesOf(elements), year),
    })),
    ambiguousCut: cut,
  };
}

function finished(
  message: Message,
  pairs: readonly Problem[],
  symbology: string | null,
  isGs1: boolean,
  year: number,
): UdiReading {
  const errors = [...message.problems, ...pairs];
  const ok = errors.length === 0;
  return {
    ...NOTHING,
    ok,
    symbology,
    issuer: isGs1 || ok ? "GS1" : null,
    elements: message.elements,
    identity: identityOf(message.sound, year),
    unknown: message.unknown,
    errors,
    warnings: message.elements.flatMap(literalSeparators),
  };
}

function valuesOf(elements: readonly Element[]): Map<string, string> {
  return new Map(elements.map(({ ai, value }) => [ai, value]));
}

function literalSeparators(element: Element): Problem[] {
  const from = valueStart(element);
  return [...element.value.matchAll(LITERAL_SEPARATOR)].map((match) => {
    const start = from + match.index;
    return problem("SEPARATOR_LITERAL", start, start + match[0].length, element.ai, "", match[0]);
  });
}

// One text of an RFID tag in, all its writings out: hexadecimal, pure identity and tag URI, element string.
// What can be said is said even where one writing has no room for it; that is then an error with its reason.

import { ruleOf } from "../gs1/ai-table.ts";
import { build, type Pair } from "../gs1/element-string.ts";
import { type Problem, problem } from "../gs1/fault.ts";
import { GS1_CARRIERS, readGs1 } from "../gs1/gs1-text.ts";
import { type Identity, identityOf, NO_IDENTITY } from "../gs1/identity.ts";
import { inCodePoints } from "../gs1/reading.ts";
import { checkValue } from "../gs1/values.ts";
import { elementsOf, epcOf, type PrefixLength } from "./elements.ts";
import { readHex, writeHex } from "./hex.ts";
import { type Epc, EpcInvalid, schemeFor } from "./schemes.ts";
import { EPC_HEAD, readUri, writePure, writeTag } from "./uri.ts";

export interface EpcReading {
  readonly ok: boolean;
  readonly scheme: string | null;
  readonly filter: number | null;
  readonly hex: string | null;
  readonly uri: string | null;
  readonly tagUri: string | null;
  readonly elementString: string | null;
  readonly elements: readonly Pair[];
  readonly identity: Identity;
  readonly errors: readonly Problem[];
}

const NOTHING: EpcReading = {
  ok: false,
  scheme: null,
  filter: null,
  hex: null,
  uri: null,
  tagUri: null,
  elementString: null,
  elements: [],
  identity: NO_IDENTITY,
  errors: [],
};

// Whether a reader of tags can have delivered the text: 24 hexadecimal digits or more, or an EPC URI.
export function looksLikeTag(text: string): boolean {
  return text.startsWith(EPC_HEAD) || /^[0-9A-Fa-f]{24,}$/.test(text);
}

export function readTag(given: string, year: number): EpcReading {
  const text = inCodePoints(given);
  return answered(text, year, () => (text.startsWith(EPC_HEAD) ? readUri(text) : readHex(text)));
}

// Also GS1 elements, whose company prefix must be told: `prefixLength` says how long it is.
export function readEpc(given: string, year: number, prefixLength: PrefixLength): EpcReading {
  const text = inCodePoints(given);
  if (looksLikeTag(text)) return readTag(text, year);
  const head = text.slice(0, 3);
  const symbology = GS1_CARRIERS.includes(head) ? head : null;
  const reading = text === "" ? null : readGs1(text, symbology, { year, separatorsSent: true });
  if (reading === null || reading.issuer === null) {
    const unknown = problem("EPC_NOT_RECOGNISED", 0, text.length, "", "", text);
    return { ...NOTHING, errors: [unknown] };
  }
  if (reading.errors.length > 0) return { ...NOTHING, errors: reading.errors };
  const pairs = reading.elements.map(({ ai, value }): Pair => [ai, value]);
  return answered(text, year, () => epcOf(pairs, prefixLength));
}

function answered(text: string, year: number, read: () => Epc): EpcReading {
  try {
    return written(read(), text, year);
  } catch (invalid) {
    return { ...NOTHING, errors: [reasonOf(invalid, text)] };
  }
}

// The problem with the whole text as its place, if it has none of its own.
function reasonOf(invalid: unknown, text: string): Problem {
  if (!(invalid instanceof EpcInvalid)) throw invalid;
  const found = invalid.problem;
  return found.start < found.end ? found : { ...found, start: 0, end: text.length };
}

function written(epc: Epc, text: string, year: number): EpcReading {
  const elements = elementsOf(epc);
  const errors = formatProblems(elements, text, year);
  const elementString = errors.length > 0 ? null : build(elements);
  const reading = {
    ...NOTHING,
    uri: writePure(epc),
    elements,
    elementString,
    identity: identityOf(new Map(elements), year),
  };
  try {
    const scheme = schemeFor(epc).name;
    const [tagUri, hex] = [writeTag(epc), writeHex(epc)];
    const filter = epc.filter ?? 0;
    return { ...reading, ok: errors.length === 0, scheme, filter, hex, tagUri, errors };
  } catch (invalid) {
    return { ...reading, errors: [...errors, reasonOf(invalid, text)] };
  }
}

// What is wrong with values that a URI may hold and an element may not, placed in the whole text.
function formatProblems(elements: readonly Pair[], text: string, year: number): Problem[] {
  return elements.flatMap(([ai, value]) => {
    const found = checkValue(ruleOf(ai), value, year);
    return found === null
      ? []
      : [problem(found.code, 0, text.length, ai, found.expected, found.found)];
  });
}

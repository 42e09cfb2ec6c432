// EPC URIs, both ways: the pure identity (`urn:epc:id:…`) and the tag with its filter (`urn:epc:tag:…`).
// GS1 EPC Tag Data Standard, sections 6.3 and 12.3.

import {
  type Epc,
  EpcInvalid,
  FILTER_MAX,
  holdsSerial,
  KINDS_WITH_SERIAL,
  type Kind,
  PREFIX_DIGITS_MAX,
  SCHEMES,
  schemeFor,
  schemeNamed,
} from "./schemes.ts";

export const EPC_HEAD = "urn:epc:";

const TEXT = /^(?:[!'()*+,\-.0-9:;=A-Z_a-z]|%2[256F]|%3[CEF]){1,30}$/;

export function readUri(uri: string): Epc {
  const match = /^urn:epc:(id|tag):([a-z]+(?:-[0-9]+)?):(.*)$/s.exec(uri);
  const [, form = "", name = "", body = ""] = match ?? [];
  const scheme = schemeNamed(name);
  const kind = scheme?.kind ?? SCHEMES.find((one) => one.kind === name)?.kind;
  if (match === null || kind === undefined || (form === "tag") !== (scheme !== null)) {
    throw invalid(uri, 0, uri.length, "urn:epc:id:sgtin: …");
  }
  const start = uri.length - body.length;
  if (scheme === null) return fields(uri, kind, start);
  if (!/^[0-7]\./.test(body)) {
    throw invalid(uri, start, Math.min(start + 1, uri.length), `0-${FILTER_MAX}`);
  }
  const epc = { ...fields(uri, kind, start + 2), scheme, filter: Number(body.charAt(0)) };
  if (!holdsSerial(scheme, epc.serial)) {
    const end = uri.length;
    throw new EpcInvalid("EPC_SERIAL_INVALID", end - epc.serial.length, end, name, epc.serial);
  }
  return epc;
}

function invalid(uri: string, start: number, end: number, expected: string): EpcInvalid {
  return new EpcInvalid("EPC_URI_INVALID", start, end, expected, uri.slice(start, end));
}

// The fields from `start` on; only the last may hold full stops of its own.
function fields(uri: string, kind: Kind, start: number): Epc {
  const parts = uri.slice(start).split(".");
  const [companyPrefix = "", second = ""] = parts;
  const hasSerial = KINDS_WITH_SERIAL.includes(kind);
  if (!/^[0-9]{6,12}$/.test(companyPrefix)) {
    throw invalid(uri, start, start + companyPrefix.length, "6-12 × 0-9");
  }
  if (parts.length < (hasSerial ? 3 : 2)) throw invalid(uri, start, uri.length, "…");
  const from = start + companyPrefix.length + 1;
  const reference = hasSerial ? second : uri.slice(from);
  const epc = { kind, companyPrefix, reference, serial: "", scheme: null, filter: null };
  const digits = SCHEMES.find((scheme) => scheme.kind === kind)?.referenceDigits ?? null;
  if (digits === null) return { ...epc, reference: textAt(uri, from) };
  const length = digits + PREFIX_DIGITS_MAX - companyPrefix.length;
  if (reference.length !== length || !/^[0-9]*$/.test(reference)) {
    throw invalid(uri, from, from + reference.length, `${length} × 0-9`);
  }
  return hasSerial ? { ...epc, serial: textAt(uri, from + reference.length + 1) } : epc;
}

function textAt(uri: string, start: number): string {
  const text = uri.slice(start);
  if (!TEXT.test(text)) throw invalid(uri, start, uri.length, "CSET 82");
  return text.replace(/%([0-9A-F]{2})/g, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

export function writePure(epc: Epc): string {
  return `${EPC_HEAD}id:${epc.kind}:${written(epc)}`;
}

export function writeTag(epc: Epc): string {
  return `${EPC_HEAD}tag:${schemeFor(epc).name}:${epc.filter ?? 0}.${written(epc)}`;
}

function written(epc: Epc): string {
  const parts = [epc.companyPrefix, escaped(epc.reference)];
  if (KINDS_WITH_SERIAL.includes(epc.kind)) parts.push(escaped(epc.serial));
  return parts.join(".");
}

function escaped(text: string): string {
  return text.replace(
    /["%&/<>?]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

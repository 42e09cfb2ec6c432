/**
 * What a scanned text may mean here: every reading that holds, never a silent choice between two.
 * Pure; reads the rows in memory only, for the verdict has 100 ms.
 */

import type { EquipmentRow } from "../entries/equipment-rows.ts";
import type { UnitRow, WorkOrderRow } from "../entries/floor-rows.ts";
import type {
  IdentifierRow,
  ItemRow,
  LocationRow,
  LotRow,
  OrderRow,
  PersonRow,
  SupplierRow,
} from "../entries/rows.ts";
import type { Lookup } from "../sync/view.ts";
import type { Capability } from "./calibration.ts";
import { recognise } from "./calibration-sheet.ts";
import { looksLikeTag, readTag } from "./epc/epc.ts";
import type { Element } from "./gs1/element-string.ts";
import type { Problem } from "./gs1/fault.ts";
import { type Identity, NO_IDENTITY } from "./gs1/identity.ts";
import type { Reading as Coded, Issuer } from "./gs1/reading.ts";
import { parseUdi } from "./gs1/udi.ts";
import { identifierOf } from "./identified.ts";
import type { RawScan } from "./raw-scan.ts";

export interface ProductReading {
  readonly is: "product";
  readonly identity: Identity;
  readonly elements: readonly Element[];
  readonly identifier: IdentifierRow | null;
  readonly item: ItemRow | null;
  /** What is wrong with the label; the readable part is used all the same. */
  readonly problems: readonly Problem[];
}

export type Reading =
  | ProductReading
  | { readonly is: "badge"; readonly badge: string; readonly person: PersonRow | null }
  | { readonly is: "command"; readonly command: string }
  | { readonly is: "location"; readonly code: string; readonly row: LocationRow | null }
  /** A machine or gauge; `row` null when this device does not know it. */
  | { readonly is: "equipment"; readonly code: string; readonly row: EquipmentRow | null }
  | { readonly is: "order"; readonly number: string; readonly row: OrderRow | null }
  | { readonly is: "work_order"; readonly number: string; readonly row: WorkOrderRow }
  /** A serial that this device knows. */
  | { readonly is: "unit"; readonly row: UnitRow }
  /** A sterilisation load that this device knows. */
  | { readonly is: "load"; readonly number: string }
  | { readonly is: "supplier"; readonly number: string; readonly row: SupplierRow }
  /** Our own lot number; `row` null when this device does not know the lot yet. */
  | { readonly is: "lot"; readonly number: string; readonly row: LotRow | null }
  | { readonly is: "item"; readonly item: ItemRow }
  | { readonly is: "supplier_lot"; readonly text: string; readonly lots: readonly LotRow[] }
  | { readonly is: "package"; readonly number: string }
  | { readonly is: "calibration" }
  | { readonly is: "enrolment"; readonly code: string }
  | { readonly is: "text"; readonly text: string };

export interface Place {
  readonly rows: Lookup;
  readonly site: string;
  readonly year: number;
  readonly capability: Capability | null;
}

const OWN_LOT_AI = "91";

/** At least one reading; several when the text means several things. */
export function resolveScan(scan: RawScan, place: Place): readonly Reading[] {
  if (recognise(scan) !== null && scan.text.length > 20) {
    return [{ is: "calibration" }];
  }
  const prefixed = readPrefixed(scan.text, place);
  if (prefixed !== null) {
    return [prefixed];
  }
  const known = readKnown(scan.text, place);
  const tagged = readTagged(scan, place);
  const coded = readCoded(scan, place, known.length > 0);
  // What reads as a tag without a fault is no faulty code as well.
  const found = [...known, ...tagged, ...(tagged.length > 0 ? coded.filter(isSound) : coded)];
  if (found.length > 0) {
    return distinct(found);
  }
  return [readShape(scan.text, place) ?? { is: "text", text: scan.text }];
}

/** Texts whose first characters say what they are. */
function readPrefixed(text: string, { rows, site }: Place): Reading | null {
  if (text.startsWith("CMD:")) {
    return { is: "command", command: text.slice(4) };
  }
  if (text.startsWith("LOC:")) {
    const [at, code] = splitOnce(text.slice(4), "/");
    const row = rows.get("location", [at, code])?.row ?? null;
    return { is: "location", code: at === site ? code : `${at}/${code}`, row };
  }
  if (text.startsWith("EQP:")) {
    const code = text.slice(4);
    return { is: "equipment", code, row: rows.get("equipment", [code])?.row ?? null };
  }
  const enrolment = /#\/enrol\?code=([^&\s]+)/.exec(text);
  return enrolment === null ? null : { is: "enrolment", code: enrolment[1] ?? "" };
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const cut = text.indexOf(separator);
  return cut < 0 ? ["", text] : [text.slice(0, cut), text.slice(cut + 1)];
}

/** Every kind of row that has exactly this text as its name. */
function readKnown(text: string, { rows, site }: Place): Reading[] {
  const found: Reading[] = [];
  const person = rows.find("person", "badge", text)[0]?.row;
  const location = rows.get("location", [site, text])?.row;
  const equipment = rows.get("equipment", [text])?.row;
  const order = rows.get("order", [text])?.row;
  const lot = rows.get("lot", [text])?.row;
  const item = rows.get("item", [text])?.row;
  const supplier = rows.get("supplier", [text])?.row;
  const work = rows.get("work_order", [text])?.row;
  const lots = rows.find("lot", "supplier_lot", text).map(({ row }) => row);
  if (person !== undefined) found.push({ is: "badge", badge: text, person });
  if (location !== undefined) found.push({ is: "location", code: text, row: location });
  if (equipment !== undefined) found.push({ is: "equipment", code: text, row: equipment });
  if (order !== undefined) found.push({ is: "order", number: text, row: order });
  if (rows.get("load", [text]) !== undefined) found.push({ is: "load", number: text });
  if (work !== undefined) found.push({ is: "work_order", number: text, row: work });
  if (lot !== undefined || isPlanned(text, rows)) {
    found.push({ is: "lot", number: text, row: lot ?? null });
  }
  if (item !== undefined) found.push({ is: "item", item });
  if (supplier !== undefined) found.push({ is: "supplier", number: text, row: supplier });
  for (const { row } of rows.find("unit", "serial", text)) found.push({ is: "unit", row });
  if (lots.length > 0) found.push({ is: "supplier_lot", text, lots });
  return found;
}

/** The lot of a work order, of which nothing may have been made yet. */
function isPlanned(text: string, rows: Lookup): boolean {
  return rows.all("work_order").some(({ row }) => row.lots.includes(text));
}

/** The content of an RFID tag, in hexadecimal digits or as an EPC URI: a symbol says what it is, a tag has no AIM id. */
function readTagged({ text, aim }: RawScan, place: Place): Reading[] {
  const tag = aim === null && looksLikeTag(text) ? readTag(text, place.year) : null;
  if (tag === null || !tag.ok) {
    return [];
  }
  const whole = { start: 0, end: text.length };
  const elements = tag.elements.map(([ai, value]) => ({ ai, value, ...whole }));
  return [codedAs("GS1", { elements, identity: tag.identity }, [], place)];
}

function isSound(reading: Reading): boolean {
  return reading.is !== "product" || reading.problems.length === 0;
}

/** Two ways to cut a text that come to the same are one choice. */
function distinct(readings: readonly Reading[]): readonly Reading[] {
  if (readings.length < 2) {
    return readings;
  }
  return [
    ...new Map(readings.toReversed().map((each) => [meaningOf(each), each])).values(),
  ].toReversed();
}

function meaningOf(reading: Reading): string {
  if (reading.is !== "product") {
    return JSON.stringify(reading);
  }
  const elements = reading.elements.map(({ ai, value }) => `${ai} ${value}`).toSorted();
  return JSON.stringify([reading.identity, elements]);
}

/** Codes of every issuing agency. `alsoKnown`: a bare text that names a row is not taken for a product code as well. */
function readCoded(scan: RawScan, place: Place, alsoKnown: boolean): Reading[] {
  const separatorsSent = place.capability?.udi === "full";
  const text = `${scan.aim ?? ""}${scan.text}`;
  const reading = parseUdi(text, { year: place.year, separatorsSent });
  if (reading.ambiguous.length > 1) {
    return reading.ambiguous.map(({ elements, identity }) =>
      codedAs("GS1", { elements, identity }, [], place),
    );
  }
  const only = reading.ambiguous[0] ?? reading;
  const { issuer } = reading;
  if (issuer === null || only.elements.length === 0 || (alsoKnown && reading.symbology === null)) {
    return published(scan.text, place);
  }
  return issuer === "AHM"
    ? published(scan.text, place)
    : [codedAs(issuer, only, reading.errors, place)];
}

/** A text that is, as it stands, an identifier of the master data: typed from a database, or a code kept whole (AHM). */
function published(text: string, { rows }: Place): Reading[] {
  const identifier = rows.get("identifier", [text])?.row;
  if (identifier === undefined || identifier.agency === "GS1") return [];
  const item = rows.get("item", [identifier.item])?.row ?? null;
  const identity = { ...NO_IDENTITY, deviceIdentifier: text };
  return [{ is: "product", identity, elements: [], identifier, item, problems: [] }];
}

function codedAs(
  issuer: Issuer,
  { elements, identity: stated }: Coded,
  problems: readonly Problem[],
  { rows }: Place,
): Reading {
  const own = issuer !== "GS1" ? undefined : elements.find(({ ai }) => ai === OWN_LOT_AI)?.value;
  if (own !== undefined) {
    return { is: "lot", number: own, row: rows.get("lot", [own])?.row ?? null };
  }
  const di = stated.deviceIdentifier ?? stated.content;
  if (di === null && stated.sscc !== null && stated.lot === null) {
    return { is: "package", number: stated.sscc };
  }
  const identifier = di === null ? null : identifierOf(di, issuer, rows);
  const identity = inPublishedForm(stated, identifier);
  const item = identifier === null ? null : (rows.get("item", [identifier.item])?.row ?? null);
  const printed = ownLabel(identity, item, rows);
  return printed ?? { is: "product", identity, elements, identifier, item, problems };
}

/** The device identifier as the master data write it, so that entries name it so. */
function inPublishedForm(identity: Identity, identifier: IdentifierRow | null): Identity {
  if (identity.deviceIdentifier === null || identifier === null) return identity;
  return { ...identity, deviceIdentifier: identifier.di };
}

/** Our own GTIN carries our own lot as AI 10: the label of a lot this device knows. */
function ownLabel(identity: Identity, item: ItemRow | null, rows: Lookup): Reading | null {
  const lot = identity.lot === null ? undefined : rows.get("lot", [identity.lot])?.row;
  if (lot === undefined || item === null || lot.item !== item.number || lot.supplier_lot !== null) {
    return null;
  }
  return { is: "lot", number: lot.number, row: lot };
}

const BADGE = /^[A-Z]{1,5}-?\d{3,8}$/;

/** Texts that only look like something: a badge or a leased lot number that this device has not heard of. */
function readShape(text: string, { rows }: Place): Reading | null {
  if (isOwnNumber(text, rows)) {
    return { is: "lot", number: text, row: null };
  }
  if (/^PO-/i.test(text)) {
    return { is: "order", number: text, row: null };
  }
  const badges = rows.all("person");
  const prefix = /^[A-Z]+-?/.exec(text)?.[0];
  const alike = prefix !== undefined && badges.some(({ row }) => row.badge.startsWith(prefix));
  return BADGE.test(text) && (alike || badges.length === 0)
    ? { is: "badge", badge: text, person: null }
    : null;
}

/** Written like the lot numbers this device was leased, whoever leased this one. */
export function isOwnNumber(text: string, rows: Lookup): boolean {
  return rows.find("lease", "series", "lot").some(({ row }) => {
    const digits = text.slice(row.prefix.length, text.length - row.suffix.length);
    const fits = text.startsWith(row.prefix) && text.endsWith(row.suffix);
    return fits && digits.length === row.digits && /^\d+$/.test(digits);
  });
}

// MA codes (ISO/IEC 15459 agency MA, the IDcode of China): a device identifier, then units that a letter names.
// The rule of the check characters is not public, so they are shown and never judged.

import { type Element, valueStart } from "../gs1/element-string.ts";
import { problem } from "../gs1/fault.ts";
import type { Gs1Date } from "../gs1/gs1-dates.ts";
import type { Scanned, UdiReading } from "../gs1/reading.ts";
import { IdentityBuilder, type TextField } from "./identity-builder.ts";
import { readLabelDate } from "./label-dates.ts";

export const MA_HEAD = "MA.";

const DEVICE = /^MA\.[0-9]{3}\.M0\.[0-9A-Za-z]{6}\.([0-9A-Za-z]{3,20})/;
const PRODUCT_LENGTH = 8;
const TEXT_FIELDS: ReadonlyMap<string, TextField> = new Map([
  ["S", "serial"],
  ["L", "lot"],
]);
const PRODUCTION = ["M", "P"]; // P in codes of the first years
const EXPIRY = ["E", "V"];
const STERILISATION_LOT = "D";
const CHECK_UNIT = "C";

// Where both the day until which it may be used (V) and the day it expires (E) are stated, the earlier is the expiry.
export function readMa({ text, start, symbology, year }: Scanned): UdiReading {
  const builder = new IdentityBuilder();
  const match = DEVICE.exec(text.slice(start));
  const deviceEnd = match === null ? text.length : start + match[0].length;
  if (match === null || !["", "."].includes(text.charAt(deviceEnd))) {
    const expected = "MA.156.M0.NNNNNN.PIIIIIIC";
    const found = text.slice(start, deviceEnd + 1);
    builder.fail(problem("MA_DEVICE_INVALID", start, deviceEnd, "MA", expected, found));
    return builder.reading("MA", symbology);
  }
  takeDevice({ ai: "MA", value: match[0], start, end: deviceEnd }, match[1] ?? "", builder);
  const days: string[] = [];
  let position = deviceEnd;
  while (position < text.length) {
    const dot = text.indexOf(".", position + 1);
    const end = dot < 0 ? text.length : dot;
    const unit = text.slice(position + 1, end);
    const element = { ai: unit.slice(0, 1), value: unit.slice(1), start: position + 1, end };
    const expiry = takeUnit(element, builder, year);
    if (expiry !== null) days.push(expiry.day);
    position = end;
  }
  const earliest = days.toSorted()[0];
  if (earliest !== undefined) builder.setDate("expiry", { day: earliest, dayGiven: true });
  return builder.reading("MA", symbology);
}

function takeDevice(element: Element, product: string, builder: IdentityBuilder): void {
  const { end } = element;
  builder.add(element);
  builder.set("deviceIdentifier", element.value);
  builder.set("packageIndicator", product.charAt(0));
  if (product.length !== PRODUCT_LENGTH) {
    const [limit, length] = [String(PRODUCT_LENGTH), String(product.length)];
    builder.warn(problem("MA_LENGTH_UNUSUAL", end - product.length, end, "MA", limit, length));
  }
  builder.warn(problem("MA_CHECK_UNVERIFIED", end - 1, end, "MA", "", product.slice(-1)));
}

// Takes one unit; the date if it is one that bounds the use.
function takeUnit(unit: Element, builder: IdentityBuilder, year: number): Gs1Date | null {
  const { ai, start, end } = unit;
  if (ai === "") {
    builder.fail(problem("FIELD_TOO_SHORT", start - 1, end, ".", "2", "0"));
  } else if (PRODUCTION.includes(ai) || EXPIRY.includes(ai)) {
    return takeDate(unit, builder, year);
  } else if (ai === CHECK_UNIT) {
    takeCheck(unit, builder);
  } else if (TEXT_FIELDS.has(ai) || ai === STERILISATION_LOT) {
    takeText(unit, builder);
  } else {
    builder.addUnknown(unit);
  }
  return null;
}

function takeText(unit: Element, builder: IdentityBuilder): void {
  builder.add(unit);
  const field = TEXT_FIELDS.get(unit.ai);
  if (!/^[0-9A-Za-z_\-/+]{1,40}$/.test(unit.value)) {
    builder.failValue(unit, "FIELD_INVALID", "A-Z a-z 0-9");
  } else if (field !== undefined) {
    builder.state(field, unit.value, unit);
  }
}

function takeCheck(unit: Element, builder: IdentityBuilder): void {
  const { ai, value, end } = unit;
  builder.add(unit);
  if (/^[0-9A-Za-z]{1,2}$/.test(value)) {
    builder.warn(problem("MA_CHECK_UNVERIFIED", valueStart(unit), end, ai, "", value));
  } else {
    builder.failValue(unit, "FIELD_INVALID", "C");
  }
}

function takeDate(unit: Element, builder: IdentityBuilder, year: number): Gs1Date | null {
  builder.add(unit);
  const form = unit.value.length === 8 ? "YYYYMMDD" : "YYMMDD";
  const day = readLabelDate(form, unit.value, year);
  if (day === null) {
    builder.failValue(unit, "FIELD_DATE_INVALID", form);
    return null;
  }
  if (EXPIRY.includes(unit.ai)) return day;
  builder.stateDate("production", day, unit);
  return null;
}

// Secondary data of an HIBC label: quantity, expiry in one of seven forms, then a lot or a serial number.

import { type Fault, fault } from "../gs1/fault.ts";
import type { Gs1Date } from "../gs1/gs1-dates.ts";
import { readLabelDate } from "./label-dates.ts";

// How secondary data start: with a flag, or with a date YYJJJ.
export const SECONDARY_HEAD = /^(?:\$|[0-9]{5})/;

const FLAGS = /^(?:\$\$\+?[89]|\$\$\+?[2-7]|\$\$\+?|\$\+?|)/;
const FORMS: ReadonlyMap<string, string> = new Map([
  ["2", "MMDDYY"],
  ["3", "YYMMDD"],
  ["4", "YYMMDDHH"],
  ["5", "YYJJJ"],
  ["6", "YYJJJHH"],
  ["7", ""],
]);
const PLAIN_FORM = "MMYY";
const JULIAN_FORM = "YYJJJ";
const QUANTITY_LENGTHS: ReadonlyMap<string, number> = new Map([
  ["8", 2],
  ["9", 5],
]);
const NUMBER_MAX = 18;

// `number` is a serial number if `isSerial`, else a lot ("" if none is stated).
export interface Secondary {
  readonly flag: string;
  readonly isSerial: boolean;
  quantity: string | null;
  expiry: Gs1Date | null;
  number: string;
  fault: Fault | null;
}

// Secondary data without plus sign, link and check character; the first fault ends it (offsets in `chunk`).
export function readSecondary(chunk: string, year: number): Secondary {
  const flag = FLAGS.exec(chunk)?.[0] ?? "";
  const found: Secondary = {
    flag,
    isSerial: flag.includes("+"),
    quantity: null,
    expiry: null,
    number: "",
    fault: null,
  };
  const last = flag.slice(-1);
  let position = flag.length;
  const quantityLength = QUANTITY_LENGTHS.get(last);
  if (quantityLength !== undefined) {
    position = readQuantity(chunk, position, quantityLength, found);
    if (found.fault === null && position < chunk.length) {
      position = readFlaggedDate(chunk, position, found, year);
    }
  } else if (flag.startsWith("$$")) {
    position = readForm(chunk, position, FORMS.get(last) ?? PLAIN_FORM, found, year);
  } else if (flag === "") {
    position = readForm(chunk, position, JULIAN_FORM, found, year);
  }
  if (found.fault === null) readNumber(chunk, position, found);
  return found;
}

function readQuantity(chunk: string, position: number, length: number, found: Secondary): number {
  const digits = chunk.slice(position, position + length);
  if (digits.length < length || !/^[0-9]+$/.test(digits)) {
    const end = position + digits.length;
    found.fault = fault("FIELD_INVALID", position, end, "0".repeat(length), digits);
    return position;
  }
  found.quantity = digits.replace(/^0+(?=.)/, "");
  return position + length;
}

function readFlaggedDate(chunk: string, position: number, found: Secondary, year: number): number {
  const form = FORMS.get(chunk.charAt(position));
  if (form === undefined) return readForm(chunk, position, PLAIN_FORM, found, year);
  return readForm(chunk, position + 1, form, found, year);
}

function readForm(
  chunk: string,
  position: number,
  form: string,
  found: Secondary,
  year: number,
): number {
  if (form === "") return position;
  const digits = chunk.slice(position, position + form.length);
  const end = position + digits.length;
  found.expiry = readLabelDate(form, digits, year);
  if (found.expiry === null) {
    found.fault = fault("FIELD_DATE_INVALID", position, end, form, digits);
  }
  return end;
}

function readNumber(chunk: string, position: number, found: Secondary): void {
  const number = chunk.slice(position);
  const foreign = number.search(/[^0-9A-Z\-.]/);
  if (foreign >= 0) {
    const at = position + foreign;
    found.fault = fault("FIELD_CHARACTER", at, at + 1, "A-Z 0-9 - .", chunk.charAt(at));
  } else if (number.length > NUMBER_MAX) {
    const [limit, length] = [String(NUMBER_MAX), String(number.length)];
    found.fault = fault("FIELD_TOO_LONG", position, chunk.length, limit, length);
  } else if (number === "" && (found.flag === "$" || found.flag === "$+")) {
    found.fault = fault("FIELD_TOO_SHORT", 0, chunk.length, "1", "0");
  } else {
    found.number = number;
  }
}

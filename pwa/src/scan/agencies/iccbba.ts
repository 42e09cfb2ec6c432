// ISBT 128 data strings of ICCBBA: each structure named by its data identifier, each of fixed length.

import type { Element } from "../gs1/element-string.ts";
import { problem } from "../gs1/fault.ts";
import type { Scanned, UdiReading } from "../gs1/reading.ts";
import { type DateField, IdentityBuilder, type TextField } from "./identity-builder.ts";
import { readLabelDate } from "./label-dates.ts";

const DONATION = "=";
const DONATION_LENGTH = 13;
const CHECK_FLAG_MIN = 60;
const CHECK_FLAG_MAX = 96;

type Structure =
  | {
      readonly is: "text";
      readonly field: TextField | null;
      readonly shape: RegExp;
      readonly expected: string;
    }
  | { readonly is: "date"; readonly field: DateField | null; readonly form: string };

function text(field: TextField | null, length: number): Structure {
  const shape = new RegExp(`^[0-9A-Z]{${length}}$`);
  return { is: "text", field, shape, expected: `A-Z 0-9 × ${length}` };
}

function day(field: DateField | null): Structure {
  return { is: "date", field, form: "CYYJJJ" };
}

function moment(field: DateField | null): Structure {
  return { is: "date", field, form: "CYYJJJHHmm" };
}

const STRUCTURES: ReadonlyMap<string, Structure> = new Map([
  ["=/", text("deviceIdentifier", 16)],
  ["=)", text("deviceIdentifier", 10)],
  ["=-", text(null, 10)],
  ["=<", text(null, 8)],
  ["=,", text("serial", 6)],
  ["=+", { is: "text", field: null, shape: /^[0-9]{5}$/, expected: "0-9 × 5" }],
  ["=>", day("expiry")],
  ["&>", moment("expiry")],
  ["=}", day("production")],
  ["&}", moment("production")],
  ["=*", day(null)],
  ["&*", moment(null)],
  ["&)", text("lot", 10)],
  ["&-", text("lot", 10)],
  ["&,1", { is: "text", field: "lot", shape: /^[0-9A-Za-z]{18}$/, expected: "A-Z a-z 0-9 × 18" }],
  [
    DONATION,
    {
      is: "text",
      field: "donationId",
      shape: /^[A-NP-Z1-9][0-9A-Z]{4}[0-9]{8}[0-9A-Z]{2}$/,
      expected: "A9999 99 999999 00",
    },
  ],
]);

export function readIccbba(scanned: Scanned): UdiReading {
  const builder = new IdentityBuilder();
  const all = scanned.text;
  let start = scanned.start;
  while (start < all.length) {
    const ai = nameAt(all, start);
    const from = start + Math.max(ai.length, 1);
    const next = all.slice(from).search(/[=&]/);
    const end = next < 0 ? all.length : from + next;
    const element = { ai, value: all.slice(start + ai.length, end), start, end };
    const structure = STRUCTURES.get(ai);
    if (structure === undefined) {
      builder.addUnknown(element);
    } else {
      builder.add(element);
      take(structure, element, builder, scanned.year);
    }
    start = end;
  }
  return builder.reading("ICCBBA", scanned.symbology);
}

// The data identifier at `position`: one character for a donation, else two, or three behind `&,`.
function nameAt(all: string, position: number): string {
  const first = all.charAt(position);
  const second = all.charAt(position + 1);
  if (first === DONATION && /^[0-9A-Za-z]/.test(second)) return DONATION;
  if (first === "&" && second === ",") return all.slice(position, position + 3);
  return ["", "=", "&"].includes(second) ? first : first + second;
}

function take(
  structure: Structure,
  element: Element,
  builder: IdentityBuilder,
  year: number,
): void {
  if (structure.is === "date") {
    const { field, form } = structure;
    const found = readLabelDate(form, element.value, year);
    if (found === null) builder.failValue(element, "FIELD_DATE_INVALID", form);
    else if (field !== null) builder.stateDate(field, found, element);
  } else if (!structure.shape.test(element.value)) {
    builder.failValue(element, "FIELD_INVALID", structure.expected);
  } else if (element.ai === DONATION) {
    takeDonation(element, builder);
  } else if (structure.field !== null) {
    builder.state(structure.field, element.value, element);
  }
}

// Flags 60 to 96 are the check value of the donation number plus 60 (ISO/IEC 7064, mod 37-2).
function takeDonation(element: Element, builder: IdentityBuilder): void {
  const number = element.value.slice(0, DONATION_LENGTH);
  const flags = element.value.slice(DONATION_LENGTH);
  const expected = String(donationCheck(number) + CHECK_FLAG_MIN);
  const isCheck =
    /^[0-9]+$/.test(flags) && Number(flags) >= CHECK_FLAG_MIN && Number(flags) <= CHECK_FLAG_MAX;
  if (isCheck && flags !== expected) {
    const { ai, end } = element;
    builder.fail(problem("DONATION_CHECK_WRONG", end - flags.length, end, ai, expected, flags));
    return;
  }
  builder.state("donationId", number, element);
}

function donationCheck(number: string): number {
  let total = 0;
  for (const character of number) total = ((total + Number.parseInt(character, 36)) * 2) % 37;
  return (38 - total) % 37;
}

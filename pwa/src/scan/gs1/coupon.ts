// North American coupon data (AI 8110 and 8112): a small format of its own, with length indicators inside.
// Read field by field from a table of fields, as on the Python side.

import { type Fault, fault } from "./fault.ts";
import { daysInMonth, fullYear } from "./gs1-dates.ts";

// With `indicator`, the first digit says how many digits follow: itself plus `length`, or none if it is 9 (`mayEnd`).
interface Field {
  readonly name: string;
  readonly length: number;
  readonly allowed?: string;
  readonly indicator?: boolean;
  readonly mayEnd?: boolean;
}

function companyPrefix(name: string): Field {
  return { name, length: 6, allowed: "01234569", indicator: true, mayEnd: true };
}

function requirement(name: string): Field[] {
  return [
    { name: `${name}_requirement`, length: 0, allowed: "12345", indicator: true },
    { name: `${name}_requirement_code`, length: 1, allowed: "012349" },
    { name: `${name}_family_code`, length: 3 },
  ];
}

const OFFER: Field = { name: "offer_code", length: 6 };
const SERIAL: Field = { name: "serial", length: 6, allowed: "0123456789", indicator: true };

const HEAD: readonly Field[] = [
  { name: "company_prefix", length: 6, allowed: "0123456", indicator: true },
  OFFER,
  { name: "save_value", length: 0, allowed: "12345", indicator: true },
  ...requirement("first"),
];

const OPTIONAL: readonly (readonly [string, readonly Field[]])[] = [
  [
    "1",
    [
      { name: "purchase_rules", length: 1, allowed: "0123" },
      ...requirement("second"),
      companyPrefix("second_company_prefix"),
    ],
  ],
  ["2", [...requirement("third"), companyPrefix("third_company_prefix")]],
  ["3", [{ name: "expiry_date", length: 6 }]],
  ["4", [{ name: "start_date", length: 6 }]],
  ["5", [SERIAL]],
  ["6", [{ name: "retailer_prefix", length: 6, allowed: "1234567", indicator: true }]],
  [
    "9",
    [
      { name: "save_value_code", length: 1, allowed: "01256" },
      { name: "save_value_item", length: 1, allowed: "012" },
      { name: "store_coupon", length: 1 },
      { name: "do_not_multiply", length: 1, allowed: "01" },
    ],
  ],
];

const POSITIVE_OFFER: readonly Field[] = [
  { name: "format_code", length: 1, allowed: "01" },
  { name: "funder", length: 6, allowed: "0123456", indicator: true },
  OFFER,
  SERIAL,
];

class Reader {
  readonly value: string;
  readonly year: number;
  position = 0;
  expiry: string | null = null;

  constructor(value: string, year: number) {
    this.value = value;
    this.year = year;
  }

  fields(fields: readonly Field[]): Fault | null {
    for (const field of fields) {
      const found = this.field(field);
      if (found !== null) return found;
    }
    return null;
  }

  private field(field: Field): Fault | null {
    const start = this.position;
    const name = `@${field.name}`;
    const first = this.value.charAt(start);
    if (first === "") return fault("COUPON_TOO_SHORT", start, start, name, "");
    if (field.allowed !== undefined && !field.allowed.includes(first)) {
      return fault("COUPON_FIELD_INVALID", start, start + 1, name, first);
    }
    const end = start + (field.indicator ? indicatedLength(field, first) : field.length);
    if (end > this.value.length) {
      return fault("COUPON_TOO_SHORT", start, this.value.length, name, this.value.slice(start));
    }
    this.position = end;
    return field.name.endsWith("_date") ? this.date(field, start, end) : null;
  }

  private date(field: Field, start: number, end: number): Fault | null {
    const digits = this.value.slice(start, end);
    const month = Number(digits.slice(2, 4));
    const day = Number(digits.slice(4));
    if (month < 1 || month > 12) {
      return fault("MONTH_INVALID", start + 2, start + 4, "01-12", digits.slice(2, 4));
    }
    const last = daysInMonth(fullYear(Number(digits.slice(0, 2)), this.year), month);
    if (day < 1 || day > last) {
      return fault("DAY_INVALID", start + 4, end, `01-${last}`, digits.slice(4));
    }
    if (field.name === "expiry_date") this.expiry = digits;
    else if (this.expiry !== null && this.expiry < digits) {
      return fault("COUPON_DATES_REVERSED", start, end, digits, this.expiry);
    }
    return null;
  }

  rest(): Fault | null {
    if (this.position === this.value.length) return null;
    const found = this.value.slice(this.position);
    return fault("COUPON_TOO_LONG", this.position, this.value.length, "", found);
  }
}

function indicatedLength(field: Field, first: string): number {
  return first === "9" && field.mayEnd === true ? 1 : 1 + Number(first) + field.length;
}

function notADigit(value: string): Fault | null {
  const position = value.search(/[^0-9]/);
  if (position < 0) return null;
  return fault("CHARACTER_NOT_DIGIT", position, position + 1, "0-9", value.charAt(position));
}

// AI 8110 (GS1 US, "North American Coupon Application Guideline").
export function checkCoupon(value: string, year: number): Fault | null {
  const reader = new Reader(value, year);
  let found = notADigit(value) ?? reader.fields(HEAD);
  for (const [digit, fields] of OPTIONAL) {
    if (found === null && value.charAt(reader.position) === digit) {
      reader.position += 1;
      found = reader.fields(fields);
    }
  }
  return found ?? reader.rest();
}

// AI 8112, the positive offer file coupon of the same guideline.
export function checkPositiveOffer(value: string, year: number): Fault | null {
  const reader = new Reader(value, year);
  return notADigit(value) ?? reader.fields(POSITIVE_OFFER) ?? reader.rest();
}

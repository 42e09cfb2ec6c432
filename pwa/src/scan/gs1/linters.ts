// The checks that the rule table names for the content of a component, one function each.
// Every check is handed a value of allowed length and characters, so it states its own rule and nothing else.

import { type CodeList, isCode } from "./ai-table.ts";
import { checkDigit, checkPair, hasCheckDigit } from "./check-digits.ts";
import { checkCoupon, checkPositiveOffer } from "./coupon.ts";
import { type Fault, fault, moved } from "./fault.ts";
import { daysInMonth, fullYear } from "./gs1-dates.ts";

export type Check = (value: string, year: number) => Fault | null;

const LATITUDE_MAX = "1800000000";
const LONGITUDE_MAX = "3600000000";

function whole(code: string, value: string, expected: string): Fault {
  return fault(code, 0, value.length, expected, value);
}

function csum(value: string): Fault | null {
  if (hasCheckDigit(value)) return null;
  return fault(
    "CHECK_DIGIT_WRONG",
    0,
    value.length,
    checkDigit(value.slice(0, -1)),
    value.slice(-1),
  );
}

function csumalpha(value: string): Fault | null {
  if (value.length < 3) return fault("VALUE_TOO_SHORT", 0, value.length, "3", String(value.length));
  const expected = checkPair(value.slice(0, -2));
  const found = value.slice(-2);
  return found === expected ? null : fault("CHECK_PAIR_WRONG", 0, value.length, expected, found);
}

// Only that it starts with the two digits every company prefix has: a list of allocated ones would be old.
function gcppos1(value: string): Fault | null {
  const head = value.slice(0, 2);
  return /^[0-9]{2}$/.test(head)
    ? null
    : fault("COMPANY_PREFIX_INVALID", 0, head.length, "0-9", head);
}

function gcppos2(value: string): Fault | null {
  const found = gcppos1(value.slice(1));
  return found && moved(found, 1);
}

function dateFault(year: number, value: string, offset: number, dayMin: number): Fault | null {
  const monthText = value.slice(offset, offset + 2);
  const dayText = value.slice(offset + 2, offset + 4);
  const month = Number(monthText);
  if (month < 1 || month > 12) {
    return fault("MONTH_INVALID", offset, offset + 2, "01-12", monthText);
  }
  const last = daysInMonth(year, month);
  const day = Number(dayText);
  if (day >= dayMin && day <= last) return null;
  return fault("DAY_INVALID", offset + 2, offset + 4, `0${dayMin}-${last}`, dayText);
}

function sixDigits(dayMin: number): Check {
  return (value, year) => dateFault(fullYear(Number(value.slice(0, 2)), year), value, 2, dayMin);
}

function upTo(code: string, last: string): Check {
  return (value) =>
    value.slice(0, 2) <= last ? null : fault(code, 0, 2, `00-${last}`, value.slice(0, 2));
}

const hh = upTo("HOUR_INVALID", "23");
const mi = upTo("MINUTE_INVALID", "59");

function hhmi(value: string, year: number): Fault | null {
  const minute = mi(value.slice(2), year);
  return hh(value, year) ?? (minute && moved(minute, 2));
}

function inList(list: CodeList, code: string, standard: string, also = ""): Check {
  return (value) =>
    isCode(list, value) || (also !== "" && value === also) ? null : whole(code, value, standard);
}

function oneOf(allowed: string): Check {
  return (value) =>
    allowed.split(", ").includes(value) ? null : whole("CODE_UNKNOWN", value, allowed);
}

function iban(value: string): Fault | null {
  if (!/^[0-9A-Z]{5,}$/.test(value)) return whole("IBAN_INVALID", value, "5");
  const country = value.slice(0, 2);
  if (!isCode("iso3166alpha2", country)) {
    return fault("COUNTRY_UNKNOWN", 0, 2, "ISO 3166-1 alpha-2", country);
  }
  let remainder = 0;
  for (const character of `${value.slice(4)}${country}00`) {
    const number = Number.parseInt(character, 36);
    remainder = (remainder * (number > 9 ? 100 : 10) + number) % 97;
  }
  const expected = String(98 - remainder).padStart(2, "0");
  const found = value.slice(2, 4);
  return found === expected ? null : fault("IBAN_CHECK_WRONG", 2, 4, expected, found);
}

function nozeroprefix(value: string): Fault | null {
  if (value.length === 1 || !value.startsWith("0")) return null;
  return whole("LEADING_ZERO", value, value.replace(/^0+/, "") || "0");
}

function pieceoftotal(value: string): Fault | null {
  const half = value.length / 2;
  const piece = Number(value.slice(0, half));
  return piece > 0 && piece <= Number(value.slice(half)) ? null : whole("PIECE_INVALID", value, "");
}

function posinseqslash(value: string): Fault | null {
  const match = /^([1-9][0-9]*)\/([1-9][0-9]*)$/.exec(value);
  if (match && Number(match[1]) <= Number(match[2])) return null;
  return whole("SEQUENCE_INVALID", value, "1/2");
}

function pcenc(value: string): Fault | null {
  const position = value.search(/%(?![0-9A-Fa-f]{2})/);
  if (position < 0) return null;
  const found = value.slice(position, position + 3);
  return fault("PERCENT_ESCAPE_INVALID", position, position + found.length, "", found);
}

function unless(passes: (value: string) => boolean, code: string, expected: string): Check {
  return (value) => (passes(value) ? null : whole(code, value, expected));
}

export const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ["couponcode", checkCoupon],
  ["couponposoffer", checkPositiveOffer],
  ["csum", csum],
  ["csumalpha", csumalpha],
  ["gcppos1", gcppos1],
  ["gcppos2", gcppos2],
  ["yymmdd", sixDigits(1)],
  ["yymmd0", sixDigits(0)],
  ["yyyymmdd", (value) => dateFault(Number(value.slice(0, 4)), value, 4, 1)],
  ["hh", hh],
  ["mi", mi],
  ["ss", upTo("SECOND_INVALID", "59")],
  ["hhmi", hhmi],
  ["iso3166", inList("iso3166", "COUNTRY_UNKNOWN", "ISO 3166-1")],
  ["iso3166999", inList("iso3166", "COUNTRY_UNKNOWN", "ISO 3166-1 (999)", "999")],
  ["iso3166alpha2", inList("iso3166alpha2", "COUNTRY_UNKNOWN", "ISO 3166-1 alpha-2")],
  ["iso4217", inList("iso4217", "CURRENCY_UNKNOWN", "ISO 4217")],
  ["iso5218", oneOf("0, 1, 2, 9")],
  ["winding", oneOf("0, 1, 9")],
  ["yesno", oneOf("0, 1")],
  ["mediatype", inList("aidcmediatype", "MEDIA_TYPE_UNKNOWN", "01-10, 80-99")],
  ["packagetype", inList("packagetype", "PACKAGE_TYPE_UNKNOWN", "UN/ECE Rec. 21")],
  ["iban", iban],
  ["zero", unless((value) => value === "0", "ZERO_REQUIRED", "0")],
  ["nonzero", unless((value) => /[^0]/.test(value), "ZERO_NOT_ALLOWED", "")],
  ["nozeroprefix", nozeroprefix],
  ["hasnondigit", unless((value) => /[^0-9]/.test(value), "NON_DIGIT_REQUIRED", "")],
  ["hyphen", unless((value) => value === "-", "HYPHEN_REQUIRED", "-")],
  ["pieceoftotal", pieceoftotal],
  ["posinseqslash", posinseqslash],
  ["latitude", unless((value) => value <= LATITUDE_MAX, "LATITUDE_INVALID", LATITUDE_MAX)],
  ["longitude", unless((value) => value <= LONGITUDE_MAX, "LONGITUDE_INVALID", LONGITUDE_MAX)],
  ["pcenc", pcenc],
  ["importeridx", unless((value) => /^[-0-9A-Z_a-z]$/.test(value), "IMPORTER_INDEX_INVALID", "")],
]);

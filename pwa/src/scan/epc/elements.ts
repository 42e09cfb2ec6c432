// EPCs and the GS1 elements they stand for, both ways (GS1 EPC Tag Data Standard, section 7).
// A tag says how long the company prefix is; a bar code does not, so that the way back is told the length.

import { checkDigit } from "../gs1/check-digits.ts";
import type { Pair } from "../gs1/element-string.ts";
import { type Epc, EpcInvalid, type Kind, PREFIX_DIGITS_MAX } from "./schemes.ts";

const NO_EXTENSION = "0";
const GTIN_8 = "000000";
const GTIN_8_PREFIX_LENGTH = 8; // five zeros and the GS1-8 prefix of three digits
const KEYS: ReadonlyMap<string, Kind> = new Map([
  ["01", "sgtin"],
  ["00", "sscc"],
  ["414", "sgln"],
  ["8003", "grai"],
  ["8004", "giai"],
]);

// How many digits of `digits` are the company prefix, or null if that is not known.
export type PrefixLength = (digits: string) => number | null;

export function elementsOf({ kind, companyPrefix, reference, serial }: Epc): Pair[] {
  const [first, rest] = [reference.slice(0, 1), reference.slice(1)];
  switch (kind) {
    case "sgtin":
      return [
        ["01", checked(first + companyPrefix + rest)],
        ["21", serial],
      ];
    case "sscc":
      return [["00", checked(first + companyPrefix + rest)]];
    case "sgln": {
      const place: Pair = ["414", checked(companyPrefix + reference)];
      return serial === NO_EXTENSION ? [place] : [place, ["254", serial]];
    }
    case "grai":
      return [["8003", checked(NO_EXTENSION + companyPrefix + reference) + serial]];
    case "giai":
      return [["8004", companyPrefix + reference]];
  }
}

function checked(digits: string): string {
  return digits + checkDigit(digits);
}

// The EPC of sound elements: their key and its serial, others are left out as on a tag.
export function epcOf(elements: readonly Pair[], prefixLength: PrefixLength): Epc {
  const values = new Map(elements);
  const names = [...values.keys()].join(" ");
  const key = [...KEYS.keys()].find((ai) => values.has(ai));
  const kind = KEYS.get(key ?? "");
  if (key === undefined || kind === undefined) {
    throw new EpcInvalid("EPC_KEY_MISSING", 0, 0, [...KEYS.keys()].join(" "), names);
  }
  const value = values.get(key) ?? "";
  const none = { kind, serial: "", scheme: null, filter: null };
  if (kind === "giai") {
    const companyPrefix = prefixOf(value, prefixLength);
    return { ...none, companyPrefix, reference: value.slice(companyPrefix.length) };
  }
  const keyEnd = kind === "grai" ? 1 + PREFIX_DIGITS_MAX : value.length - 1;
  const leading = kind === "sgln" ? 0 : 1;
  const digits = value.slice(leading, keyEnd);
  const isGtin8 = kind === "sgtin" && value.startsWith(GTIN_8);
  const companyPrefix = prefixOf(digits, isGtin8 ? () => GTIN_8_PREFIX_LENGTH : prefixLength);
  const rest = digits.slice(companyPrefix.length);
  const indicator = kind === "sgtin" || kind === "sscc" ? value.slice(0, 1) : "";
  const serial = serialOf(kind, values, value.slice(keyEnd + 1));
  if (serial === null) {
    const [expected, found] = kind === "sgtin" ? ["01 + 21", names] : ["8003 + serial", "8003"];
    throw new EpcInvalid("EPC_KEY_MISSING", 0, 0, expected, found);
  }
  return { ...none, companyPrefix, reference: indicator + rest, serial };
}

// The serial that belongs to the key, "" where the kind has none, null where it is missing.
function serialOf(kind: Kind, values: ReadonlyMap<string, string>, behind: string): string | null {
  if (kind === "sgtin") return values.get("21") ?? null;
  if (kind === "sgln") return values.get("254") ?? NO_EXTENSION;
  if (kind === "grai") return behind === "" ? null : behind;
  return "";
}

function prefixOf(digits: string, prefixLength: PrefixLength): string {
  const length = prefixLength(digits);
  if (length === null || length < 6 || length > Math.min(PREFIX_DIGITS_MAX, digits.length)) {
    const found = digits.slice(0, PREFIX_DIGITS_MAX);
    throw new EpcInvalid("COMPANY_PREFIX_UNKNOWN", 0, 0, "6-12", found);
  }
  const prefix = digits.slice(0, length);
  if (!/^[0-9]+$/.test(prefix)) {
    throw new EpcInvalid("COMPANY_PREFIX_UNKNOWN", 0, 0, "0-9", prefix);
  }
  return prefix;
}

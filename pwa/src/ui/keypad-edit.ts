/**
 * What a key of the keypad does to the text typed so far. Pure, so each rule has a test.
 */

export type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";
export type Edit = Digit | "point" | "sign" | "delete" | "clear";

/** Whole digits a quantity may have (ARCHITECTURE §2: 18 before the point). */
const WHOLE_DIGITS = 18;

/** Edits a decimal string with at most `decimals` digits behind its point; leading zeros fall away. */
export function editNumber(value: string, edit: Edit, decimals: number): string {
  switch (edit) {
    case "clear":
      return "";
    case "delete":
      return value.slice(0, -1) === "-" ? "" : value.slice(0, -1);
    case "sign":
      return value.startsWith("-") ? value.slice(1) : value === "" ? "" : `-${value}`;
    case "point":
      return decimals === 0 || value.includes(".") ? value : `${value === "" ? "0" : value}.`;
    default:
      return withDigit(value, edit, decimals);
  }
}

function withDigit(value: string, digit: Digit, decimals: number): string {
  const [whole = "", fraction] = value.replace("-", "").split(".");
  const full = fraction === undefined ? whole.length >= WHOLE_DIGITS : fraction.length >= decimals;
  if (full) {
    return value;
  }
  if (fraction === undefined && whole === "0") {
    return `${value.startsWith("-") ? "-" : ""}${digit}`;
  }
  return value + digit;
}

/** Edits a date typed as digits: `20261122` reads `2026-11-22`. */
export function editDate(value: string, edit: Edit): string {
  const digits = value.replaceAll("-", "");
  if (edit === "clear") {
    return "";
  }
  const next = edit === "delete" ? digits.slice(0, -1) : /^\d$/.test(edit) ? digits + edit : digits;
  const parts = [next.slice(0, 4), next.slice(4, 6), next.slice(6, 8)];
  return parts.filter((part) => part !== "").join("-");
}

/**
 * Serial numbers named from the first to the last, counted as the server counts them: in the digits they end in.
 */

import type { SerialSpan } from "../entries/bodies.ts";
import { d } from "../ui/i18n/desk/catalogue.ts";

export interface SerialRow {
  readonly first: string;
  /** Empty: the same number; of the last row, as many as are left of the quantity. */
  readonly last: string;
}

/** How many they are; null where nobody can say which numbers lie between. */
export function countOfSpan({ first, last }: SerialSpan): number | null {
  if (first === last) {
    return 1;
  }
  const [from, to] = [parts(first), parts(last)];
  const alike = from.prefix === to.prefix && from.digits !== "" && to.digits !== "";
  if (!alike) {
    return null;
  }
  const count = BigInt(to.digits) - BigInt(from.digits) + 1n;
  return count > 1n && counted(first, count - 1n) === last ? Number(count) : null;
}

/** What an order names. Null: the last row's end was left open and cannot be counted up. */
export function spansOf(
  rows: readonly SerialRow[],
  quantity: string,
): readonly SerialSpan[] | null {
  const asked = rows
    .map(({ first, last }) => ({ first: first.trim(), last: last.trim() }))
    .filter(({ first, last }) => first !== "" || last !== "");
  const named = asked.slice(0, -1).map(closed);
  const open = asked.at(-1);
  if (open === undefined || open.last !== "") {
    return [...named, ...asked.slice(-1)];
  }
  const before = named.reduce((sum, span) => sum + BigInt(countOfSpan(span) ?? 0), 0n);
  const left = /^[1-9]\d{0,6}$/.test(quantity) ? BigInt(quantity) - before : 1n;
  if (left <= 1n) {
    return [...named, closed(open)];
  }
  const last = counted(open.first, left - 1n);
  return last === null ? null : [...named, { first: open.first, last }];
}

/** What is wrong with what an order would name, in words; null when nothing is. */
export function complaintAbout(
  named: readonly SerialSpan[] | null,
  quantity: string,
): string | null {
  const words = d().serials;
  if (named === null) {
    return words.open();
  }
  const counts = named.map(countOfSpan);
  const uncounted = counts.indexOf(null);
  if (uncounted >= 0) {
    return words.uncounted(named[uncounted]?.first ?? "");
  }
  const count = counts.reduce<number>((sum, each) => sum + (each ?? 0), 0);
  return count === 0 || String(count) === quantity ? null : words.count(count);
}

/** As people read them. */
export function spanText({ first, last }: SerialSpan): string {
  return first === last ? first : `${first} – ${last}`;
}

function closed({ first, last }: SerialRow): SerialSpan {
  return { first, last: last === "" ? first : last };
}

/** The number so many after another; null for one that does not end in digits. */
function counted(serial: string, more: bigint): string | null {
  const { prefix, digits } = parts(serial);
  const at = digits === "" ? null : (BigInt(digits) + more).toString();
  return at === null ? null : prefix + at.padStart(digits.length, "0");
}

function parts(serial: string): { readonly prefix: string; readonly digits: string } {
  const digits = /[0-9]*$/.exec(serial)?.[0] ?? "";
  return { prefix: serial.slice(0, serial.length - digits.length), digits };
}

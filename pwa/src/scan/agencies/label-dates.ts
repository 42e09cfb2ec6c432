// Dates as HIBC, ICCBBA and MA write them, each in a form spelled with C, Y, M, D, J (day of the year), H and m (minute).
// Two-digit years follow GS1's window here too, for no other is stated anywhere.

import { daysInMonth, fullYear, type Gs1Date } from "../gs1/gs1-dates.ts";

// The date that `digits` state in `form`, or null. Without D and J the form states a month: its last day.
// C is the century of ICCBBA (0 for 2000, 9 for 1900). Hour and minute are checked and left out.
export function readLabelDate(form: string, digits: string, year: number): Gs1Date | null {
  if (digits.length !== form.length || !/^[0-9]+$/.test(digits)) return null;
  const part = (letter: string): string => {
    const start = form.indexOf(letter);
    return start < 0 ? "" : digits.slice(start, form.lastIndexOf(letter) + 1);
  };
  if (Number(part("H")) > 23 || Number(part("m")) > 59) return null;
  const yyyy = yearOf(part("C"), part("Y"), year);
  if (yyyy < 1) return null;
  if (form.includes("J")) return dayOfYear(yyyy, Number(part("J")));
  const month = Number(part("M"));
  if (month < 1 || month > 12) return null;
  const last = daysInMonth(yyyy, month);
  const dayGiven = form.includes("D");
  const day = dayGiven ? Number(part("D")) : last;
  return day < 1 || day > last ? null : { day: iso(yyyy, month, day), dayGiven };
}

function yearOf(century: string, digits: string, year: number): number {
  const number = Number(digits);
  if (century !== "") return (century === "9" ? 1900 : 2000 + 100 * Number(century)) + number;
  return digits.length > 2 ? number : fullYear(number, year);
}

function dayOfYear(yyyy: number, number: number): Gs1Date | null {
  if (number < 1) return null;
  let day = number;
  for (let month = 1; month <= 12; month += 1) {
    const last = daysInMonth(yyyy, month);
    if (day <= last) return { day: iso(yyyy, month, day), dayGiven: true };
    day -= last;
  }
  return null;
}

function iso(yyyy: number, month: number, day: number): string {
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${String(yyyy).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

// GS1 dates: two-digit years, and a day 00 that means the last day of the month.
// Pure: the year in which one reads is handed in, because the century depends on it.

export interface Gs1Date {
  readonly day: string; // YYYY-MM-DD
  readonly dayGiven: boolean;
}

// The four-digit year of two digits, read in `year`: 49 years back to 50 ahead (General Specifications 7.12).
export function fullYear(twoDigits: number, year: number): number {
  const century = year - (year % 100);
  const difference = twoDigits - (year % 100);
  if (difference > 50) return century - 100 + twoDigits;
  if (difference < -49) return century + 100 + twoDigits;
  return century + twoDigits;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

// The date that six digits state when read in `year`; null if there is no such date.
export function readDate(yymmdd: string, year: number): Gs1Date | null {
  const yyyy = fullYear(Number(yymmdd.slice(0, 2)), year);
  const month = Number(yymmdd.slice(2, 4));
  const day = Number(yymmdd.slice(4, 6));
  if (month < 1 || month > 12) return null;
  const last = daysInMonth(yyyy, month);
  if (day > last) return null;
  const shownDay = String(day || last).padStart(2, "0");
  return {
    day: `${String(yyyy).padStart(4, "0")}-${yymmdd.slice(2, 4)}-${shownDay}`,
    dayGiven: day > 0,
  };
}

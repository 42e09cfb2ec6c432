/**
 * Dates, times, ages and identifiers as everybody reads them: ISO dates, 24 h, the same in both languages.
 */

import { t } from "./i18n/catalogue.ts";

const two = (value: number): string => String(value).padStart(2, "0");

/** `2026-11-22` in the device's time zone. */
export function isoDate(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** `10:42` in the device's time zone. */
export function clockTime(at: Date): string {
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The time alone on the same day, date and time on any other. */
export function timeRelativeTo(at: Date, now: Date): string {
  const sameDay = isoDate(at) === isoDate(now);
  return sameDay ? clockTime(at) : `${isoDate(at)} ${clockTime(at)}`;
}

/** `< 1 min`, `14 min`, `3 h`, `2 d`: rounded down, so an age is never overstated. */
export function age(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) {
    return t().ui.underOneMinute();
  }
  if (minutes < 60) {
    return t().ui.minutes(minutes);
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? t().ui.hours(hours) : t().ui.days(Math.floor(hours / 24));
}

/** The age in the least room, for the header: `14m`, `3h`, `2d`. */
export function shortAge(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 60) {
    return `${minutes}m`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours}h` : `${Math.floor(hours / 24)}d`;
}

export interface IdentifierPart {
  readonly text: string;
  readonly strong: boolean;
}

const GROUP = 4;
const EMPHASISED = 6;

/**
 * Splits an identifier into groups of four whose last six characters are emphasised.
 * One with separators of its own keeps them, and a word without a digit is read as a word: neither is grouped.
 */
export function identifierGroups(value: string): readonly (readonly IdentifierPart[])[] {
  const characters = [...value];
  const grouped =
    /^[\p{L}\p{N}]*\p{N}[\p{L}\p{N}]*$/u.test(value) && characters.length > EMPHASISED;
  const size = grouped ? GROUP : Math.max(1, characters.length);
  const from = characters.length - EMPHASISED;
  const groups: IdentifierPart[][] = [];
  for (let start = 0; start < characters.length; start += size) {
    const end = Math.min(start + size, characters.length);
    const turn = Math.min(Math.max(from, start), end);
    const parts = [
      { text: characters.slice(start, turn).join(""), strong: false },
      { text: characters.slice(turn, end).join(""), strong: true },
    ];
    groups.push(parts.filter((part) => part.text !== ""));
  }
  return groups;
}

/** True for a date that exists, as `YYYY-MM-DD`. */
export function isRealDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const at = match === null ? Number.NaN : Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

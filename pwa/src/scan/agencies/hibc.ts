// HIBC supplier labels (ANSI/HIBC 2.6): primary, secondary and combined data, closed by a modulo-43 check character.
// What the check character does not vouch for is never an identity.

import type { Element } from "../gs1/element-string.ts";
import { problem } from "../gs1/fault.ts";
import { refused, type Scanned, type UdiReading } from "../gs1/reading.ts";
import { readSecondary, SECONDARY_HEAD } from "./hibc-secondary.ts";
import { type DateField, IdentityBuilder } from "./identity-builder.ts";
import { readLabelDate } from "./label-dates.ts";

export const HIBC_FLAG = "+";

const CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%";
const LENGTH_MIN = 4;

// The modulo-43 check character of a text of HIBC's characters, which starts with its plus sign.
export function hibcCheckCharacter(text: string): string {
  let total = 0;
  for (const character of text) total += CHARACTERS.indexOf(character);
  return CHARACTERS.charAt(total % CHARACTERS.length);
}

export function readHibc(scanned: Scanned): UdiReading {
  const { text, start, symbology, year } = scanned;
  const foreign = text.slice(start).search(/[^0-9A-Z\-. $/+%]/);
  if (foreign >= 0) {
    const at = start + foreign;
    const wrong = problem("HIBC_CHARACTER", at, at + 1, "", "", text.charAt(at));
    return refused(symbology, wrong, "HIBC");
  }
  if (text.length - start < LENGTH_MIN) {
    const found = String(text.length - start);
    const limit = String(LENGTH_MIN);
    const short = problem("FIELD_TOO_SHORT", start, text.length, HIBC_FLAG, limit, found);
    return refused(symbology, short, "HIBC");
  }
  const last = text.length - 1;
  const expected = hibcCheckCharacter(text.slice(start, last));
  const found = text.charAt(last);
  if (found !== expected && hibcCheckCharacter(text.slice(start)) === " ") {
    const whole = readWithoutItsSpace(scanned);
    if (whole.ok) return whole;
  }
  const builder = new IdentityBuilder();
  if (found !== expected) {
    const shown = expected.replace(" ", "\u2420");
    builder.fail(problem("HIBC_CHECK_WRONG", last, text.length, "", shown, found));
  }
  new Reader(text, builder, year).read(start + 1, last);
  return builder.reading("HIBC", symbology);
}

// Reads a text whose check character, a space, was lost on the way, as spaces at an end often are.
// One wrong character of 43 looks like that as well; it is believed only of data without any other fault.
function readWithoutItsSpace({ text, start, symbology, year }: Scanned): UdiReading {
  const builder = new IdentityBuilder();
  builder.warn(problem("HIBC_SPACE_LOST", text.length, text.length, "", "", ""));
  new Reader(text, builder, year).read(start + 1, text.length);
  return builder.reading("HIBC", symbology);
}

class Reader {
  private readonly text: string;
  private readonly builder: IdentityBuilder;
  private readonly year: number;

  constructor(text: string, builder: IdentityBuilder, year: number) {
    this.text = text;
    this.builder = builder;
    this.year = year;
  }

  // The data between the plus sign and the check character.
  read(start: number, end: number): void {
    if (/[A-Z]/.test(this.text.charAt(start))) this.primaryAndMore(start, end);
    else this.secondaryAlone(start, end);
  }

  private slash(from: number, end: number): number {
    const found = this.text.indexOf("/", from);
    return found < 0 || found >= end ? end : found;
  }

  private primaryAndMore(start: number, end: number): void {
    const primaryEnd = this.slash(start, end);
    const primary = this.text.slice(start, primaryEnd);
    this.builder.add({ ai: HIBC_FLAG, value: primary, start: start - 1, end: primaryEnd });
    if (/^[A-Z][0-9A-Z]{3}[0-9A-Z]{1,18}[0-9]$/.test(primary)) {
      this.builder.set("deviceIdentifier", primary);
      this.builder.set("packageIndicator", primary.slice(-1));
    } else {
      const code = "HIBC_PRIMARY_INVALID";
      this.builder.fail(problem(code, start, primaryEnd, HIBC_FLAG, "", primary));
    }
    let position = primaryEnd;
    while (position < end) {
      const chunkEnd = this.slash(position + 1, end);
      this.chunk(position + 1, chunkEnd, position === primaryEnd);
      position = chunkEnd;
    }
  }

  // What follows a slash: secondary data, or a supplement that its data identifier names.
  private chunk(start: number, end: number, first: boolean): void {
    const chunk = this.text.slice(start, end);
    if (chunk.startsWith("$") || (first && SECONDARY_HEAD.test(chunk))) {
      this.secondary(start, end);
      return;
    }
    const ai = /^[0-9]{0,3}[A-Z]/.exec(chunk)?.[0];
    if (ai === undefined) {
      this.builder.fail(problem("HIBC_PART_INVALID", start, end, "", "", chunk));
      return;
    }
    this.supplement({ ai, value: chunk.slice(ai.length), start, end });
  }

  private supplement(element: Element): void {
    const { ai, value } = element;
    if (!/^[0-9A-Z\-.]{1,20}$/.test(value)) {
      this.builder.add(element);
      this.builder.failValue(element, "FIELD_INVALID", "A-Z 0-9 - .");
    } else if (ai === "S" || ai === "Q") {
      this.builder.add(element);
      this.builder.state(ai === "S" ? "serial" : "count", value, element);
    } else if (ai === "14D" || ai === "16D") {
      this.builder.add(element);
      this.date(element, ai === "14D" ? "expiry" : "production");
    } else {
      this.builder.addUnknown(element);
    }
  }

  private date(element: Element, field: DateField): void {
    const day = readLabelDate("YYYYMMDD", element.value, this.year);
    if (day === null) this.builder.failValue(element, "FIELD_DATE_INVALID", "YYYYMMDD");
    else this.builder.stateDate(field, day, element);
  }

  // A secondary symbol: its last character is the check character of the primary symbol it belongs to.
  private secondaryAlone(start: number, end: number): void {
    const link = this.text.slice(end - 1, end);
    this.secondary(start, end - 1);
    this.builder.add({ ai: "link", value: link, start: end - 1, end });
    this.builder.set("link", link);
  }

  private secondary(start: number, end: number): void {
    const chunk = this.text.slice(start, end);
    const secondary = readSecondary(chunk, this.year);
    const ai = secondary.flag;
    const element = { ai, value: chunk.slice(ai.length), start, end };
    this.builder.add(element);
    if (secondary.fault !== null) {
      const { code, start: from, end: to, expected, found } = secondary.fault;
      this.builder.fail(problem(code, start + from, start + to, ai, expected, found));
      return;
    }
    const { expiry, quantity, number, isSerial } = secondary;
    if (expiry !== null) this.builder.stateDate("expiry", expiry, element);
    if (quantity !== null) this.builder.state("count", quantity, element);
    if (number !== "") this.builder.state(isSerial ? "serial" : "lot", number, element);
  }
}

/**
 * Quantities as people read them: `12,000 pcs`, the same separators in both languages. Never for what is recorded, typed or
 * put into a file.
 */

import { unitSign } from "./unit-sign.ts";

/** A decimal as it was recorded, its whole digits in groups of three; anything else stays as it is. */
export function number(value: string | number): string {
  const [, sign, whole, rest] = /^(-?)(\d+)(\.\d+)?$/.exec(String(value)) ?? [];
  if (whole === undefined) {
    return String(value);
  }
  return `${sign ?? ""}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${rest ?? ""}`;
}

export interface Amount {
  readonly value: string;
  readonly unit: string;
}

/** `12,000 pcs`; the bare number of what has no unit. */
export function amountText({ value, unit }: Amount): string {
  return `${number(value)} ${unitSign(unit)}`.trimEnd();
}

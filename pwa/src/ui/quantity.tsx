/**
 * A number with its unit, and what it is measured against where there is one.
 */

import type { JSX } from "preact";
import { number } from "./amount.ts";
import { t } from "./i18n/catalogue.ts";
import "./quantity.css";
import { unitSign } from "./unit-sign.ts";

export interface QuantityProps {
  /** Decimal string as recorded: its scale is kept. */
  readonly value: string;
  /** The unit's code. */
  readonly unit: string;
  readonly expected?: string;
  readonly size?: "inline" | "key";
}

export function Quantity({ value, unit, expected, size = "inline" }: QuantityProps): JSX.Element {
  const shown = expected === undefined ? number(value) : t().ui.of(number(value), number(expected));
  return (
    <span class="u-quantity" data-size={size}>
      {shown} <small>{unitSign(unit)}</small>
    </span>
  );
}

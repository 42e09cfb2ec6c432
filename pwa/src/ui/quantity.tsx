/**
 * A number with its unit, and what it is measured against where there is one.
 */

import type { JSX } from "preact";
import { t } from "./i18n/catalogue.ts";
import "./quantity.css";

export interface QuantityProps {
  /** Decimal string as recorded: its scale is kept. */
  readonly value: string;
  /** The unit as it is shown. */
  readonly unit: string;
  readonly expected?: string;
  readonly size?: "inline" | "key";
}

export function Quantity({ value, unit, expected, size = "inline" }: QuantityProps): JSX.Element {
  const number = expected === undefined ? value : t().ui.of(value, expected);
  return (
    <span class="u-quantity" data-size={size}>
      {number} <small>{unit}</small>
    </span>
  );
}

/**
 * A value against its bounds. Mirrors verdict_of in backend/production/rules/readings.py: on a bound is inside.
 */

import type { Limits } from "../entries/bodies.ts";
import { compareDecimals } from "../sync/decimal.ts";

export type LimitVerdict = "fail" | "action" | "alarm" | "pass";

const BOUNDS = [
  ["fail", "low", "high"],
  ["action", "action_low", "action_high"],
  ["alarm", "alarm_low", "alarm_high"],
] as const;

/** The worst bound that a value is outside of. */
export function verdictOf(value: string, limits: Limits): LimitVerdict {
  for (const [verdict, low, high] of BOUNDS) {
    const lower = limits[low];
    const upper = limits[high];
    const below = lower !== null && compareDecimals(value, lower) < 0;
    const above = upper !== null && compareDecimals(value, upper) > 0;
    if (below || above) {
      return verdict;
    }
  }
  return "pass";
}

/**
 * What receiving shows of the last scan or answer.
 */

import type { Finding } from "../../receiving/finding.ts";
import type { Carton } from "../../receiving/task.ts";

/** What the last scan or answer came to. */
export type Result =
  | {
      readonly is: "received";
      readonly receipt: string;
      readonly lot: string;
      readonly carton: Carton;
      readonly findings: readonly Finding[];
      /** Its label names no lot: it was taken to be of this one, as the carton before it. */
      readonly inherited: boolean;
      /** Monotonic ms; undo stands for ten seconds. */
      readonly at: number;
    }
  | { readonly is: "undone"; readonly lot: string }
  /** The next carton without a lot number is of another lot than the last. */
  | { readonly is: "other_lot" }
  | { readonly is: "order"; readonly number: string; readonly known: boolean }
  | { readonly is: "place"; readonly code: string; readonly fits: boolean }
  | { readonly is: "label"; readonly number: string }
  | { readonly is: "supplier"; readonly number: string };

/** The over-receipt that waits for a reason. */
export interface Over {
  readonly finding: Finding;
}
